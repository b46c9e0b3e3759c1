// Lines of words written with one letter a word, as the index is sent (web/counter/letters.py).

/** The place in its table that a letter tells. */
function place(code) {
  if (code > 160) return code - 70;
  return code > 92 ? code - 36 : code - 35;
}

/** The lines of a column, each as a list of entries of the table. */
export function read(column, table) {
  return column.split("\n").map((line) => Array.from(line, (letter) => table[place(letter.charCodeAt(0))]));
}
