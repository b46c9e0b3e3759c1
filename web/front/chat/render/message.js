// A message of the contract as elements: its `custom` object decides the form, the text stands for all others.

import { el, paragraphs } from "../dom.js";
import { renderChecklist } from "./checklist.js";
import { renderCard, renderChoices } from "./choices.js";
import { renderDocumentStep } from "./document.js";
import { renderQuestion } from "./question.js";
import { renderHandoff, renderNotice, renderStatus, renderTrip } from "./simple.js";

const FORMS = {
  checklist: renderChecklist,
  procedure_choices: renderChoices,
  procedure_card: renderCard,
  case_question: renderQuestion,
  document_step: renderDocumentStep,
  handoff: renderHandoff,
  notice: renderNotice,
  trip_plan: renderTrip,
  dossier_status: renderStatus,
};

/**
 * @param {{text: string, buttons: {title, payload}[], custom: object|null}} message
 * @param {(button: object) => void} press
 */
export function renderMessage(message, press) {
  const form = FORMS[message.custom?.type];
  const rest = { buttons: [...(message.buttons ?? [])] };
  const body = form
    ? form(message.custom, message, press, rest)
    : el("div", { class: "card said" }, paragraphs(message.text));
  return el("div", { class: "message" }, body, replies(rest.buttons, press));
}

function replies(buttons, press) {
  if (!buttons.length) return null;
  const made = buttons.map((button) =>
    el("button", { type: "button", class: "quick", onclick: () => press(button) }, button.title));
  return el("div", { class: "replies" }, made);
}
