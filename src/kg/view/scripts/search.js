// Finding nodes by any of their names: title, label, alias, or the pinyin initials of a Chinese one.
import { degree } from "./adjacency.js";
import { node, nodeCount } from "./columns.js";
import { initialsOf } from "./initials.js";

const MOST_HITS = 30;

// One form for what readers take to be the same: width, case, spaces, hyphens and dots do not count.
const folded = (words) =>
  words
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\-_·.,:;'"“”‘’《》()（）：，。、]+/g, "");

const namesOf = (n) => (node.labels[n] || []).flat().map(([words]) => words);

let keys = null;

// Made when the first letter is typed, not when the page opens.
function searchKeys() {
  keys ||= Array.from({ length: nodeCount }, (_, n) => ({
    label: folded(node.label[n]),
    others: [...new Set([...namesOf(n), ...(node.keys[n] || [])])]
      .filter((words) => words !== node.label[n])
      .map((words) => ({ words, key: folded(words) })),
    initials: initialsOf(folded(node.chinese[n] || node.label[n])),
  }));
  return keys;
}

// Return { n, by } for the best matches; `by` is the other name that matched, where it was not the label.
export function search(query) {
  const wanted = folded(query);
  if (!wanted) return [];
  const found = [];
  searchKeys().forEach((key, n) => {
    const match = matchOf(key, wanted);
    if (match) found.push({ n, ...match });
  });
  found.sort((a, b) => b.score - a.score || degree(b.n) - degree(a.n) || a.n - b.n);
  return found.slice(0, MOST_HITS);
}

function matchOf(key, wanted) {
  const other = (accepts) => key.others.find((each) => accepts(each.key));
  const exact = other((each) => each === wanted),
    prefix = other((each) => each.startsWith(wanted));
  if (key.label === wanted) return { score: 100 };
  if (exact) return { score: 90, by: exact.words };
  if (key.label.startsWith(wanted)) return { score: 80 };
  if (prefix) return { score: 70, by: prefix.words };
  if (key.initials?.startsWith(wanted)) return { score: 60, by: key.others[0]?.words };
  if (key.label.includes(wanted)) return { score: 50 };
  const inside = other((each) => each.includes(wanted));
  return inside ? { score: 45, by: inside.words } : null;
}
