// The box: what is typed is looked up at once; nothing is ever written into it while somebody types.

import { $ } from "./dom.js";
import { codeOf } from "./fold.js";
import * as drawn from "./hits.js";
import { Index } from "./match.js";
import { ask, forget } from "./meaning.js";
import { config, say } from "./words.js";

const MOST = 12;
const box = $("box");
const nothing = { hits: [], total: 0, words: [] };

let index = null;
let found = nothing;
let near = [];
let chosen = 0;
let open = () => {};
let changed = () => {};
let waiting = false; // Enter was pressed before the index was there

/**
 * @param {(code: string) => void} whenOpened told the code of what was chosen
 * @param {(isSearching: boolean) => void} whenChanged told whether the box holds anything
 */
export function start(whenOpened, whenChanged) {
  open = (code) => {
    waiting = false;
    empty();
    whenOpened(code);
  };
  changed = whenChanged;
  box.addEventListener("input", (event) => {
    look();
    measure(event.timeStamp);
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // the key belongs to the input method
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    }
  });
  // Enter comes as the form's submission: an input method that takes Enter for itself sends none.
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    enter();
  });
  load(config.index);
}

/** Fetch the index; a newer one takes the place of the older. */
export async function load(address) {
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(String(response.status));
    index = new Index(await response.json(), { leads: config.wording.leads, levels: config.levels });
    config.index = address;
  } catch {
    if (!index) drawn.tell(say("hits.no_index"));
  }
  document.documentElement.dataset.index = index ? "ready" : "missing";
  if (box.value) look();
  if (waiting) enter();
}

/** What the index knows of a code; undefined when it knows nothing. */
export function known(code) {
  return index?.byCode.get(code);
}

/** Whether the box holds anything. */
export function isSearching() {
  return box.value.trim() !== "";
}

/** Empty the box. */
export function empty() {
  box.value = "";
  look();
}

function look() {
  const text = box.value;
  chosen = 0;
  near = [];
  changed(isSearching());
  if (!isSearching()) {
    found = nothing;
    forget();
    drawn.clear();
    return;
  }
  const begun = performance.now();
  found = index ? index.find(text, MOST) : nothing;
  note("look up", begun);
  draw();
  if (codeOf(text)) return forget();
  ask(text, (procedures) => {
    const shown = new Set(found.hits.map((hit) => hit.line.code));
    near = procedures.filter((one) => !shown.has(one.code)).map((one) => known(one.code) ?? lineOf(one));
    draw();
  });
}

function lineOf(procedure) {
  return { code: procedure.code, name: procedure.name, short: "", level: config.levels[procedure.level] ?? "", field: procedure.field_name };
}

function draw() {
  drawn.draw(found, near, chosen, open);
  if (!index) drawn.tell(say("hits.loading"));
}

function move(by) {
  const last = found.hits.length + near.length - 1;
  if (last < 0) return;
  chosen = Math.min(Math.max(chosen + by, 0), last);
  drawn.moveTo(chosen);
}

function enter() {
  const code = codeOf(box.value);
  if (code) return open(code); // a scanner, or a number read aloud: the server knows codes that the index leaves out
  const line = found.hits[chosen]?.line ?? near[chosen - found.hits.length];
  if (line) return open(line.code);
  waiting = !index && isSearching();
}

/** From the key to the next picture on the screen, as the browser saw it: `performance.getEntriesByName("key to screen")`. */
function measure(pressed) {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      note("key to screen", pressed);
      port1.close();
    };
    port2.postMessage(null); // arrives after the frame was painted
  });
}

function note(name, start) {
  if (performance.getEntriesByName(name).length > 500) performance.clearMeasures(name);
  try {
    performance.measure(name, { start, end: performance.now() });
  } catch {
    // Older browsers measure between marks only; the clerk loses nothing.
  }
}
