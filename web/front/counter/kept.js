// What this machine remembers: procedures opened lately, pinned ones, and what the office writes on each slip.
// Nothing of the people who come to the desk is kept.

const MOST_RECENT = 8;

function read(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing still looks up.
  }
}

/** The procedures opened lately, the newest first: [{code, name}]. */
export function recent() {
  return read("quay.recent", []);
}

/** Note that a procedure was opened. */
export function opened(code, name) {
  write("quay.recent", [{ code, name }, ...recent().filter((one) => one.code !== code)].slice(0, MOST_RECENT));
}

/** The pinned procedures: [{code, name}]. */
export function pinned() {
  return read("quay.pinned", []);
}

/** Pin a procedure, or take the pin away; whether it is pinned now. */
export function togglePin(code, name) {
  const others = pinned().filter((one) => one.code !== code);
  const isNew = others.length === pinned().length;
  write("quay.pinned", isNew ? [...others, { code, name }] : others);
  return isNew;
}

/** What the office writes on each slip: {agency, place, clerk, contact}. */
export function office() {
  return read("quay.office", {});
}

/** Keep one of these for the next slip. */
export function keepOffice(name, value) {
  write("quay.office", { ...office(), [name]: value });
}
