// The chat page: one conversation, kept in this tab.

import { announce, shortly } from "./announcer.js";
import { fill, focusInput, isTyping, watchComposer } from "./composer.js";
import { watchConnection } from "./connection.js";
import { abandon, deliver, lookForNews } from "./delivery.js";
import { watchSite } from "./framed.js";
import { openKept } from "./keep/panel.js";
import { openedFor } from "./opened_for.js";
import { newId, store } from "./store.js";
import { beginTurn, clearTurns, newestParts, showBot, showMine } from "./turns.js";
import { bringIntoView, isTouch, watchKeyboard } from "./view.js";

/** A new message of the person: typed, or a button. */
function say(text, send, typed) {
  beginTurn();
  go(store.add({ id: newId(), who: "me", text, send, typed, state: "sending" }));
  const parts = newestParts();
  bringIntoView(parts, parts[parts.length - 1]);
  if (typed && !isTouch()) focusInput();
}

/** What is typed carries what was on the screen: a late word is not taken for the answer to a newer question. */
function type(text) {
  say(text, { text, answers: store.question, seen: store.seen }, true);
}

function press(button) {
  say(button.title, { payload: button.payload }, false);
}

function go(entry) {
  deliver(entry, answer, (bubble) => bringIntoView([bubble], bubble));
}

/** Draw what came back, and bring to the screen, to the ear and to the keyboard what is asked; no `entry`: nobody asked. */
function answer(messages, entry) {
  if (!messages.length) return;
  const blocks = messages.map((message) => {
    const block = draw(message);
    store.add({ id: newId(), who: "bot", message });
    return block;
  });
  const asked = askedIn(blocks);
  const block = asked?.closest("article") ?? blocks[blocks.length - 1];
  if (entry || !isTyping()) bringIntoView(newestParts(), block);
  const focus = entry && !isTyping() && (isTouch() || !entry.typed);
  // what takes the focus is read out by its name: it is not announced as well
  const spoken = messages.filter((_, place) => !(focus && asked && blocks[place] === block));
  announce(spoken.map(shortly).join(" "));
  if (focus) (asked ?? block.querySelector(".message")).focus({ preventScroll: true });
}

/** What must be answered, or read: the last part that has buttons, or is a list. */
function askedIn(blocks) {
  return blocks.map((block) => block.querySelector("[role=group]")).filter(Boolean).pop();
}

function draw(message) {
  return showBot(message, { press, answers: message.custom?.facts ?? [] });
}

/** A conversation of its own begins: nothing leads back to the one before. */
function startOver() {
  abandon();
  store.clear();
  clearTurns();
  fill("");
  scrollTo({ top: 0 });
  document.getElementById("welcome-title").focus();
}

function watchStartOver() {
  const dialog = document.getElementById("restart-dialog");
  document.getElementById("start-over").addEventListener("click", () => dialog.showModal());
  document.getElementById("restart-no").addEventListener("click", () => dialog.close());
  document.getElementById("restart-yes").addEventListener("click", () => {
    dialog.close();
    startOver();
  });
}

/** Draw what this tab holds already; only the newest messages keep their buttons. */
function restore() {
  store.entries.forEach((entry) => {
    if (entry.who === "bot") {
      draw(entry.message);
      return;
    }
    beginTurn();
    // A reload cut the answer off: the message is offered to be sent again.
    if (entry.state === "sending") store.update(entry, { state: "failed", network: true });
    showMine(entry, () => go(entry));
  });
  const parts = newestParts();
  bringIntoView(parts, askedIn(parts)?.closest("article") ?? parts[parts.length - 1], true);
}

/** When the network is back, send in order what could not be sent without it. */
function resend() {
  store.entries.filter((entry) => entry.state === "failed" && entry.network).forEach(go);
}

watchComposer(type);
watchStartOver();
for (const example of document.querySelectorAll("#welcome button")) {
  example.addEventListener("click", (event) => {
    event.preventDefault(); // without the script its form asks the page that needs none
    say(example.value, { text: example.value, seen: store.seen }, false);
  });
}
if (store.entries.length) restore();
openKept();
watchKeyboard();
watchConnection(resend);
setInterval(() => lookForNews(answer), 15000);
watchSite((name, code) => say(name, { text: code, seen: store.seen }, false), (kept) => {
  if (store.entries.length) return;
  store.takeUp(kept);
  fill(store.draft);
  if (store.entries.length) restore();
});
openedFor((shown, text) => say(shown, { text, seen: store.seen }, false), !store.entries.length);
document.getElementById("watchdog").remove();
