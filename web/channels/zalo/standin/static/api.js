// Calls of the control API, and the page's words.

const words = JSON.parse(document.getElementById("words").textContent);

export function t(key, values = {}) {
  return words[key].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

export function hasWord(key) {
  return key in words;
}

async function call(path, options) {
  const response = await fetch(`/standin${path}`, options);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

export function get(path) {
  return call(path, { cache: "no-store" });
}

export function post(path, body) {
  if (body === undefined) return call(path, { method: "POST" });
  const headers = { "Content-Type": "application/json" };
  return call(path, { method: "POST", headers, body: JSON.stringify(body) });
}

export async function asBase64(file) {
  const url = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  return url.slice(url.indexOf(",") + 1);
}
