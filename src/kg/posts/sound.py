"""What a reader found, with every character in it one that a file can hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from kg.model import Problem
from kg.posts.decode import clean
from kg.posts.record import Finding, Findings, Record

REMEDY = "save the file with characters in their place; each was read as U+FFFD"


def make_sound(findings: Findings, path: str) -> Findings:
    """Yield the findings without lone surrogates and NUL characters, and one problem if there were any.

    JSON, YAML and TOML can escape both, whatever the encoding of the file is.
    """
    first: int | None = None
    count = 0
    for finding in findings:
        sound = _sound(finding)
        if sound != finding:
            count += 1
            first = first or _line_of(finding)
        yield sound
    if first is not None:
        message = "characters that no text can hold (lone surrogates or NUL)"
        yield Problem(path, first, f"{message} in {count} posts" if count > 1 else message, REMEDY)


def _line_of(finding: Finding) -> int:
    return finding.sources[0].line if isinstance(finding, Record) else 1


def _sound(value: Any) -> Any:
    """Return the value with every text in it clean; the same object where nothing had to be done."""
    if isinstance(value, str):
        return value if type(value) is not str or (value.isascii() and "\0" not in value) else clean(value)
    if isinstance(value, tuple):
        sound = tuple(map(_sound, value))
        return value if sound == value else sound
    if is_dataclass(value) and not isinstance(value, type):
        changed = dict(_changed(value))
        return replace(value, **changed) if changed else value
    return value


def _changed(noun: Any) -> Iterator[tuple[str, Any]]:
    for each in fields(noun):
        before = getattr(noun, each.name)
        after = _sound(before)
        if after is not before and after != before:
            yield each.name, after
