// What stands below the list: deadline, who may, what it is confused with, what changed, legal basis, source.

import { el, folded } from "./dom.js";
import { mayHold } from "./cases.js";
import { link, place } from "./sheet.js";
import { day, say } from "./words.js";

/** @param {object} procedure GET /api/procedures/{code}; @param {object} list its checklist; @param {?object} changes */
export function about(procedure, list, facts, changes) {
  const holding = (parts) => (parts ?? []).filter((part) => mayHold(part.when, facts));
  return [
    plain(say("about.deadline"), holding(procedure.deadline).map((part) => `${part.say} ${part.late ?? ""}`.trim()), "deadline"),
    confused(procedure),
    also(list),
    changed(changes),
    place(list),
    unfolding(say("about.eligibility"), holding(procedure.eligibility)),
    unfolding(say("about.authorisation"), holding(procedure.authorisation)),
    procedure.legal_basis.length
      ? folded("more", say("about.legal", { count: procedure.legal_basis.length }), el("p", {}, [...procedure.legal_basis, procedure.decision].filter(Boolean).join("; ")))
      : null,
    source(list, procedure),
  ];
}

function plain(title, lines, name) {
  return lines.length ? el("section", { class: name }, el("h3", {}, title), lines.map((text) => el("p", {}, text))) : null;
}

function unfolding(title, parts) {
  return parts.length ? folded("more", title, el("ul", {}, parts.map((part) => el("li", {}, part.say)))) : null;
}

function confused(procedure) {
  if (!procedure.confused_with.length) return null;
  const rows = procedure.confused_with.map((other) => el("li", {}, say("about.when", { when: other.when }), " ", link(other)));
  return el("section", { class: "confused" }, el("h3", {}, say("about.confused")), el("ul", {}, rows));
}

function also(list) {
  return list.also.length ? el("section", {}, el("h3", {}, say("about.also")), el("ul", {}, list.also.map((other) => el("li", {}, other.say, " ", link(other))))) : null;
}

function changed(changes) {
  if (!changes?.changes.length) return null;
  const title = say("about.changed", { day: day(changes.day) });
  return el("section", { class: "changed" }, el("h3", {}, title), el("ul", {}, changes.changes.map((text) => el("li", {}, text))));
}

function source(list, procedure) {
  const { title, url, stale } = list.source;
  const from = procedure.effective?.from ? say("about.in_force", { day: day(procedure.effective.from) }) : "";
  return el(
    "p",
    { class: stale ? "source stale" : "source" },
    `${say("about.source")} `,
    url ? el("a", { href: url, rel: "noreferrer" }, title) : title,
    from ? `. ${from}` : "",
  );
}
