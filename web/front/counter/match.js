// The index in the browser: every procedure by what clerks type, searched by the beginnings of words.

import { clean, parse } from "./fold.js";

const TITLE = 10; // what a word is worth where it is found
const SAID = 8;
const NUMBER = 9;
const PAPER = 4;
const KIND = 2;
const LEVELS = { commune: 10, province: 4, ministry: 1 };

/** The index as it was sent (web/counter/index.py), made ready for searching. */
export class Index {
  /**
   * @param {object} data columns of equal length, and tables that they point into
   * @param {{skipped: string[], levels: Object<string, string>}} words
   */
  constructor(data, words) {
    this.skipped = new Set(words.skipped.map(clean));
    const papers = data.papers.map(clean);
    const numbers = data.numbers.map(numberWords);
    this.lines = data.codes.map((code, at) => {
      const title = ` ${clean(data.shorts[at])} | ${clean(data.names[at])}`;
      const said = ` ${data.says[at].split("|").map(clean).join(" | ")}`;
      const number = ` ${data.number[at].map((place) => numbers[place]).join(" | ")}`;
      const paper = ` ${data.paper[at].map((place) => papers[place]).join(" | ")}`;
      const level = words.levels[data.levels[at]] ?? "";
      const kind = ` ${clean(`${data.fields[data.field[at]]} | ${level}`)}`;
      return {
        at,
        code,
        digits: code.replace(".", ""),
        name: data.names[at],
        short: data.shorts[at],
        field: data.fields[data.field[at]],
        level,
        places: [[title, TITLE], [said, SAID], [number, NUMBER], [paper, PAPER], [kind, KIND]],
        all: title + said + number + paper + kind,
        worth: (at < data.authored ? 25 : 0) + (LEVELS[data.levels[at]] ?? 0) + 4 * Number(data.asked[at]) - data.names[at].length / 40,
      };
    });
    this.data = data;
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

  /** Where the words were found when the name does not show them: a paper, a number, what people say. */
  why(line, words) {
    const title = line.places[0][0];
    const missing = words.filter((word) => !title.includes(` ${word}`));
    if (!missing.length) return "";
    const { data } = this;
    const texts = [
      ...data.number[line.at].map((place) => data.numbers[place]),
      ...data.paper[line.at].map((place) => data.papers[place]),
      ...data.says[line.at].split("|"),
    ];
    let best = "";
    let most = 0;
    for (const text of texts) {
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
