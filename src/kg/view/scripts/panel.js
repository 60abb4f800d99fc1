// The panel beside the map: the whole at first, then whatever is selected.
import { canGoBack } from "./address.js";
import { edgeBetween, edgesOf } from "./adjacency.js";
import { CONCEPT, POST, edge, graph, node } from "./columns.js";
import { byId, element, titled, webLink } from "./elements.js";
import { throughTime } from "./histogram.js";
import {
  communityName,
  dateOf,
  counted,
  formatCount,
  interfaceLanguage,
  nameOf,
  sortOf,
  swatch,
  text,
} from "./language.js";
import { overview } from "./overview.js";
import { quotesOf } from "./quotes.js";
import { goButton, section } from "./rows.js";
import { shown } from "./shown.js";
import { change, state } from "./state.js";
import { togetherSection } from "./together.js";

const FEW_NAMES = 5; // other names of a concept
const panel = byId("panel");
let goTo = () => {},
  askForPath = () => {};

// Say how to go to a node, and how to let the reader choose the end of a path.
export function onGo(visit, choose) {
  goTo = visit;
  askForPath = choose;
}

panel.addEventListener("click", (event) => {
  const button = event.target.closest("[data-go]");
  if (button) goTo(Number(button.dataset.go));
});

let told = -1; // the node that the panel tells of

export function showPanel() {
  panel.replaceChildren(...(state.node < 0 ? overview() : details(state.node)));
  if (told !== state.node) panel.scrollTop = 0;
  told = state.node;
  panel.querySelector("li.open")?.scrollIntoView({ block: "nearest" });
}

function details(n) {
  const body =
    node.kind[n] === CONCEPT
      ? conceptSections(n)
      : node.kind[n] === POST
        ? postSections(n)
        : otherSections(n);
  return [controls(n), heading(n), summary(n), pathSection(), ...body].filter(Boolean);
}

function controls(n) {
  const depth = element("select", {
    "aria-label": text("depth"),
    id: "depth",
    onchange: (event) => change({ depth: Number(event.target.value) }),
  });
  for (const steps of [0, 1, 2])
    depth.append(
      element("option", { value: steps, selected: state.depth === steps }, text("depth" + steps)),
    );
  return element(
    "div",
    { class: "controls" },
    element(
      "button",
      {
        type: "button",
        disabled: !canGoBack(),
        onclick: () => history.back(),
        "aria-label": text("back"),
        title: text("back"),
      },
      "←",
    ),
    depth,
    element(
      "button",
      { type: "button", id: "find-path", onclick: () => askForPath() },
      text("pathTo"),
    ),
    element(
      "button",
      {
        type: "button",
        class: "close",
        onclick: () => change({ node: -1, to: -1, depth: 0 }),
        "aria-label": text("close"),
        title: text("close"),
      },
      "✕",
    ),
  );
}

function heading(n) {
  const facts = [
    dateOf(n),
    node.author[n],
    node.readers[n] ? counted("readers", node.readers[n]) : "",
    node.stub[n] ? text("stub") : "",
  ];
  return element(
    "header",
    {},
    element("p", { class: "kicker" }, swatch(n), sortOf(n), topicLink(n)),
    element("h2", { dir: "auto" }, titled(nameOf(n))),
    element("p", { class: "quiet" }, facts.filter(Boolean).join(" · ")),
    webLink(node.address[n], text("address")),
  );
}

function topicLink(n) {
  const community = node.community[n];
  if (graph.communities[community].loose) return null;
  return element(
    "span",
    { class: "quiet" },
    ` · ${text("community")}: `,
    titled(communityName(community)),
  );
}

function summary(n) {
  const texts = node.summary[n] || [];
  const [words, language] =
    texts.find((each) => each[1].startsWith(interfaceLanguage.is)) || texts[0] || [];
  return words ? element("p", { class: "summary", lang: language, dir: "auto" }, words) : null;
}

// The chosen second node where it is no neighbour: the steps that lead there.
function pathSection() {
  if (state.to < 0 || edgeBetween(state.node, state.to) >= 0) return null;
  const title = element("h3", {}, text("path", { label: nameOf(state.to) }));
  if (!shown.path)
    return element("section", {}, title, element("p", { class: "quiet" }, text("noPath")));
  const steps = shown.path.map((e) =>
    element(
      "li",
      {},
      element(
        "div",
        { class: "line" },
        swatch(edge.from[e]),
        element("span", { class: "name" }, sentenceOfEdge(e)),
        goButton(edge.to[e]),
      ),
      quotesOf(e, 1),
    ),
  );
  return element("section", { class: "path" }, title, element("ol", { class: "rows" }, ...steps));
}

function sentenceOfEdge(e) {
  const verb = element(
    "span",
    { class: "quiet" },
    ` ${text("edge." + graph.edgeKinds[edge.kind[e]])} `,
  );
  return element("span", {}, titled(nameOf(edge.from[e])), verb, titled(nameOf(edge.to[e])));
}

// The links of one kind and direction: what is mainly about comes first, then the heavier.
function links(n, kind, isOut, accepts = () => true) {
  const number = graph.edgeKinds.indexOf(kind);
  const found = [...edgesOf(n)].filter(
    (each) =>
      edge.kind[each.edge] === number && (edge.from[each.edge] === n) === isOut && accepts(each),
  );
  return found.sort((a, b) => edge.about[b.edge] - edge.about[a.edge] || a.edge - b.edge);
}

const isAbout = (each) => edge.about[each.edge] === 1;
const isByTheWay = (each) => edge.about[each.edge] === 0;

function postSections(n) {
  return [
    section(text("aboutConcepts"), links(n, "mentions", true, isAbout)),
    section(text("otherConcepts"), links(n, "mentions", true, isByTheWay)),
    section(text("defines"), links(n, "defined by", false)),
    section(text("cites"), links(n, "cites", true)),
    section(text("citedBy"), links(n, "cites", false)),
    section(text("partOf"), links(n, "part of", true)),
  ];
}

const isSaid = (each) => edge.evidence[each.edge] > 0;
const isStated = (each) => !isSaid(each);

function conceptSections(n) {
  const broader = links(n, "broader", true),
    narrower = links(n, "broader", false),
    related = [...links(n, "related", true), ...links(n, "related", false)];
  return [
    labelList(n),
    section(text("said"), [...broader, ...narrower, ...related].filter(isSaid)),
    throughTime(links(n, "mentions", false).map((each) => each.other)),
    section(text("abouts"), links(n, "mentions", false, isAbout)),
    section(text("otherPosts"), links(n, "mentions", false, isByTheWay)),
    section(text("definedBy"), links(n, "defined by", true)),
    section(text("broader"), broader.filter(isStated)),
    section(text("narrower"), narrower.filter(isStated)),
    section(text("related"), related.filter(isStated)),
    togetherSection(n),
  ];
}

function otherSections(n) {
  return [
    section(text("citedBy"), links(n, "cites", false)),
    section(text("parts"), byPosition(links(n, "part of", false))),
  ];
}

const byPosition = (found) =>
  found.sort((a, b) => (node.position[a.other] || 0) - (node.position[b.other] || 0));

function labelList(n) {
  const [preferred, alternative] = node.labels[n] || [[], []];
  const names = [...preferred, ...alternative].filter(([words]) => words !== nameOf(n));
  if (!names.length) return null;
  const alias = ([words, language]) =>
    element("span", { class: "alias", lang: language, dir: "auto" }, words);
  const list = element(
    "p",
    { class: "aliases" },
    element("span", { class: "quiet" }, text("alias") + " "),
    ...names.slice(0, FEW_NAMES).map(alias),
  );
  const rest = names.slice(FEW_NAMES);
  if (rest.length) list.append(restButton(rest.length, () => list.append(...rest.map(alias))));
  return list;
}

// A button that gives its place to what there was no room for.
function restButton(count, show) {
  const button = element(
    "button",
    {
      type: "button",
      class: "plain quiet",
      onclick: () => {
        button.remove();
        show();
      },
    },
    text("moreEvidence", { count: formatCount(count) }),
  );
  return button;
}
