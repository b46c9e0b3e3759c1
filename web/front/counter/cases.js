// The questions of a case as toggles: only those that apply, the first open one answered by the keys 1–9.

import { $, el, fill } from "./dom.js";
import { say } from "./words.js";

/** The questions that apply when these answers are given, in their order. */
export function asked(questions, facts) {
  const applying = new Set();
  return questions.filter((question) => {
    const applies = Object.entries(question.when).every(([id, values]) => applying.has(id) && values.includes(facts[id]));
    if (applies) applying.add(question.id);
    return applies;
  });
}

/** The answers that count: those of questions that apply. */
export function counting(questions, facts) {
  const ids = asked(questions, facts).map((question) => question.id);
  return Object.fromEntries(ids.filter((id) => facts[id]).map((id) => [id, facts[id]]));
}

/** Whether something holds, or may still hold, in a case: none of its conditions is answered otherwise. */
export function mayHold(when, facts) {
  return Object.entries(when ?? {}).every(([id, values]) => !facts[id] || values.includes(facts[id]));
}

/** The question that the keys 1–9 answer: the one with the focus, else the first without an answer. */
export function current(questions, facts) {
  const focused = document.activeElement?.closest?.("fieldset.case")?.dataset.id;
  const applying = asked(questions, facts);
  return applying.find((question) => question.id === focused) ?? applying.find((question) => !facts[question.id]);
}

/**
 * Draw the questions.
 * @param {(id: string, value: string) => void} answer told every change; the value is empty when an answer is taken back
 */
export function draw(questions, facts, answer) {
  const applying = asked(questions, facts);
  const next = applying.find((question) => !facts[question.id]);
  const focused = document.activeElement?.id;
  fill($("questions"), applying.map((question) => group(question, facts, question === next, answer)));
  $("cases").hidden = !applying.length;
  if (focused && $("cases").querySelector(`#${CSS.escape(focused)}`)) $(focused).focus();
}

function group(question, facts, isNext, answer) {
  const value = facts[question.id];
  const options = question.options.map((option, at) => {
    const id = `case-${question.id}-${option.value}`;
    const input = el("input", { type: "radio", name: `case-${question.id}`, id, value: option.value });
    input.checked = option.value === value;
    input.addEventListener("change", () => answer(question.id, option.value));
    const key = at < 9 ? el("kbd", { "aria-hidden": "true" }, String(at + 1)) : null;
    return el("label", { class: input.checked ? "toggle chosen" : "toggle", for: id }, input, key, el("span", {}, option.say));
  });
  return el(
    "fieldset",
    { class: `case${isNext ? " next" : ""}${value ? " answered" : ""}`, "data-id": question.id },
    el("legend", {}, question.ask),
    question.why ? el("p", { class: "why" }, question.why) : null,
    options,
    value ? el("button", { type: "button", class: "undo", onclick: () => answer(question.id, "") }, say("cases.undo")) : null,
  );
}
