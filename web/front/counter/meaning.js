// Hits by meaning, from the server: asked for when the clerk pauses, never waited for, dropped when more was typed.

const PAUSE = 200;
const LEAST = 3;

let timer = 0;
let stop = null;

/** Drop whatever was asked for. */
export function forget() {
  clearTimeout(timer);
  stop?.abort();
  stop = null;
}

/**
 * Ask the server what the text may mean; `found` is called once with its procedures, or never.
 * @param {(procedures: {code: string, name: string}[]) => void} found
 */
export function ask(text, found) {
  forget();
  if (text.trim().length < LEAST) return;
  const mine = new AbortController();
  stop = mine;
  timer = setTimeout(async () => {
    try {
      const response = await fetch(`/api/procedures?limit=8&q=${encodeURIComponent(text.slice(0, 300))}`, { signal: mine.signal });
      const body = response.ok ? await response.json() : { procedures: [] };
      if (stop === mine && body.decision !== "out_of_scope") found(body.procedures);
    } catch {
      // Without the server the list of the page itself is there all the same.
    }
  }, PAUSE);
}
