// Elements, as the chat makes them, and two more helpers of the counter.

export { el, folded, paragraphs } from "../chat/dom.js";

export const $ = (id) => document.getElementById(id);

/** Replace what an element holds. */
export function fill(element, ...children) {
  element.textContent = "";
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== "" && child !== false));
}
