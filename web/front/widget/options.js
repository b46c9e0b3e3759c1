// What a site may set. It may come from somewhere it does not control, so nothing else gets through.

export const OPTIONS = ["name", "side", "colour", "greeting", "language", "procedure"];

const LONGEST_GREETING = 120;

/** Tells two widgets of one page apart. */
export function cleanName(text) {
  return /^[a-z0-9-]{1,30}$/.test(text ?? "") ? text : "";
}

export function cleanSide(text) {
  return text === "left" ? "left" : "right";
}

export function cleanLanguage(text) {
  return text === "en" ? "en" : "vi";
}

export function cleanGreeting(text) {
  return (text ?? "").replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, " ").trim().slice(0, LONGEST_GREETING);
}

export function cleanProcedure(text) {
  return /^\d\.\d{6}$/.test(text ?? "") ? text : "";
}

/** "#0f4c45" or "#fff"; "" for what is no such colour. */
export function cleanColour(text) {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text ?? "");
  if (short) return `#${short.slice(1).map((digit) => digit + digit).join("")}`;
  return /^#[0-9a-f]{6}$/i.test(text ?? "") ? text : "";
}

/** Black or white, whichever is read better on a colour: at least 4.5:1 on any. */
export function inkOn(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000" : "#fff";
}
