// Above the conversation: the lists kept on this device, and the list that an address brought along.

import { announce, listName } from "../announcer.js";
import { el, folded, paragraphs } from "../dom.js";
import { tickKey } from "../render/papers.js";
import { renderMessage } from "../render/message.js";
import { store } from "../store.js";
import { day, shared, t } from "../texts.js";
import { changes, printOf } from "./compare.js";
import { readLink } from "./link.js";
import { openWithoutNetwork } from "./offline.js";
import { keep, keptLists, onOtherTab } from "./storage.js";
import { listOfToday } from "./today.js";

let newest = null;

/** Show what there is, now and when an address or another tab brings something else. */
export function openKept() {
  if (window.top !== window) return; // in a widget's frame there is no address of ours, and little room
  const received = el("section", { class: "kept", hidden: true });
  const mine = el("section", { class: "kept", hidden: true });
  document.getElementById("welcome").before(received, mine);
  const follow = () => {
    const link = readLink(location.hash);
    if (link || !location.hash) showReceived(received, link); // another # is a place of this page
  };
  addEventListener("hashchange", follow);
  follow();
  if (shared) return; // a tablet for all keeps nobody's lists
  onOtherTab(() => showMine(mine));
  showMine(mine);
  if (keptLists().length) openWithoutNetwork();
}

function showMine(place) {
  const open = [...place.querySelectorAll("details.one[open]")].map((one) => one.dataset.id);
  const lists = keptLists();
  place.hidden = !lists.length;
  place.replaceChildren(el("h2", {}, t("keep.mine")), ...lists.map((list) => oneKept(list, open.includes(list.id))));
}

function oneKept(list, open) {
  const { custom } = list.message;
  const certain = custom.documents.filter((line) => !line.only_if);
  const done = certain.filter((line) => list.ticks.includes(line.type)).length;
  const one = folded("one", [
    el("strong", {}, custom.short_name || custom.name),
    el("span", { class: "when" }, t("keep.kept_on", { day: day(list.day), done, total: certain.length })),
  ]);
  one.dataset.id = list.id;
  const fill = () => {
    if (one.open && one.children.length === 1) openOne(one, list);
  };
  one.addEventListener("toggle", fill);
  one.open = open;
  fill();
  return one;
}

/** The list as it was kept, at once; then whether it still holds. */
async function openOne(one, list) {
  const state = el("div", { class: "state" });
  const sheet = el("div", {}, drawn(list.message, list.ticks));
  one.append(state, sheet);
  const { custom } = list.message;
  const now = await listOfToday(custom.code, factsOf(custom));
  if (now.state !== "ok") {
    const said = { gone: t("keep.gone"), asked_anew: t("keep.asked_anew"), away: t("keep.away", { day: day(list.day) }) }[now.state];
    say(state, said, now.state !== "away");
    return;
  }
  const changed = changes(custom, now.message.custom);
  if (!changed.length) {
    say(state, t("keep.same", { day: day(now.message.custom.as_of) }), false);
    return;
  }
  say(state, t("keep.changed", { day: day(list.day) }), true);
  state.lastChild.append(el("ul", {}, changed.map((line) => el("li", {}, line))),
    el("button", { type: "button", class: "quick", onclick: () => {
      if (keep(now.message, list.ticks, list.id)) say(state, t("keep.taken"), false);
      else say(state, t("keep.full"), true);
    } }, t("keep.take")));
  sheet.replaceChildren(drawn(now.message, list.ticks));
}

/** @param {?object} link what the address asks for */
async function showReceived(place, link) {
  newest = link;
  place.hidden = !link;
  place.replaceChildren();
  if (!link) return;
  const state = el("div", { class: "state" });
  const title = el("h2", { tabindex: "-1" }, t("keep.received"));
  place.append(title, state);
  title.focus();
  say(state, t("keep.opening"), false);
  const now = await listOfToday(link.code, link.facts);
  if (newest !== link) return; // another one was asked for meanwhile
  if (!now.message) {
    say(state, now.state === "gone" ? t("keep.gone") : t("keep.not_opened"), true);
    state.lastChild.append(el("button", { type: "button", class: "quick", onclick: () => showReceived(place, link) }, t("keep.again")));
    return;
  }
  const { custom } = now.message;
  if (now.state === "asked_anew") say(state, t("keep.asked_anew"), true);
  else if (link.print && link.print !== printOf(custom)) say(state, t("keep.changed_since", { day: day(link.day || custom.as_of) }), true);
  else say(state, t("keep.same", { day: day(custom.as_of) }), false);
  place.append(drawn(now.message, []));
  announce(listName(custom));
}

/** A list as in the conversation, with these ticks; what another release kept is shown as its text at least. */
function drawn(message, ticks) {
  const { custom } = message;
  try {
    const key = (line) => tickKey(custom, line);
    for (const line of custom.documents) if (ticks.includes(line.type) !== Boolean(store.ticked(key(line)))) store.tick(key(line), ticks.includes(line.type));
    const answers = custom.facts.map(({ question, answer }) => ({ question, answer }));
    return el("article", { class: "bot" }, renderMessage({ ...message, buttons: [] }, { press: () => {}, answers }));
  } catch {
    return el("article", { class: "bot card" }, paragraphs(message.text));
  }
}

function factsOf(custom) {
  return Object.fromEntries(custom.facts.map((fact) => [fact.question_id, fact.value]));
}

function say(state, text, grave) {
  state.replaceChildren(el("div", { class: grave ? "box warn" : "holds" }, el("p", {}, text)));
  announce(text);
}
