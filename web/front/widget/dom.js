// Elements of the launcher and the panel; words only ever become text nodes.

import { STYLE } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const BUBBLE = "M5 3h14q3 0 3 3v9q0 3-3 3h-7l-6 4v-4H5q-3 0-3-3V6q0-3 3-3z";

/** An element with attributes and children (elements or text). */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function icon() {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  for (const [name, value] of [["viewBox", "0 0 24 24"], ["aria-hidden", "true"], ["focusable", "false"]]) {
    svg.setAttribute(name, value);
  }
  path.setAttribute("d", BUBBLE);
  svg.append(path);
  return svg;
}

/**
 * Give a shadow root its style. A constructed sheet is no inline style, so the strictest policy of a site lets it
 * through; browsers that have none yet get an element with the nonce of the loader's own script.
 */
export function dress(root, nonce) {
  if ("adoptedStyleSheets" in Document.prototype && "replaceSync" in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    return;
  }
  const style = el("style", {}, STYLE);
  if (nonce) style.nonce = nonce;
  root.append(style);
}
