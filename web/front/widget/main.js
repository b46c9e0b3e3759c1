// The loader a site puts into its pages: a launcher now, the assistant's frame when it is first opened.

import { define } from "./element.js";
import { OPTIONS, cleanName } from "./options.js";

const TAG = "dimotlan-widget";
const script = document.currentScript;
const nonce = script && script.nonce;

/** One widget for each script; a snippet that stands twice, or is run again by a router, makes one. */
function begin() {
  define(TAG, new URL("widget", script.src), nonce);
  const name = cleanName(script.dataset.name);
  const standing = Array.from(document.querySelectorAll(TAG));
  if (standing.some((widget) => cleanName(widget.getAttribute("name")) === name)) return;
  const widget = document.createElement(TAG);
  for (const option of OPTIONS) if (option in script.dataset) widget.setAttribute(option, script.dataset[option]);
  // Beside the body and after it: frameworks replace what is in it, and some styles of a body move what is fixed.
  document.documentElement.append(widget);
}

if (script && window.customElements && HTMLElement.prototype.attachShadow) {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
} else {
  console.warn(`${TAG} cannot run here`);
}
