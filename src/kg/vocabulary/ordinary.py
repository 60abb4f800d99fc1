"""How ordinary a word or a label is: a name that is also an ordinary word needs more than its letters."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

UNKNOWN = 2.5  # below the table's floor of 3.2: a word that general text hardly uses


@cache
def _zipf_by_word() -> dict[str, int]:
    lines = files("kg.vocabulary").joinpath("ordinary-en.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {word: int(tenths) for word, tenths in rows}


@cache
def _keyness_by_label() -> dict[str, float]:
    lines = files("kg.vocabulary").joinpath("ambiguous.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {label: float(keyness) for label, keyness in rows}


def keyness(label: str) -> float:
    """Return log10 of an ambiguous label's frequency in technical posts over that elsewhere; 0 if not known."""
    return _keyness_by_label().get(label, 0.0)


def zipf(word: str) -> float:
    """Return the word's Zipf frequency (log10 of its count in 10^9 words); `UNKNOWN` where it is rare."""
    tenths = _zipf_by_word().get(word.lower())
    return UNKNOWN if tenths is None else tenths / 10
