"""The fields before a Markdown post: YAML, TOML or JSON, or the `[#]:` lines of LCTT."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

LONGEST = 100_000  # characters of front matter
_YAML = re.compile(r"---[ \t]*\n(?P<fields>.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*\n(?P<fields>.*?)^\+\+\+[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_UNCLOSED = re.compile(
    r"---[ \t]*\n(?P<fields>(?:[A-Za-z_][\w -]{0,40}:(?:[ \t][^\n]*)?\n|[ \t]+\S[^\n]*\n|- [^\n]*\n){1,100})"
    r"[ \t]*(?:\n|$)"
)
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
_LINE = re.compile(r"^([A-Za-z_][\w-]*)[ \t]*[:=][ \t]*(.*)$", re.MULTILINE)
_KEY = re.compile(r"^([A-Za-z_][\w-]*)[ \t]*:(?=[ \t]|$)", re.MULTILINE)
_TOML_FLAW = re.compile(r"([^()]{1,200}?) \(at (?:line ([0-9]{1,6})|end)")
READ_SO = "it was read line by line"
_FIELD = re.compile(r"^[\"']?[A-Za-z_][\w -]*[\"']?\s*[:=]", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*-[ \t]+(.*)$")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields, the text below them and the line (from 1) on which it starts; `flaw` tells what did not parse."""

    text: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    line: int = 1
    flaw: str | None = None
    flaw_line: int = 1
    is_lctt: bool = False


@dataclass(frozen=True, slots=True)
class _Parsed:
    """Fields, and what is wrong with them on which of their lines (from 1)."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    flaw: str | None = None
    line: int = 0


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
        (_YAML, _parse_fenced),
        (_TOML, _parse_toml),
        (_UNCLOSED, _parse_unclosed),
        (_HEXO, _parse_hexo),
        (_PELICAN, _parse_pelican),
        (_NIKOLA, _parse_marked),
        (_LOGSEQ, _parse_marked),
    ):
        match = pattern.match(start)
        if match:
            parsed = parse(match["fields"])
            if not parsed.fields and pattern in (_HEXO, _PELICAN, _UNCLOSED):
                continue
            # The fields of the first two stand below a fence.
            first = text.count("\n", 0, skipped + match.start("fields")) + max(1, parsed.line)
            below = _below(text, skipped + match.end(), parsed.fields) if parsed.fields else FrontMatter(text)
            return replace(below, flaw=parsed.flaw, flaw_line=first if parsed.flaw else 1)
    if start.startswith("[#]:"):
        return _split_lctt(text, start, skipped)
    return _split_json(text, start, skipped) if _JSON_START.match(start) else FrontMatter(text)


def _below(text: str, end: int, fields: Mapping[str, Any]) -> FrontMatter:
    return FrontMatter(text[end:], fields, text.count("\n", 0, end) + 1)


def _parse_yaml(words: str) -> _Parsed:
    try:
        fields = yaml.load(words, Loader=yaml.BaseLoader)  # noqa: S506  # builds nothing but text, lists and mappings
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = min(mark.line, words.count("\n") - 1) + 1 if mark else 1  # what is never closed ends with the last line
        return _Parsed(_parse_lines(words), f"the front matter is no YAML; {READ_SO}", line)
    if not isinstance(fields, dict):
        return _Parsed()
    return _Parsed(fields)


def _parse_fenced(words: str) -> _Parsed:
    """Parse YAML between fences, and tell where it gives a field twice: tools disagree on which of them counts."""
    parsed = _parse_yaml(words)
    twice = _find_twice(words) if not parsed.flaw else None
    if not twice:
        return parsed
    return replace(
        parsed, flaw=f"“{twice[1]}” stands twice; the last counts", line=words.count("\n", 0, twice.start()) + 1
    )


def _find_twice(words: str) -> re.Match[str] | None:
    """Return the second line that gives a field which an earlier line gave."""
    given: set[str] = set()
    for line in _KEY.finditer(words):
        if line[1] in given:
            return line
        given.add(line[1])
    return None


def _parse_unclosed(words: str) -> _Parsed:
    """Parse front matter that is only opened: believed up to the first blank line, if it tells a title or a day."""
    parsed = _parse_yaml(words)
    if not {"title", "date"} & {str(name).lower() for name in parsed.fields}:
        return _Parsed()
    flaw = "the front matter is never closed; it was read up to the blank line here"
    return _Parsed(parsed.fields, flaw, words.count("\n") + 1)


def _parse_hexo(words: str) -> _Parsed:
    """Parse front matter that is only closed: believed if it is short and every line may be YAML."""
    if words.count("\n\n") or len(words) > 5_000:
        return _Parsed()
    parsed = _parse_yaml(words)
    return parsed if parsed.flaw is None else _Parsed()


def _parse_pelican(words: str) -> _Parsed:
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
    return _Parsed(fields) if "title" in known and len(known) > 1 else _Parsed()


def _parse_marked(words: str) -> _Parsed:
    return _Parsed({name.lower(): said.strip() for name, said in _MARKED_LINE.findall(words) if said.strip()})


def _parse_toml(words: str) -> _Parsed:
    try:
        return _Parsed(tomllib.loads(words))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        said = _TOML_FLAW.match(str(error))
        flaw = (
            f"the front matter is no TOML ({said[1].lower()}); {READ_SO}"
            if said
            else f"the front matter is no TOML; {READ_SO}"
        )
        line = int(said[2]) if said and said[2] else 1
        return _Parsed(_parse_lines(words) or {"toml": ""}, flaw, line)


def _parse_lines(words: str) -> dict[str, Any]:
    """Return the fields of lines `key: value` or `key = value` and of the lists of hyphens below a key."""
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


def _split_lctt(text: str, start: str, skipped: int) -> FrontMatter:
    match = _LCTT.match(start)
    end = match.end() if match else 0
    fields = {one or other: (words or rest).strip() for one, words, other, rest in _LCTT_FIELD.findall(start[:end])}
    return replace(_below(text, skipped + end, fields), is_lctt=True)


def _split_json(text: str, start: str, skipped: int) -> FrontMatter:
    try:
        fields, end = json.JSONDecoder().raw_decode(start)
    except (ValueError, RecursionError):
        return FrontMatter(text)
    # Hugo ends JSON front matter with the line of its bracket; more objects below would be JSON lines.
    following = start[end:].lstrip(" \t")
    if not isinstance(fields, dict) or not following.startswith("\n") or following.lstrip()[:1] in ("", "{"):
        return FrontMatter(text)
    return _below(text, skipped + end, fields)
