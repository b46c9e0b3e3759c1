// The state of the platform: token, free messages, webhook.

import { t } from "./api.js";

const at = (id) => document.getElementById(id);

function span(seconds) {
  const minutes = Math.floor(seconds / 60);
  const values = { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
  return values.hours ? t("hours", values) : t("minutes", values);
}

function token({ issued, access_seconds: left }) {
  if (!issued) return t("token_none");
  return left < 0 ? t("token_over") : t("token_left", { time: span(left) });
}

function webhook({ url, on }) {
  if (!url) return t("webhook_none");
  return on ? t("webhook_on") : t("webhook_off");
}

export function showState(status, person) {
  const free = person.free_left
    ? t("free_left", { count: person.free_left, time: span(person.free_seconds) })
    : t("free_none");
  at("token").textContent = token(status.tokens);
  at("free").textContent = free;
  at("paid").textContent = Object.values(status.paid_left).reduce((sum, left) => sum + left, 0);
  at("webhook").textContent = webhook(status.webhook);
  at("retries").textContent = status.webhook.waiting;
  at("lost").textContent = status.webhook.lost;
  at("switch").textContent = status.webhook.on ? t("turn_off") : t("turn_on");
  at("switch").dataset.on = status.webhook.on;
  const brief = { webhook: webhook(status.webhook), waiting: status.webhook.waiting, free: person.free_left };
  at("summary").textContent = t("summary", brief);
  at("follow").textContent = person.follows ? t("unfollow") : t("follow");
  at("follow").dataset.follows = person.follows;
}
