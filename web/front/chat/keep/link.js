// A list as an address. What is behind the # stays in the browser: no server sees or stores whose case it is.

import { printOf } from "./compare.js";

const CODE = "xem";
const DAY = "-ngay"; // no question's name begins with a dash
const PRINT = "-van";
const MOST = 50; // facts, as many as the server takes

/** The address that opens this list again: the procedure, the answers, the day, and a print of what it said. */
export function linkOf(custom) {
  const facts = custom.facts.map((fact) => [fact.question_id, fact.value]);
  const parts = new URLSearchParams([[CODE, custom.code], [DAY, custom.as_of], [PRINT, printOf(custom)], ...facts]);
  return `${location.origin}/#${parts}`;
}

/**
 * What an address asks for; anybody may have made it: it is checked here and by the server.
 * @returns {?{code: string, facts: object, day: string, print: string}} null for any other address
 */
export function readLink(hash) {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const code = parts.get(CODE) ?? "";
  if (!/^[\w.-]{1,40}$/.test(code)) return null;
  const facts = [...parts].filter(([name]) => ![CODE, DAY, PRINT].includes(name)).slice(0, MOST);
  const day = parts.get(DAY) ?? "";
  return { code, facts: Object.fromEntries(facts), day: /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : "", print: parts.get(PRINT) ?? "" };
}

/** The answers of a list as the query of its PDF and its calendar file. */
export function queryOf(custom) {
  return new URLSearchParams(custom.facts.map((fact) => [fact.question_id, fact.value])).toString();
}
