// Where a browser lets a frame keep nothing, the site's page keeps the conversation, sealed: it cannot read it.
// The key is the server's answer to this frame. A site's script cannot read that answer, and its server, which asks
// from another address, gets another key.

const ID = /^[0-9a-f]{32}$/;
const keys = {};
let own = "";

/** Text that only this page can read again, as "id.base64". */
export async function seal(text) {
  own = own || hexadecimal(crypto.getRandomValues(new Uint8Array(16)));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const words = new TextEncoder().encode(text);
  const hidden = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await keyOf(own), words));
  return `${own}.${btoa(Array.from([...iv, ...hidden], (byte) => String.fromCharCode(byte)).join(""))}`;
}

/** What was sealed; throws when it was not sealed for this person's address, or was changed. */
export async function unseal(sealed) {
  const [id, hidden] = sealed.split(".");
  if (!ID.test(id)) throw new TypeError("not sealed here");
  const bytes = Uint8Array.from(atob(hidden), (letter) => letter.charCodeAt(0));
  const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes.slice(0, 12) }, await keyOf(id), bytes.slice(12));
  own = id;
  return new TextDecoder().decode(text);
}

async function keyOf(id) {
  if (!keys[id]) keys[id] = await ask(id);
  return keys[id];
}

async function ask(id) {
  const response = await fetch("/api/widget/key", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ id }),
    credentials: "same-origin",
  });
  const { key } = await response.json();
  const bytes = Uint8Array.from(key.match(/../g), (pair) => parseInt(pair, 16));
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

function hexadecimal(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
