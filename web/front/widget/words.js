// What the server writes into the loader when it starts: our sentences by language, and the style sheet.

const WORDS = JSON.parse("@words@");

export const STYLE = "@style@";

/** The sentences of a language. */
export function wordsOf(language) {
  return WORDS[language];
}
