// The page on one screen: what happens at first, and what follows from each change.
import { edgeBetween } from "./adjacency.js";
import { edgeCount, nodeCount } from "./columns.js";
import { readColours, restoreTheme, toggleTheme } from "./colours.js";
import { announce, byId } from "./elements.js";
import { interfaceLanguage, nameOf, setLanguage, sortOf, translateFrame } from "./language.js";
import { showLegend } from "./legend.js";
import { onGo, showPanel } from "./panel.js";
import "./pointing.js";
import { focusSearch, onChoice } from "./searchbox.js";
import { applyFilters, shown } from "./shown.js";
import { approach, drawNow, emphasise, fit, promote, redraw, zoomBy } from "./stage.js";
import { FILTERS, change, onChange, state } from "./state.js";

function visit(n) {
  change({ node: n, to: -1 });
  approach(n);
}

function follow(changed) {
  if (["node", "to", "depth", ...FILTERS].some((name) => changed.has(name))) applyFilters();
  emphasise(state.to < 0 ? [] : shown.path || []);
  promote();
  redraw();
  showPanel();
  if (changed.has("node") && state.node >= 0) announce(`${nameOf(state.node)}, ${sortOf(state.node)}`);
}

function translate() {
  translateFrame();
  showLegend();
  showPanel();
  redraw();
}

function recolour() {
  readColours();
  showPanel();
  redraw();
}

onChange(follow);
onGo(visit);
onChoice(visit);
byId("zoom-in").onclick = () => zoomBy(1.4);
byId("zoom-out").onclick = () => zoomBy(1 / 1.4);
byId("zoom-fit").onclick = fit;
byId("theme").onclick = () => { toggleTheme(); recolour(); };
byId("language").onclick = () => { setLanguage(interfaceLanguage.is === "zh" ? "en" : "zh"); translate(); };
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
addEventListener("keydown", (event) => {
  if (/INPUT|SELECT|TEXTAREA/.test(event.target.tagName) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    event.preventDefault();
    focusSearch();
  } else if (event.key === "Escape") change({ node: -1, to: -1, depth: 0 });
});

restoreTheme();
readColours();
applyFilters();
translate();
fit();
drawNow();
window.__graphStats = { nodes: nodeCount, edges: edgeCount };
