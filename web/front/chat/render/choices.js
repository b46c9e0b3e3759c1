// Procedures to choose from, and the one a conversation turns to.

import { el, firstLine, folded } from "../dom.js";
import { capital, method, t } from "../texts.js";
import { ownReplies } from "./buttons.js";
import { sourceLine } from "./source.js";

/** Each choice is a large button with its own payload; the message's other buttons stand below. */
export function renderChoices(custom, message, { press, rest }) {
  const items = custom.choices.map((choice) => {
    rest.buttons = rest.buttons.filter((button) => button.payload !== choice.payload);
    return el("li", {},
      el("button", { type: "button", class: "choice", onclick: () => press({ title: choice.name, payload: choice.payload }) },
        el("span", { class: "choice-name" }, choice.name),
        choice.hint && el("span", { class: "choice-hint" }, choice.hint)));
  });
  return el("div", { class: "card" },
    el("p", { class: "asks" }, firstLine(message.text)),
    el("ul", { class: "choices" }, items));
}

/** One line with the name, once; all else is folded, so that the question below stays on the screen. */
export function renderCard(custom, message, { press, rest }) {
  const row = ownReplies(rest, press);
  const found = firstLine(message.text).split(custom.about || "\n").map((part) => part.trim()).filter(Boolean).join(" ");
  return el("div", { class: "card procedure" },
    el("p", { class: "asks" }, found),
    folded("about", t("card.about"),
      el("p", {}, el("strong", {}, custom.name)),
      custom.about && el("p", {}, custom.about),
      el("dl", { class: "brief" },
        term(t("card.code"), custom.code),
        term(t("card.agency"), custom.agency),
        term(t("checklist.how"), capital(custom.methods.map(method).join(", ")))),
      sourceLine(custom.source)),
    row);
}

/** A line of the card; left out when nothing is known. */
function term(label, text) {
  return text && el("div", {}, el("dt", {}, `${label}: `), el("dd", {}, text));
}
