// The page on one screen: what happens at first, and what follows from each change.
import { fromHash, writeAddress } from "./address.js";
import { chosen, drawNow, redraw } from "./board.js";
import { approach, fit, zoomBy } from "./camera.js";
import { edgeCount, graph, nodeCount } from "./columns.js";
import { readColours, restoreTheme, toggleTheme, usePaper } from "./colours.js";
import { announce, byId } from "./elements.js";
import { buildFilters, syncFilters } from "./filters.js";
import {
  formatCount,
  interfaceLanguage,
  nameOf,
  setLanguage,
  sortOf,
  text,
  translateFrame,
} from "./language.js";
import { showLegend } from "./legend.js";
import { onGo, showPanel } from "./panel.js";
import { savePng, saveSvg } from "./pictures.js";
import { arrange } from "./places.js";
import { onPick } from "./pointing.js";
import { promote, replaceNodes } from "./realnodes.js";
import { focusSearch, onChoice } from "./searchbox.js";
import { applyFilters, shown } from "./shown.js";
import { onEnter } from "./shortcuts.js";
import "./stage.js";
import { FILTERS, change, onChange, state } from "./state.js";
import { keepFocus, showTable } from "./table.js";
import { nextTurn } from "./turn.js";

// ---- what follows from a change

onChange((changed) => {
  if (["node", "to", "depth", "view", ...FILTERS].some((name) => changed.has(name))) applyFilters();
  const isElsewhere = arrange();
  if (isElsewhere) replaceNodes();
  chosen.edges = state.to < 0 ? [] : shown.path || [];
  promote();
  redraw();
  if (isElsewhere) fit();
  writeAddress(changed);
  showAll(changed);
});

function showAll(changed) {
  showPanel();
  syncFilters();
  keepFocus(showTable);
  for (const view of ["topics", "time", "table"])
    byId("view-" + view).setAttribute("aria-pressed", String(state.view === view));
  if (changed.has("node") || changed.has("view")) stopChoosing();
  say(!shown.count && nodeCount ? text("nothingLeft") : "");
  if (changed.has("node") && state.node >= 0)
    announce(`${nameOf(state.node)}, ${sortOf(state.node)}`);
}

function say(words) {
  byId("notice").textContent = words;
  byId("notice").hidden = !words;
}

function translate() {
  translateFrame();
  showLegend();
  buildFilters();
  showPanel();
  showTable();
  redraw();
}

function recolour() {
  readColours();
  showPanel();
  redraw();
}

// ---- going to a node, and choosing the end of a path

let isChoosing = false;

function visit(n) {
  change({ node: n, to: -1 });
  if (!state.depth) approach(n);
}

function choosePath() {
  isChoosing = true;
  focusSearch();
  say(text("pathHint"));
}

function stopChoosing() {
  isChoosing = false;
}

function choose(n) {
  if (!isChoosing) {
    visit(n);
    return;
  }
  stopChoosing();
  change({ to: n });
  say("");
  approach(state.node);
}

// ---- the address

function followAddress() {
  const { wanted, unknown } = fromHash(location.hash);
  change(wanted);
  if (state.node >= 0 && !state.depth) approach(state.node);
  if (unknown.length) say(text("unknown", { id: unknown.join(", ") }));
}

// ---- controls

onGo(visit, choosePath);
onChoice(choose);
onEnter(visit);
onPick((n) => (isChoosing ? choose(n) : change({ node: n, to: -1 })));

const pressed = {
  "zoom-in": () => zoomBy(1.4),
  "zoom-out": () => zoomBy(1 / 1.4),
  "zoom-fit": () => fit(),
  "view-topics": () => change({ view: "topics" }),
  "view-time": () => change({ view: "time", depth: 0 }),
  "view-table": () => change({ view: "table" }),
  "save-png": savePng,
  "save-svg": saveSvg,
  print: () => window.print(),
  "copy-link": copyLink,
  theme: () => {
    toggleTheme();
    recolour();
  },
  language: () => {
    setLanguage(interfaceLanguage.is === "zh" ? "en" : "zh");
    translate();
  },
};
for (const [id, press] of Object.entries(pressed))
  byId(id).addEventListener("click", () => {
    byId("more").open = false;
    press();
  });

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    say(text("copied"));
  } catch {
    prompt(text("copyLink"), location.href); // the browser does not let us: the reader copies it
  }
}

addEventListener("popstate", followAddress);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
addEventListener("beforeprint", () => {
  usePaper(true);
  readColours();
  drawNow();
});
addEventListener("afterprint", () => {
  usePaper(false);
  readColours();
  drawNow();
});

// ---- the beginning

restoreTheme();
readColours();
applyFilters();
translateFrame();
showLegend();
fit({ isSudden: true });
await nextTurn();
buildFilters();
await nextTurn();
showPanel();
showTable();
if (location.hash) followAddress();
if (graph.total > nodeCount)
  say(text("truncated", { shown: formatCount(nodeCount), all: formatCount(graph.total) }));
document.body.dataset.ready = "true";
window.__graphStats = { nodes: nodeCount, edges: edgeCount };
