// Review by keyboard: a key presses the button that shows it. Moving decides nothing.
import { FIRST, isTyping, keep, keyOf, load } from "./keys.js";

let settings = load();
const dialog = document.getElementById("keys");
const items = [...document.querySelectorAll("[data-item]")];

function show() {
  for (const sign of document.querySelectorAll("[data-key-of]")) {
    sign.textContent = settings.keys[sign.dataset.keyOf];
    sign.hidden = !settings.on;
  }
  for (const button of document.querySelectorAll("[data-key]")) {
    if (settings.on) button.setAttribute("aria-keyshortcuts", settings.keys[button.dataset.key]);
    else button.removeAttribute("aria-keyshortcuts");
  }
  for (const help of document.querySelectorAll(".keys-help")) help.hidden = false;
}

// Live regions that are there when a page loads are not read out: what was done is said once more into one that is watched.
function announce() {
  const said = document.querySelector(".said, .refusal");
  const region = document.getElementById("announce");
  if (said && region) setTimeout(() => (region.textContent = said.textContent), 300);
}

function move(step) {
  const at = items.findIndex((item) => item.contains(document.activeElement));
  const to = at < 0 ? (step > 0 ? 0 : items.length - 1) : Math.min(Math.max(at + step, 0), items.length - 1);
  items[to].focus();
  items[to].scrollIntoView({ block: "nearest" });
}

function press(action) {
  if (items.length && (action === "next" || action === "previous")) {
    move(action === "next" ? 1 : -1);
    return true;
  }
  const wanted = `[data-key="${action}"]`;
  const item = document.activeElement?.closest("[data-item]");
  const loose = [...document.querySelectorAll(wanted)].find((button) => !button.closest("[data-item]"));
  const button = item?.querySelector(wanted) ?? loose;
  button?.click();
  return Boolean(button);
}

document.addEventListener("keydown", (event) => {
  if (!settings.on || dialog?.open || event.ctrlKey || event.altKey || event.metaKey || event.repeat || isTyping(event)) return;
  const key = keyOf(event);
  if (key === "Enter" && event.target.closest("a, button, summary, input")) return;
  const action = Object.keys(settings.keys).find((name) => settings.keys[name] === key);
  if (!action) return;
  if (action === "help") dialog.showModal();
  else if (!press(action)) return;
  event.preventDefault();
});

function fill(keys) {
  for (const [action, key] of Object.entries(keys)) dialog.querySelector(`[name="${action}"]`).value = key;
  dialog.querySelector(".problem").textContent = "";
}

function chosen() {
  const form = dialog.querySelector("form");
  const keys = Object.fromEntries(Object.keys(FIRST).map((action) => [action, form.elements[action].value.trim()]));
  return { on: form.elements.on.checked, keys };
}

if (dialog) {
  const form = dialog.querySelector("form");
  const open = () => {
    fill(settings.keys);
    form.elements.on.checked = settings.on;
  };
  for (const button of document.querySelectorAll("[data-key=help]")) button.addEventListener("click", () => dialog.showModal());
  dialog.addEventListener("toggle", () => dialog.open && open());
  dialog.querySelector("[data-reset]").addEventListener("click", () => fill(FIRST));
  for (const input of dialog.querySelectorAll("input[maxlength]")) {
    input.addEventListener("keydown", (event) => {
      if (event.key === "Tab" || event.key === "Escape" || event.key === "Backspace" || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      input.value = keyOf(event);
    });
  }
  form.addEventListener("submit", (event) => {
    if (event.submitter?.value !== "save") return;
    const made = chosen();
    const problem = dialog.querySelector(".problem");
    if (new Set(Object.values(made.keys)).size < Object.keys(FIRST).length) {
      event.preventDefault();
      problem.textContent = problem.dataset.twice;
      return;
    }
    settings = made;
    keep(settings);
    show();
  });
}

show();
announce();
if (location.hash) items.find((item) => `#${item.id}` === location.hash)?.focus();
