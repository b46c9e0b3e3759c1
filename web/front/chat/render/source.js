// Where an answer comes from, and the mark of what nobody has verified.

import { el } from "../dom.js";
import { t } from "../texts.js";

/** The mark on anything unverified. */
export function unverified(flag) {
  return flag === false ? el("span", { class: "badge unsure" }, t("unverified")) : null;
}

/** One line: source, decision, and the day the answer holds for. */
export function sourceLine(source, asOf = "") {
  const parts = [source.title, source.decision, source.note, asOf].filter(Boolean).join(" · ");
  const page = source.url?.startsWith("https://")
    && el("a", { href: source.url, target: "_blank", rel: "noopener noreferrer" }, t("checklist.page"));
  return el("p", { class: "source" }, `${t("checklist.source")}: ${parts} `, page, " ", unverified(source.verified));
}
