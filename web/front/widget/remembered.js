// What is kept in the site's own storage, for this tab, never before the first opening: whether the person had it open,
// and where the browser lets the frame keep nothing, the conversation, which only the frame can read.

const LONGEST = 1000000;
const key = (name) => `dimotlan-widget:${name}`;

/** Keep a text under a name; "" forgets it. */
export function remember(name, text) {
  try {
    if (typeof text === "string" && text && text.length < LONGEST) sessionStorage.setItem(key(name), text);
    else sessionStorage.removeItem(key(name));
  } catch {
    // Without storage it starts closed and empty on the next page.
  }
}

/** The text that was kept; null when there is none. */
export function recall(name) {
  try {
    return sessionStorage.getItem(key(name));
  } catch {
    return null;
  }
}
