// Elements are made here; words only ever become text nodes.

/** An element with attributes and children (elements or text; empty ones are left out). */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name === "onclick") element.addEventListener("click", value);
    else if (name === "class") element.className = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat()) {
    if (child === null || child === undefined || child === "" || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/** Text as paragraphs: a line break in the text starts a new one. */
export function paragraphs(text, className = "") {
  return String(text)
    .split(/\n+/)
    .filter((line) => line.trim())
    .map((line) => el("p", className ? { class: className } : {}, line));
}

let counted = 0;

/** The id of an element that others name; it is given one when it has none. */
export function idOf(element) {
  element.id ||= `part-${(counted += 1)}`;
  return element.id;
}

/** A folded part: a summary that opens on request. */
export function folded(className, summary, ...children) {
  return el("details", { class: className }, el("summary", {}, summary), ...children);
}

/** A message's text without the lines at its end that only number its buttons: here those are buttons. */
export function withoutNumbers({ text, buttons }) {
  const lines = String(text).split("\n");
  const numbers = new Set((buttons ?? []).map((button, place) => `${place + 1}. ${button.title}`));
  while (lines.length > 1 && numbers.has(lines.at(-1).trim())) lines.pop();
  return lines.join("\n");
}

/** The first line of a text: what introduces a card that shows the rest. */
export function firstLine(text) {
  return String(text).split("\n").find((line) => line.trim()) ?? "";
}
