// The page: looks every second what is new, and does what is pressed.

import { asBase64, get, post, t } from "./api.js";
import { show } from "./entries.js";
import { showState } from "./state.js";

const EVERY = 800;
const HANOI = { latitude: 21.0278, longitude: 105.8342 };
const at = (id) => document.getElementById(id);
const person = () => at("person").value;
const path = (act) => `/people/${person()}/${act}`;
let shown = "";
let quoted = null;

async function look() {
  const who = person();
  const [status, state, entries] = await Promise.all([
    get("/status"), get(`/people/${who}`), get(`/people/${who}/transcript`),
  ]);
  if (who !== person()) return;
  showState(status, state);
  const now = JSON.stringify([who, entries]);
  if (now !== shown) {
    shown = now;
    show(at("log"), entries, acts);
  }
  const unseen = entries.some((entry) => ["oa", "clerk"].includes(entry.author) && !entry.seen);
  if (unseen && !at("clerk").checked && document.visibilityState === "visible") await post(path("see"));
}

async function doing(work) {
  try {
    await work();
    await look();
    at("failed").hidden = true;
  } catch (error) {
    console.error(error);
    at("failed").textContent = t("failed");
    at("failed").hidden = false;
  }
}

function quote(entry) {
  quoted = entry ? entry.msg_id : null;
  at("quoting").hidden = !entry;
  at("quoted").textContent = entry ? entry.text : "";
  if (entry) at("text").focus();
}

function info() {
  const names = ["name", "phone", "address"];
  return Object.fromEntries(names.map((name) => [name, t(`info.${name}`)]));
}

const acts = {
  click: (msgId, button) => doing(() => post(path("click"), { msg_id: msgId, button })),
  share: () => doing(() => post(path("submit-info"), { info: info() })),
  quote,
};

function say() {
  const text = at("text").value.trim();
  if (!text) return;
  at("text").value = "";
  doing(() => (at("clerk").checked ? post(path("clerk"), { text }) : post(path("say"), { text, quote: quoted })));
  quote(null);
}

async function sendFile(file) {
  const kind = { image: "image", audio: "audio" }[file.type.split("/")[0]] || "file";
  await post(path("file"), { kind, name: file.name, base64: await asBase64(file) });
}

function listen() {
  at("composer").addEventListener("submit", (event) => { event.preventDefault(); say(); });
  at("text").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    say();
  });
  at("person").addEventListener("change", () => { quote(null); doing(look); });
  at("quote-off").addEventListener("click", () => quote(null));
  at("clerk").addEventListener("change", () => document.body.classList.toggle("as-clerk", at("clerk").checked));
  at("follow").addEventListener("click", () => {
    doing(() => post(path(at("follow").dataset.follows === "true" ? "unfollow" : "follow")));
  });
  at("switch").addEventListener("click", () => doing(() => post("/webhook", { on: at("switch").dataset.on !== "true" })));
  at("expire").addEventListener("click", () => doing(() => post("/tokens/expire", {})));
  document.addEventListener("pointerdown", (event) => {
    if (!at("more").contains(event.target)) at("more").open = false;
  });
  at("file").addEventListener("change", () => {
    const [file] = at("file").files;
    at("more").open = false;
    if (file) doing(() => sendFile(file)).then(() => { at("file").value = ""; });
  });
  for (const button of document.querySelectorAll("[data-advance]")) {
    button.addEventListener("click", () => doing(() => post("/clock", { advance: Number(button.dataset.advance) })));
  }
  for (const button of document.querySelectorAll("[data-act]")) {
    const act = button.dataset.act;
    const body = { sticker: {}, location: HANOI }[act];
    button.addEventListener("click", () => { at("more").open = false; doing(() => post(path(act), body)); });
  }
}

listen();
at("state").open = matchMedia("(min-width: 900px)").matches;
doing(look);
setInterval(() => doing(async () => {}), EVERY);
