// The answers given, above what they led to: one line that opens, each with "Sửa".

import { el, folded } from "../dom.js";
import { t } from "../texts.js";

/** @param {{question: string, answer: string, change: string}[]} answers */
export function renderGiven(answers, press) {
  if (!answers.length) return null;
  const short = answers.map((line) => line.answer).join(" · ");
  return folded("given", [el("strong", {}, t("given.title", { count: answers.length })), " ", el("span", { class: "in-short" }, short)],
    el("ul", {}, answers.map((line) => el("li", {},
      el("span", {}, `${line.question} `, el("strong", {}, line.answer)),
      line.change && fix(line, press)))));
}

function fix(line, press) {
  return el("button", { type: "button", class: "fix", onclick: () => press({ title: `${t("given.fix")}: ${line.question}`, payload: line.change }) },
    t("given.fix"), el("span", { class: "unseen" }, ` ${line.question}`));
}
