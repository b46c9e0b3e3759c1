// The keyboard is enough. A scanner is a keyboard, too: it types a code faster than anybody, then Enter.

import { $ } from "./dom.js";

const BURST = 60; // milliseconds: a digit that another key follows sooner was not pressed by a person
let held = "";
let timer = 0;

/**
 * @param {{answer: (place: number) => boolean, escape: () => void, submit: () => void}} does
 */
export function start(does) {
  const box = $("box");
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey) return;
    const writes = isField(event.target);
    if (event.key === "Escape") return does.escape(event);
    if ($("keys").open || event.key.length !== 1) {
      if (event.key === "Enter" && held) release(box, event, does);
      return;
    }
    if (event.key === "?" && (!writes || (event.target === box && !box.value))) {
      event.preventDefault();
      showKeys();
    } else if (writes) {
      return;
    } else if (event.key === "/" && !held) {
      event.preventDefault();
      toBox(box);
    } else if (event.key === " ") {
      return; // presses what has the focus
    } else if (/[0-9.]/.test(event.key)) {
      event.preventDefault();
      hold(event.key, box, does);
    } else {
      // The letter goes where it belongs: the box takes the focus before the browser writes it.
      toBox(box);
      if (held) box.value = take();
    }
  });
  $("keys-close").addEventListener("click", () => $("keys").close());
  $("keys-open").addEventListener("click", showKeys);
}

/** Whether an element takes what is typed. */
function isField(element) {
  return element.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");
}

/** Put the focus into the box with what it holds marked, so that the next letter replaces it. */
export function toBox(box = $("box")) {
  box.focus();
  box.select();
}

function showKeys() {
  if (!$("keys").open) $("keys").showModal();
}

/** A digit alone answers a question; several in one burst are a code. */
function hold(key, box, does) {
  held += key;
  clearTimeout(timer);
  timer = setTimeout(() => {
    const typed = take();
    if (typed.length === 1 && typed >= "1" && typed <= "9" && does.answer(Number(typed))) return;
    toBox(box);
    write(box, typed);
  }, BURST);
}

/** Enter straight after a burst: a scanner's. */
function release(box, event, does) {
  event.preventDefault();
  clearTimeout(timer);
  toBox(box);
  write(box, take());
  does.submit();
}

function take() {
  const typed = held;
  held = "";
  clearTimeout(timer);
  return typed;
}

function write(box, typed) {
  box.value = typed;
  box.dispatchEvent(new Event("input"));
}
