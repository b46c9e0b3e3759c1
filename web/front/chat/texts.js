// The page's words and settings, which the server wrote into the page as JSON.

const config = JSON.parse(document.getElementById("config").textContent);

export const hotline = config.hotline;

/** Whether this is a tablet for all, on which nothing of a person may stay. */
export const shared = config.shared === true;

/** The sentence of a key, with {values} filled in. */
export function t(key, values = {}) {
  return (config.wording[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** "2026-11-24" as "24/11/2026"; anything else as it is. */
export function day(iso) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso ?? "");
  return parts ? `${parts[3]}/${parts[2]}/${parts[1]}` : String(iso ?? "");
}

/** "2026-11-24" as "thứ Ba 24/11/2026". */
export function dayWithName(iso) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso ?? "");
  if (!parts) return day(iso);
  const name = config.wording.weekdays[new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])).getDay()];
  return `${name} ${day(iso)}`;
}

/** A submission method in words; the server may have put it into words already. */
export function method(name) {
  return config.wording[`methods.${name}`] ?? name;
}

/** The first letter large, for the start of a line. */
export function capital(text) {
  return text ? text[0].toLocaleUpperCase("vi") + text.slice(1) : text;
}
