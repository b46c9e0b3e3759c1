// One document: what it is, how many, handed in or shown, where it comes from.

import { el } from "../dom.js";
import { t } from "../texts.js";
import { unverified } from "./source.js";

const KINDS = ["original", "certified_copy", "photocopy"];

/** "2 bản chính, 1 bản chụp", or "1 bản chính hoặc 1 bản chụp" */
export function copies(quantity) {
  if (quantity.unstated) return `(${t("document.unstated")})`;
  return KINDS.filter((kind) => quantity[kind] > 0)
    .map((kind) => `${quantity[kind]} ${t(`document.kinds.${kind}`)}`)
    .join(quantity.either ? ` ${t("document.or")} ` : ", ");
}

/** Badges: hand in, show, or only tell; and the mark of what nobody has verified, unless all of a list has it. */
export function badges(line, marked = true) {
  return el("span", { class: "badges" },
    line.submit && el("span", { class: "badge submit" }, `${t("document.submit")} ${copies(line.submit)}`),
    line.present && el("span", { class: "badge present" }, `${t("document.present")} ${copies(line.present)}`),
    line.tell && el("span", { class: "badge tell" }, t("document.tell")),
    marked && unverified(line.verified));
}

function formLink(link) {
  return link?.startsWith("https://") && el("a", { href: link, target: "_blank", rel: "noopener noreferrer" }, t("document.form_link"));
}

/** What is said about a document besides how it is brought: [key of its label, text or element] each. */
function terms(line) {
  const form = line.form && [
    line.form.number, line.form.title !== line.name && line.form.title, line.form.issued_by && t("document.form_issued", { by: line.form.issued_by }),
    line.form.online,
  ].filter(Boolean).join(" · ");
  const link = formLink(line.form?.link);
  return [
    ["document.full", line.full],
    ["document.examples", line.examples?.join("; ")],
    ["document.form", form && link ? [form, " ", link] : form],
    ["document.how", line.how_to_get],
    ["document.why", line.why],
    ["document.looked_up", line.looked_up],
    ["document.valid", line.valid],
    ["document.photograph", line.photograph],
  ].filter(([, text]) => text);
}

/** What is said in the same words of three papers or more: it is said once, below them. */
export function saidOften(lines) {
  const counted = new Map();
  for (const [key, text] of lines.flatMap(terms)) counted.set(`${key}|${text}`, { key, text, count: (counted.get(`${key}|${text}`)?.count ?? 0) + 1 });
  return [...counted.values()].filter((term) => term.count > 2 && typeof term.text === "string");
}

/** One term a line. */
export function termList(found) {
  return found.length > 0 && el("dl", { class: "about-document" }, found.map(([key, text]) =>
    el("div", {}, el("dt", {}, `${t(key)}: `), el("dd", {}, text))));
}

/** What a document is, where it comes from and why it is needed; without what is said elsewhere. */
export function details(line, elsewhere = []) {
  return termList(terms(line).filter(([key, text]) => !elsewhere.some((term) => term.key === key && term.text === text)));
}

export function renderDocumentStep(custom) {
  const { position, total, document: line } = custom;
  return el("div", { class: "card step" },
    el("p", { class: "progress" }, t("step.progress", { position, total })),
    el("h3", {}, line.name),
    badges(line),
    line.note && el("p", { class: "note" }, line.note),
    details(line),
    el("p", { class: "ask asks" }, t("step.ask")));
}
