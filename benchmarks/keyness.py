"""How much more frequent an ambiguous label is in technical posts than in general text: its keyness, shipped as data.

    python benchmarks/keyness.py FOLDER… > the third column of src/kg/vocabulary/ambiguous.tsv, a line a label

Keyness is log10 of the label's frequency in the posts over its frequency in general text (wordfreq's table for English,
jieba's dictionary for Chinese). Only counts leave the posts.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from pathlib import Path

from kg.concepts.candidates import Candidate, find_candidates
from kg.concepts.cuts import tokenizer
from kg.posts.read import read_posts
from kg.script import HAN
from kg.vocabulary.index import LabelIndex
from kg.vocabulary.ordinary import zipf
from kg.vocabulary.read import read_vocabulary

CHARACTERS_A_WORD = 1.6  # in Chinese text; an English word takes about 6 with its space
ENGLISH_CHARACTERS_A_WORD = 6.0


def general_zipf(label: str) -> float:
    """Return log10 of the label's count in 10^9 words of general text; the rarest word's for a phrase."""
    if HAN.search(label):
        cutter = tokenizer()
        parts = [
            cutter.FREQ.get(part) or 1 for part in [label, *cutter.cut(label)][: 1 if cutter.FREQ.get(label) else None]
        ]
        return math.log10(min(parts) / cutter.total * 1e9)
    return min(zipf(word) for word in label.replace("-", " ").split())


def main() -> None:
    """Count and print."""
    vocabulary = read_vocabulary()
    index = LabelIndex(vocabulary.concepts.values(), vocabulary.ambiguous, generic=vocabulary.generic)
    counts: Counter[str] = Counter()
    words = 0.0
    for folder in sys.argv[1:]:
        for post in read_posts([Path(folder)]).posts:
            han = len(HAN.findall(post.text))
            words += han / CHARACTERS_A_WORD + (len(post.text) - han) / ENGLISH_CHARACTERS_A_WORD
            found = {(each.span, each.label) for each in find_candidates(post, index) if isinstance(each, Candidate)}
            counts.update(label for _, label in found)
    for label in sorted(vocabulary.ambiguous):
        observed = math.log10((counts[label] + 0.5) / words * 1e9)
        print(f"{label}\t{observed - general_zipf(label):.1f}")


if __name__ == "__main__":
    main()
