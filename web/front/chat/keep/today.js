// The list of a case as the catalogue has it today.

const WAIT = 15000;

/**
 * @returns {Promise<{message?: object, state: "ok"|"asked_anew"|"gone"|"away"}>} asked_anew: an answer fits no question
 *   any more, so the list is that of all cases; gone: the procedure is no longer there; away: no answer
 */
export async function listOfToday(code, facts) {
  const { status, message } = await ask(code, facts);
  if (status === 200) return { message, state: "ok" };
  if (status === 404) return { state: "gone" };
  if (status !== 422) return { state: "away" };
  const all = await ask(code, {});
  return all.status === 200 ? { message: all.message, state: "asked_anew" } : { state: "away" };
}

/** The list both ways: to be shown, and as the text that the assistant would say. */
async function ask(code, facts) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), WAIT);
  const one = (accept) => fetch(`/api/procedures/${encodeURIComponent(code)}/checklist`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: accept },
    body: JSON.stringify({ facts }),
    credentials: "same-origin",
    signal: stop.signal,
  });
  try {
    const [shown, said] = await Promise.all([one("application/json"), one("text/plain")]);
    if (!shown.ok || !said.ok) return { status: shown.ok ? said.status : shown.status };
    return { status: 200, message: { text: await said.text(), custom: await shown.json(), buttons: [] } };
  } catch {
    return { status: 0 };
  } finally {
    clearTimeout(timer);
  }
}
