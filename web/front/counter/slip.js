// The two slips on paper. Name and numbers are typed into the slip itself: they stay in this page and on paper, no
// request is made of them and nothing of them is kept; leaving the slip empties it.

import { qrCode } from "../shared/qr.js";
import { $, el, fill } from "./dom.js";
import { keepOffice, office } from "./kept.js";
import { desk } from "./procedure.js";
import { how, missing, open as undecided } from "./sheet.js";
import { capital, config, copies, dayWithName, moment, nowLocal, say } from "./words.js";

const paper = $("paper");
let before = null; // what had the focus before the slip was opened

/** Whether a slip lies open. */
export function isOpen() {
  return !$("slip").hidden;
}

/** Lay a slip open: "missing" (mẫu 02) or "receipt" (mẫu 01). */
export function open(kind) {
  before = document.activeElement;
  fill(paper, kind === "missing" ? supplement() : receipt());
  $("blank").href = blankAddress(kind);
  fill($("own-form"), config.own_forms[desk.procedure.field]?.[kind] ?? "");
  $("own-form").hidden = !$("own-form").textContent;
  $("not-sure").hidden = !(kind === "missing" && undecided(desk.list, desk.have).length);
  $("slip").hidden = false;
  document.body.classList.add("with-slip");
  paper.querySelector("[data-first]").focus();
  window.scrollTo(0, 0);
}

/** Put the slip away; what was typed on it is gone. */
export function close() {
  fill(paper);
  $("slip").hidden = true;
  document.body.classList.remove("with-slip");
  if (before?.isConnected) before.focus();
}

function supplement() {
  const maybe = undecided(desk.list, desk.have);
  const wanted = [...missing(desk.list, desk.have), ...maybe];
  return [
    head("missing"),
    fields("number", "clerk_contact"),
    person(),
    about(),
    el("h3", {}, wanted.length ? say("slip.missing.lead") : say("slip.missing.none")),
    wanted.length ? table(wanted, [say("slip.paper"), say("slip.copies"), say("slip.why")], (line) => [name(line), copies(line.submit ?? line.present), reason(line)]) : null,
    el("p", {}, say(maybe.length ? "slip.missing.open" : "slip.missing.once")),
    el("div", { class: "feet" }, code(), signature("receiver", "clerk")),
  ];
}

function receipt() {
  const there = desk.list.documents.filter((line) => desk.have.has(line.type));
  const due = desk.list.due_date;
  return [
    head("receipt"),
    fields("dossier", "sets"),
    person(),
    about(),
    el("h3", {}, there.length ? say("slip.receipt.papers", { count: there.length }) : say("slip.receipt.none")),
    there.length ? table(there, [say("slip.paper"), say("slip.copies")], (line) => [name(line), how(line)]) : null,
    line("received_at", moment(desk.received || nowLocal())),
    line("due_at", due ? dayWithName(due) : ""),
    line("time", desk.list.time_limit.text),
    fields("place"),
    el("div", { class: "feet" }, code(), signature("filer"), signature("receiver", "clerk")),
  ];
}

function head(kind) {
  return el(
    "div",
    { class: "slip-head" },
    el("div", {}, field("agency", true), el("p", { class: "form-mark" }, say(`slip.${kind}.form`))),
    el("h2", { tabindex: "-1" }, say(`slip.${kind}.title`)),
    el("p", { class: "slip-day" }, say("slip.day", { day: moment(desk.received || nowLocal()) })),
  );
}

function person() {
  return el("div", { class: "person" }, ["name", "id_number", "phone", "address"].map((id) => field(id)));
}

function about() {
  const { procedure, list } = desk;
  const facts = list.facts.map((fact) => `${fact.question} ${fact.answer}`).join("; ");
  return [line("request", `${procedure.name} (${procedure.code})`), facts ? line("case", facts) : null];
}

function fields(...ids) {
  return el("div", { class: "row" }, ids.map((id) => field(id)));
}

const OFFICE = new Set(["agency", "place", "clerk", "clerk_contact"]);

/** One line to write on. What the office writes is kept for the next slip; what belongs to the person is not. */
function field(id) {
  const input = el("input", { type: "text", id: `slip-${id}`, autocomplete: "off", spellcheck: "false", "data-first": id === "name" });
  if (OFFICE.has(id)) {
    input.value = office()[id] ?? "";
    input.addEventListener("change", () => keepOffice(id, input.value));
  }
  if (id === "sets") input.value = "1";
  return el("label", { class: `field ${id}`, for: `slip-${id}` }, el("span", {}, say(`slip.fields.${id}`)), input);
}

function line(id, text) {
  return el("p", { class: "line" }, el("span", {}, say(`slip.lines.${id}`)), " ", el("strong", {}, text || "…………………………"));
}

function table(rows, heads, cells) {
  return el(
    "table",
    {},
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, say("slip.order")), heads.map((text) => el("th", { scope: "col" }, text)))),
    el("tbody", {}, rows.map((row, at) => el("tr", {}, el("td", {}, String(at + 1)), cells(row).map((cell) => el("td", {}, cell))))),
  );
}

function name(line) {
  return line.form?.number ? `${line.name} (${line.form.number})` : line.name;
}

function reason(line) {
  const condition = line.only_if && `${capital(say("sheet.only_if", { condition: line.only_if }))}.`;
  return [condition, line.why, line.how_to_get].filter(Boolean).join(" ");
}

function code() {
  return el("div", { class: "scan" }, qrCode(listAddress(), say("slip.scan")), el("p", {}, say("slip.scan")));
}

function signature(id, typed) {
  return el("div", { class: "signature" }, el("p", {}, say(`slip.sign.${id}`)), el("p", { class: "small" }, say("slip.sign.here")), typed ? field(typed) : null);
}

/** Where the person's phone shows the same list. */
function listAddress() {
  const query = new URLSearchParams(desk.facts).toString();
  return `${config.base}/thu-tuc/${desk.code}${query ? `?${query}` : ""}`;
}

/** The same slip as PDF with empty lines, made by the server: it is told the case and the papers, never the person. */
function blankAddress(kind) {
  const query = new URLSearchParams(desk.facts);
  const papers = kind === "missing" ? [...missing(desk.list, desk.have), ...undecided(desk.list, desk.have)].map((line) => line.type) : [...desk.have];
  if (desk.received) query.set("nop", desk.received);
  for (const type of papers) query.append("giay", type);
  return `/quay/${desk.code}/${kind === "missing" ? "mau-02" : "mau-01"}.pdf?${query}`;
}

/** Wire the buttons around the slip. */
export function start() {
  $("slip-missing").addEventListener("click", () => open("missing"));
  $("slip-receipt").addEventListener("click", () => open("receipt"));
  $("slip-print").addEventListener("click", () => window.print());
  $("slip-close").addEventListener("click", close);
}
