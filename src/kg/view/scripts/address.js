// The state in the address: #node=ID&to=ID&depth=1&years=2018-2021. By id, so that a link outlives a new build.
import { firstYear, graph, lastYear, node, numberOf } from "./columns.js";
import { defaults, isSame, state } from "./state.js";

const VIEWS = ["topics", "time", "table"];
const STEPS = ["node", "to", "depth", "view"]; // a change of these can be undone with the browser's back button

// Ids are IRIs or paths: keep their slashes and colons readable.
const encoded = (words) => encodeURIComponent(words).replace(/%(2F|3A)/g, decodeURIComponent);

const namesOf = (kinds, chosen) => kinds.filter((_, number) => chosen.has(number)).join(",");
const idOfTopic = (community) => node.id[graph.communities[community].typical[0]];

// How each part is written; null where it is the default.
function written() {
  const usual = defaults();
  const kinds = (name, all) =>
    isSame(state[name], usual[name]) ? null : namesOf(all, state[name]);
  const hasYears = state.yearFrom !== firstYear || state.yearTo !== lastYear;
  return {
    node: state.node < 0 ? null : node.id[state.node],
    to: state.to < 0 ? null : node.id[state.to],
    depth: state.depth || null,
    view: state.view === usual.view ? null : state.view,
    years: hasYears ? `${state.yearFrom}-${state.yearTo}` : null,
    kinds: kinds("kinds", graph.kinds),
    links: kinds("edgeKinds", graph.edgeKinds),
    concepts: kinds("conceptKinds", graph.conceptKinds),
    confidence: state.confidence ? state.confidence / 1000 : null,
    degree: state.degree || null,
    topic: state.community < 0 ? null : idOfTopic(state.community),
  };
}

function toHash() {
  const parts = Object.entries(written()).filter(([, value]) => value !== null);
  return parts.length
    ? "#" + parts.map(([name, value]) => `${name}=${encoded(String(value))}`).join("&")
    : "";
}

// The whole state that a hash describes; `unknown` lists ids that this graph does not have.
export function fromHash(hash) {
  const parts = new URLSearchParams(hash.slice(1).replaceAll("+", "%2B"));
  const wanted = defaults(),
    unknown = [];
  for (const name of ["node", "to"]) {
    if (!parts.get(name)) continue;
    if (numberOf.has(parts.get(name))) wanted[name] = numberOf.get(parts.get(name));
    else unknown.push(parts.get(name));
  }
  if (wanted.node < 0) wanted.to = -1;
  wanted.depth = wanted.node < 0 ? 0 : whole(parts.get("depth"), 0, 2);
  if (VIEWS.includes(parts.get("view"))) wanted.view = parts.get("view");
  const years = /^(\d{1,4})-(\d{1,4})$/.exec(parts.get("years") || "");
  if (years)
    Object.assign(wanted, {
      yearFrom: whole(years[1], firstYear, lastYear),
      yearTo: whole(years[2], firstYear, lastYear),
    });
  for (const [name, part, all] of [
    ["kinds", "kinds", graph.kinds],
    ["edgeKinds", "links", graph.edgeKinds],
    ["conceptKinds", "concepts", graph.conceptKinds],
  ])
    if (parts.has(part))
      wanted[name] = new Set(
        parts
          .get(part)
          .split(",")
          .map((kind) => all.indexOf(kind))
          .filter((kind) => kind >= 0),
      );
  wanted.confidence = Math.round(
    1000 * Math.min(1, Math.max(0, Number(parts.get("confidence")) || 0)),
  );
  wanted.degree = whole(parts.get("degree"), 0, 1e6);
  if (parts.get("topic"))
    wanted.community = graph.communities.findIndex(
      (_, number) => idOfTopic(number) === parts.get("topic"),
    );
  return { wanted, unknown };
}

const whole = (words, least, most) =>
  Math.min(most, Math.max(least, Math.trunc(Number(words) || 0)));

// Write the state into the address: as a step that can be undone, or in place.
export function writeAddress(changed) {
  const hash = toHash();
  if (hash === location.hash) return;
  const address = hash || location.pathname + location.search;
  const isStep = STEPS.some((name) => changed.has(name));
  const steps = (history.state?.steps || 0) + (isStep ? 1 : 0);
  if (isStep) history.pushState({ steps }, "", address);
  else history.replaceState({ steps }, "", address);
}

export const canGoBack = () => (history.state?.steps || 0) > 0;
