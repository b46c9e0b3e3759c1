// The index in the browser: every procedure by what clerks type, searched by the beginnings of words.

import { clean, parse } from "./fold.js";
import { read } from "./letters.js";

const TITLE = 10; // what a word is worth where it is found
const SAID = 8;
const NUMBER = 9;
const PAPER = 4;
const KIND = 2;
const LEVEL_OF = { c: "commune", p: "province", m: "ministry", o: "other" };
const LEVELS = { c: 10, p: 4, m: 1 };

/** The index as it was sent (web/counter/index.py), made ready for searching. */
export class Index {
  /**
   * @param {object} data columns of equal length, and tables that they point into
   * @param {{skipped: string[], levels: Object<string, string>}} words
   */
  constructor(data, words) {
    this.skipped = new Set(words.skipped.map(clean));
    const texts = (column) => read(column, data.words).map((line) => line.join(" "));
    const [names, shorts, papers] = [texts(data.names), texts(data.shorts), texts(data.papers)];
    const said = read(data.said, data.said_words);
    const number = read(data.number, data.numbers);
    const paper = read(data.paper, papers);
    const field = read(data.field, data.fields);
    const cleaned = new Map(); // papers and numbers stand in many lines: each is cleaned once
    const once = (text, make) => cleaned.get(text) ?? cleaned.set(text, make(text)).get(text);
    this.lines = data.codes.map((code, at) => {
      const level = words.levels[LEVEL_OF[data.levels[at]]] ?? "";
      const places = [
        [` ${clean(shorts[at])} | ${clean(names[at])}`, TITLE],
        [` ${said[at].join(" ")}`, SAID],
        [` ${number[at].map((text) => once(text, numberWords)).join(" | ")}`, NUMBER],
        [` ${paper[at].map((text) => once(text, clean)).join(" | ")}`, PAPER],
        [` ${once(field[at][0], clean)} | ${clean(level)}`, KIND],
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
        places,
        all: places.map(([text]) => text).join(""),
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
    const typed = parse(text, this.skipped);
    const found = [];
    if (typed.digits) {
      for (const line of this.lines) {
        if (line.digits.startsWith(typed.digits)) found.push({ line, score: line.worth + 500 });
      }
    }
    if (!found.length && typed.words.length) {
      const starts = typed.words.map((word) => ` ${word}`);
      const wished = typed.optional.map((word) => ` ${word}`);
      for (const line of this.lines) {
        if (starts.every((start) => line.all.includes(start))) found.push({ line, score: score(line, typed, starts, wished) });
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

function score(line, typed, starts, wished) {
  let sum = line.worth;
  for (const start of starts) {
    const place = line.places.find(([text]) => text.includes(start));
    sum += (place ? place[1] : 0) + (place && (`${place[0]} `).includes(`${start} `) ? 1 : 0);
  }
  for (const start of wished) sum += line.all.includes(start) ? 1 : 0;
  const [title, said, number, paper] = line.places.map(([text]) => text);
  const phrase = ` ${typed.phrase}`;
  if (title.includes(phrase)) sum += 30;
  else if (said.includes(phrase)) sum += 20;
  else if (number.includes(phrase)) sum += 20;
  else if (typed.words.length > 1 && paper.includes(phrase)) sum += 15;
  if (title.startsWith(phrase) || title.includes(`| ${typed.phrase}`)) sum += 6;
  if (`${line.short} ${line.name}`.toLowerCase().includes(typed.accented)) sum += 6;
  return sum;
}

/** A form's or decree's number as the words by which it is looked for: "04/2024/TT-BTP" also by "tt-btp", "CT01" by "ct 01". */
function numberWords(number) {
  const word = clean(number);
  const kind = /\/([a-z][a-z0-9-]*)$/.exec(word);
  const form = /^([a-z]+)(\d+)$/.exec(word);
  return [word, kind?.[1], form && `${form[1]} ${form[2]}`].filter(Boolean).join(" ");
}
