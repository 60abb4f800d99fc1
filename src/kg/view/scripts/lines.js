// Breaking names into lines of a width, whatever script they are in.

const widths = new Map();

// The width of words in pixels; measured once.
export function widthOf(context, font, words) {
  const key = font + words;
  if (!widths.has(key)) {
    context.font = font;
    widths.set(key, context.measureText(words).width);
  }
  return widths.get(key);
}

// The longest start of words that fits a width in pixels, by whole characters; at a space rather than in a Latin word.
function fitting(context, font, letters, widest, ending) {
  let low = 0,
    high = Math.min(letters.length, 200);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (widthOf(context, font, letters.slice(0, middle).join("") + ending) <= widest) low = middle;
    else high = middle - 1;
  }
  return low;
}

const brokenBefore = new Map();

// Break words into lines no wider than `widest` pixels; an ellipsis stands for what `most` lines do not hold.
export function broken(context, font, words, widest, most) {
  const key = `${font} ${widest} ${most} ${words}`;
  if (!brokenBefore.has(key)) brokenBefore.set(key, evenly(context, font, words, widest, most));
  return brokenBefore.get(key);
}

// Lines of about the same length where all words fit, rather than one full line and a last letter.
function evenly(context, font, words, widest, most) {
  const whole = widthOf(context, font, words);
  const even = Math.min(widest, (1.1 * whole) / most + 8);
  const lines = breakWords(context, font, words, even, most);
  return whole <= widest || lines.at(-1).endsWith("…")
    ? breakWords(context, font, words, widest, most)
    : lines;
}

function breakWords(context, font, words, widest, most) {
  const lines = [];
  for (let rest = words; rest;) {
    if (widthOf(context, font, rest) <= widest) return [...lines, rest];
    const letters = Array.from(rest),
      isLast = lines.length === most - 1;
    let count = Math.max(1, fitting(context, font, letters, widest, isLast ? "…" : ""));
    if (isLast) return [...lines, letters.slice(0, count).join("").trimEnd() + "…"];
    count = niceBreak(letters, count);
    lines.push(letters.slice(0, count).join("").trimEnd());
    rest = letters.slice(count).join("").trimStart();
  }
  return lines;
}

const IN_WORD = /[\p{Script=Latin}\p{Nd}\-_']/u,
  NOT_FIRST = /[\s,.;:!?)\]}%，。、；：！？）】》”’…]/;

// Move a break back out of a Latin word, and not before a comma, unless that costs half of the line.
function niceBreak(letters, count) {
  let nice = count;
  while (
    nice > 0 &&
    ((IN_WORD.test(letters[nice - 1]) && IN_WORD.test(letters[nice])) ||
      NOT_FIRST.test(letters[nice]))
  )
    nice--;
  return nice > count / 2 ? nice : count;
}
