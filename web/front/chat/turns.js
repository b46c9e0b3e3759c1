// The visible conversation in two parts: the newest turn, and what was said before, of which the oldest is put away.

import { el } from "./dom.js";
import { renderMessage } from "./render/message.js";
import { t } from "./texts.js";

const KEPT = 2;
const now = document.getElementById("now");
const before = document.getElementById("before");
const history = document.getElementById("history");
const older = document.getElementById("older");
const waiting = document.getElementById("waiting");
const welcome = document.getElementById("welcome");
const bubbles = new Map();
let putAway = [];

older.addEventListener("click", () => {
  const turns = putAway;
  putAway = [];
  before.prepend(...turns);
  tidy();
  turns[0].focus({ preventScroll: true });
});

/** A turn begins: what stood last becomes history, and its buttons lead nowhere any more. */
export function beginTurn() {
  retireButtons();
  before.append(...now.children);
  const turns = [...before.children].filter((turn) => !turn.querySelector(".failed, .sending"));
  putAway.push(...turns.slice(0, Math.max(0, turns.length - KEPT)));
  for (const turn of putAway) turn.remove();
  now.append(el("div", { class: "turn", tabindex: "-1" }));
  welcome.hidden = true;
  tidy();
}

function tidy() {
  history.hidden = !before.children.length && !putAway.length;
  older.hidden = !putAway.length;
  older.textContent = t("older", { count: putAway.length });
}

function newest() {
  if (!now.lastElementChild) beginTurn();
  return now.lastElementChild;
}

/** What a person said; `entry.state` is "sent", "sending" or "failed". Drawn again when it changes. */
export function showMine(entry, onRetry) {
  const old = bubbles.get(entry.id);
  const bubble = el("article", { class: `mine ${entry.state}`, "data-entry": entry.id },
    el("h2", { class: "unseen" }, t("you")),
    el("p", { class: "bubble" }, entry.text));
  if (entry.state === "sending" && entry.reason) bubble.append(el("p", { class: "pending" }, entry.reason));
  if (entry.state === "failed") bubble.append(...failure(entry, onRetry));
  bubbles.set(entry.id, bubble);
  if (old) old.replaceWith(bubble);
  else newest().append(bubble);
  return bubble;
}

function failure(entry, onRetry) {
  const why = entry.reason === t("no_network") ? "" : entry.reason;
  return [
    el("p", { class: "failure" }, `${t("not_sent")} ${why}`.trim()),
    el("button", { type: "button", class: "quick retry", onclick: () => onRetry(entry) }, t("retry")),
  ];
}

/**
 * A message of the bot.
 * @param {{press: (button: object) => void, answers: object[]}} context what its buttons do, and the answers before it
 */
export function showBot(message, context) {
  const block = el("article", { class: "bot" },
    el("h2", { class: "unseen" }, t("bot")),
    renderMessage(message, context));
  newest().append(block);
  return block;
}

/** The parts of the newest turn, the earliest first. */
export function newestParts() {
  return [...newest().children];
}

function retireButtons() {
  for (const row of document.querySelectorAll(".replies, .fix")) if (!welcome.contains(row)) row.remove();
  for (const card of document.querySelectorAll(".choice")) card.disabled = true;
}

export function setWaiting(on) {
  waiting.hidden = !on;
  waiting.textContent = on ? t("waiting") : "";
}

/** Nothing was said yet. */
export function clearTurns() {
  now.textContent = "";
  before.textContent = "";
  putAway = [];
  bubbles.clear();
  welcome.hidden = false;
  tidy();
}
