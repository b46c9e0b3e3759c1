// The papers of a list, one a row with a tick: first those that are certain, then by the condition that decides.

import { announce } from "../announcer.js";
import { el, folded } from "../dom.js";
import { store } from "../store.js";
import { capital, t } from "../texts.js";
import { badges, details, saidOften, termList } from "./document.js";

export function papers(custom) {
  const lines = custom.documents;
  if (!lines.length) return null;
  const certain = lines.filter((line) => !line.only_if);
  const count = el("p", { class: "count" });
  const often = saidOften(lines);
  const marked = lines.some((line) => line.verified !== false);
  const row = (line) => paper(custom, line, { often, marked, changed: () => announce(tell(count, custom)) });
  tell(count, custom);
  return el("div", { class: "papers" },
    count,
    certain.length > 0 && el("ul", { class: "documents" }, certain.map(row)),
    conditions(lines).map(([condition, decided]) => el("div", { class: "decided" },
      el("h4", { class: "only-if" }, t("checklist.then", { condition: capital(condition) })),
      el("ul", { class: "documents" }, decided.map(row)))),
    often.length > 0 && folded("fold often", t("checklist.often"), termList(often.map(({ key, text }) => [key, text]))));
}

/** The lines that an open answer decides, by what decides. */
function conditions(lines) {
  const found = new Map();
  for (const line of lines.filter((each) => each.only_if)) found.set(line.only_if, [...(found.get(line.only_if) ?? []), line]);
  return [...found];
}

function paper(custom, line, { often, marked, changed }) {
  const box = el("input", { type: "checkbox" });
  const name = (custom.imported && line.full) || line.name; // what nobody has read is named in full
  const about = details({ ...line, full: name === line.full ? "" : line.full }, often);
  const item = el("li", { class: "document" },
    el("label", {}, box, el("span", { class: "document-head" },
      el("span", { class: "document-name" }, name), badges(line, marked))),
    about && folded("more", [t("document.more"), el("span", { class: "unseen" }, ` ${line.name}`)], about),
    line.note && el("p", { class: "note" }, line.note));
  const show = () => item.classList.toggle("ticked", box.checked);
  box.checked = isTicked(custom, line);
  box.addEventListener("change", () => {
    store.tick(tickKey(custom, line), box.checked);
    show();
    changed();
  });
  show();
  return item;
}

/** Under which a tick is kept: the paper in this very case. */
export function tickKey(custom, line) {
  const answers = custom.facts.map((fact) => `${fact.question_id}=${fact.value}`).join("&");
  return `${custom.code}|${answers}|${line.type}`;
}

function isTicked(custom, line) {
  return store.ticked(tickKey(custom, line)) ?? line.have === true;
}

/** How far along: ready is not handed in, and it says so. */
function tell(count, custom) {
  const certain = custom.documents.filter((line) => !line.only_if);
  const open = custom.documents.length - certain.length;
  const done = certain.filter((line) => isTicked(custom, line)).length;
  const all = certain.length > 0 && done === certain.length;
  const ready = open ? t("checklist.certain_ready", { open }) : t("checklist.all_ready", { agency: custom.agency });
  count.classList.toggle("all", all);
  count.textContent = all ? ready : `${t("checklist.ready", { done, total: certain.length })}. ${t("checklist.tick_hint")}`;
  count.hidden = certain.length === 0;
  return count.textContent;
}
