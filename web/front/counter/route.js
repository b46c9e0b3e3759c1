// The address bar is the state: /quay/1.001193?birth_proof=none. What the person has already is in the history entry.

/** @returns {{code: string, facts: Object<string, string>, have: string[]}} */
export function here() {
  const code = /^\/quay\/([^/]+)$/.exec(location.pathname);
  return {
    code: code ? decodeURIComponent(code[1]) : "",
    facts: Object.fromEntries(new URLSearchParams(location.search)),
    have: history.state?.have ?? [],
  };
}

/** The address of a case. */
export function addressOf(code, facts = {}) {
  if (!code) return "/quay";
  const query = new URLSearchParams(facts).toString();
  return `/quay/${encodeURIComponent(code)}${query ? `?${query}` : ""}`;
}

/** Go to a case: a new step of the history. */
export function go(code, facts = {}) {
  history.pushState({ have: [] }, "", addressOf(code, facts));
}

/** The same step with other answers or ticks. */
export function stay(code, facts, have) {
  history.replaceState({ have }, "", addressOf(code, facts));
}
