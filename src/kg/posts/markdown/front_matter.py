"""The fields before a Markdown post: YAML, TOML or JSON, or the `[#]:` lines of LCTT."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

LONGEST = 100_000  # characters of front matter
_YAML = re.compile(r"---[ \t]*\n(?P<fields>.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*\n(?P<fields>.*?)^\+\+\+[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_HEXO = re.compile(
    r"(?P<fields>(?:title|layout|date|tags|categories|author)[ \t]*:.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE
)
# Pelican's: fields without any fence, closed by a blank line; what is indented goes on with the field above.
_PELICAN = re.compile(
    r"(?P<fields>(?:(?:title|date|author|authors|slug|tags|category|status|lang|summary)[ \t]*:(?!:).*\n)"
    r"(?:[A-Za-z][\w -]{0,30}:(?!:).*\n|[ \t]+\S.*\n){1,60})[ \t]*\n",
    re.IGNORECASE,
)
# Nikola's: lines `.. title: words` in a comment; Logseq's: `title:: words`.
_NIKOLA = re.compile(r"<!--[ \t]*\n(?P<fields>(?:\.\.[ \t]+[a-z_]+:[^\n]*\n){1,40})[ \t]*-->[ \t]*\n?")
_LOGSEQ = re.compile(r"(?P<fields>(?:[A-Za-z][\w-]{0,40}::[ \t][^\n]*(?:\n|$)){1,40})")
_MARKED_LINE = re.compile(r"^(?:\.\.[ \t]+)?([A-Za-z][\w-]*)::?[ \t]*(.*)$", re.MULTILINE)
_PELICAN_NAMES = frozenset("title date author authors slug tags category status lang summary modified".split())
_JSON_START = re.compile(r"\{\s*(?:\"|\})")
_LCTT = re.compile(r"\s*(?:\[#\]:[^\n]*\n?)+")
_LCTT_FIELD = re.compile(r"\[#\]:\s*([a-z_]+)\s*:?\s*[(\"'](.*)[)\"']\s*$|\[#\]:\s*([a-z_]+):\s*(\S.*)$", re.MULTILINE)
_LINE = re.compile(r"^([A-Za-z_][\w-]*)\s*:[ \t]*(.*)$", re.MULTILINE)
_FIELD = re.compile(r"^[\"']?[A-Za-z_][\w -]*[\"']?\s*[:=]", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*-[ \t]+(.*)$")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields, the text below them and the line (from 1) on which it starts; `flaw` tells what did not parse."""

    text: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    line: int = 1
    flaw: str | None = None
    is_lctt: bool = False


def has_front_matter(text: str) -> bool:
    """Tell whether the text starts with front matter that has at least one field."""
    start = text[:LONGEST].lstrip("\n\ufeff")
    for pattern in (_YAML, _TOML):
        match = pattern.match(start)
        if match:
            return _FIELD.search(match["fields"]) is not None
    return bool(split_front_matter(text).fields)


def split_front_matter(text: str) -> FrontMatter:
    """Return the front matter and what stands below it; text without any is returned whole.

    YAML is read without guessing types: every value is text, a list or a mapping. What is no YAML is read line by
    line, so that an unquoted colon in a title does not cost the date.
    """
    start = text[:LONGEST].lstrip("\n\ufeff")
    skipped = len(text[:LONGEST]) - len(start)
    for pattern, parse in (
        (_YAML, _parse_yaml),
        (_TOML, _parse_toml),
        (_HEXO, _parse_hexo),
        (_PELICAN, _parse_pelican),
        (_NIKOLA, _parse_marked),
        (_LOGSEQ, _parse_marked),
    ):
        match = pattern.match(start)
        if match:
            fields, flaw = parse(match["fields"])
            if not fields and pattern in (_HEXO, _PELICAN):
                continue
            return _below(text, skipped + match.end(), fields, flaw) if fields else FrontMatter(text, flaw=flaw)
    if start.startswith("[#]:"):
        return _split_lctt(text, start, skipped)
    return _split_json(text, start, skipped) if _JSON_START.match(start) else FrontMatter(text)


def _below(text: str, end: int, fields: Mapping[str, Any], flaw: str | None) -> FrontMatter:
    return FrontMatter(text[end:], fields, text.count("\n", 0, end) + 1, flaw)


def _parse_yaml(words: str) -> tuple[Mapping[str, Any], str | None]:
    try:
        fields = yaml.load(words, Loader=yaml.BaseLoader)  # noqa: S506  # builds nothing but text, lists and mappings
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 2} of the file)" if mark else ""
        return _parse_lines(words), f"the front matter is no YAML{where}; it was read line by line"
    if isinstance(fields, dict):
        return fields, None
    return {}, None


def _parse_hexo(words: str) -> tuple[Mapping[str, Any], str | None]:
    """Parse front matter that is only closed: believed if it is short and every line may be YAML."""
    if words.count("\n\n") or len(words) > 5_000:
        return {}, None
    fields, flaw = _parse_yaml(words)
    return (fields, None) if flaw is None else ({}, None)


def _parse_pelican(words: str) -> tuple[Mapping[str, Any], str | None]:
    """Parse fields without a fence: believed if the title is among them and another that Pelican knows."""
    fields: dict[str, str] = {}
    last = ""
    for line in words.split("\n"):
        name, colon, said = line.partition(":")
        if line[:1].isspace() and last:
            fields[last] = f"{fields[last]} {line.strip()}"
        elif colon:
            last = name.strip().lower()
            fields[last] = said.strip()
    known = fields.keys() & _PELICAN_NAMES
    return (fields, None) if "title" in known and len(known) > 1 else ({}, None)


def _parse_marked(words: str) -> tuple[Mapping[str, Any], str | None]:
    return {name.lower(): said.strip() for name, said in _MARKED_LINE.findall(words) if said.strip()}, None


def _parse_toml(words: str) -> tuple[Mapping[str, Any], str | None]:
    try:
        return tomllib.loads(words), None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return {"toml": ""}, f"the front matter is no TOML: {error}"


def _parse_lines(words: str) -> dict[str, Any]:
    """Return the fields of lines `key: value` and of the lists of hyphens below a key."""
    fields: dict[str, Any] = {}
    last = ""
    for line in words.split("\n"):
        pair, member = _LINE.match(line), _ITEM.match(line)
        if pair:
            last = pair[1]
            fields[last] = pair[2].strip().strip("\"'")
        elif member and last:
            before = fields[last] if isinstance(fields[last], list) else []
            fields[last] = [*before, member[1].strip().strip("\"'")] if len(before) < 100 else before
    return fields


_PARSERS: tuple[tuple[re.Pattern[str], Callable[[str], tuple[Mapping[str, Any], str | None]]], ...] = (
    (_YAML, _parse_yaml),
    (_TOML, _parse_toml),
    (_HEXO, _parse_hexo),
    (_PELICAN, _parse_pelican),
)


def _split_lctt(text: str, start: str, skipped: int) -> FrontMatter:
    match = _LCTT.match(start)
    end = match.end() if match else 0
    fields = {one or other: (words or rest).strip() for one, words, other, rest in _LCTT_FIELD.findall(start[:end])}
    below = _below(text, skipped + end, fields, None)
    return FrontMatter(below.text, fields, below.line, is_lctt=True)


def _split_json(text: str, start: str, skipped: int) -> FrontMatter:
    try:
        fields, end = json.JSONDecoder().raw_decode(start)
    except (ValueError, RecursionError):
        return FrontMatter(text)
    # Hugo ends JSON front matter with the line of its bracket; more objects below would be JSON lines.
    following = start[end:].lstrip(" \t")
    if not isinstance(fields, dict) or not following.startswith("\n") or following.lstrip()[:1] in ("", "{"):
        return FrontMatter(text)
    return _below(text, skipped + end, fields, None)
