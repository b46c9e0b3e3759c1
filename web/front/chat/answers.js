// The answers given so far in the case that is asked about, each with what asks its question again.

/**
 * @param {object[]} entries what was said before the question, in order
 * @param {object} question the `case_question` they lead to
 * @returns {{question: string, answer: string, change: string}[]} as a list has them in `facts`
 */
export function answersGiven(entries, question) {
  const given = new Map();
  let open = null;
  let pressed = null;
  for (const { who, text, send, message } of [...entries, { message: { custom: question } }]) {
    if (who === "me") {
      pressed = send?.payload?.startsWith("/answer") ? text : null;
      continue;
    }
    const custom = message.custom ?? {};
    if (custom.topic === "noted") noted(given, message);
    if (custom.type !== "case_question" && custom.type !== "checklist") continue;
    if (open && open.code !== custom.code) given.clear();
    if (custom.type === "checklist") custom.facts.forEach((fact) => given.set(fact.change, fact));
    else {
      const next = open?.code === custom.code && open.change && open.change !== custom.change && !given.has(custom.change);
      if (next && pressed) given.set(open.change, { question: open.text, answer: pressed, change: open.change });
      given.delete(custom.change);
    }
    open = custom;
  }
  return [...given.values()];
}

/** What was understood of something typed, as it was said, with the button that mends it. */
function noted(given, message) {
  const [mend] = message.buttons ?? [];
  if (mend) given.set(mend.payload, { question: "", answer: message.text, change: mend.payload });
}
