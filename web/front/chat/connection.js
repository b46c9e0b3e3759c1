// The line that says there is no network, and what happens when it is back.

import { t } from "./texts.js";

const line = document.getElementById("connection");

/** Show the offline line while there is no network; `whenBack` runs when it returns. */
export function watchConnection(whenBack) {
  addEventListener("offline", () => show());
  addEventListener("online", () => {
    show();
    whenBack();
  });
  show();
}

function show() {
  line.hidden = navigator.onLine;
  line.textContent = navigator.onLine ? "" : t("offline");
}
