// Posts a year as bars; the height of the fullest is the whole.
import { firstYear, lastYear, node } from "./columns.js";
import { element } from "./elements.js";
import { counted, formatCount, text } from "./language.js";

// How many of the posts were written in each year from the first to the last.
function countByYear(posts) {
  const counts = new Array(lastYear - firstYear + 1).fill(0);
  for (const n of posts) if (node.year[n]) counts[node.year[n] - firstYear]++;
  return counts;
}

// Bars for all years of the graph, so that those of two nodes can be compared.
export function histogram(posts) {
  const counts = countByYear(posts),
    most = Math.max(1, ...counts);
  const bars = counts.map((count, index) =>
    element("span", {
      class: count ? null : "none",
      "data-year": firstYear + index,
      title: `${firstYear + index}: ${formatCount(count)}`,
      style: `height: ${Math.round((100 * count) / most)}%`,
    }),
  );
  return element("div", { class: "histogram", "aria-hidden": "true" }, ...bars);
}

// The bars with the years below them, and in words for who cannot see them.
export function throughTime(posts) {
  if (lastYear === firstYear || !posts.some((n) => node.year[n])) return null;
  const undated = posts.filter((n) => !node.year[n]).length;
  const said = countByYear(posts)
    .map((count, index) => (count ? `${firstYear + index}: ${formatCount(count)}` : ""))
    .filter(Boolean);
  return element(
    "section",
    { class: "through-time" },
    element("h3", {}, text("throughTime")),
    element("p", { class: "unseen" }, text("throughTimeOf", { years: said.join(", ") })),
    histogram(posts),
    element(
      "p",
      { class: "line quiet", "aria-hidden": "true" },
      element("span", {}, String(firstYear)),
      undated ? element("span", {}, counted("undatedPosts", undated)) : null,
      element("span", {}, String(lastYear)),
    ),
  );
}
