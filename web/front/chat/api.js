// The one call of the page: POST /api/chat.

import { t } from "./texts.js";

const WAIT = 40000;
const PATIENCE = 120000;

/** A message that was not answered; `kind` is "network", "refused" or "unavailable". */
export class NotAnswered extends Error {
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}

/**
 * Send {text, answers, seen} or {payload}, and again with the same id while the server asks to wait: it is answered once.
 * @param {(text: string, session?: string) => void} waiting told why there is no answer yet, and the session to go on with
 * @returns {Promise<{session: string, messages: object[], number: ?number}>}
 * @throws {NotAnswered}
 */
export async function send(session, what, messageId, waiting) {
  const until = Date.now() + PATIENCE;
  for (;;) {
    const response = await post({ session, ...what, message_id: messageId });
    const body = await read(response);
    if (response.ok && Array.isArray(body.messages)) return body;
    const reason = body.messages?.map((message) => message.text).join("\n") ?? body.error?.message ?? t("no_answer");
    session = body.session ?? session;
    const seconds = Number(response.headers.get("Retry-After"));
    const wait = response.status === 503 && seconds > 0 && Date.now() + seconds * 1000 < until;
    if (!wait) throw new NotAnswered(response.status < 500 ? "refused" : "unavailable", reason);
    waiting(reason, session);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}

/** What came without being asked for: a clerk's words. Nothing when it cannot be known now. */
export async function news(session) {
  try {
    const response = await fetch("/api/news", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ session }),
      credentials: "same-origin",
    });
    return response.ok ? await response.json() : { messages: [] };
  } catch {
    return { messages: [] };
  }
}

async function read(response) {
  try {
    return await response.json();
  } catch {
    throw new NotAnswered("unavailable", t("no_answer"));
  }
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
