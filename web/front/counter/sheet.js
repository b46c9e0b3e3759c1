// The exact list of one case: papers with "khách đã có", fee, time, due day.

import { el, folded } from "./dom.js";
import { copies, dayWithName, say } from "./words.js";

/** The papers that are surely needed and not there: what the supplement slip names. */
export function missing(list, have) {
  return list.documents.filter((paper) => !paper.only_if && !paper.tell && !have.has(paper.type));
}

/** The papers that an unanswered question decides on, and that are not there. */
export function open(list, have) {
  return list.documents.filter((paper) => paper.only_if && !paper.tell && !have.has(paper.type));
}

/** One element for each part of the list. `tick(type, has)` is told when a paper is there or not. */
export function sheet(list, have, tick) {
  return [
    list.redirects.map((other) => el("p", { class: "redirect", role: "note" }, el("strong", {}, say("sheet.instead")), " ", other.say, " ", link(other))),
    list.imported ? el("p", { class: "warning" }, say("imported")) : null,
    papers(list, have, tick),
    list.warnings.length ? el("ul", { class: "warnings" }, list.warnings.map((text) => el("li", {}, text))) : null,
    list.not_needed.length
      ? folded("more", say("sheet.not_needed", { count: list.not_needed.length }), el("ul", {}, list.not_needed.map((paper) => el("li", {}, `${paper.name}. ${paper.why}`))))
      : null,
  ];
}

/** What the clerk says first: the due day, the time, the fee. */
export function figures(list) {
  const fees = list.fee.lines.length ? list.fee.lines.map((line) => el("li", {}, fee(line))) : [el("li", {}, list.fee.text)];
  return el(
    "dl",
    { class: "figures" },
    pair(say("sheet.due"), el("strong", { class: "due" }, dayWithName(list.due_date) || say("sheet.no_due"))),
    pair(say("sheet.time"), list.time_limit.text),
    pair(say("sheet.fee"), el("ul", {}, fees), fees.length > 1),
  );
}

/** Where, how, and what comes of it. */
export function place(list) {
  return el(
    "dl",
    { class: "figures" },
    pair(say("sheet.agency"), list.office ? `${list.agency}. ${list.office.address}` : list.agency),
    pair(say("sheet.methods"), list.methods.join(", ") || say("sheet.unpublished")),
    pair(say("sheet.results"), list.results.join(", ")),
  );
}

function fee(line) {
  const where = line.method && !line.text.includes(line.method) ? `${line.method}: ` : "";
  const condition = line.only_if && !line.text.includes(line.only_if) ? ` (${line.only_if})` : "";
  return `${where}${line.text}${condition}`;
}

function pair(name, value, isWide = false) {
  return value && (value.textContent === undefined || value.textContent) ? el("div", { class: isWide ? "wide" : "" }, el("dt", {}, name), el("dd", {}, value)) : null;
}

function papers(list, have, tick) {
  if (list.unpublished_documents) return el("p", { class: "warning" }, say("sheet.no_papers_published"));
  if (!list.documents.length) return el("p", {}, say("sheet.no_papers"));
  const count = missing(list, have).length;
  return el(
    "section",
    { class: "papers", "aria-labelledby": "papers-title" },
    el("h3", { id: "papers-title" }, say("sheet.papers", { count: list.documents.length })),
    el("ol", {}, list.documents.map((paper) => row(list, paper, have, tick))),
    el("p", { class: "missing", role: "status" }, count ? say("sheet.missing", { count }) : say("sheet.complete")),
  );
}

/** The name of a paper: in full where nobody has read the record, since a label may leave out a condition. */
export function nameOf(list, paper) {
  return (list.imported && paper.full) || paper.name;
}

function row(list, paper, have, tick) {
  const box = el("input", { type: "checkbox", "data-type": paper.type });
  box.checked = have.has(paper.type);
  box.addEventListener("change", () => tick(paper.type, box.checked));
  return el(
    "li",
    { class: paper.only_if ? "paper maybe" : "paper" },
    el(
      "label",
      {},
      box,
      el(
        "span",
        { class: "paper-name" },
        nameOf(list, paper),
        paper.form?.number ? el("b", { class: "form-number" }, paper.form.number) : null,
        paper.verified ? null : el("em", { class: "unsure" }, say("sheet.unsure")),
      ),
    ),
    el("span", { class: "paper-how" }, how(paper)),
    paper.only_if ? el("span", { class: "paper-if" }, say("sheet.only_if", { condition: paper.only_if })) : null,
    list.imported && paper.note ? el("span", { class: "paper-if" }, paper.note) : null,
    details(paper, nameOf(list, paper)),
  );
}

/** "nộp 1 bản chính; xuất trình 1 bản chụp". */
export function how(paper) {
  const parts = [];
  if (paper.submit) parts.push(`${say("sheet.submit")} ${copies(paper.submit)}`);
  if (paper.present) parts.push(`${say("sheet.present")} ${copies(paper.present)}`);
  if (paper.tell) parts.push(say("sheet.tell"));
  return parts.join("; ");
}

function details(paper, name) {
  const lines = [
    paper.full && paper.full !== name ? paper.full : "",
    paper.why && say("sheet.why", { text: paper.why }),
    paper.note,
    paper.how_to_get && say("sheet.get", { text: paper.how_to_get }),
    paper.looked_up,
    paper.valid && say("sheet.valid", { text: paper.valid }),
    ...(paper.examples ?? []).map((text) => `– ${text}`),
  ].filter(Boolean);
  const form = paper.form?.link ? el("p", {}, el("a", { href: paper.form.link, rel: "noreferrer" }, say("sheet.form", { title: paper.form.title }))) : null;
  return lines.length || form ? folded("paper-more", say("sheet.more"), lines.map((line) => el("p", {}, line)), form) : null;
}

/** A link to another procedure; the page opens it without loading anew. */
export function link(other) {
  return el("a", { href: `/quay/${other.code}`, "data-code": other.code }, `${other.name} (${other.code})`);
}
