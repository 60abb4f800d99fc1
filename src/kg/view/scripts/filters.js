// The filter panel: kinds, years, confidence, links, topic. Built once a language, then kept in step with the state.
import { degree } from "./adjacency.js";
import { POST, edge, firstYear, graph, lastYear, node, nodeCount } from "./columns.js";
import { byId, element } from "./elements.js";
import { histogram } from "./histogram.js";
import { communityName, formatCount, text } from "./language.js";
import { shown } from "./shown.js";
import { FILTERS, change, defaults, isSame, state } from "./state.js";

const PLAY_EVERY = 900; // milliseconds a year
const filterPanel = byId("filters"),
  toggle = byId("filters-toggle"),
  badge = byId("filters-count");
let playing = 0;

toggle.onclick = () => {
  filterPanel.hidden = !filterPanel.hidden;
  toggle.setAttribute("aria-expanded", String(!filterPanel.hidden));
};

export function buildFilters() {
  filterPanel.replaceChildren(
    element(
      "p",
      { class: "line" },
      element("output", { id: "shown-count" }),
      element("button", { type: "button", id: "reset", onclick: reset }, text("reset")),
    ),
    ...[
      lastYear > firstYear ? group("years", histogram(allPosts()), yearSliders()) : null,
      group("kinds", ...choices("kinds", graph.kinds, "kind.", node.kind, 0)),
      group("edgeKinds", ...choices("edgeKinds", graph.edgeKinds, "edge.", edge.kind, 0)),
      group(
        "conceptKinds",
        ...choices("conceptKinds", graph.conceptKinds, "concept.", node.conceptKind, 1),
      ),
      group("minConfidence", slider("confidence", 0, 1000, 50)),
      group("minDegree", slider("degree", 0, mostLinks(), 1)),
      group("communities", topicChoice()),
    ].filter(Boolean),
  );
  syncFilters();
}

function group(key, ...children) {
  return element("fieldset", {}, element("legend", {}, text(key)), ...children);
}

const mostLinks = () =>
  Math.min(
    30,
    Array.from({ length: nodeCount }, (_, n) => degree(n)).reduce((a, b) => Math.max(a, b), 1),
  );

// A box for each kind that occurs, with the number of its members; `offset` is the number of the first kind.
function choices(name, kinds, prefix, column, offset) {
  const counts = kinds.map(() => 0);
  for (const each of column) if (each >= offset) counts[each - offset]++;
  return kinds
    .map((kind, number) =>
      counts[number] === 0
        ? null
        : element(
            "label",
            { class: "choice" },
            element("input", {
              type: "checkbox",
              "data-filter": name,
              value: number,
              onchange: () => toggleKind(name, number),
            }),
            name === "kinds"
              ? element("span", { class: "swatch " + kind, "aria-hidden": "true" })
              : null,
            name === "edgeKinds"
              ? element("span", {
                  class: "stroke",
                  style: `background: var(--edge-${kind.replace(" ", "-")})`,
                  "aria-hidden": "true",
                })
              : null,
            text(prefix + kind),
            element("span", { class: "count" }, formatCount(counts[number])),
          ),
    )
    .filter(Boolean);
}

function toggleKind(name, number) {
  const chosen = new Set(state[name]);
  if (!chosen.delete(number)) chosen.add(number);
  change({ [name]: chosen });
}

function slider(name, least, most, step) {
  return element(
    "div",
    { class: "line" },
    element("input", {
      type: "range",
      min: least,
      max: most,
      step,
      "data-filter": name,
      "aria-label": text(name === "degree" ? "minDegree" : "minConfidence"),
      oninput: (event) => change({ [name]: Number(event.target.value) }),
    }),
    element("output", { "data-output": name }),
  );
}

function allPosts() {
  return Array.from({ length: nodeCount }, (_, n) => n).filter((n) => node.kind[n] === POST);
}

function yearSliders() {
  const one = (name, key) =>
    element("input", {
      type: "range",
      min: firstYear,
      max: lastYear,
      "data-filter": name,
      "aria-label": text(key),
      oninput: (event) => setYear(name, Number(event.target.value)),
    });
  return element(
    "div",
    {},
    one("yearFrom", "yearFrom"),
    one("yearTo", "yearTo"),
    element(
      "div",
      { class: "line" },
      element("output", { "data-output": "years" }),
      element("button", { type: "button", id: "play", onclick: play }),
    ),
  );
}

function setYear(name, year) {
  stop();
  change(
    name === "yearFrom"
      ? { yearFrom: year, yearTo: Math.max(year, state.yearTo) }
      : { yearTo: year, yearFrom: Math.min(year, state.yearFrom) },
  );
}

// Let the years go by, from the first on.
function play() {
  if (playing) {
    stop();
    return;
  }
  change({ yearTo: state.yearFrom });
  playing = setInterval(() => {
    if (state.yearTo >= lastYear) stop();
    else change({ yearTo: state.yearTo + 1 });
  }, PLAY_EVERY);
  syncFilters();
}

function stop() {
  clearInterval(playing);
  playing = 0;
  syncFilters();
}

function topicChoice() {
  const list = element("select", {
    "data-filter": "community",
    "aria-label": text("communities"),
    onchange: (event) => change({ community: Number(event.target.value) }),
  });
  list.append(element("option", { value: -1 }, text("all")));
  graph.communities.forEach((community, number) =>
    list.append(
      element(
        "option",
        { value: number },
        `${communityName(number)} (${formatCount(community.size)})`,
      ),
    ),
  );
  return list;
}

function reset() {
  stop();
  const usual = defaults();
  change(Object.fromEntries(FILTERS.map((name) => [name, usual[name]])));
}

// Show what the state says, wherever it came from.
export function syncFilters() {
  const usual = defaults(),
    active = FILTERS.filter((name) => !isSame(state[name], usual[name])).length;
  badge.textContent = String(active);
  badge.hidden = !active;
  for (const input of filterPanel.querySelectorAll("[data-filter]")) {
    const value = state[input.dataset.filter];
    if (input.type === "checkbox") input.checked = value.has(Number(input.value));
    else input.value = String(value);
  }
  const outputs = {
    years: `${state.yearFrom} – ${state.yearTo}`,
    confidence: (state.confidence / 1000).toFixed(2),
    degree: formatCount(state.degree),
  };
  for (const output of filterPanel.querySelectorAll("[data-output]"))
    output.textContent = outputs[output.dataset.output];
  for (const bar of filterPanel.querySelectorAll("[data-year]"))
    bar.classList.toggle(
      "out",
      bar.dataset.year < state.yearFrom || bar.dataset.year > state.yearTo,
    );
  if (byId("play")) byId("play").textContent = text(playing ? "pause" : "play");
  if (byId("shown-count"))
    byId("shown-count").textContent = text("shownOf", {
      shown: formatCount(shown.count),
      all: formatCount(nodeCount),
    });
}
