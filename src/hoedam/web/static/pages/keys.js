// Which key does what in review. A browser keeps what a person changes; nothing is sent anywhere.
const KEPT = "hoedam.keys";
export const FIRST = { next: "j", previous: "k", open: "Enter", accept: "a", reject: "r", edit: "e", undo: "u", sign: "s", help: "?" };

export function load() {
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem(KEPT)) ?? {};
  } catch {
    // what is kept is none of ours, or nothing may be kept: the first keys hold
  }
  const keys = { ...FIRST };
  for (const action of Object.keys(FIRST)) if (typeof kept.keys?.[action] === "string") keys[action] = kept.keys[action];
  return { on: kept.on !== false, keys };
}

export function keep(settings) {
  try {
    localStorage.setItem(KEPT, JSON.stringify(settings));
  } catch {
    // nothing may be kept: it holds until the page is left
  }
}

// The key of an event by its place on the keyboard where an input method has taken the letter: ㅁ, or nothing, on the A key.
export function keyOf(event) {
  if (/^[!-~]$/.test(event.key)) return event.key.toLowerCase();
  const letter = /^Key([A-Z])$/.exec(event.code);
  if (letter) return letter[1].toLowerCase();
  const digit = /^Digit(\d)$/.exec(event.code);
  if (digit) return digit[1];
  if (event.code === "Slash") return event.shiftKey ? "?" : "/";
  return event.key;
}

export function isTyping(event) {
  const field = event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  return event.isComposing || Boolean(field);
}
