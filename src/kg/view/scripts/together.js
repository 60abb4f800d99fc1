// Which concepts posts often name together, and in how many posts.
import { edgesOf } from "./adjacency.js";
import { POST, graph, node } from "./columns.js";
import { element, titled } from "./elements.js";
import { counted, nameOf, swatch, text } from "./language.js";
import { goButton } from "./rows.js";
import { change, state } from "./state.js";

let partners = null; // by number of a concept: { n, strength }, the strongest first; made when first asked for

function allPartners() {
  const found = new Map();
  const add = (n, other, strength) => {
    if (!found.has(n)) found.set(n, []);
    found.get(n).push({ n: other, strength });
  };
  const { one, other, strength } = graph.together;
  one.forEach((n, at) => {
    add(n, other[at], strength[at]);
    add(other[at], n, strength[at]);
  });
  return found;
}

// The concepts that posts often name together with this one: { n, strength, posts }.
function togetherWith(n) {
  partners ||= allPartners();
  const naming = postsNaming(n);
  return (partners.get(n) || []).map((each) => ({
    ...each,
    posts: [...postsNaming(each.n)].filter((post) => naming.has(post)).length,
  }));
}

function postsNaming(n) {
  const found = new Set();
  for (const { other } of edgesOf(n)) if (node.kind[other] === POST) found.add(other);
  return found;
}

// Concepts that no one relates, but that posts often name together; a click shows a post that does.
export function togetherSection(n) {
  const partners = togetherWith(n);
  if (!partners.length) return null;
  const rows = partners.map((partner) =>
    element(
      "li",
      {},
      element(
        "div",
        { class: "line" },
        swatch(partner.n),
        element(
          "button",
          {
            type: "button",
            class: "plain name",
            "aria-pressed": String(state.to === partner.n),
            onclick: () => change({ to: state.to === partner.n ? -1 : partner.n }),
          },
          titled(nameOf(partner.n)),
          " ",
          element("span", { class: "remark" }, counted("shared", partner.posts)),
        ),
        goButton(partner.n),
      ),
    ),
  );
  return element(
    "section",
    { class: "together" },
    element("h3", {}, text("together")),
    element("ul", { class: "rows" }, ...rows),
  );
}
