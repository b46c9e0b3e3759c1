// A message of the contract as elements: its `custom` object decides the form, the text stands for all others.

import { listName } from "../announcer.js";
import { el, idOf, paragraphs, withoutNumbers } from "../dom.js";
import { replies } from "./buttons.js";
import { renderChecklist } from "./checklist.js";
import { renderCard, renderChoices } from "./choices.js";
import { renderDocumentStep } from "./document.js";
import { renderNeeds } from "./needs.js";
import { renderQuestion } from "./question.js";
import { renderHandoff, renderNotice, renderStatus, renderTrip } from "./simple.js";

const FORMS = {
  checklist: renderChecklist,
  procedure_choices: renderChoices,
  procedure_card: renderCard,
  case_question: renderQuestion,
  document_step: renderDocumentStep,
  handoff: renderHandoff,
  needs: renderNeeds,
  notice: renderNotice,
  trip_plan: renderTrip,
  dossier_status: renderStatus,
};

/**
 * What is asked and its buttons are one named group, so that a screen reader says what a button answers; a list is one
 * too, but named shortly: nobody has it read out from end to end.
 * @param {{text: string, buttons: {title, payload}[], custom: object|null}} message
 * @param {{press: (button: object) => void, answers: object[]}} context
 */
export function renderMessage(message, context) {
  const custom = message.custom ?? {};
  const rest = { buttons: [...(message.buttons ?? [])] };
  const chosen = rest.buttons.length > 0 || ["procedure_choices", "needs"].includes(custom.type);
  const form = FORMS[custom.type] ?? ((_, said) => el("div", { class: "card said" }, paragraphs(withoutNumbers(said))));
  const body = form(custom, message, { ...context, rest });
  const whole = el("div", { class: "message", tabindex: "-1" }, body, replies(rest.buttons, context.press));
  if (custom.type === "checklist") {
    whole.setAttribute("role", "group");
    whole.setAttribute("aria-label", listName(custom));
  } else if (chosen) {
    whole.setAttribute("role", "group");
    whole.setAttribute("aria-labelledby", idOf(body.querySelector(".asks") ?? body.querySelector("h3, p")));
  }
  return whole;
}
