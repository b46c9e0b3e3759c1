// A question about the person's case, with how far along it is.

import { el, paragraphs } from "../dom.js";
import { t } from "../texts.js";

export function renderQuestion(custom, message) {
  const number = custom.asked + 1;
  return el("div", { class: "card question" },
    preface(custom, message),
    el("p", { class: "progress" }, t("question.progress", { number, most: Math.max(number, custom.at_most) })),
    el("div", { class: "steps", "aria-hidden": "true" }, steps(number, Math.max(number, custom.at_most))),
    el("h3", {}, custom.text),
    custom.why && el("p", { class: "why" }, custom.why));
}

/** What the bot said before the question itself (an answer it understood, say). */
function preface(custom, message) {
  const at = message.text.indexOf(custom.text);
  const before = at > 0 ? message.text.slice(0, at) : "";
  const lines = before.split("\n").filter((line) => line.trim() && !/^\s*Câu \d/.test(line));
  return paragraphs(lines.join("\n"));
}

function steps(number, most) {
  return Array.from({ length: Math.min(most, 12) }, (_, place) =>
    el("span", { class: place < number ? "done" : "" }));
}
