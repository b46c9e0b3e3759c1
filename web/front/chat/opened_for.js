// What the address of the page asks for: a procedure (/?thu-tuc=1.001193), or a text of a search box (/?hoi=…).

import { fill } from "./composer.js";
import { t } from "./texts.js";

/**
 * Ask it, once: it is taken out of the address, so that a reload does not ask again. A text goes into a running
 * conversation only by the person's own hand: anybody may have made the link.
 * @param {(shown: string, text: string) => void} ask
 * @param {boolean} fresh whether nothing was said in this tab yet
 */
export function openedFor(ask, fresh) {
  const query = new URLSearchParams(location.search);
  const [code, text] = ["thu-tuc", "hoi"].map((name) => (query.get(name) ?? "").trim().slice(0, 300));
  if (!code && !text) return;
  history.replaceState(null, "", location.pathname + location.hash);
  if (/^\d\.\d{6}$/.test(code)) ask(t("about", { name: code }), code);
  else if (text && fresh) ask(text, text);
  else if (text) fill(text);
}
