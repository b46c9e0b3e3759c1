// The service worker: the page opens without the network, and when the server is down.
// The server writes `self.shell` before this file: its version, and the addresses of the page and of all it loads.
// Only those are kept. What people say and what they are answered (/api/…) never goes through here.

const { version, files } = self.shell;
const CACHE = `dimotlan-${version}`;
const PATIENCE = 8000; // milliseconds after which a line that carries nothing counts as none

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOld()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate" && address.pathname === "/") event.respondWith(page(request));
  else if (address.pathname !== "/" && files.includes(address.pathname)) event.respondWith(file(request));
});

/** A new version is fetched whole, or not at all; it takes over when no page of the old one is open any more. */
async function fill() {
  const cache = await caches.open(CACHE);
  await cache.addAll(files.map((address) => new Request(address, { cache: "no-cache", credentials: "omit" })));
}

async function forgetOld() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("dimotlan-") && name !== CACHE).map((name) => caches.delete(name)));
}

/** The page as the server has it now; the kept one when there is no network, no answer, or a broken server. */
async function page(request) {
  const kept = await caches.match("/", { cacheName: CACHE });
  if (!kept) return fetch(request);
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const fresh = await fetch(request, { signal: stop.signal });
    return fresh.status >= 500 ? kept : fresh;
  } catch {
    return kept;
  } finally {
    clearTimeout(timer);
  }
}

/** A file's address changes with its content: the kept one is the right one. */
async function file(request) {
  return (await caches.match(request.url, { cacheName: CACHE })) ?? fetch(request);
}
