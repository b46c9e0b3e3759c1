// What a screen reader is told of new messages: a short text each, never a whole list. Two slots take turns, because
// the same words twice in one slot are no change and are not spoken again.

import { firstLine } from "./dom.js";
import { t } from "./texts.js";

const slots = [document.getElementById("said-first"), document.getElementById("said-second")];
const LONGEST = 280;

/** Have a text spoken when the person is not being told something else; an empty one takes away the last. */
export function announce(text) {
  const [slot, other] = slots;
  other.textContent = "";
  slot.textContent = text;
  slots.reverse();
}

/** A message in a few words. */
export function shortly(message) {
  const custom = message.custom ?? {};
  if (custom.type === "checklist") return listName(custom);
  if (custom.type === "case_question") return custom.text;
  if (custom.type === "document_step") return custom.document.name;
  if (custom.type === "procedure_choices") return `${firstLine(message.text)} ${t("choices.count", { count: custom.choices.length })}`;
  if (custom.type === "procedure_card") return firstLine(message.text);
  return cut(message.text);
}

/** How a list is called: its name and how many papers, not the papers. */
export function listName(custom) {
  const name = custom.short_name || custom.name;
  return t("checklist.label", { name, count: custom.documents.filter((line) => !line.only_if).length });
}

function cut(text) {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST).replace(/\s\S*$/, "")}…`;
}
