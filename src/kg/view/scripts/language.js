// The words of the interface, in English or Chinese, and the names of things in that language.
import { graph, node, parsed } from "./columns.js";
import { element } from "./elements.js";

const texts = parsed("kg-texts");
const LANGUAGE_STORED = "kg-language";

function storedLanguage() {
  try {
    return localStorage.getItem(LANGUAGE_STORED);
  } catch {
    return null; // storage is refused to some pages opened from disk
  }
}

const wanted =
  storedLanguage() ||
  (navigator.languages || [navigator.language]).find((each) => /^(zh|en)/i.test(each)) ||
  "en";
export const interfaceLanguage = { is: /^zh/i.test(wanted) ? "zh" : "en" };

export function setLanguage(language) {
  interfaceLanguage.is = language;
  try {
    localStorage.setItem(LANGUAGE_STORED, language);
  } catch {
    // as above: the choice then lasts as long as the page is open
  }
  translateFrame();
}

export const hasText = (key) => key in texts[interfaceLanguage.is];

// The text of a key, with {names} filled in.
export function text(key, values = {}) {
  const found = texts[interfaceLanguage.is][key] ?? key;
  return found.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
}

// The text of a key for a number of things: "1 post", "2 posts".
export function counted(key, count) {
  return text(count === 1 ? key + ".one" : key, { count: formatCount(count) });
}

const counting = { zh: new Intl.NumberFormat("zh-CN"), en: new Intl.NumberFormat("en-GB") };

export const formatCount = (count) => counting[interfaceLanguage.is].format(count);

// Put words on everything that the template left to us.
export function translateFrame() {
  document.documentElement.lang = interfaceLanguage.is === "zh" ? "zh-CN" : "en";
  for (const each of document.querySelectorAll("[data-text]"))
    each.textContent = text(each.dataset.text);
  for (const each of document.querySelectorAll("[data-label]"))
    each.setAttribute("aria-label", text(each.dataset.label));
  for (const each of document.querySelectorAll("button[data-label]"))
    each.title = text(each.dataset.label);
  for (const each of document.querySelectorAll("[data-placeholder]"))
    each.placeholder = text(each.dataset.placeholder);
}

// The full name of a node.
export function nameOf(n) {
  return (interfaceLanguage.is === "zh" && node.chinese[n]) || node.label[n];
}

// The name where there is little room: the acronym if there is one.
export const shortNameOf = (n) => node.short[n] || nameOf(n);

const kindOf = (n) => graph.kinds[node.kind[n]];

// What sort of thing a node is, as far as is known: model rather than concept, paper rather than work.
export function sortOf(n) {
  const conceptKind = graph.conceptKinds[node.conceptKind[n] - 1];
  if (conceptKind && conceptKind !== "other") return text("concept." + conceptKind);
  if (node.workKind[n]) return text("work." + node.workKind[n]);
  return text("kind." + kindOf(n));
}

// What a community is called: its most typical concepts.
export function communityNames(community) {
  const { loose, typical } = graph.communities[community];
  return loose ? [text("loose")] : typical.map(shortNameOf);
}

export const communityName = (community) => communityNames(community).join(" · ");

// The day of a post as written, 10-27 where the year is not known.
export const dateOf = (n) => (node.date[n] || "").replace(/^--/, "");

export function swatch(n) {
  return element("span", {
    class: `swatch ${kindOf(n)}${node.stub[n] ? " stub" : ""}`,
    "aria-hidden": "true",
  });
}
