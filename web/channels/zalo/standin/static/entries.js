// Shows the entries of a transcript as bubbles. Nothing that was written is ever read as HTML.

import { hasWord, t } from "./api.js";

function make(tag, className, text = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

function link(className, href, text) {
  const element = make("a", className, text);
  element.href = href;
  element.target = "_blank";
  element.rel = "noopener noreferrer";
  return element;
}

function button(className, text, press) {
  const element = make("button", className, text);
  element.type = "button";
  element.addEventListener("click", press);
  return element;
}

// A button of a message: an address and a telephone number are opened, everything else goes to the office.
function choice(entry, place, acts) {
  const { title, type, payload } = entry.buttons[place];
  if (type === "oa.open.url") return link("choice", payload.url, title);
  const press = () => acts.click(entry.msg_id, place);
  if (type !== "oa.open.phone") return button("choice", title, press);
  const call = make("a", "choice", `${title} · ${t("call", { number: payload.phone_code })}`);
  call.href = `tel:${payload.phone_code}`;
  return call;
}

function picture(url) {
  const image = make("img", "");
  image.src = url;
  image.alt = "";
  return image;
}

function attached(entry, acts) {
  const what = entry.attachment;
  switch (what ? entry.kind : "") {
    case "file": return [link("file", what.url, t("file", { name: what.name }))];
    case "audio": return [link("file", what.url, t("audio"))];
    case "image": return [picture(what.url)];
    case "sticker": {
      const image = picture(what.url);
      image.alt = t("sticker");
      image.width = 96;
      return [image];
    }
    case "location": return [make("p", "text", t("location", what.coordinates))];
    case "request_user_info": return [
      make("p", "text", `${what.title}\n${what.subtitle}`),
      button("choice", t("share"), acts.share),
    ];
    default: return [];
  }
}

function quote(entry, entries) {
  const meant = entries.find((other) => other.msg_id === entry.quote);
  const line = make("p", "quote");
  line.append(make("span", "", t("quoted", { text: meant ? meant.text : entry.quote })));
  return line;
}

function under(entry, acts) {
  const line = make("div", "under");
  const time = new Date(entry.at * 1000).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
  const parts = [time];
  if (entry.author === "clerk") parts.unshift(t("clerk"));
  if (entry.author === "oa") parts.unshift(t("machine"));
  if (entry.quota && entry.quota !== "reply") parts.push(t("paid"));
  if (entry.seen) parts.push(t("seen"));
  else if (entry.received) parts.push(t("received"));
  line.append(make("span", "", parts.join(" · ")));
  const reply = button("", "↩", () => acts.quote(entry));
  reply.setAttribute("aria-label", t("quote"));
  line.append(reply);
  return line;
}

function shown(entry, entries, acts) {
  if (entry.author === "notice") {
    const key = `events.${entry.kind}`;
    return make("p", "notice", hasWord(key) ? t(key) : entry.kind);
  }
  const kind = { person: "person", clerk: "clerk-said", oa: "oa" }[entry.author];
  const box = make("div", `entry ${kind}${entry.hidden ? " hidden-click" : ""}`);
  const bubble = make("div", "bubble");
  if (entry.quote) bubble.append(quote(entry, entries));
  bubble.append(...attached(entry, acts));
  if (entry.text) bubble.append(make("p", "text", entry.hidden ? t("hidden", { text: entry.text }) : entry.text));
  entry.buttons.forEach((_, place) => bubble.append(choice(entry, place, acts)));
  box.append(bubble, under(entry, acts));
  return box;
}

export function show(log, entries, acts) {
  const nodes = entries.map((entry) => shown(entry, entries, acts));
  log.replaceChildren(...(nodes.length ? nodes : [make("p", "empty", t("empty"))]));
  log.scrollTop = log.scrollHeight;
}
