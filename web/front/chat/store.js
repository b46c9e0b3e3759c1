// The conversation of this tab, kept while the tab lives: a reload loses nothing.

import { handOver, storageKey } from "./framed.js";

const KEY = storageKey();
const MOST = 200; // entries: beyond, the oldest are forgotten
let memory = read();

function fresh() {
  return { session: "", seen: 0, entries: [], ticks: {}, draft: "" };
}

function read() {
  try {
    return { ...fresh(), ...JSON.parse(sessionStorage.getItem(KEY) ?? "{}") };
  } catch {
    return fresh();
  }
}

function write() {
  const text = JSON.stringify(memory);
  try {
    sessionStorage.setItem(KEY, text);
  } catch {
    // Storage is full or forbidden: the page goes on working, but a reload loses the conversation unless it is a frame.
    handOver(text);
  }
}

export const store = {
  get session() { return memory.session; },
  get entries() { return memory.entries; },
  get draft() { return memory.draft; },
  /** Whether the person waits for a human of the office. */
  get queued() { return memory.entries.some((entry) => entry.message?.custom?.topic === "queued"); },
  /** The number of the last reply that was shown. */
  get seen() { return memory.seen; },
  /** The question last shown, as "code/question_id"; undefined before the first (JSON leaves it out). */
  get question() {
    const asked = memory.entries.map((entry) => entry.message?.custom).filter((custom) => custom?.type === "case_question").pop();
    return asked && `${asked.code}/${asked.question_id}`;
  },
  setSession(token) { memory.session = token; write(); },
  setSeen(number) { memory.seen = Math.max(memory.seen, number ?? 0); write(); },
  setDraft(text) { memory.draft = text; write(); },
  /** Keep one entry: {id, who: "me"|"bot", text|message, send, state, reason}. */
  add(entry) {
    memory.entries.push(entry);
    memory.entries.splice(0, memory.entries.length - MOST);
    write();
    return entry;
  },
  /** Change a kept entry. */
  update(entry, changes) { Object.assign(entry, changes); write(); },
  ticked(key) { return memory.ticks[key]; },
  tick(key, on) { memory.ticks[key] = on; write(); },
  /** Go on with a conversation that was kept elsewhere. */
  takeUp(text) { memory = { ...fresh(), ...JSON.parse(text) }; },
  clear() { memory = fresh(); write(); },
};

/** An id for a message, so that sending it again is answered once. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
