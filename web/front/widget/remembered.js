// Whether the person had it open: the one thing kept in the site's own storage, for this tab, never before the first opening.

const key = (name) => `dimotlan-widget${name ? `:${name}` : ""}`;

export function remember(name, open) {
  try {
    if (open) sessionStorage.setItem(key(name), "open");
    else sessionStorage.removeItem(key(name));
  } catch {
    // Without storage it starts closed on the next page.
  }
}

export function recall(name) {
  try {
    return sessionStorage.getItem(key(name)) === "open";
  } catch {
    return false;
  }
}
