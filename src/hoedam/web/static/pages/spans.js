// Spans by selecting: a selection in the text becomes words and their place in code points, as the ledger counts them.
const text = [...JSON.parse(document.getElementById("text").textContent)]; // code points, not UTF-16 units
const paper = document.querySelector("[data-text]");
const status = document.querySelector("[data-selected]");
let selected = null; // start and end

function paragraphOf(node) {
  return (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("[data-start]");
}

// Code points from the beginning of the document to a boundary of a range.
function place(node, offset) {
  const paragraph = paragraphOf(node);
  if (!paragraph || !paper.contains(paragraph)) return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  return Number(paragraph.dataset.start) + [...before.toString()].length;
}

function trimmed(start, end) {
  while (start < end && /\s/.test(text[start])) start += 1;
  while (end > start && /\s/.test(text[end - 1])) end -= 1;
  return start < end ? { start, end } : null;
}

function read() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const start = place(range.startContainer, range.startOffset);
  const end = place(range.endContainer, range.endOffset);
  if (start === null || end === null) return;
  selected = trimmed(start, end);
  if (!selected) return;
  const words = text.slice(selected.start, selected.end).join("");
  status.textContent = `${status.dataset.selected} “${words.length > 60 ? `${words.slice(0, 60)}…` : words}”`;
  for (const button of document.querySelectorAll("[data-take]")) button.disabled = false;
}

function take(quote) {
  if (!selected) return;
  const [words, place, which] = ["textarea", "input[type=hidden]", "input:not([type])"].map((one) => quote.querySelector(one));
  words.value = text.slice(selected.start, selected.end).join("");
  place.value = `${selected.start}-${selected.end}`;
  which.value = "";
  light(quote);
  words.focus();
}

// A range of the page for code points of the document; null where they are in no paragraph of it.
function rangeOf(start, end) {
  const range = document.createRange();
  const [from, to] = [boundary(start), boundary(end)];
  if (!from || !to) return null;
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}

function boundary(at) {
  const paragraph = [...paper.querySelectorAll("[data-start]")].findLast((one) => Number(one.dataset.start) <= at);
  if (!paragraph) return null;
  let left = at - Number(paragraph.dataset.start);
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const points = [...node.data];
    if (left <= points.length) return [node, points.slice(0, left).join("").length];
    left -= points.length;
  }
  return null;
}

// Show in the text which words a field holds.
function light(quote) {
  const found = /^(\d+)-(\d+)$/.exec(quote.querySelector("input[type=hidden]").value);
  const range = found && rangeOf(Number(found[1]), Number(found[2]));
  if (!globalThis.CSS?.highlights) return;
  if (!range) {
    CSS.highlights.delete("field");
    return;
  }
  CSS.highlights.set("field", new Highlight(range));
  reveal(range);
}

// Scroll the text, and only the text, to a place in it.
function reveal(place) {
  const frame = paper.closest(".paper");
  const [inner, outer] = [place.getBoundingClientRect(), frame.getBoundingClientRect()];
  if (inner.top < outer.top + 48 || inner.bottom > outer.bottom) frame.scrollTop += inner.top - outer.top - frame.clientHeight / 3;
}

document.addEventListener("selectionchange", read);
for (const note of document.querySelectorAll(".select")) note.hidden = false;
for (const quote of document.querySelectorAll("[data-span]")) {
  const button = quote.querySelector("[data-take]");
  button.hidden = false;
  quote.querySelector("[data-plain]").hidden = !quote.querySelector("[aria-invalid]") && !quote.querySelector("[data-plain] input").value;
  button.disabled = true;
  button.addEventListener("click", () => take(quote));
  quote.querySelector("textarea").addEventListener("focus", () => light(quote));
}

// Enter in the search for a name searches; it does not save the form.
document.querySelector("[name='name.search']")?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  document.querySelector("button[value=find]").click();
});

document.querySelector("#refused a")?.focus();
const home = paper.querySelector(".home");
if (home) reveal(home);
