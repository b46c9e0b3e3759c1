// The page's words and settings, which the server wrote into the page as JSON.

export const config = JSON.parse(document.getElementById("config").textContent);

/** The sentence of a key, with {values} filled in. */
export function say(key, values = {}) {
  return (config.wording[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** "2026-11-24" (with or without a time of day behind) as "24/11/2026". */
export function day(iso) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? "");
  return parts ? `${parts[3]}/${parts[2]}/${parts[1]}` : "";
}

/** "2026-11-24" as "thứ Ba 24/11/2026". */
export function dayWithName(iso) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? "");
  if (!parts) return "";
  const name = config.wording.weekdays[new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])).getDay()];
  return `${name} ${day(iso)}`;
}

/** "2026-11-24T09:05" as "09:05, 24/11/2026". */
export function moment(iso) {
  return iso ? `${iso.slice(11, 16)}, ${day(iso)}` : "";
}

const VIETNAM = 7 * 60 * 60 * 1000; // ahead of UTC, all year round

/** The present moment in Việt Nam as a datetime-local field writes it, whatever zone the machine is set to. */
export function nowLocal() {
  return new Date(Date.now() + VIETNAM).toISOString().slice(0, 16);
}

/** The first letter large. */
export function capital(text) {
  return text ? text[0].toLocaleUpperCase("vi") + text.slice(1) : "";
}

/** How many of which kind: "1 bản chính, 2 bản chụp". */
export function copies(count) {
  if (!count) return "";
  const kinds = ["original", "certified_copy", "photocopy"].filter((kind) => count[kind]);
  if (!kinds.length) return count.unstated ? say("unstated") : "";
  return kinds.map((kind) => `${count[kind]} ${say(`kinds.${kind}`)}`).join(count.either ? ` ${say("or")} ` : ", ");
}
