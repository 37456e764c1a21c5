// Words and what stands beside them light up together; a permalink can be copied for any selected words.
const paper = document.querySelector(".paper");
const tied = (id) => paper.querySelectorAll(`[data-ids~="${CSS.escape(id)}"]`);
const idsOf = (element) => (element?.closest("[data-ids]")?.dataset.ids ?? "").split(" ").filter(Boolean);

function light(element) {
  for (const one of paper.querySelectorAll(".lit")) one.classList.remove("lit");
  for (const id of idsOf(element)) for (const one of tied(id)) one.classList.add("lit");
}
for (const name of ["pointerover", "focusin"]) paper.addEventListener(name, (event) => light(event.target));
for (const name of ["pointerleave", "focusout"]) paper.addEventListener(name, () => light(null));

const at = document.getElementById("at");
if (at && !location.hash) at.scrollIntoView({ block: "center" });

// Offsets are code points of the document's text; every stretch of it says where it begins (data-at).
const tools = document.querySelector(".copying");
const told = tools.querySelector("output");
const length = (text) => [...text].length;

function stretch(range) {
  const parts = [...paper.querySelectorAll("[data-at]")].filter((one) => range.intersectsNode(one));
  const cut = (part) => {
    const inside = part.firstChild;
    const from = range.startContainer === inside ? range.startOffset : 0;
    const to = range.endContainer === inside ? range.endOffset : inside.data.length;
    return { start: Number(part.dataset.at) + length(inside.data.slice(0, from)), text: inside.data.slice(from, to) };
  };
  const cuts = parts.filter((one) => one.firstChild).map(cut).filter((one) => one.text);
  if (!cuts.length) return null;
  const last = cuts.at(-1);
  let end = cuts[0].start;
  let words = "";
  for (const one of cuts) {
    words += "\n".repeat(one.start - end) + one.text; // between two blocks stands a line's end
    end = one.start + length(one.text);
  }
  const front = length(words) - length(words.trimStart());
  return { start: cuts[0].start + front, end: last.start + length(last.text) - (length(words) - length(words.trimEnd())), words: words.trim() };
}

function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || !paper.contains(selection.anchorNode)) return null;
  return stretch(selection.getRangeAt(0));
}
document.addEventListener("selectionchange", () => {
  const found = selected();
  if (found?.words) { tools.hidden = false; told.textContent = ""; }
});

tools.querySelector(".copy").addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the selection
tools.querySelector(".copy").addEventListener("click", async () => {
  const found = selected();
  if (!found?.words) return;
  const query = new URLSearchParams({ words: found.words });
  const link = `${location.origin}/at/${encodeURIComponent(paper.dataset.digest)}/${found.start}-${found.end}?${query}`;
  try { await navigator.clipboard.writeText(link); told.textContent = "✓"; } catch { told.textContent = link; }
});
