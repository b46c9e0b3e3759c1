// The checklist: five lines that matter most, the papers to tick, and the rest folded.

import { el, folded } from "../dom.js";
import { actionsFor } from "../keep/index.js";
import { capital, day, dayWithName, method, t } from "../texts.js";
import { renderGiven } from "./given.js";
import { papers } from "./papers.js";
import { printOnly } from "./printing.js";
import { sourceLine } from "./source.js";

const BRIEF = 60; // characters: about two lines on a small screen
const LABELS = { code: "card.code" };

export function renderChecklist(custom, message, { press, answers }) {
  const [warning, ...warnings] = custom.warnings;
  const actions = el("div", { class: "actions" });
  const sheet = el("section", { class: "card checklist" },
    renderGiven(answers, press),
    el("h3", {}, custom.short_name || custom.name),
    custom.imported && el("p", { class: "note" }, t("checklist.imported")),
    redirects(custom.redirects ?? []),
    lead(custom),
    warning && el("p", { class: "box warn" }, warning),
    papers(custom),
    list("warnings", warnings, (line) => line),
    list("also", custom.also ?? [], (other) => [el("strong", {}, `${other.name} (${other.code})`), `: ${other.say}`]),
    visit(custom),
    list("not_needed", custom.not_needed, (line) => [el("strong", {}, line.name), line.why && ` – ${line.why}`]),
    list("legal", custom.legal_basis, (line) => line),
    sourceLine(custom.source, t("checklist.as_of", { day: day(custom.as_of) })),
    actions);
  actions.append(el("button", { type: "button", class: "quick print", onclick: () => printOnly(sheet) }, t("checklist.print")));
  actionsFor(message, actions);
  return sheet;
}

/** How many papers, what it costs, how long it takes, where, and the due day: always these five. */
function lead(custom) {
  const open = custom.documents.filter((line) => line.only_if).length;
  const certain = custom.documents.length - open;
  const none = t(custom.unpublished_documents ? "checklist.unpublished" : "checklist.nothing");
  const count = [certain > 0 && t("checklist.certain", { count: certain }), open > 0 && t("checklist.open", { count: open })];
  return terms("terms lead", [
    ["papers", count.filter(Boolean).join(", ") || none],
    ["fee", briefFee(custom.fee)],
    ["time", brief(custom.time_limit)],
    ["where", brief({ text: custom.agency })],
    ["due", custom.due_date ? t("checklist.due_text", { day: capital(dayWithName(custom.due_date)) }) : t("checklist.due_unknown")],
  ]);
}

/** What one needs to know to go there, beyond the five lines: also what they leave out. */
function visit(custom) {
  const fee = custom.fee.lines.map((line) => el("p", {}, line.text));
  const rows = [
    ["fee", briefFee(custom.fee) !== custom.fee.text && fee],
    ["time", brief(custom.time_limit) !== custom.time_limit.text && custom.time_limit.text],
    ["where", brief({ text: custom.agency }) !== custom.agency && custom.agency],
    ["office", office(custom.office)], ["how", capital(custom.methods.map(method).join(", ")) || t("checklist.methods_unknown")],
    ["result", custom.results?.join(", ")], ["name", custom.name], ["code", custom.code],
  ].filter(([, text]) => text && text.length);
  return folded("fold visit", t("checklist.visit"), terms("terms", rows));
}

/** The fee in one line; where it depends on the case or the way of filing it is never cut to one of them. */
function briefFee(fee) {
  const [first, ...others] = fee.lines;
  if (!first || (!others.length && (first.only_if || first.method))) return fee.text;
  if (fee.lines.some((line) => line.only_if || line.method)) return t("checklist.fee_cases", { count: fee.lines.length });
  const text = brief(first);
  return others.length && !text.endsWith("…") ? `${text}…` : text;
}

/** The first thought of a long text, which stands in full below; what nobody has verified keeps its mark. */
function brief({ text, verified }) {
  const end = text.slice(8).search(/; | \(| – /);
  return text.length <= BRIEF || end < 0 || verified === false ? text : `${text.slice(0, end + 8)}…`;
}

function terms(className, rows) {
  return el("dl", { class: className }, rows.map(([key, text]) =>
    el("div", { class: key }, el("dt", {}, t(LABELS[key] ?? `checklist.${key}`)), el("dd", {}, text))));
}

function office(place) {
  return place && [place.address, place.hours, place.phone].filter(Boolean).join(" · ");
}

/** The right procedure is another one: nothing is more important. */
function redirects(others) {
  if (!others.length) return null;
  return el("div", { class: "box redirect" },
    el("h4", {}, t("checklist.redirects")),
    el("ul", {}, others.map((other) => el("li", {}, `${other.say} `, el("strong", {}, `${other.name} (${other.code})`)))));
}

/** A folded list with how many it holds. */
function list(name, lines, inside) {
  if (!lines.length) return null;
  return folded(`fold ${name.replace("_", "-")}`, t(`checklist.${name}`, { count: lines.length }),
    el("ul", {}, lines.map((line) => el("li", {}, inside(line)))));
}
