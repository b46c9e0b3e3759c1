// Procedures to choose from, and one procedure as a card.

import { el, firstLine, paragraphs } from "../dom.js";
import { capital, method, t } from "../texts.js";
import { sourceLine } from "./source.js";

/** Each choice is a large button with its own payload; the message's other buttons stand below. */
export function renderChoices(custom, message, press, rest) {
  const items = custom.choices.map((choice) => {
    rest.buttons = rest.buttons.filter((button) => button.payload !== choice.payload);
    return el("li", {},
      el("button", { type: "button", class: "choice", onclick: () => press({ title: choice.name, payload: choice.payload }) },
        el("span", { class: "choice-name" }, choice.name),
        choice.hint && el("span", { class: "choice-hint" }, choice.hint),
        el("span", { class: "choice-code" }, t("choices.code", { code: choice.code }))));
  });
  return el("div", { class: "card" },
    el("p", {}, firstLine(message.text)),
    el("ul", { class: "choices", "aria-label": t("choices.label") }, items));
}

export function renderCard(custom, message) {
  return el("div", { class: "card procedure" },
    el("p", { class: "code" }, t("card.code", { code: custom.code })),
    el("h3", {}, custom.name),
    custom.about ? el("p", {}, custom.about) : paragraphs(firstLine(message.text)),
    el("dl", { class: "brief" },
      term(t("card.agency"), custom.agency),
      term(t("checklist.how"), capital(custom.methods.map(method).join(", ")))),
    sourceLine(custom.source));
}

/** A line of the card; left out when nothing is known. */
function term(label, text) {
  return text && el("div", {}, el("dt", {}, `${label}: `), el("dd", {}, text));
}
