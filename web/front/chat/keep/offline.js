// From the first list on, the page opens without the network too: nobody who came for one question is given a worker.

let asked = false;

export function openWithoutNetwork() {
  if (asked || window.top !== window || !("serviceWorker" in navigator)) return;
  asked = true;
  // not now: the list is being drawn, on a phone that has enough to do
  setTimeout(() => navigator.serviceWorker.register("/worker.js").catch(() => { asked = false; }), 1000);
}
