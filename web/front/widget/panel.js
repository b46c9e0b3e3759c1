// What opens: beside the launcher on a wide screen, over everything on a small one or with large text.

import { el } from "./dom.js";
import { makeFrame } from "./frame.js";

// em counts by the person's own font size: with text twice as large a screen is half as wide.
const SMALL = "(max-width: 39.99em), (max-height: 29.99em), (max-device-width: 639px)";

/**
 * @param {() => string} procedure the code of the procedure that the site's page is about, or ""
 * @param {{closed: () => void, news: () => void}} on
 */
export function makePanel(address, name, words, procedure, on) {
  const small = matchMedia(SMALL);
  const shut = el("button", { type: "button", class: "close" }, words.close);
  const again = el("button", { type: "button" }, words.again);
  const apart = el("a", { href: new URL("./", address).href, target: "_blank", rel: "noopener" }, words.apart);
  const state = el("p", { role: "status" });
  const trouble = el("div", { class: "trouble" }, state, again, apart);
  const element = el("dialog", { class: "panel", "aria-label": words.panel },
    el("div", { class: "bar" }, el("strong", {}, words.panel), shut), trouble);
  let frame = null;
  let ready = false;
  let enter = false;
  let isOpen = false;

  shut.addEventListener("click", () => close());
  again.addEventListener("click", () => {
    ready = false;
    say(words.loading, false);
    frame.again();
  });
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  element.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  // The browser itself may have closed it: the back key of a phone does.
  element.addEventListener("close", () => {
    if (isOpen && !element.open) close();
  });
  small.addListener(() => {
    if (!isOpen) return;
    hide();
    reveal();
  });
  if (window.visualViewport) for (const change of ["resize", "scroll"]) visualViewport.addEventListener(change, fit);

  /** On a small screen exactly what is visible: above the keyboard, below the bar of the browser. Not while zoomed in. */
  function fit() {
    const view = window.visualViewport;
    if (!isOpen || !view || view.scale > 1.05) return;
    for (const [side, value] of [["top", view.offsetTop], ["left", view.offsetLeft], ["width", view.width], ["height", view.height]]) {
      if (small.matches) element.style.setProperty(side, `${value}px`);
      else element.style.removeProperty(side);
    }
  }

  function reveal() {
    element.classList.toggle("full", small.matches);
    if (!element.show) element.setAttribute("open", "");
    else if (small.matches) element.showModal();
    else element.show();
    fit();
  }

  function hide() {
    if (element.close) element.close();
    else element.removeAttribute("open");
  }

  function say(text, withHelp) {
    state.textContent = text;
    trouble.hidden = !text;
    again.hidden = apart.hidden = !withHelp;
  }

  function about() {
    return { open: isOpen, procedure: procedure() };
  }

  function come() {
    say(words.loading, false);
    frame = makeFrame(address, name, words.panel, about, {
      ready() {
        say("", false);
        ready = true;
        if (enter) goIn();
      },
      trouble: () => say(words.trouble, true),
      close: () => close(),
      news() {
        if (!isOpen) on.news();
      },
    });
    element.append(frame.element);
  }

  /** From the close button into the page, unless the person went elsewhere meanwhile. */
  function goIn() {
    enter = false;
    if (!isOpen || inside() !== shut) return;
    frame.element.focus();
    frame.say({ type: "focus" });
  }

  function inside() {
    return element.getRootNode().activeElement;
  }

  function close() {
    if (!isOpen) return;
    isOpen = false;
    enter = false;
    hide();
    frame.say({ type: "closed" });
    on.closed();
  }

  return {
    element,
    get isOpen() { return isOpen; },
    fillsTheScreen: () => small.matches,
    open(withFocus) {
      isOpen = true;
      enter = withFocus;
      const before = document.activeElement;
      if (!frame) come();
      reveal();
      frame.say({ type: "opened" });
      if (withFocus) {
        shut.focus();
        if (ready) goIn();
        return;
      }
      // A dialog takes the focus when it is shown, but nobody asked for this one.
      if (before && before !== document.body) before.focus();
      else if (inside()) inside().blur();
    },
    close,
    /** The page about another procedure is shown now. */
    retell() {
      if (frame) frame.say({ type: "about", procedure: procedure() });
    },
    /** It was taken out of the page and put back: what is shown must be shown again. */
    comeBack() {
      if (!isOpen) return;
      element.removeAttribute("open");
      ready = false;
      say(words.loading, false);
      reveal();
    },
    stop() {
      if (frame) frame.stop();
    },
  };
}
