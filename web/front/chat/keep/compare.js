// What has changed between a list as it was and as it is today.

import { t } from "../texts.js";

/** What a person must know to go: a change of this is a change of the list. The days it was made for are not. */
function essence(custom) {
  return [
    custom.documents.map(paper), custom.fee.text, custom.time_limit.text, custom.agency, custom.methods,
    (custom.redirects ?? []).map((other) => other.code), custom.office ?? null,
  ];
}

function paper(line) {
  return [line.type, line.submit ?? null, line.present ?? null, line.tell === true, line.only_if, line.note];
}

/** A short print of it (FNV-1a, 32 bits): tells whether a list has changed, not how. */
export function printOf(custom) {
  let print = 0x811c9dc5;
  for (const letter of JSON.stringify(essence(custom))) print = Math.imul(print ^ letter.codePointAt(0), 0x01000193);
  return (print >>> 0).toString(36);
}

/** The changes in words, one each; none when it is the same. */
export function changes(before, now) {
  if (printOf(before) === printOf(now)) return [];
  const old = new Map(before.documents.map((line) => [line.type, line]));
  const kept = new Set(now.documents.map((line) => line.type));
  const found = now.documents.flatMap((line) => {
    if (!old.has(line.type)) return [t("keep.added", { name: line.name })];
    return JSON.stringify(paper(old.get(line.type))) === JSON.stringify(paper(line)) ? [] : [t("keep.altered", { name: line.name })];
  });
  found.push(...before.documents.filter((line) => !kept.has(line.type)).map((line) => t("keep.removed", { name: line.name })));
  for (const [label, one, other] of [
    [t("checklist.fee"), before.fee.text, now.fee.text], [t("checklist.time"), before.time_limit.text, now.time_limit.text],
    [t("checklist.where"), before.agency, now.agency],
  ]) if (one !== other) found.push(t("keep.now", { label, text: other }));
  return found.length ? found : [t("keep.elsewhere")];
}
