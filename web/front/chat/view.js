// What is on the screen: the newest question with its answers, also while a keyboard covers half of it.

const bottom = document.querySelector(".bottom");
const header = document.querySelector(".top");
const finger = matchMedia("(hover: none) and (pointer: coarse)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const GAP = 8;
let last = null;

/** Whether a finger types: a keyboard on the screen covers what is read, and Shift+Enter means nothing. */
export const isTouch = () => finger.matches;

/**
 * Scroll so that the question and its answers can be seen, with as much as fits of what led to them; when not even they
 * fit, the start of the question.
 * @param {Element[]} parts the newest exchange, the earliest first
 * @param {Element} asking the part that asks, or what must be read
 */
export function bringIntoView(parts, asking, atOnce = calm.matches) {
  last = { parts, asking };
  scroll(atOnce ? "auto" : "smooth");
}

function scroll(behavior) {
  const { parts, asking } = last;
  const above = sticks(header) ? header.offsetHeight : 0;
  const room = height() - above - (sticks(bottom) ? bottom.offsetHeight : 0) - 2 * GAP;
  const { first, end } = core(asking);
  const start = [...parts.map(top), first].find((each) => end - each <= room) ?? first;
  scrollTo({ top: scrollY + start - above - GAP, behavior });
}

/** From the question to its last answer: the answers given before and the reason may be off the screen, these may not. */
function core(asking) {
  const answers = asking.querySelectorAll(".replies, .choices");
  if (!answers.length || asking.querySelector(".checklist")) return { first: top(asking), end: asking.getBoundingClientRect().bottom };
  const first = top(asking.querySelector(".progress, .asks") ?? asking);
  return { first, end: answers[answers.length - 1].getBoundingClientRect().bottom };
}

const top = (element) => element.getBoundingClientRect().top;
const sticks = (element) => getComputedStyle(element).position === "sticky";

/** The height that can be seen, in CSS pixels, without what a keyboard covers. */
function height() {
  const seen = window.visualViewport;
  return seen && seen.scale <= 1.01 ? Math.min(innerHeight, seen.height) : innerHeight;
}

/** Keep the composer above the keyboard, and the question on the screen when the keyboard comes or goes. */
export function watchKeyboard() {
  const seen = window.visualViewport;
  if (!seen) return;
  const forget = () => { last = null; };
  addEventListener("wheel", forget, { passive: true });
  addEventListener("touchmove", forget, { passive: true });
  seen.addEventListener("resize", () => {
    // where the keyboard lies over the page instead of making it smaller (Safari), the composer moves up by its height
    const covered = seen.scale <= 1.01 ? Math.max(0, Math.round(innerHeight - seen.height - seen.offsetTop)) : 0;
    document.documentElement.style.setProperty("--keyboard", `${covered}px`);
    if (last?.asking.isConnected) scroll("auto");
  });
}
