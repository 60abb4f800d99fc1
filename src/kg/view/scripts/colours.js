// The colours of the style sheet, for the canvas; and the choice of light or dark.
import { graph } from "./columns.js";

const THEME_STORED = "kg-theme";
const TOPICS = 10; // --topic-0 to --topic-9 in colours.css

export const colours = {};

export function readColours() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue("--" + name).trim();
  Object.assign(colours, {
    background: read("canvas"),
    text: read("text"),
    muted: read("muted"),
    accent: read("accent"),
    edge: read("edge"),
    edgeOf: graph.edgeKinds.map((kind) => read("edge-" + kind.replace(" ", "-"))),
    kinds: graph.kinds.map((kind) => read(kind)),
    topics: Array.from({ length: TOPICS }, (_, number) => read("topic-" + number)),
    tint: Number(read("tint")),
  });
}

export const topicColour = (community) => colours.topics[community % TOPICS];

export function toggleTheme() {
  const isDark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  setTheme(isDark ? "light" : "dark");
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(THEME_STORED, theme);
  } catch {
    // storage may be refused: the choice then lasts as long as the page is open
  }
}

export function restoreTheme() {
  try {
    const theme = localStorage.getItem(THEME_STORED);
    if (theme) document.documentElement.dataset.theme = theme;
  } catch {
    // as above
  }
}

let beforePaper = null;

// Paper is light: change to it for printing, and back.
export function usePaper(isPrinting) {
  const root = document.documentElement;
  if (isPrinting) beforePaper = root.dataset.theme ?? "";
  const theme = isPrinting ? "light" : beforePaper;
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
}
