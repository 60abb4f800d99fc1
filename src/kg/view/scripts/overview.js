// What the panel says before anything is selected: how much there is, what it is about, where to begin.
import { degree, joiningEdge, rowOf } from "./adjacency.js";
import { CONCEPT, POST, edge, graph, node, nodeCount } from "./columns.js";
import { element, titled } from "./elements.js";
import { communityName, counted, formatCount, nameOf, swatch, text } from "./language.js";
import { census } from "./legend.js";
import { topicColour } from "./colours.js";
import { change, state } from "./state.js";
import { hasDisc } from "./topics.js";

const FEW_CONCEPTS = 14,
  FEW_POSTS = 8,
  FEW_TOPICS = 24;
const MENTIONS = graph.edgeKinds.indexOf("mentions");

export function overview() {
  if (!nodeCount) return [element("p", {}, text("nothing"))];
  return [
    element("h2", {}, graph.title),
    element("p", { class: "figures" }, ...figures()),
    element("p", { class: "quiet" }, text("intro")),
    truncation(),
    topics(),
    ranking("mostNamed", CONCEPT, FEW_CONCEPTS, namingPosts),
    ranking("mostRead", POST, FEW_POSTS, degree),
  ].filter(Boolean);
}

function figures() {
  return census().map((row) =>
    element(
      "span",
      {},
      element("strong", {}, formatCount(row.count)),
      " ",
      counted(row.key, row.count),
    ),
  );
}

function truncation() {
  if (graph.total <= nodeCount) return null;
  return element(
    "p",
    { class: "notice" },
    text("truncated", { shown: formatCount(nodeCount), all: formatCount(graph.total) }),
  );
}

function namingPosts(n) {
  let count = 0;
  for (let at = rowOf[n]; at < rowOf[n + 1]; at++)
    if (edge.kind[joiningEdge[at]] === MENTIONS) count++;
  return count;
}

function ranking(key, kind, few, points) {
  const ranked = [];
  for (let n = 0; n < nodeCount; n++) {
    const reached = node.kind[n] === kind && !node.stub[n] ? points(n) : 0;
    if (reached) ranked.push({ n, points: reached });
  }
  ranked.sort((a, b) => b.points - a.points || a.n - b.n);
  if (!ranked.length) return null;
  const most = ranked[0].points;
  const rows = ranked.slice(0, few).map((each) =>
    element(
      "li",
      {},
      element(
        "button",
        {
          type: "button",
          class: "plain bar",
          "data-go": each.n,
          style: `--share: ${each.points / most}`,
        },
        swatch(each.n),
        element(
          "span",
          { class: "name" },
          titled(nameOf(each.n)),
          element("span", { class: "quiet" }, " ", node.year[each.n] || ""),
        ),
        element("span", { class: "count" }, formatCount(each.points)),
      ),
    ),
  );
  return element(
    "section",
    {},
    element("h3", {}, text(key)),
    element("ul", { class: "rows" }, ...rows),
  );
}

function topics() {
  const named = graph.communities
    .map((community, number) => ({ ...community, number }))
    .filter((each) => hasDisc(each.number));
  if (!named.length) return null;
  const buttons = named.slice(0, FEW_TOPICS).map((each) =>
    element(
      "button",
      {
        type: "button",
        class: "topic",
        "aria-pressed": String(state.community === each.number),
        onclick: () => change({ community: state.community === each.number ? -1 : each.number }),
      },
      element("span", {
        class: "dot",
        style: `background: ${topicColour(each.number)}`,
        "aria-hidden": "true",
      }),
      titled(communityName(each.number)),
      " ",
      element("span", { class: "count" }, formatCount(each.size)),
    ),
  );
  return element(
    "section",
    {},
    element("h3", {}, text("communities")),
    element("div", { class: "topics" }, ...buttons),
  );
}
