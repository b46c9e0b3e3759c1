// A QR code as an SVG element. What it says never leaves the browser: no server draws it, no log can hold it.

/*! QR codes: lean-qr, MIT licence, © David Evans, https://github.com/davidje13/lean-qr */
import { correction, generate, mode } from "lean-qr";

const SVG = "http://www.w3.org/2000/svg";
const QUIET = 4; // light modules around the code, which scanners need

/**
 * @param {string} text ASCII, as addresses are; at most about 1,000 letters: more gives squares too small for a cheap camera
 * @param {string} label what a screen reader says
 */
export function qrCode(text, label) {
  // plain bytes without a note about their encoding, which an address does not need and old readers do not know
  const code = generate(text, { minCorrectionLevel: correction.M, maxCorrectionLevel: correction.M, modes: [mode.ascii] });
  const side = code.size + 2 * QUIET;
  const svg = part("svg", { viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": label, class: "qr", "shape-rendering": "crispEdges" });
  svg.append(
    part("rect", { width: side, height: side, fill: "#fff" }),
    part("path", { d: squares(code), fill: "#000" }),
  );
  return svg;
}

/** One run of dark modules of a row after another: "M x y h length v1 h-length z". */
function squares(code) {
  let path = "";
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      let length = 0;
      while (code.get(x + length, y)) length += 1;
      if (length) path += `M${x + QUIET} ${y + QUIET}h${length}v1h-${length}z`;
      x += length;
    }
  }
  return path;
}

function part(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
