// The index in the browser: every procedure by what clerks type, searched by the beginnings of words.

import { clean, parse } from "./fold.js";
import { read } from "./letters.js";

const TITLE = 10; // what a word is worth where it is found
const SAID = 8;
const NUMBER = 9;
const PAPER = 4;
const KIND = 2;
const ACCENTED = 8; // "thuốc" is not "thuộc", when its accents were typed
const TOGETHER = [60, 45, 45, 20, 40]; // what all words together are worth, in the same order
const BETWEEN = "|"; // stands between two sayings
const LEVEL_OF = { c: "commune", p: "province", m: "ministry", o: "other" };
const LEVELS = { c: 10, p: 4, m: 1 };

/** The index as it was sent (web/counter/index.py), made ready for searching. */
export class Index {
  /**
   * @param {object} data columns of equal length, and tables that they point into
   * @param {{leads: string[], levels: Object<string, string>}} words
   */
  constructor(data, words) {
    this.leads = words.leads;
    // Each word of the tables is cleaned once, not in every name that holds it.
    const plain = data.words.map(clean);
    const saying = data.said_words.map((word) => (word === BETWEEN ? word : clean(word)));
    const texts = (column, table) => read(column, table).map((line) => line.filter(Boolean).join(" "));
    const [names, shorts, papers] = [data.names, data.shorts, data.papers].map((column) => texts(column, data.words));
    const [plainNames, plainShorts, plainPapers] = [data.names, data.shorts, data.papers].map((column) => texts(column, plain));
    const said = texts(data.said, saying);
    const number = read(data.number, data.numbers);
    const numberPlain = read(data.number, data.numbers.map(numberWords));
    const paper = read(data.paper, papers);
    const paperPlain = read(data.paper, plainPapers);
    const field = read(data.field, data.fields);
    const fieldPlain = read(data.field, data.fields.map(clean));
    this.lines = data.codes.map((code, at) => {
      const level = words.levels[LEVEL_OF[data.levels[at]]] ?? "";
      const places = [
        [` ${plainShorts[at]} | ${plainNames[at]}`, TITLE],
        [` ${said[at]}`, SAID],
        [` ${numberPlain[at].join(" | ")}`, NUMBER],
        [` ${paperPlain[at].join(" | ")}`, PAPER],
        [` ${fieldPlain[at][0]} ${clean(level)}`, KIND],
      ];
      return {
        at,
        code,
        digits: code.replace(".", ""),
        name: names[at],
        short: shorts[at],
        field: field[at][0],
        level,
        shown: [...number[at], ...paper[at]],
        places: places.map(([text, worth]) => [`${text} `, worth]),
        all: places.map(([text]) => text).join(""),
        spoken: ` ${shorts[at]} ${names[at]}`.toLowerCase(),
        worth: (at < data.authored ? 25 : 0) + (LEVELS[data.levels[at]] ?? 0) + 4 * Number(data.asked[at]) - names[at].length / 40,
      };
    });
    this.byCode = new Map(this.lines.map((line) => [line.code, line]));
  }

  /**
   * The best `most` procedures for what was typed, and how many there are in all.
   * @returns {{hits: {line: object, why: string}[], total: number, words: string[]}}
   */
  find(text, most) {
    const typed = parse(text, this.leads);
    const found = [];
    if (typed.digits) {
      for (const line of this.lines) {
        if (line.digits.startsWith(typed.digits)) found.push({ line, score: line.worth + 500 });
      }
    }
    if (!found.length && typed.words.length) {
      const asked = {
        starts: typed.words.map((word) => ` ${word}`),
        whole: typed.words.map((word) => ` ${word} `),
        phrase: ` ${typed.phrase}`,
        after: `| ${typed.phrase}`,
        accented: typed.accented.map((word) => ` ${word}`),
      };
      for (const line of this.lines) {
        if (asked.starts.every((start) => line.all.includes(start))) found.push({ line, score: score(line, asked) });
      }
    }
    found.sort((one, other) => other.score - one.score || one.line.at - other.line.at);
    const hits = found.slice(0, most).map(({ line }) => ({ line, why: typed.digits ? "" : this.why(line, typed.words) }));
    return { hits, total: found.length, words: typed.digits ? [] : typed.words };
  }

  /** Where the words were found when the name does not show them: a paper or a number. What people say is never shown. */
  why(line, words) {
    const missing = words.filter((word) => !line.places[0][0].includes(` ${word}`));
    let best = "";
    let most = 0;
    for (const text of missing.length ? line.shown : []) {
      const plain = ` ${clean(text)} ${numberWords(text)}`;
      const count = missing.filter((word) => plain.includes(` ${word}`)).length;
      if (count > most) [best, most] = [text, count];
    }
    return best;
  }
}

/** How well a line fits: where its words stand, then whether they stand together, then what the procedure is worth. */
function score(line, { starts, whole, phrase, after, accented }) {
  let sum = line.worth;
  for (let at = 0; at < starts.length; at += 1) {
    for (const [text, worth] of line.places) {
      if (!text.includes(starts[at])) continue;
      sum += worth + (text.includes(whole[at]) ? 1 : 0);
      break;
    }
  }
  const place = starts.length > 1 || starts[0].length > 3 ? line.places.findIndex(([text]) => text.includes(phrase)) : 0;
  if (place >= 0) sum += TOGETHER[place];
  const title = line.places[0][0];
  if (title.startsWith(phrase) || title.includes(after)) sum += 6;
  for (const word of accented) sum += line.spoken.includes(word) ? ACCENTED : 0;
  return sum;
}

/** A form's or decree's number as the words by which it is looked for: "04/2024/TT-BTP" also by "tt-btp", "CT01" by "ct 01". */
function numberWords(number) {
  const word = clean(number);
  const kind = /\/([a-z][a-z0-9-]*)$/.exec(word);
  const form = /^([a-z]+)(\d+)$/.exec(word);
  return [word, kind?.[1], form && `${form[1]} ${form[2]}`].filter(Boolean).join(" ");
}
