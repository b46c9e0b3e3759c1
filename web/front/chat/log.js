// The visible conversation: bubbles of the person, messages of the bot.

import { el } from "./dom.js";
import { renderMessage } from "./render/message.js";
import { t } from "./texts.js";

const log = document.getElementById("log");
const waiting = document.getElementById("waiting");

/** What a person said; `entry.state` is "sent", "sending" or "failed". Drawn again when it changes. */
export function showMine(entry, onRetry) {
  const old = log.querySelector(`[data-entry="${entry.id}"]`);
  // The greeting is asked for without words: it shows only while it has failed.
  if (!entry.text && entry.state !== "failed") {
    old?.remove();
    return null;
  }
  const bubble = el("article", { class: `mine ${entry.state}`, "data-entry": entry.id },
    el("h2", { class: "unseen" }, t("you")),
    entry.text && el("p", { class: "bubble" }, entry.text));
  if (entry.state === "sending" && entry.reason) bubble.append(el("p", { class: "pending", role: "status" }, entry.reason));
  if (entry.state === "failed") {
    bubble.append(el("p", { class: "failure" }, `${t("not_sent")} ${entry.reason === t("no_network") ? "" : entry.reason}`.trim()),
      el("button", { type: "button", class: "quick retry", onclick: () => onRetry(entry) }, t("retry")));
  }
  if (old) old.replaceWith(bubble);
  else log.append(bubble);
  return bubble;
}

/** A message of the bot; `press(button)` is called with {title, payload}. */
export function showBot(message, press) {
  const block = el("article", { class: "bot", tabindex: "-1" },
    el("h2", { class: "unseen" }, t("bot")),
    renderMessage(message, press));
  log.append(block);
  return block;
}

/** Buttons of earlier turns lead nowhere any more: quick replies are removed, cards stay but are disabled. */
export function retireButtons() {
  for (const row of log.querySelectorAll(".replies")) row.remove();
  for (const card of log.querySelectorAll(".choice")) card.disabled = true;
}

export function setWaiting(on) {
  waiting.hidden = !on;
  waiting.textContent = on ? t("waiting") : "";
  log.setAttribute("aria-busy", String(on));
}

/** Draw kept entries without having them all read aloud. */
export function quietly(draw) {
  log.setAttribute("aria-live", "off");
  draw();
  setTimeout(() => log.setAttribute("aria-live", "polite"), 300);
}

/** Bring the start of the newest exchange to the top, below the header. */
export function scrollTo(element) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
}

export function clearLog() {
  log.replaceChildren();
}
