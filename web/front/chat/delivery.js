// What the person says goes out one after another: what is sent while an answer is awaited waits its turn.

import { announce } from "./announcer.js";
import { news, send } from "./api.js";
import { store } from "./store.js";
import { t } from "./texts.js";
import { setWaiting, showMine } from "./turns.js";

const SAY_SO = 2500;
let queue = Promise.resolve();
let underWay = 0;
let generation = 0;
let patience = 0;

/**
 * Send an entry.
 * @param {(messages: object[], entry: object) => void} answered told what came back
 * @param {(bubble: Element) => void} failed told where it stands that nothing did
 */
export function deliver(entry, answered, failed) {
  const mine = generation;
  const again = () => deliver(entry, answered, failed);
  store.update(entry, { state: "sending", reason: "" });
  showMine(entry, again);
  underWay += 1;
  wait();
  queue = queue.then(() => (mine === generation ? attempt() : null)).finally(() => {
    underWay -= 1;
    wait();
  });

  async function attempt() {
    try {
      const reply = await send(store.session, entry.send, entry.id, (reason, session) => {
        if (mine !== generation) return;
        if (session) store.setSession(session);
        tell({ reason });
        announce(reason);
      });
      if (mine !== generation) return;
      store.setSession(reply.session);
      store.setSeen(reply.number);
      tell({ state: "sent", reason: "" });
      answered(reply.messages, entry);
    } catch (error) {
      if (mine !== generation) return;
      tell({ state: "failed", reason: error.message, network: error.kind === "network" });
      announce(`${t("not_sent")} ${error.message}`);
      failed(showMine(entry, again));
    }
  }

  function tell(changes) {
    store.update(entry, changes);
    showMine(entry, again);
  }
}

/** Say that it takes a while only when it does. */
function wait() {
  setWaiting(underWay > 0);
  clearTimeout(patience);
  if (underWay) patience = setTimeout(() => announce(t("waiting")), SAY_SO);
}

/** Forget what is under way: another conversation begins. */
export function abandon() {
  generation += 1;
}

/** While somebody of the office is to answer here, ask now and then whether they did. */
export async function lookForNews(answered) {
  if (underWay || document.hidden || !store.queued) return;
  const reply = await news(store.session);
  if (!reply.messages.length) return;
  store.setSeen(reply.number);
  answered(reply.messages);
}
