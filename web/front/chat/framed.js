// The page in a widget's frame on a site of the office's list: what it and the site's page say to each other.
// The site is told no word of the conversation: only that the page is there, that there is news, that Esc was pressed.

import { el } from "./dom.js";
import { t } from "./texts.js";
import { isTouch } from "./view.js";

const VERSION = 1;
const sites = JSON.parse(document.getElementById("config").textContent).sites;

/** Where the conversation is kept: two widgets of one tab, and the page itself, each have their own. */
export function storageKey() {
  const name = /^dimotlan(-[a-z0-9-]{1,30})?$/.test(window.name) ? window.name : "dimotlan";
  return sites ? `${name}:widget` : "dimotlan";
}

/**
 * Listen to the site's page, if this is a frame.
 * @param {(name: string, code: string) => void} ask begins with the procedure that the site's page is about
 */
export function watchSite(ask) {
  if (!sites || parent === window) return;
  let origin = "";
  let open = true;
  const tell = (type) => origin && parent.postMessage({ dimotlan: VERSION, type }, origin);

  addEventListener("message", (event) => {
    const words = event.data;
    if (event.source !== parent || !isListed(event.origin) || !words || words.dimotlan !== VERSION) return;
    if (words.type === "hello") {
      origin = event.origin;
      open = words.open === true;
      tell("ready");
    }
    if (words.type === "opened") open = true;
    if (words.type === "closed") open = false;
    if (words.type === "focus") goIn();
    if (words.type === "hello" || words.type === "about") offer(words.procedure, ask);
  });
  document.addEventListener("keydown", (event) => {
    const own = document.querySelector("dialog[open]");
    if (event.key === "Escape" && !event.isComposing && !event.defaultPrevented && !own) tell("close");
  });
  new MutationObserver((changes) => {
    if (!open && changes.some((change) => Array.from(change.addedNodes).some(isReply))) tell("news");
  }).observe(document.querySelector("main"), { childList: true, subtree: true });
  tellWhetherKept();
}

/** The origins as the office wrote them: "https://*.example.vn" stands for every name below, as in the page's policy. */
function isListed(origin) {
  return sites.some((site) => {
    const [before, after] = site.split("*");
    return after === undefined ? origin === site : origin.startsWith(before) && origin.slice(before.length).endsWith(after);
  });
}

function isReply(node) {
  return node.nodeType === Node.ELEMENT_NODE && (node.matches(".bot") || node.querySelector(".bot") !== null);
}

/** Into the box where a keyboard is at hand; on a touch screen to what is written, for a keyboard would cover it. */
function goIn() {
  const newest = Array.from(document.querySelectorAll("#now .message")).pop() ?? document.getElementById("welcome-title");
  (isTouch() ? newest : document.getElementById("text")).focus({ preventScroll: true });
}

/** A button for the procedure that the site's page is about; its name comes from us, not from the site. */
async function offer(code, ask) {
  const place = document.getElementById("about");
  place.replaceChildren();
  if (typeof code !== "string" || !/^\d\.\d{6}$/.test(code)) return;
  try {
    const response = await fetch(`/api/procedures/${code}`, { credentials: "same-origin" });
    if (!response.ok) return;
    const { name } = await response.json();
    place.replaceChildren(el("button", { type: "button", class: "quick", onclick: () => {
      place.replaceChildren();
      ask(name, code);
    } }, t("about", { name })));
  } catch {
    // Without a network there is nothing to offer; the conversation says what is wrong.
  }
}

function tellWhetherKept() {
  try {
    sessionStorage.setItem("dimotlan:probe", "1");
    sessionStorage.removeItem("dimotlan:probe");
  } catch {
    document.getElementById("not-kept").hidden = false;
  }
}
