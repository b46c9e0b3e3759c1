// The page in a widget's frame on a site of the office's list: what it and the site's page say to each other.
// The site is told no word of the conversation: only that the page is there, that there is news, that Esc was pressed.

import { el } from "./dom.js";
import { seal, unseal } from "./sealed.js";
import { t } from "./texts.js";
import { isTouch } from "./view.js";

const VERSION = 1;
const MOST = 1000000;
const SOON = 100;
const sites = JSON.parse(document.getElementById("config").textContent).sites;
const framed = Boolean(sites) && parent !== window;
let origin = "";
let open = true;
let latest = "";
let timer = 0;

/** Where the conversation is kept: two widgets of one tab, and the page itself, each have their own. */
export function storageKey() {
  const name = /^dimotlan(-[a-z0-9-]{1,30})?$/.test(window.name) ? window.name : "dimotlan";
  return sites ? `${name}:widget` : "dimotlan";
}

/** The browser lets this frame keep nothing: the site's page keeps it, sealed. */
export function handOver(text) {
  if (!framed) return;
  latest = text;
  clearTimeout(timer);
  timer = setTimeout(async () => {
    if (!origin) return;
    try {
      tell("keep", { sealed: await seal(text) });
    } catch {
      document.getElementById("not-kept").hidden = false;
    }
  }, SOON);
}

function tell(type, more = {}) {
  parent.postMessage({ dimotlan: VERSION, type, ...more }, origin);
}

/**
 * Listen to the site's page, if this is a frame.
 * @param {(name: string, code: string) => void} ask begins with the procedure that the site's page is about
 * @param {(text: string) => void} takeUp goes on with a conversation that was handed over
 */
export function watchSite(ask, takeUp) {
  if (!framed) return;
  addEventListener("message", (event) => {
    const words = event.data;
    if (event.source !== parent || !isListed(event.origin) || !words || words.dimotlan !== VERSION) return;
    if (words.type === "hello") greet(event.origin, words, takeUp);
    if (words.type === "opened") open = true;
    if (words.type === "closed") open = false;
    if (words.type === "focus") goIn();
    if (words.type === "hello" || words.type === "about") offer(words.procedure, ask);
  });
  document.addEventListener("keydown", (event) => {
    const own = document.querySelector("dialog[open]");
    if (event.key === "Escape" && !event.isComposing && !event.defaultPrevented && !own && origin) tell("close");
  });
  new MutationObserver((changes) => {
    if (!open && changes.some((change) => Array.from(change.addedNodes).some(isReply))) tell("news");
  }).observe(document.querySelector("main"), { childList: true, subtree: true });
}

async function greet(site, { open: isOpen, kept }, takeUp) {
  open = isOpen === true;
  if (typeof kept === "string" && kept.length < MOST && !keeps()) {
    try {
      takeUp(await unseal(kept));
    } catch {
      // Sealed at another address or by an older release: a new conversation begins.
    }
  }
  origin = site;
  tell("ready");
  if (latest) handOver(latest);
}

/** The origins as the office wrote them: "https://*.example.vn" stands for every name below, as in the page's policy. */
function isListed(site) {
  return sites.some((listed) => {
    const [before, after] = listed.split("*");
    return after === undefined ? site === listed : site.startsWith(before) && site.slice(before.length).endsWith(after);
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

function keeps() {
  try {
    return Boolean(sessionStorage);
  } catch {
    return false;
  }
}
