// The page's elements. Every text becomes a text node: nothing here or elsewhere parses HTML.

export const byId = (id) => document.getElementById(id);

// Create an element. `attributes` may hold `class`, `on…` handlers, booleans for attributes that are there or not.
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined)
      made.setAttribute(name, String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

// A text of unknown language and direction, set apart so that it cannot turn its surroundings round.
export function titled(text, language = "") {
  return element("bdi", { lang: language || null }, text);
}

// A link to the web, or nothing: only http and https addresses are followed.
export function webLink(address, text) {
  if (!/^https?:\/\//i.test(address || "")) return null;
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text);
}

export function announce(text) {
  byId("announcer").textContent = text;
}

export const hasReducedMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
