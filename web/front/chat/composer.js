// The input: grows with the text, Enter sends, what was typed survives a reload.

import { store } from "./store.js";
import { isTouch } from "./view.js";

const form = document.getElementById("composer");
const input = document.getElementById("text");
let shift = false;
let sendWhenComposed = false;

/** Call `submit(text)` for typed text. */
export function watchComposer(submit) {
  input.value = store.draft || input.value; // somebody may have typed before the script was there
  grow();
  const send = () => {
    const text = input.value.trim();
    if (!text) {
      input.focus();
      return;
    }
    fill("");
    // a finger's keyboard covers half of the answer, and would keep what it was composing
    if (isTouch()) input.blur();
    submit(text);
  };
  watchEnter(send);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
}

/**
 * Enter sends where the browser is about to break the line. Asking for that, and not for the key, is right with every
 * keyboard: those of phones name no key, and with Telex an Enter may only end the syllable that is being composed.
 */
function watchEnter(send) {
  input.addEventListener("keydown", (event) => { shift = event.shiftKey; });
  input.addEventListener("keyup", (event) => { shift = event.shiftKey; });
  input.addEventListener("beforeinput", (event) => {
    if (!breaksLine(event) || !event.cancelable) return;
    event.preventDefault();
    if (event.isComposing) sendWhenComposed = true;
    else send();
  });
  input.addEventListener("input", (event) => {
    // some keyboards break the line without asking: take the break out again
    if (breaksLine(event)) {
      const at = input.selectionStart;
      input.value = input.value.slice(0, at).replace(/\n$/, "") + input.value.slice(at);
      send();
      return;
    }
    store.setDraft(input.value);
    grow();
  });
  input.addEventListener("compositionend", () => {
    if (!sendWhenComposed) return;
    sendWhenComposed = false;
    setTimeout(send); // the syllable is in the box only now
  });
}

function breaksLine(event) {
  const breaks = event.inputType === "insertLineBreak" || event.inputType === "insertParagraph"
    || (event.inputType === "insertText" && event.data === "\n");
  return breaks && (isTouch() || !shift);
}

/** Put text into the input. */
export function fill(text) {
  input.value = text;
  store.setDraft(text);
  grow();
}

/** Whether the person is in the input now: a reply must not take the focus away from what is being typed. */
export function isTyping() {
  return document.activeElement === input;
}

export function focusInput() {
  input.focus({ preventScroll: true });
}

function grow() {
  input.style.height = "auto";
  input.style.height = `${Math.min(input.scrollHeight + 2, 160)}px`;
}
