// Text without diacritics, and what a clerk typed taken apart.

/** Lower case without diacritics, letter for letter: "Đăng ký" → "dang ky". */
export function fold(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
}

/** Folded words with single blanks between; slashes, dots and hyphens stay inside a word ("4/2024/tt-btp"). */
export function clean(text) {
  return fold(text)
    .replace(/[^a-z0-9/.-]+/g, " ")
    .replace(/(^| )[./-]+/g, "$1")
    .replace(/[./-]+(?= |$)/g, "")
    .replace(/(^| )0+(?=\d+\/)/g, "$1")
    .replace(/ +/g, " ")
    .trim();
}

const WHOLE_CODE = /^\s*(\d)\.?(\d{6})(?:\.\d{2,3})*(?:\.[A-Za-z]\d{2})?\s*$/;

/** The code in a text that is nothing but one: with or without dots, with the old endings ("….000.00.00.H01"). */
export function codeOf(text) {
  const parts = WHOLE_CODE.exec(text);
  return parts ? `${parts[1]}.${parts[2]}` : "";
}

/** The digits of a text that is the beginning of a code, of two digits or more; else nothing. */
function digitsOf(text) {
  const whole = codeOf(text);
  const digits = whole || /^\s*[\d.]+\s*$/.test(text) ? (whole || text).replace(/[^\d]/g, "") : "";
  return digits.length > 1 ? digits : "";
}

/**
 * What was typed: `words` that must all match, the `phrase` they make, the words as they were `accented` (none when
 * nothing was), and the `digits` of a code.
 * @param {string[]} leads what people say in front of what they mean ("thủ tục", "cần")
 */
export function parse(text, leads) {
  const meant = withoutLeads(text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim(), leads);
  const phrase = clean(meant);
  const words = phrase.split(" ").filter(Boolean);
  return { words, phrase, accented: fold(meant) === meant ? [] : meant.split(" "), digits: digitsOf(text) };
}

/** The text without its leads; one of a single syllable goes only with its accents: "cần", but not the "can" of "can cuoc". */
function withoutLeads(text, leads) {
  for (const lead of leads) {
    const said = [lead, lead.includes(" ") ? fold(lead) : lead].find((words) => text.startsWith(`${words} `));
    if (said) return withoutLeads(text.slice(said.length + 1), leads);
  }
  return text;
}

/**
 * A text in pieces, those marked that begin a word with one of the words typed: [["Đăng ký ", false], ["khai", true], …].
 */
export function marked(text, words) {
  const letters = text.normalize("NFC");
  const plain = fold(letters);
  if (!words.length || plain.length !== letters.length) return [[letters, false]];
  const pieces = [];
  let from = 0;
  for (let at = 0; at < letters.length; at += 1) {
    if (at > 0 && /[a-z0-9]/.test(plain[at - 1])) continue;
    const length = Math.max(0, ...words.map((word) => begins(plain, at, word)));
    if (!length) continue;
    if (at > from) pieces.push([letters.slice(from, at), false]);
    pieces.push([letters.slice(at, at + length), true]);
    from = at + length;
    at = from - 1;
  }
  if (from < letters.length) pieces.push([letters.slice(from), false]);
  return pieces;
}

/** How many letters of the text from `at` on are the word: leading zeros of a number do not count. */
function begins(plain, at, word) {
  const zeros = /^\d+\//.test(word) ? /^0*/.exec(plain.slice(at))[0].length : 0;
  return plain.startsWith(word, at + zeros) ? zeros + word.length : 0;
}
