// The list under the box: the page's own hits first, those by meaning below.

import { $, el, fill } from "./dom.js";
import { marked } from "./fold.js";
import { say } from "./words.js";

const list = $("hits");
const count = $("count");

/** Draw the hits; the one at `chosen` is what Enter opens. */
export function draw({ hits, total, words }, near, chosen, open) {
  const own = hits.map((hit, at) => row(at, hit.line, hit.why, words, open));
  const more = near.map((line, at) => row(hits.length + at, line, "", words, open));
  fill(
    list,
    own,
    more.length ? el("div", { role: "group", "aria-label": say("hits.near") }, el("div", { class: "near", role: "presentation" }, say("hits.near")), more) : null,
  );
  choose(chosen);
  list.hidden = !own.length && !more.length;
  const rest = total > hits.length ? say("hits.more", { count: total - hits.length }) : "";
  fill(count, total ? say("hits.count", { count: total }) : say("hits.none"), rest ? ` ${rest}` : "");
  count.hidden = false;
}

/** Mark the hit that Enter opens. */
function choose(at) {
  const rows = list.querySelectorAll("[role=option]");
  rows.forEach((element, place) => element.setAttribute("aria-selected", String(place === at)));
  const box = $("box");
  if (rows[at]) box.setAttribute("aria-activedescendant", rows[at].id);
  else box.removeAttribute("aria-activedescendant");
  box.setAttribute("aria-expanded", String(rows.length > 0));
}

/** Mark the hit at a place and bring it into sight. */
export function moveTo(at) {
  choose(at);
  list.querySelectorAll("[role=option]")[at]?.scrollIntoView({ block: "nearest" });
}

/** Take the list away. */
export function clear() {
  fill(list);
  list.hidden = true;
  count.hidden = true;
  choose(-1);
}

/** Say something where the number of hits stands. */
export function tell(text) {
  fill(count, text);
  count.hidden = false;
}

function row(at, line, why, words, open) {
  const title = line.short || line.name;
  const element = el(
    "div",
    { role: "option", id: `hit-${at}`, class: "hit", "aria-selected": "false", onclick: () => open(line.code) },
    el("span", { class: "hit-title" }, withMarks(title, words)),
    el("span", { class: "hit-code" }, line.code),
    el("span", { class: "hit-name" }, line.short && line.short !== line.name ? withMarks(line.name, words) : ""),
    el("span", { class: "hit-kind" }, [line.level, line.field].filter(Boolean).join(" · ")),
    why ? el("span", { class: "hit-why" }, `${say("hits.found_in")} `, withMarks(why, words)) : null,
  );
  // The box keeps the focus: a press must not take it away before the click arrives.
  element.addEventListener("mousedown", (event) => event.preventDefault());
  return element;
}

function withMarks(text, words) {
  return marked(text, words).map(([piece, isMarked]) => (isMarked ? el("mark", {}, piece) : piece));
}
