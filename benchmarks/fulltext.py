"""Measure ways to index Chinese and English text in FTS5: how much they find, how large they are, how long they take.

    python benchmarks/fulltext.py FOLDER [FOLDER …]

The posts of the folders are written into one index each way. Then Chinese words of two, three and four signs and
English ones, drawn with a fixed seed from what stands in the posts, are searched for. Recall is the share of the posts
that say the word just so (English: as a whole word) that is found; precision is the share of what is found that does.
kg finds the singular and the plural by either, which counts against its precision in English.
"""

from __future__ import annotations

import random
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import jieba

from kg.model import Post
from kg.posts.read import read_posts
from kg.query.text.words import parse_phrases, to_forms
from kg.script import fold

WORDS = 200  # of each kind
_HAN = re.compile("[\u4e00-\u9fff]+")
_LATIN = re.compile("(?<![a-z])[a-z]{4,12}(?![a-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to index: FTS5's tokenizer, what is done to the text first, what is done to a word."""

    name: str
    tokenizer: str
    to_text: Callable[[str], str]
    to_match: Callable[[str], str]


def cut(text: str) -> str:
    """Return the words that jieba cuts, for search engines: long words and the short ones inside."""
    return " ".join(jieba.cut_for_search(fold(text)))


def quote(text: str) -> str:
    """Return a phrase of FTS5."""
    return '"' + text.replace('"', " ") + '"'


def to_bigrams(word: str) -> str:
    """Return what kg matches."""
    return " AND ".join(quote(" ".join(each.forms)) + (" *" if each.is_open else "") for each in parse_phrases(word))


WAYS = (
    Way(name="neighbouring signs (kg)", tokenizer="ascii tokenchars '+#'", to_text=to_forms, to_match=to_bigrams),
    Way(name="jieba, for search", tokenizer="unicode61", to_text=cut, to_match=lambda word: quote(cut(word))),
    Way(name="FTS5's trigram", tokenizer="trigram", to_text=fold, to_match=lambda word: quote(fold(word))),
    Way(name="FTS5's unicode61", tokenizer="unicode61", to_text=fold, to_match=lambda word: quote(fold(word))),
)


def draw_words(texts: Sequence[str]) -> dict[str, list[str]]:
    """Return words to search for: of jieba's where they are Chinese, so that each is one that people know."""
    draw = random.Random(7)  # noqa: S311 - a seed, no secret
    chinese: dict[int, set[str]] = {2: set(), 3: set(), 4: set()}
    english: set[str] = set()
    for text in texts:
        english.update(_LATIN.findall(text))
        for word in jieba.cut(text):
            if len(word) in chinese and _HAN.fullmatch(word):
                chinese[len(word)].add(word)
    kinds = {f"Chinese, {size} signs": sorted(words) for size, words in chinese.items()} | {"English": sorted(english)}
    return {kind: draw.sample(words, min(WORDS, len(words))) for kind, words in kinds.items()}


def has_word(text: str, word: str) -> bool:
    """Tell whether the text says the word just so."""
    if not word.isascii():
        return word in text
    return word in text and re.search(rf"(?<![a-z0-9]){word}(?![a-z0-9])", text) is not None


def measure(way: Way, texts: Sequence[str], truth: dict[str, dict[str, set[int]]]) -> str:
    """Return a line of the table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        index = sqlite3.connect(path)
        index.execute(f"CREATE VIRTUAL TABLE t USING fts5(x, content='', tokenize=\"{way.tokenizer}\")")
        start = time.process_time()
        rows = ((number, way.to_text(text)) for number, text in enumerate(texts))
        index.executemany("INSERT INTO t (rowid, x) VALUES (?, ?)", rows)
        index.execute("INSERT INTO t (t) VALUES ('optimize')")
        index.commit()
        spent = time.process_time() - start
        cells, times = [], []
        for by_word in truth.values():
            right = found_all = wanted = 0
            for word, posts in by_word.items():
                begin = time.perf_counter()
                found = {row[0] for row in index.execute("SELECT rowid FROM t WHERE t MATCH ?", (way.to_match(word),))}
                times.append((time.perf_counter() - begin) * 1000)
                right, found_all, wanted = right + len(found & posts), found_all + len(found), wanted + len(posts)
            cells.append(f"{right / wanted:.3f} / {right / max(found_all, 1):.3f}")
        size = path.stat().st_size / 1e6
        index.close()
    return f"| {way.name} | {' | '.join(cells)} | {size:.1f} | {spent:.1f} | {statistics.median(times):.2f} |"


def main() -> None:
    """Print the figures as a Markdown table."""
    posts: list[Post] = [post for folder in sys.argv[1:] for post in read_posts([Path(folder)]).posts]
    texts = [fold(post.text) for post in posts]
    words = draw_words(texts)
    truth = {
        kind: {word: {number for number, text in enumerate(texts) if has_word(text, word)} for word in drawn}
        for kind, drawn in words.items()
    }
    print(f"{len(texts)} posts, {sum(len(text.encode('utf-8', 'replace')) for text in texts) / 1e6:.2f} MB\n")
    print(f"| recall / precision | {' | '.join(words)} | MB | s | ms a word |")
    print(f"|---|{'---|' * (len(words) + 3)}")
    for way in WAYS:
        print(measure(way, texts, truth), flush=True)


if __name__ == "__main__":
    main()
