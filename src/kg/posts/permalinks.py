"""Where a tool puts a post on its site: the patterns of addresses that Jekyll, Hexo, Hugo and Pelican are given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.posts.permalink_names import HOME_OF, KNOWN_OF, Permalink, Placed, Tool, language_of

LONGEST_PATTERN = 300  # characters
_PART = re.compile(r":(sections)(\[[0-9a-z:]{0,9}\])|:([a-z_]+)")
_SLASHES = re.compile(r"/{2,}")


@dataclass(frozen=True, slots=True)
class Layout:
    """How the addresses of one site are made: `bases` are the paths under which the whole site lives."""

    permalinks: tuple[Permalink, ...] = ()
    bases: tuple[str, ...] = ()
    language: str = ""  # which lives at the top, where posts in other languages live under their code


def find_paths(placed: Placed, layout: Layout) -> set[str]:
    """Return the paths at which the site's tool puts a post, with what the whole site lives under and without."""
    holding = [each for each in layout.permalinks if HOME_OF[each.tool](placed.path, each.folder)]
    special = [each for each in holding if each.folder]
    paths: set[str] = set()
    for permalink in special or holding:
        pattern = _own_pattern(placed) or permalink.pattern
        for path in _with_language(_fill(pattern, placed, permalink), placed, permalink.tool, layout.language):
            paths |= {path, *(f"/{base.strip('/')}{path}" for base in layout.bases)}
    return paths


def fold_path(path: str) -> str:
    """Return what is the same in a path whatever tool made it of a title: letters and digits, part by part.

    >>> fold_path("/2020/C++%20rocks/") == fold_path("/2020/c-20rocks")
    True
    """
    parts = ("".join(filter(str.isalnum, part.lower())) for part in path.split("/"))
    return "/".join(filter(None, parts))


def _own_pattern(placed: Placed) -> str:
    return next((words for words in placed.words("permalink") if ":" in words and "://" not in words), "")


def _fill(pattern: str, placed: Placed, permalink: Permalink) -> str | None:
    """Return the path that a pattern gives; None where it names what the post does not tell."""
    known = KNOWN_OF[permalink.tool](placed, permalink)
    parts = _PART.split(_STYLES.get(pattern, pattern)[:LONGEST_PATTERN])
    written = [parts[0]]
    for sections, slice_, name, behind in zip(parts[1::4], parts[2::4], parts[3::4], parts[4::4], strict=True):
        said = _cut(known.get("sections") or "", slice_) if sections else _said(name, known, placed, permalink)
        if said is None:
            return None
        written += (said, behind)
    return _SLASHES.sub("/", f"/{''.join(written)}")


def _said(name: str, known: Mapping[str, str | None], placed: Placed, permalink: Permalink) -> str | None:
    """Return what stands in a pattern's place: of the longest name that its letters start with, and the rest."""
    for end in range(len(name), 0, -1):
        if name[:end] in known:
            said = known[name[:end]]
            return None if said is None else said + name[end:]
    said = placed.first(name) or next((each.words for each in permalink.defaults if each.name == name), None)
    return said or None


def _with_language(path: str | None, placed: Placed, tool: Tool, default: str) -> Iterator[str]:
    if path is None:
        return
    language = language_of(placed.path) if tool is Tool.HUGO else ""
    if language:
        yield f"/{language}{path}"
    if not language or language == default:
        yield path


def _cut(sections: str, slice_: str) -> str:
    """Return the sections that `[1:]`, `[0]` or `[last]` picks."""
    parts = sections.split("/")
    start, colon, end = slice_.strip("[]").replace("last", "-1").partition(":")
    try:
        if colon:
            return "/".join(parts[int(start) if start else None : int(end) if end else None])
        return parts[int(start)]
    except (ValueError, IndexError):
        return ""


# What Jekyll calls its own patterns.
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
