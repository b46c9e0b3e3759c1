// What the page asks the server for: procedures and lists. Codes, answers and a moment go over the line, nothing else.

import { say } from "./words.js";

/** A refusal in words for the clerk. */
export class Refused extends Error {}

/** Everything the catalogue knows of a procedure. */
export function procedureOf(code) {
  return get(`/api/procedures/${encodeURIComponent(code)}`);
}

/** What changed in a procedure lately; null when that cannot be known. */
export async function changesOf(code) {
  try {
    return await get(`/quay/${encodeURIComponent(code)}/thay-doi.json`);
  } catch {
    return null;
  }
}

/** The exact list of a case, as of a moment ("2026-11-30T09:00"), or of now. */
export function listOf(code, facts, received) {
  return get(`/api/procedures/${encodeURIComponent(code)}/checklist`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(received ? { facts, received } : { facts }),
  });
}

/** The address of the index of today's catalogue. */
export async function indexNow() {
  return (await get("/quay/index-moi.json")).index;
}

async function get(address, options = {}) {
  let response;
  try {
    response = await fetch(address, { credentials: "same-origin", ...options });
  } catch {
    throw new Refused(say("api.no_network"));
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(body.error?.message ?? say("api.failed"));
  return body;
}
