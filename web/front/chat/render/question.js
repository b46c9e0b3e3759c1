// A question about the person's case, with how far along it is.

import { el } from "../dom.js";
import { t } from "../texts.js";

export function renderQuestion(custom) {
  const number = custom.asked + 1;
  return el("div", { class: "card question" },
    el("p", { class: "progress" }, t("question.progress", { number, most: Math.max(number, custom.at_most) })),
    el("div", { class: "steps", "aria-hidden": "true" }, steps(number, Math.max(number, custom.at_most))),
    el("h3", {}, custom.text),
    custom.why && el("p", { class: "why" }, custom.why));
}

function steps(number, most) {
  return Array.from({ length: Math.min(most, 12) }, (_, place) =>
    el("span", { class: place < number ? "done" : "" }));
}
