// One list on paper: what is folded but belongs on paper is opened for it.

const ON_PAPER = ".not-needed:not([open]), .visit:not([open])";
const opened = [];
let wanted = null;

/** Print this list alone. */
export function printOnly(sheet) {
  wanted = sheet;
  print();
}

// The browser's own print command prints the newest checklist; without one, the conversation.
addEventListener("beforeprint", () => {
  const sheet = wanted?.isConnected ? wanted : [...document.querySelectorAll(".checklist")].pop();
  if (!sheet) return;
  sheet.closest("article").classList.add("printed");
  for (const fold of sheet.querySelectorAll(ON_PAPER)) {
    fold.open = true;
    opened.push(fold);
  }
  document.body.classList.add("prints-one");
});

addEventListener("afterprint", () => {
  wanted = null;
  for (const fold of opened.splice(0)) fold.open = false;
  document.body.classList.remove("prints-one");
  document.querySelector(".printed")?.classList.remove("printed");
});
