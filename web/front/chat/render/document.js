// One document: what it is, how many, handed in or shown, where it comes from.

import { el, folded } from "../dom.js";
import { t } from "../texts.js";
import { unverified } from "./source.js";

const KINDS = ["original", "certified_copy", "photocopy"];

/** "2 bản chính, 1 bản chụp" */
export function copies(quantity) {
  if (quantity.unstated) return `(${t("document.unstated")})`;
  return KINDS.filter((kind) => quantity[kind] > 0)
    .map((kind) => `${quantity[kind]} ${t(`document.kinds.${kind}`)}`)
    .join(", ");
}

/** Badges: hand in, show, or only tell. */
export function badges(line) {
  return el("span", { class: "badges" },
    line.submit && el("span", { class: "badge submit" }, `${t("document.submit")} ${copies(line.submit)}`),
    line.present && el("span", { class: "badge present" }, `${t("document.present")} ${copies(line.present)}`),
    line.tell && el("span", { class: "badge tell" }, t("document.tell")),
    unverified(line.verified));
}

function formLink(link) {
  return link?.startsWith("https://") && el("a", { href: link, target: "_blank", rel: "noopener noreferrer" }, t("document.form_link"));
}

/** Everything else about a document, one term a line. */
export function details(line) {
  const form = line.form && [
    line.form.number, line.form.title !== line.name && line.form.title, line.form.issued_by && t("document.form_issued", { by: line.form.issued_by }),
    line.form.online,
  ].filter(Boolean).join(" · ");
  const terms = [
    ["document.examples", line.examples?.join("; ")],
    ["document.form", form && formLink(line.form.link) ? [form, " ", formLink(line.form.link)] : form],
    ["document.how", line.how_to_get],
    ["document.why", line.why],
    ["document.looked_up", line.looked_up],
    ["document.valid", line.valid],
  ].filter(([, text]) => text);
  return el("div", { class: "about-document" },
    line.only_if && el("p", { class: "only-if" }, el("strong", {}, `${t("document.only_if")}: `), line.only_if),
    line.note && el("p", { class: "note" }, line.note),
    terms.length > 0 && el("dl", {}, terms.map(([key, text]) =>
      el("div", {}, el("dt", {}, `${t(key)}: `), el("dd", {}, text)))),
    line.full && folded("full-name", t("document.full"), el("p", {}, line.full)),
    line.photograph && folded("photograph", t("document.photograph"), el("p", {}, line.photograph)));
}

export function renderDocumentStep(custom) {
  const { position, total, document: line } = custom;
  return el("div", { class: "card step" },
    el("p", { class: "progress" }, t("step.progress", { position, total })),
    el("h3", {}, line.name),
    badges(line),
    details(line),
    el("p", { class: "ask" }, t("step.ask")));
}
