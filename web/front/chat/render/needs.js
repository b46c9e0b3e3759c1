// The things a person came for, in order; each can be taken up, or off the list.

import { el } from "../dom.js";
import { t } from "../texts.js";

export function renderNeeds(custom, message, { press, rest }) {
  const items = custom.items.map((item) => {
    rest.buttons = rest.buttons.filter((button) => button.payload !== item.take && button.payload !== item.drop);
    return el("li", { class: "need", "data-state": item.state },
      el("span", { class: "need-name" }, item.short_name, " ", el("span", { class: "need-state" }, t(`needs.${item.state}`))),
      el("span", { class: "replies" },
        change(item, item.take, "needs.take", press),
        change(item, item.drop, "needs.drop", press)));
  });
  return el("div", { class: "card needs" },
    el("h3", { class: "asks" }, t("needs.title", { count: items.length })),
    el("ol", {}, items));
}

function change(item, payload, key, press) {
  if (!payload) return null;
  const title = t(key);
  return el("button", { type: "button", class: "quick", onclick: () => press({ title: `${title}: ${item.short_name}`, payload }) },
    title, el("span", { class: "unseen" }, ` ${item.short_name}`));
}
