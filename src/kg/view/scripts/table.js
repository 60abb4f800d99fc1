// The same as rows: sortable, worked by keyboard, read by screen readers.
import { degree } from "./adjacency.js";
import { graph, node, nodeCount } from "./columns.js";
import { byId, element, titled } from "./elements.js";
import {
  communityName,
  dateOf,
  formatCount,
  interfaceLanguage,
  nameOf,
  sortOf,
  swatch,
  text,
} from "./language.js";
import { shown } from "./shown.js";
import { change, state } from "./state.js";

const PAGE = 500; // rows
const sheet = byId("table");
const sorting = { column: "degree", isDown: true, page: 0 };

const COLUMNS = {
  label: { value: nameOf, compare: (a, b) => collator().compare(a, b) },
  kinds: { value: sortOf, compare: (a, b) => collator().compare(a, b) },
  date: { value: (n) => dateOf(n), compare: (a, b) => (a < b ? -1 : a > b ? 1 : 0) },
  degree: { value: degree, compare: (a, b) => a - b },
  community: {
    value: (n) => communityName(node.community[n]),
    compare: (a, b) => collator().compare(a, b),
  },
};
const HEADINGS = {
  label: "label",
  kinds: "kind",
  date: "date",
  degree: "degree",
  community: "community",
};

const collators = {};
const collator = () =>
  (collators[interfaceLanguage.is] ||= new Intl.Collator(
    interfaceLanguage.is === "zh" ? "zh-CN" : "en",
  ));

export function showTable() {
  sheet.hidden = state.view !== "table";
  if (sheet.hidden) return;
  const rows = sortedRows(),
    pages = Math.max(1, Math.ceil(rows.length / PAGE));
  sorting.page = Math.min(sorting.page, pages - 1);
  const body = element(
    "tbody",
    {},
    ...rows.slice(sorting.page * PAGE, (sorting.page + 1) * PAGE).map(tableRow),
  );
  sheet.replaceChildren(
    element(
      "table",
      {},
      element(
        "caption",
        {},
        text("shownOf", { shown: formatCount(rows.length), all: formatCount(nodeCount) }),
      ),
      head(),
      body,
    ),
    pages > 1 ? pager(pages) : "",
  );
}

function sortedRows() {
  const { value, compare } = COLUMNS[sorting.column],
    rows = [];
  for (let n = 0; n < nodeCount; n++) if (shown.nodes[n]) rows.push({ n, value: value(n) });
  const direction = sorting.isDown ? -1 : 1;
  return rows
    .sort((a, b) => direction * compare(a.value, b.value) || a.n - b.n)
    .map((row) => row.n);
}

function head() {
  const cells = Object.keys(COLUMNS).map((column) => {
    const isSorted = sorting.column === column;
    const sort = isSorted ? (sorting.isDown ? "descending" : "ascending") : "none";
    const arrow = element(
      "span",
      { "aria-hidden": "true" },
      isSorted ? (sorting.isDown ? " ▾" : " ▴") : "",
    );
    return element(
      "th",
      { scope: "col", "aria-sort": sort },
      element(
        "button",
        { type: "button", class: "plain", "data-column": column, onclick: () => sortBy(column) },
        text(HEADINGS[column]),
        arrow,
      ),
    );
  });
  return element("thead", {}, element("tr", {}, ...cells));
}

function sortBy(column) {
  sorting.isDown =
    sorting.column === column ? !sorting.isDown : column === "degree" || column === "date";
  sorting.column = column;
  sorting.page = 0;
  showTable();
  sheet.querySelector(`[data-column="${column}"]`).focus();
}

function tableRow(n) {
  const community = graph.communities[node.community[n]];
  return element(
    "tr",
    { "aria-selected": n === state.node ? "true" : null },
    element(
      "td",
      {},
      element(
        "button",
        {
          type: "button",
          class: "plain name",
          "data-row": n,
          onclick: () => change({ node: n, to: -1 }),
        },
        swatch(n),
        titled(nameOf(n)),
      ),
    ),
    element("td", {}, sortOf(n)),
    element("td", {}, dateOf(n)),
    element("td", { class: "number" }, formatCount(degree(n))),
    element("td", {}, community.loose ? "" : titled(communityName(node.community[n]))),
  );
}

function pager(pages) {
  const turn = (by) => () => {
    sorting.page += by;
    showTable();
    sheet.scrollTop = 0;
  };
  return element(
    "p",
    { class: "line" },
    element(
      "button",
      { type: "button", disabled: sorting.page === 0, onclick: turn(-1) },
      text("previousPage"),
    ),
    ` ${sorting.page + 1} / ${pages} `,
    element(
      "button",
      { type: "button", disabled: sorting.page === pages - 1, onclick: turn(1) },
      text("nextPage"),
    ),
  );
}

// Up and down go from name to name.
sheet.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !event.target.dataset.row) return;
  const names = [...sheet.querySelectorAll("[data-row]")];
  names[names.indexOf(event.target) + step]?.focus();
  event.preventDefault();
});

// Rebuilding the table takes the focus away: give it back to the row that had it.
export function keepFocus(rebuild) {
  const row = document.activeElement?.dataset.row;
  rebuild();
  if (row) sheet.querySelector(`[data-row="${row}"]`)?.focus({ preventScroll: true });
}
