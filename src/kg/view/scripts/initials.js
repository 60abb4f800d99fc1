// The first letters of Chinese words in pinyin, so that dbxx finds 对比学习, from the browser's own sorting.

// The first character of each letter when sorted by pinyin; no word begins with i, u or v.
const FIRST = "阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀";
const LETTERS = "abcdefghjklmnopqrstwxyz";
const HAN = /\p{Script=Han}/u;

const byPinyin = new Intl.Collator("zh-u-co-pinyin");
const isKnown = byPinyin.resolvedOptions().collation === "pinyin"; // else the browser cannot tell
const letters = new Map();

function letterOf(character) {
  if (!letters.has(character)) {
    let at = LETTERS.length - 1;
    while (at > 0 && byPinyin.compare(character, FIRST[at]) < 0) at--;
    letters.set(character, LETTERS[at]);
  }
  return letters.get(character);
}

// Return words with every Chinese character replaced by its letter, or null where there is none to replace.
export function initialsOf(words) {
  if (!isKnown || !HAN.test(words)) return null;
  return Array.from(words, (each) => (HAN.test(each) ? letterOf(each) : each)).join("");
}
