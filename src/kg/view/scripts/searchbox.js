// The search field: a combobox whose list is worked with arrows, Enter and Escape.
import { announce, byId, element, titled } from "./elements.js";
import { counted, formatCount, nameOf, sortOf, swatch, text } from "./language.js";
import { degree } from "./adjacency.js";
import { search } from "./search.js";

const field = byId("query"),
  list = byId("hits");
let hits = [],
  current = -1;
let chooseHit = () => {};

// Say what to do with the node that is chosen.
export function onChoice(choice) {
  chooseHit = choice;
}

export function focusSearch() {
  field.focus();
  field.select();
}

function showHits() {
  const rows = hits.map((hit, position) => row(hit, position));
  const isEmpty = !rows.length && field.value.trim();
  list.replaceChildren(...(isEmpty ? [noHit()] : rows));
  list.hidden = !rows.length && !isEmpty;
  field.setAttribute("aria-expanded", String(rows.length > 0));
  if (current >= 0) field.setAttribute("aria-activedescendant", "hit-" + current);
  else field.removeAttribute("aria-activedescendant");
  if (current >= 0) list.children[current].scrollIntoView({ block: "nearest" });
}

// A list for choosing must hold choices: this one cannot be chosen.
const noHit = () =>
  element(
    "li",
    { class: "quiet", role: "option", "aria-disabled": "true", "aria-selected": "false" },
    text("noHits"),
  );

function row(hit, position) {
  const isKnownByOther = hit.by && hit.by !== nameOf(hit.n);
  return element(
    "li",
    {
      id: "hit-" + position,
      role: "option",
      "aria-selected": String(position === current),
      onpointerdown: (event) => {
        event.preventDefault();
        pickHit(position);
      },
    },
    swatch(hit.n),
    element(
      "span",
      { class: "name" },
      titled(nameOf(hit.n)),
      isKnownByOther ? element("span", { class: "quiet" }, " — ", titled(hit.by)) : null,
    ),
    element("span", { class: "quiet" }, `${sortOf(hit.n)} · ${formatCount(degree(hit.n))}`),
  );
}

function pickHit(position) {
  const { n } = hits[position];
  field.value = "";
  closeHits();
  chooseHit(n);
}

function closeHits() {
  hits = [];
  current = -1;
  list.hidden = true;
  list.replaceChildren();
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

field.addEventListener("input", () => {
  hits = search(field.value);
  current = hits.length ? 0 : -1;
  showHits();
  if (field.value.trim()) announce(hits.length ? counted("hits", hits.length) : text("noHits"));
});
field.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && hits.length) {
    current = (current + step + hits.length) % hits.length;
    showHits();
    event.preventDefault();
  } else if (event.key === "Enter" && current >= 0) {
    pickHit(current);
    event.preventDefault();
  } else if (event.key === "Escape") {
    field.value = "";
    closeHits();
    event.stopPropagation();
  }
});
field.addEventListener("blur", closeHits);
