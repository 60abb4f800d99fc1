// What the shapes mean, and how many of each there are.
import { POST, graph, node } from "./columns.js";
import { byId, element } from "./elements.js";
import { counted, formatCount } from "./language.js";

// The kinds that occur, with their numbers: { style, count, key }; posts that are only cited count apart.
export function census() {
  const stubs = node.stub.filter(Boolean).length;
  const rows = graph.kinds.map((kind, number) => ({
    style: kind,
    count: node.kind.filter((each) => each === number).length - (number === POST ? stubs : 0),
    key: "kinds." + kind,
  }));
  return [...rows, { style: "post stub", count: stubs, key: "kinds.stub" }].filter(
    (row) => row.count,
  );
}

export function showLegend() {
  byId("legend").replaceChildren(
    ...census().map((row) =>
      element(
        "li",
        {},
        element("span", { class: "swatch " + row.style, "aria-hidden": "true" }),
        `${formatCount(row.count)} ${counted(row.key, row.count)}`,
      ),
    ),
  );
  byId("legend").hidden = !node.id.length;
}
