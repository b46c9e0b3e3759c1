// A question about the person's case, with how far along it is. The reason stands below the answers: they come first.

import { el } from "../dom.js";
import { t } from "../texts.js";
import { renderGiven } from "./given.js";
import { ownReplies } from "./buttons.js";

export function renderQuestion(custom, message, { press, answers, rest }) {
  const number = custom.asked + 1;
  const row = ownReplies(rest, press);
  return el("div", { class: "card question" },
    renderGiven(answers, press),
    el("p", { class: "progress" }, t("question.progress", { number, most: Math.max(number, custom.at_most) })),
    el("h3", { class: "asks" }, custom.text),
    row,
    custom.why && el("p", { class: "why" }, custom.why));
}
