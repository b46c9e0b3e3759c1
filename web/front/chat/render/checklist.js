// The checklist: what to bring, what it costs, when, where. Ticks stay while the tab lives; it prints on one page.

import { el, folded } from "../dom.js";
import { store } from "../store.js";
import { capital, day, dayWithName, method, t } from "../texts.js";
import { badges, details } from "./document.js";
import { sourceLine } from "./source.js";

export function renderChecklist(custom) {
  const certain = custom.documents.filter((line) => !line.only_if);
  const open = custom.documents.filter((line) => line.only_if);
  const count = el("p", { class: "count", role: "status" });
  const sheet = el("section", { class: "card checklist", "aria-label": `${t("checklist.label")}: ${custom.name}` },
    el("p", { class: "code" }, t("card.code", { code: custom.code })),
    el("h3", {}, custom.name),
    el("p", { class: "for" }, t("checklist.for")),
    redirects(custom.redirects ?? []),
    custom.documents.length ? count : el("p", {}, t(custom.unpublished_documents ? "checklist.unpublished" : "checklist.nothing")),
    documents(custom, certain, () => tell(count, custom, certain)),
    open.length > 0 && el("h4", {}, t("checklist.conditional")),
    documents(custom, open, () => tell(count, custom, certain)),
    warnings(custom.warnings),
    also(custom.also ?? []),
    terms(custom),
    facts(custom),
    notNeeded(custom.not_needed),
    legal(custom.legal_basis),
    sourceLine(custom.source, t("checklist.as_of", { day: day(custom.as_of) })),
    el("button", { type: "button", class: "quick print", onclick: () => printOnly(sheet) }, t("checklist.print")));
  tell(count, custom, certain);
  return sheet;
}

function tickKey(custom, line) {
  const answers = custom.facts.map((fact) => `${fact.question_id}=${fact.value}`).join("&");
  return `${custom.code}|${answers}|${line.type}`;
}

function isTicked(custom, line) {
  return store.ticked(tickKey(custom, line)) ?? line.have === true;
}

function tell(count, custom, certain) {
  const done = certain.filter((line) => isTicked(custom, line)).length;
  const all = certain.length > 0 && done === certain.length;
  count.classList.toggle("all", all);
  count.textContent = all ? t("checklist.all_ready") : `${t("checklist.ready", { done, total: certain.length })}. ${t("checklist.tick_hint")}`;
  count.hidden = certain.length === 0;
}

function documents(custom, lines, changed) {
  if (!lines.length) return null;
  return el("ul", { class: "documents" }, lines.map((line) => {
    const box = el("input", { type: "checkbox" });
    box.checked = isTicked(custom, line);
    box.addEventListener("change", () => {
      store.tick(tickKey(custom, line), box.checked);
      changed();
    });
    return el("li", { class: line.only_if ? "document open" : "document" },
      el("label", {}, box, el("span", { class: "document-head" },
        el("span", { class: "document-name" }, line.name), badges(line))),
      details(line));
  }));
}

function redirects(others) {
  if (!others.length) return null;
  return el("div", { class: "box redirect" },
    el("h4", {}, t("checklist.redirects")),
    el("ul", {}, others.map((other) => el("li", {}, `${other.say} `, el("strong", {}, `${other.name} (${other.code})`)))));
}

function also(others) {
  if (!others.length) return null;
  return el("div", { class: "box also" },
    el("h4", {}, t("checklist.also")),
    el("ul", {}, others.map((other) => el("li", {}, el("strong", {}, `${other.name} (${other.code})`), `: ${other.say}`))));
}

function warnings(lines) {
  if (!lines.length) return null;
  return el("div", { class: "box warn" },
    el("h4", {}, t("checklist.warnings")),
    el("ul", {}, lines.map((line) => el("li", {}, line))));
}

function facts(custom) {
  if (!custom.facts.length) return null;
  return el("div", { class: "facts" },
    el("h4", {}, t("checklist.facts")),
    el("ul", {}, custom.facts.map((fact) => el("li", {}, `${fact.question} `, el("strong", {}, fact.answer)))));
}

function terms(custom) {
  const fees = custom.fee.lines?.length ? custom.fee.lines.map((line) => el("p", {}, line.text)) : [custom.fee.text];
  const due = custom.due_date && t("checklist.due_text", { day: capital(dayWithName(custom.due_date)) });
  const rows = [
    ["fee", fees], ["time", custom.time_limit.text], ["due", due], ["where", custom.agency], ["office", office(custom.office)],
    ["how", capital(custom.methods.map(method).join(", "))], ["result", custom.results?.join(", ")],
  ].filter(([, text]) => text && text.length);
  return el("dl", { class: "terms" }, rows.map(([key, text]) =>
    el("div", { class: key }, el("dt", {}, t(`checklist.${key}`)), el("dd", {}, text))));
}

function office(place) {
  return place && [place.address, place.hours, place.phone].filter(Boolean).join(" · ");
}

function notNeeded(lines) {
  if (!lines.length) return null;
  return folded("fold not-needed", t("checklist.not_needed", { count: lines.length }),
    el("ul", {}, lines.map((line) => el("li", {}, el("strong", {}, line.name), line.why && ` – ${line.why}`))));
}

function legal(lines) {
  if (!lines.length) return null;
  return folded("fold legal", t("checklist.legal", { count: lines.length }), el("p", {}, lines.join(" · ")));
}

let wanted = null;
const opened = [];

function printOnly(sheet) {
  wanted = sheet;
  print();
}

// The browser's own print command prints the newest checklist; without one, the conversation.
addEventListener("beforeprint", () => {
  const sheet = wanted?.isConnected ? wanted : [...document.querySelectorAll(".checklist")].pop();
  if (!sheet) return;
  sheet.closest("article").classList.add("printed");
  for (const fold of sheet.querySelectorAll(".not-needed:not([open])")) {
    fold.open = true;
    opened.push(fold);
  }
  document.body.classList.add("prints-one");
});

addEventListener("afterprint", () => {
  wanted = null;
  for (const fold of opened.splice(0)) fold.open = false;
  document.body.classList.remove("prints-one");
  document.querySelector(".printed")?.classList.remove("printed");
});
