// The assistant's own page in a frame, and the few words the two pages say to each other.

import { recall, remember } from "./remembered.js";

const VERSION = 1;
const SETTLES = 4000;
const PATIENCE = 15000;

// Scripts and its own storage, forms, links and files that open beside, printing. It cannot move or read the site.
const ALLOWED =
  "allow-scripts allow-same-origin allow-forms allow-modals allow-downloads allow-popups allow-popups-to-escape-sandbox";

/**
 * @param {URL} address of the page in the frame
 * @param {string} name tells the widgets of one page apart
 * @param {() => object} about what the page is told when it has come: {open, procedure}
 * @param {{ready: () => void, trouble: () => void, close: () => void, news: () => void}} on
 */
export function makeFrame(address, name, title, about, on) {
  const frame = document.createElement("iframe");
  let timer = 0;
  let ready = false;
  frame.title = title;
  frame.name = name ? `dimotlan-${name}` : "dimotlan";
  frame.setAttribute("sandbox", ALLOWED);
  frame.setAttribute("allow", "clipboard-write; web-share");
  frame.setAttribute("referrerpolicy", "no-referrer");

  function wait(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!ready) on.trouble();
    }, milliseconds);
  }
  // The frame is asked first, at our address alone: it answers to the site that asked, if the office has listed it.
  frame.addEventListener("load", () => {
    ready = false;
    wait(SETTLES);
    say({ type: "hello", kept: recall(`${name}:kept`), ...about() });
  });
  function say(words) {
    frame.contentWindow.postMessage({ dimotlan: VERSION, ...words }, address.origin);
  }
  function hear(event) {
    if (event.source !== frame.contentWindow || event.origin !== address.origin) return;
    if (!event.data || event.data.dimotlan !== VERSION) return;
    if (event.data.type === "ready") {
      ready = true;
      on.ready();
    } else if (event.data.type === "close") on.close();
    else if (event.data.type === "news") on.news();
    else if (event.data.type === "keep") remember(`${name}:kept`, event.data.sealed);
  }
  function begin() {
    ready = false;
    frame.src = address.href;
    wait(PATIENCE);
  }
  addEventListener("message", hear);
  begin();
  return {
    element: frame,
    /** Before the page is there it hears nothing: it is told all that counts when it comes. */
    say: (words) => ready && say(words),
    again: begin,
    stop() {
      clearTimeout(timer);
      removeEventListener("message", hear);
    },
  };
}
