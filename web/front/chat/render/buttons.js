// The buttons of a message.

import { el } from "../dom.js";

/** A row of buttons; nothing without any. */
export function replies(buttons, press) {
  if (!buttons.length) return null;
  return el("div", { class: "replies" }, buttons.map((button) =>
    el("button", { type: "button", class: "quick", onclick: () => press(button) }, button.title)));
}

/** The row of all buttons of a message where the message itself wants them: none are left to stand below it. */
export function ownReplies(rest, press) {
  const row = replies(rest.buttons, press);
  rest.buttons = [];
  return row;
}
