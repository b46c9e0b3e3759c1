// The chat page: one conversation, kept in this tab.

import { news, send } from "./api.js";
import { fill, focusInput, isTyping, watchComposer } from "./composer.js";
import { watchConnection } from "./connection.js";
import { clearLog, quietly, retireButtons, scrollTo, setWaiting, showBot, showMine } from "./log.js";
import { newId, store } from "./store.js";

const GREET = { payload: "/greet" };
let queue = Promise.resolve();
let underWay = 0;
let generation = 0;

/** Messages go out one after another: what is sent while an answer is awaited waits its turn. */
function enqueue(entry, typed) {
  const mine = generation;
  store.update(entry, { state: "sending", reason: "" });
  showMine(entry, retry);
  underWay += 1;
  setWaiting(true);
  queue = queue.then(() => (mine === generation ? deliver(entry, typed, mine) : null)).finally(() => {
    underWay -= 1;
    setWaiting(underWay > 0);
  });
}

/** Send what an entry holds; the entry stays, marked, when there is no answer. */
async function deliver(entry, typed, mine) {
  try {
    const reply = await send(store.session, entry.send, entry.id, (reason, session) => {
      if (mine !== generation) return;
      if (session) store.setSession(session);
      store.update(entry, { reason });
      showMine(entry, retry);
    });
    if (mine !== generation) return;
    store.setSession(reply.session);
    store.setSeen(reply.number);
    store.update(entry, { state: "sent", reason: "" });
    showMine(entry, retry);
    answer(reply.messages, typed, entry.text);
  } catch (error) {
    if (mine !== generation) return;
    store.update(entry, { state: "failed", reason: error.message, network: error.kind === "network" });
    scrollTo(showMine(entry, retry));
  }
}

/** While somebody of the office is to answer here, ask now and then whether they did. */
async function lookForNews() {
  if (underWay || document.hidden || !store.queued) return;
  const reply = await news(store.session);
  if (!reply.messages.length) return;
  store.setSeen(reply.number);
  answer(reply.messages, false, "");
}

function answer(messages, typed, spoken) {
  const shown = messages.map((message) => {
    store.add({ id: newId(), who: "bot", message });
    return showBot(message, press);
  });
  if (!shown.length) return;
  const before = shown[0].previousElementSibling;
  if (spoken) scrollTo(before ?? shown[0]);
  if (typed) focusInput();
  else if (spoken && !isTyping()) shown[0].focus({ preventScroll: true });
}

/** A new message of the person. */
function say(text, what, typed) {
  retireButtons();
  enqueue(store.add({ id: newId(), who: "me", text, send: what, state: "sending" }), typed);
  scrollTo(document.getElementById("log").lastElementChild);
}

function press(button) {
  say(button.title, { payload: button.payload }, false);
}

function retry(entry) {
  enqueue(entry, false);
}

/** When the network is back, send in order what could not be sent without it. */
function resend() {
  store.entries.filter((entry) => entry.state === "failed" && entry.network).forEach(retry);
}

function greet(what) {
  enqueue(store.add({ id: newId(), who: "me", text: "", send: what, state: "sending" }), false);
}

/** A conversation of its own begins: nothing leads back to the one before. */
function startOver() {
  generation += 1;
  store.clear();
  clearLog();
  fill("");
  greet(GREET);
  focusInput();
}

function watchStartOver() {
  const dialog = document.getElementById("restart-dialog");
  const opener = document.getElementById("start-over");
  opener.addEventListener("click", () => dialog.showModal());
  document.getElementById("restart-no").addEventListener("click", () => dialog.close());
  document.getElementById("restart-yes").addEventListener("click", () => {
    dialog.close();
    startOver();
  });
}

/** Draw what this tab holds already; only the newest messages keep their buttons. */
function restore() {
  quietly(() => {
    for (const entry of store.entries) {
      if (entry.who === "bot") {
        showBot(entry.message, press);
        continue;
      }
      retireButtons();
      // A reload cut the answer off: the message is offered to be sent again.
      if (entry.state === "sending") store.update(entry, { state: "failed", network: true });
      showMine(entry, retry);
    }
  });
  const last = document.getElementById("log").lastElementChild;
  if (last) last.scrollIntoView({ block: "start" });
}

watchComposer((text) => say(text, { text, answers: store.question, seen: store.seen }, true));
watchStartOver();
if (store.entries.length) restore();
else greet(GREET);
watchConnection(resend);
setInterval(lookForNews, 15000);
