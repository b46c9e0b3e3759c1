// <dimotlan-widget>: a launcher, an invitation beside it, and the panel that opens. All of it stands in a shadow root,
// where the styles and scripts of the site do not reach by accident.

import { dress, el, icon } from "./dom.js";
import { cleanColour, cleanGreeting, cleanLanguage, cleanName, cleanProcedure, cleanSide, inkOn, OPTIONS } from "./options.js";
import { makePanel } from "./panel.js";
import { recall, remember } from "./remembered.js";
import { wordsOf } from "./words.js";

const COLOUR = "#0f4c45";
const OPEN = "open";
const RETURNS = 20;

/** Make the element known, once for a page. `address` is that of the page in the frame. */
export function define(tag, address, nonce) {
  if (customElements.get(tag)) return;
  class Widget extends HTMLElement {
    static get observedAttributes() { return OPTIONS; }

    connectedCallback() {
      if (this.panel) return; // put back after a framework had taken it away
      const name = cleanName(this.getAttribute("name"));
      this.words = wordsOf(cleanLanguage(this.getAttribute("language")));
      this.root = this.attachShadow({ mode: "open" });
      dress(this.root, nonce);
      this.launcher = el("button", { type: "button", class: "launcher", "aria-expanded": "false", "aria-haspopup": "dialog" },
        icon(), el("span", {}, this.words.launcher), el("span", { class: "mark", hidden: "" }, ` (${this.words.unread})`));
      this.panel = makePanel(address, name, this.words, () => cleanProcedure(this.getAttribute("procedure")), {
        closed: () => this.closed(),
        news: () => this.mark(true),
      });
      this.returns = 0;
      this.key = name;
      this.launcher.addEventListener("click", () => (this.panel.isOpen ? this.close() : this.open()));
      const box = el("div", { class: "box", role: "region", "aria-label": this.words.panel, lang: cleanLanguage(this.getAttribute("language")) });
      box.append(this.launcher, this.panel.element);
      this.root.append(box);
      this.box = box;
      this.show();
      if (recall(name) === OPEN) this.openAgain();
    }

    disconnectedCallback() {
      // A router that replaced the whole page took the widget with it, not the person.
      setTimeout(() => {
        if (!this.isConnected && !this.left && this.returns < RETURNS) {
          this.returns += 1;
          document.documentElement.append(this);
          this.panel.comeBack();
        }
      });
    }

    attributeChangedCallback(option) {
      if (!this.panel) return;
      this.show();
      if (option === "procedure") this.panel.retell();
    }

    /** Draw what the attributes say. */
    show() {
      const colour = cleanColour(this.getAttribute("colour")) || COLOUR;
      this.box.className = `box ${cleanSide(this.getAttribute("side"))}`;
      this.box.style.setProperty("--colour", colour);
      this.box.style.setProperty("--ink", inkOn(colour));
      const text = cleanGreeting(this.getAttribute("greeting"));
      if (this.invitation) this.invitation.remove();
      this.invitation = null;
      if (text && !this.dismissed) this.invite(text);
    }

    invite(text) {
      const say = el("button", { type: "button", class: "say" }, text);
      const shut = el("button", { type: "button", class: "shut", "aria-label": this.words.dismiss }, "×");
      say.addEventListener("click", () => this.open());
      shut.addEventListener("click", () => {
        this.launcher.focus();
        this.dismiss();
      });
      this.invitation = el("div", { class: "invitation" }, say, shut);
      this.box.insertBefore(this.invitation, this.launcher);
    }

    dismiss() {
      this.dismissed = true;
      if (this.invitation) this.invitation.remove();
    }

    /** Open the assistant and go into it. */
    open() {
      this.dismiss();
      this.mark(false);
      remember(this.key, OPEN);
      this.launcher.setAttribute("aria-expanded", "true");
      this.panel.open(true);
    }

    /** On the site's next page it stands open as it was left; on a small screen it would hide the page: it waits. */
    openAgain() {
      if (this.panel.fillsTheScreen()) return;
      this.dismiss();
      this.launcher.setAttribute("aria-expanded", "true");
      this.panel.open(false);
    }

    /** Close it and go back to the launcher; the conversation stays. */
    close() {
      this.panel.close();
    }

    closed() {
      remember(this.key, "");
      this.launcher.setAttribute("aria-expanded", "false");
      this.launcher.focus();
    }

    mark(on) {
      this.launcher.querySelector(".mark").hidden = !on;
      this.launcher.classList.toggle("unread", on);
    }

    /** Take the widget off the page for good. */
    leave() {
      this.left = true;
      this.panel.stop();
      this.remove();
    }
  }
  customElements.define(tag, Widget);
}
