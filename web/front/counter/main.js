// The counter: one box, one procedure on the desk, everything by keyboard.

import { indexNow } from "./api.js";
import { $, el, fill } from "./dom.js";
import * as keys from "./keys.js";
import { pinned, recent } from "./kept.js";
import * as procedure from "./procedure.js";
import { addressOf, go, here } from "./route.js";
import * as search from "./search.js";
import * as slip from "./slip.js";
import { config, say } from "./words.js";

const LOOK_AGAIN = 10 * 60 * 1000; // a page left open for days must not search last week's catalogue
let looked = Date.now();

function showHome() {
  const shown = !procedure.desk && !search.isSearching();
  $("home").hidden = !shown;
  if (!shown) return;
  fill($("kept"), shelf(say("home.pinned"), pinned()), shelf(say("home.recent"), recent()));
}

function shelf(title, lines) {
  if (!lines.length) return null;
  const links = lines.map((one) => el("li", {}, el("a", { href: addressOf(one.code), "data-code": one.code }, one.name, " ", el("span", { class: "hit-code" }, one.code))));
  return el("section", {}, el("h2", {}, title), el("ul", {}, links));
}

async function show() {
  if (slip.isOpen()) slip.close();
  const state = here();
  if (state.code) {
    $("home").hidden = true;
    await procedure.put(state);
  } else {
    procedure.clear();
    showHome();
    keys.toBox();
  }
}

function openProcedure(code) {
  go(code);
  show();
}

/** Esc takes away what lies on top: the slip, the text in the box, the procedure. The list of keys closes by itself. */
function escape(event) {
  if ($("keys").open) return;
  event.preventDefault();
  if (slip.isOpen()) slip.close();
  else if (search.isSearching()) search.empty();
  else if (procedure.desk || here().code) {
    go("");
    show();
  } else keys.toBox();
}

async function lookForNewIndex() {
  if (document.hidden || Date.now() - looked < LOOK_AGAIN) return;
  looked = Date.now();
  const address = await indexNow().catch(() => config.index);
  if (address !== config.index) search.load(address);
}

// A plain press on a link to a procedure opens it in this page.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-code]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openProcedure(link.dataset.code);
});
addEventListener("popstate", () => show());
document.addEventListener("visibilitychange", lookForNewIndex);
setInterval(lookForNewIndex, LOOK_AGAIN);

$("not-loaded").hidden = true;
procedure.start();
slip.start();
keys.start({
  answer: (place) => Boolean(procedure.desk) && !slip.isOpen() && !search.isSearching() && procedure.answerByNumber(place),
  escape,
  submit: () => $("box").form.dispatchEvent(new Event("submit", { cancelable: true })),
});
search.start(openProcedure, (isSearching) => {
  document.body.classList.toggle("searching", isSearching);
  showHome();
});
$("print").addEventListener("click", () => window.print());
show();
