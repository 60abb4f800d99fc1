// What the shapes mean.
import { graph, node } from "./columns.js";
import { byId, element } from "./elements.js";
import { formatCount, text } from "./language.js";

export function showLegend() {
  const rows = graph.kinds.map((kind, number) => {
    const count = node.kind.filter((each) => each === number).length;
    return count ? element("li", {}, element("span", { class: "swatch " + kind, "aria-hidden": "true" }), formatCount(count), " ", text("kinds." + kind)) : null;
  });
  byId("legend").replaceChildren(...rows.filter(Boolean));
  byId("legend").hidden = !node.id.length;
}
