// Lists kept on this device, in the browser's own store: nothing of them is on the server. Every tab reads them anew.

const KEY = "dimotlan:kept";
const FORM = 1; // of what is kept: what another release kept in another form is left alone
const MOST = 10;

/** The kept lists, the newest first: {id, form, day, message, ticks}. */
export function keptLists() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return kept.filter((list) => list.form === FORM && Array.isArray(list.message?.custom?.documents) && Array.isArray(list.ticks));
  } catch {
    return [];
  }
}

/** Which list of which case: kept again it takes the place of the one before. */
export function idOfCase(custom) {
  return `${custom.code}?${custom.facts.map((fact) => `${fact.question_id}=${fact.value}`).sort().join("&")}`;
}

export function keptCase(custom) {
  return keptLists().find((list) => list.id === idOfCase(custom));
}

/**
 * Keep a list; beyond the most that are kept the oldest goes.
 * @param {object} message with its checklist
 * @param {string[]} ticks the types of the papers at hand
 * @returns {boolean} false when the browser refuses: storage is full, or forbidden
 */
export function keep(message, ticks, id = idOfCase(message.custom)) {
  const { text, custom } = message;
  const list = { id, form: FORM, day: custom.as_of, message: { text, custom, buttons: [] }, ticks };
  return write([list, ...keptLists().filter((other) => other.id !== id)].slice(0, MOST));
}

export function forget(id) {
  return write(keptLists().filter((list) => list.id !== id));
}

export function setTicks(id, ticks) {
  write(keptLists().map((list) => (list.id === id ? { ...list, ticks } : list)));
}

/** Told when another tab keeps, forgets or ticks. */
export function onOtherTab(changed) {
  addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) changed();
  });
}

function write(lists) {
  try {
    if (lists.length) localStorage.setItem(KEY, JSON.stringify(lists));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}
