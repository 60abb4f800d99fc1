// One neighbour in the panel: a line that opens the sentences behind the link, and a way to go there.
import { edge, graph, node } from "./columns.js";
import { element, titled } from "./elements.js";
import { counted, dateOf, formatCount, nameOf, sortOf, swatch, text } from "./language.js";
import { quotesOf } from "./quotes.js";
import { change, state } from "./state.js";

const FEW = 12; // rows before "show all"

// A titled list of neighbours, or nothing where there are none. `links` are { edge, other }.
export function section(heading, links, { isOpen = false } = {}) {
  if (!links.length) return null;
  const rows = element(
    "ul",
    { class: "rows" },
    ...links.slice(0, isOpen ? links.length : FEW).map(linkRow),
  );
  const chosen = links.findIndex((link) => link.other === state.to);
  if (!isOpen && chosen >= FEW) rows.append(linkRow(links[chosen]));
  const rest = links.length > FEW && !isOpen ? moreButton(rows, links) : null;
  return element(
    "section",
    {},
    element("h3", {}, heading, " ", element("span", { class: "count" }, formatCount(links.length))),
    rows,
    rest,
  );
}

function moreButton(rows, links) {
  const button = element(
    "button",
    {
      type: "button",
      class: "plain",
      onclick: () => {
        rows.replaceChildren(...links.map(linkRow));
        button.remove();
      },
    },
    text("moreRows", { count: formatCount(links.length) }),
  );
  return button;
}

function linkRow({ edge: e, other }) {
  const isOpen = state.to === other;
  return element(
    "li",
    { class: isOpen ? "open" : null, "data-edge": e },
    element("div", { class: "line" }, swatch(other), openButton(e, other, isOpen), goButton(other)),
    isOpen ? quotesOf(e) : null,
  );
}

function openButton(e, other, isOpen) {
  const remarks = [
    node.conceptKind[other] || node.workKind[other] ? sortOf(other) : dateOf(other).slice(0, 10),
    edge.evidence[e] > 1 ? counted("times", edge.evidence[e]) : "",
  ];
  return element(
    "button",
    {
      type: "button",
      class: "plain name",
      "aria-expanded": String(isOpen),
      onclick: () => change({ to: isOpen ? -1 : other }),
    },
    relationWords(e, other),
    titled(nameOf(other)),
    " ",
    ...remarks.filter(Boolean).map((remark) => element("span", { class: "remark" }, remark)),
  );
}

// What posts say that the other concept is to this one, as words before its name.
function relationWords(e, other) {
  if (!edge.relations[e]) return null;
  const isForward = edge.to[e] === other;
  const said = edge.relations[e].map((number) => {
    const kind = graph.relationKinds[Math.abs(number) - 1];
    return text((number > 0 === isForward ? "relation." : "back.") + kind);
  });
  return element("span", { class: "relation" }, said.join(", "), " ");
}

export function goButton(n) {
  const name = text("go", { label: nameOf(n) });
  return element(
    "button",
    { type: "button", class: "go", "aria-label": name, title: name, "data-go": n },
    element("span", { "aria-hidden": "true" }, "→"),
  );
}
