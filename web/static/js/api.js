// The one call of the page: POST /api/chat.

import { t } from "./texts.js";

const WAIT = 40000;

/** A message that was not answered; `kind` is "network", "refused" or "unavailable". */
export class NotAnswered extends Error {
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}

/**
 * Send {text, answers} or {payload}.
 * @returns {Promise<{session: string, messages: object[]}>}
 * @throws {NotAnswered}
 */
export async function send(session, what, messageId) {
  const response = await post({ session, ...what, message_id: messageId });
  let body;
  try {
    body = await response.json();
  } catch {
    throw new NotAnswered("unavailable", t("no_answer"));
  }
  if (response.ok && Array.isArray(body.messages)) return body;
  if (response.status === 503 && body.messages?.length) {
    const error = new NotAnswered("unavailable", body.messages.map((message) => message.text).join("\n"));
    error.session = body.session;
    throw error;
  }
  throw new NotAnswered(response.status < 500 ? "refused" : "unavailable", body.error?.message ?? t("no_answer"));
}

async function post(body) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), WAIT);
  try {
    return await fetch("/api/chat", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      credentials: "same-origin",
      signal: stop.signal,
    });
  } catch {
    throw new NotAnswered("network", stop.signal.aborted ? t("no_answer") : t("no_network"));
  } finally {
    clearTimeout(timer);
  }
}
