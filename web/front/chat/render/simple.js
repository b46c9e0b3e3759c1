// The short forms: a person to call, a remark, the steps of a trip, the state of a dossier.

import { el, firstLine, paragraphs, withoutNumbers } from "../dom.js";
import { hotline, t } from "../texts.js";
import { ownReplies } from "./buttons.js";

export function renderHandoff(custom, message) {
  const number = custom.hotline || hotline;
  return el("div", { class: "card handoff" },
    paragraphs(custom.text || message.text),
    el("a", { class: "quick primary call", href: `tel:${number.replace(/[^\d+]/g, "")}` }, t("call", { hotline: number })));
}

/** A remark. What was noted has its one button beside it, so that the question below stays on the screen. */
export function renderNotice(custom, message, { press, rest }) {
  const aside = custom.topic === "noted" || custom.topic === "recalled";
  const row = aside ? ownReplies(rest, press) : null;
  return el("div", { class: aside ? "card said aside" : "card said notice", "data-topic": custom.topic }, paragraphs(withoutNumbers(message)), row);
}

export function renderTrip(custom, message) {
  return el("div", { class: "card" },
    el("p", {}, firstLine(message.text)),
    el("h3", {}, t("trip")),
    el("ol", { class: "trip" }, custom.steps.map((step) => el("li", {}, step))));
}

export function renderStatus(custom) {
  return el("div", { class: "card" },
    el("dl", { class: "terms" },
      el("div", {}, el("dt", {}, t("status.dossier")), el("dd", {}, custom.dossier)),
      el("div", {}, el("dt", {}, t("status.status")), el("dd", {}, custom.status))));
}
