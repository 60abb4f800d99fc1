// The real nodes of vis, which can be dragged: all of a small graph, else the foremost in view.
import { currentView, foremost } from "./board.js";
import { colours } from "./colours.js";
import { graph, node, nodeCount, radius } from "./columns.js";
import { x, y } from "./places.js";
import { shown } from "./shown.js";
import { worldBox } from "./view.js";

const MOST_REAL = 250; // in a large graph
const SHAPE_OF = { post: "square", concept: "dot", work: "diamond", series: "triangle" };

const isWhole = nodes.length === nodeCount;

// Bring vis's nodes in line with what is shown: what is not seen must not be dragged.
export function promote() {
  if (isWhole) {
    hideFiltered();
    return;
  }
  const wanted = wantedNodes();
  nodes.remove(nodes.getIds().filter((n) => !wanted.has(n)));
  nodes.add([...wanted].filter((n) => !nodes.get(n)).map(realNode));
}

function hideFiltered() {
  const turned = [];
  nodes.forEach((each) => {
    const hidden = !shown.nodes[each.id];
    if (Boolean(each.hidden) !== hidden) turned.push({ id: each.id, hidden });
  });
  if (turned.length) nodes.update(turned);
}

function wantedNodes() {
  const box = worldBox(currentView());
  const wanted = new Set(
    foremost()
      .slice(0, MOST_REAL)
      .filter((n) => shown.nodes[n]),
  );
  for (let n = 0; n < nodeCount && wanted.size < MOST_REAL; n++) {
    const isInView = x[n] > box.left && x[n] < box.right && y[n] > box.top && y[n] < box.bottom;
    if (shown.nodes[n] && isInView) wanted.add(n);
  }
  return wanted;
}

function realNode(n) {
  const kind = graph.kinds[node.kind[n]];
  const look = { shape: SHAPE_OF[kind], color: colours.kinds[node.kind[n]], size: radius[n] };
  return { id: n, key: node.id[n], label: node.label[n], kind, ...look, x: x[n], y: y[n] };
}

// Tell vis that places changed.
export function replaceNodes() {
  nodes.update(nodes.getIds().map((n) => ({ id: n, x: x[n], y: y[n] })));
}
