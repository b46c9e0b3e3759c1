// The procedure on the desk: its state, and what is drawn again when an answer, a tick or the moment changes.

import { about } from "./about.js";
import { changesOf, listOf, procedureOf } from "./api.js";
import * as cases from "./cases.js";
import { $, el, fill } from "./dom.js";
import { opened, pinned, togglePin } from "./kept.js";
import { stay } from "./route.js";
import { figures, sheet } from "./sheet.js";
import { nowLocal, say } from "./words.js";

/** What lies on the desk: {code, procedure, facts, have, list, received, changes}; null when nothing does. */
export let desk = null;

let turn = 0; // the newest wish: an answer that comes late for an older one is dropped

/** Put a procedure on the desk with the answers and ticks of the address. */
export async function put({ code, facts, have }) {
  const mine = (turn += 1);
  $("desk").setAttribute("aria-busy", "true");
  try {
    const [procedure, changes] = await Promise.all([procedureOf(code), changesOf(code)]);
    if (mine !== turn) return;
    desk = { code: procedure.code, procedure, changes, facts: cases.counting(procedure.questions, valid(procedure, facts)), have: new Set(have), received: "", list: null };
    opened(desk.code, procedure.short_name || procedure.name);
    await redraw();
    $("desk-title").focus({ preventScroll: true });
    window.scrollTo(0, 0);
  } catch (refusal) {
    if (mine === turn) fail(refusal);
  } finally {
    if (mine === turn) $("desk").removeAttribute("aria-busy");
  }
}

/** Take the procedure off the desk. */
export function clear() {
  turn += 1;
  desk = null;
  $("desk").hidden = true;
  document.title = say("title");
}

/** Answer a question of the case; an empty value takes the answer back. */
export function answer(id, value) {
  const facts = { ...desk.facts, [id]: value };
  desk.facts = cases.counting(desk.procedure.questions, facts);
  stay(desk.code, desk.facts, [...desk.have]);
  return redraw().catch(fail);
}

/** The option of the current question that stands at a place; false when there is none. */
export function answerByNumber(place) {
  const question = cases.current(desk.procedure.questions, desk.facts);
  const option = question?.options[place - 1];
  if (!option) return false;
  answer(question.id, option.value);
  return true;
}

function valid(procedure, facts) {
  const known = procedure.questions.filter((question) => question.options.some((option) => option.value === facts[question.id]));
  return Object.fromEntries(known.map((question) => [question.id, facts[question.id]]));
}

async function redraw() {
  const mine = turn;
  const asked = desk;
  const { facts, received } = desk;
  cases.draw(desk.procedure.questions, facts, answer);
  const list = await listOf(desk.code, facts, received);
  if (mine !== turn || desk !== asked || facts !== desk.facts || received !== desk.received) return;
  desk.list = list;
  draw();
}

function draw() {
  const { procedure, list, have, facts, changes } = desk;
  document.title = `${procedure.short_name || procedure.name} – ${say("title")}`;
  fill($("desk-title"), procedure.short_name || procedure.name);
  fill($("desk-official"), [procedure.short_name && procedure.short_name !== procedure.name ? procedure.name : "", procedure.code, say(`levels.${procedure.level}`), procedure.field_name].filter(Boolean).join(" · "));
  showPin(pinned().some((one) => one.code === desk.code));
  fill($("figures"), figures(list));
  fill($("sheet"), sheet(list, have, tick));
  fill($("about"), about(procedure, list, facts, changes));
  if (!desk.received && document.activeElement !== $("received")) $("received").value = nowLocal();
  for (const id of ["slip-missing", "slip-receipt"]) $(id).disabled = list.unpublished_documents;
  $("desk-body").hidden = false;
  fill($("failure"));
  $("desk").hidden = false;
}

function tick(type, has) {
  if (has) desk.have.add(type);
  else desk.have.delete(type);
  stay(desk.code, desk.facts, [...desk.have]);
  draw();
  $("sheet").querySelector(`[data-type="${CSS.escape(type)}"]`)?.focus();
}

function showPin(isPinned) {
  $("pin").setAttribute("aria-pressed", String(isPinned));
}

function fail(refusal) {
  fill($("failure"), el("p", { class: "warning", role: "alert" }, refusal.message));
  $("desk-body").hidden = !desk?.list;
  $("desk").hidden = false;
}

/** Wire what stands on the desk for good: the moment, the pin. */
export function start() {
  $("received").addEventListener("change", () => {
    desk.received = $("received").value;
    redraw().catch(fail);
  });
  $("received-now").addEventListener("click", () => {
    desk.received = "";
    $("received").value = nowLocal();
    redraw().catch(fail);
  });
  $("pin").addEventListener("click", () => showPin(togglePin(desk.code, desk.procedure.short_name || desk.procedure.name)));
}
