// Text into the clipboard, also where the newer way is closed: an office's own network without https.

import { el } from "../dom.js";

/** @returns {Promise<boolean>} false when the browser lets nobody do it: the text must be shown, to be copied by hand */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyOfSelection(text);
  }
}

function copyOfSelection(text) {
  const before = document.activeElement;
  const box = el("textarea", { class: "unseen", readonly: true, "aria-hidden": "true", tabindex: "-1" }, text);
  document.body.append(box);
  box.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch {
    done = false;
  }
  box.remove();
  before?.focus({ preventScroll: true });
  return done;
}
