// What can be done with a list besides reading it: keep it, send it, copy it, take it along on paper.

import { announce } from "../announcer.js";
import { el, folded } from "../dom.js";
import { tickKey } from "../render/papers.js";
import { store } from "../store.js";
import { shared, t } from "../texts.js";
import { qrCode } from "../../shared/qr.js";
import { copyText } from "./copy.js";
import { linkOf, queryOf } from "./link.js";
import { openWithoutNetwork } from "./offline.js";
import { forget, idOfCase, keep, keptCase, setTicks } from "./storage.js";

const feet = new WeakMap(); // the foot of each sheet → its list

/** Put the ways to keep a list into the place below it. Called once for each list that is drawn. */
export function actionsFor(message, place) {
  const { custom } = message;
  const told = el("p", { class: "told", hidden: true });
  const tell = (text) => {
    told.textContent = text;
    told.hidden = false;
    announce(text);
  };
  place.prepend(...[!shared && keeping(message, tell), sending(custom, tell)].filter(Boolean));
  place.append(told, otherWays(message, tell));
  place.after(onPaper(custom));
  place.closest(".checklist").addEventListener("change", () => setTicks(idOfCase(custom), ticksOf(custom)));
  openWithoutNetwork();
}

/** The types of the papers that are ticked now. */
export function ticksOf(custom) {
  return custom.documents.filter((line) => store.ticked(tickKey(custom, line)) ?? line.have === true).map((line) => line.type);
}

/** One button that keeps, and once kept another that forgets: neither asks, for either undoes the other. */
function keeping(message, tell) {
  const { custom } = message;
  const button = el("button", { type: "button", class: "quick", onclick: () => {
    if (keptCase(custom)) {
      forget(idOfCase(custom));
      tell(t("keep.forgotten"));
    } else {
      tell(keep(message, ticksOf(custom)) ? t("keep.kept") : t("keep.full"));
    }
    show();
  } });
  const show = () => {
    const kept = Boolean(keptCase(custom));
    button.textContent = kept ? t("keep.forget") : t("keep.keep");
    button.classList.toggle("stop", kept);
  };
  show();
  return button;
}

function sending(custom, tell) {
  return el("button", { type: "button", class: "quick", onclick: async (event) => {
    const url = linkOf(custom);
    const title = custom.short_name || custom.name;
    if (navigator.share) {
      try {
        await navigator.share({ title, text: t("keep.message", { name: title }), url });
        return;
      } catch (error) {
        if (error.name === "AbortError") return; // the person closed it
      }
    }
    if (await copyText(url)) tell(t("keep.link_copied"));
    else byHand(event.target, url, t("keep.link_by_hand"));
  } }, t("keep.send"));
}

function otherWays(message, tell) {
  const { custom } = message;
  const query = queryOf(custom);
  const paper = (name) => `/thu-tuc/${encodeURIComponent(custom.code)}/${name}${query && `?${query}`}`;
  const code = el("div", { class: "qr-place" });
  const ways = folded("fold ways", t("keep.ways"),
    el("div", { class: "way-buttons" },
      el("button", { type: "button", class: "quick", onclick: async (event) => {
        if (await copyText(message.text)) tell(t("keep.text_copied"));
        else byHand(event.target, message.text, t("keep.text_by_hand"));
      } }, t("keep.copy")),
      el("a", { class: "quick", href: paper("giay-to.pdf"), download: true }, t("keep.pdf")),
      custom.due_date && el("a", { class: "quick", href: paper("hen.ics"), download: true }, t("keep.calendar"))),
    code);
  ways.addEventListener("toggle", () => {
    if (ways.open && !code.firstChild) code.append(qrCode(linkOf(custom), t("keep.qr_label")), el("p", {}, t("keep.qr")));
  });
  return ways;
}

/** Where nothing may be copied by a script: the text itself, chosen already. */
function byHand(button, text, label) {
  const box = el("textarea", { class: "by-hand", readonly: true, rows: "4", "aria-label": label }, text);
  button.after(el("p", { class: "told" }, label), box);
  box.select();
}

/** What stands at the end of the sheet on paper: where to find the list again. Drawn when it is printed. */
function onPaper(custom) {
  const foot = el("div", { class: "paper-foot" });
  feet.set(foot, custom);
  return foot;
}

addEventListener("beforeprint", () => {
  for (const foot of document.querySelectorAll(".paper-foot:empty")) {
    const custom = feet.get(foot);
    const address = `${location.host}/thu-tuc/${custom.code}`;
    foot.append(qrCode(linkOf(custom), t("keep.qr_label")), el("p", {}, t("keep.paper", { address })));
  }
});
