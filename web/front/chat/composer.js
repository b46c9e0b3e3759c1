// The input: grows with the text, Enter sends, what was typed survives a reload.

import { store } from "./store.js";

const form = document.getElementById("composer");
const input = document.getElementById("text");

/** Call `submit(text)` for typed text. */
export function watchComposer(submit) {
  input.value = store.draft;
  grow();
  input.addEventListener("input", () => {
    store.setDraft(input.value);
    grow();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (text) {
      submit(text);
      fill("");
    }
    input.focus();
  });
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
