"""JSON: one object a line, or one list of them; each object is a post."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from kg.model import Problem, Source
from kg.posts.compose import to_record
from kg.posts.decode import decode
from kg.posts.facts import parse_facts
from kg.posts.html.flow import to_prose as html_to_prose
from kg.posts.markdown.page import to_prose as markdown_to_prose
from kg.posts.prose import Prose
from kg.posts.record import Findings, LeftOut

HTML = ("html", "content_html")
MARKDOWN = ("markdown", "md", "content_markdown")
TEXT = ("text", "body", "content_text", "content", "plain_text")
LISTS = ("items", "posts", "entries", "articles")
OF_ALL = ("authors", "author", "language")
TITLES = ("title", "headline", "name")
KNOWN = frozenset((*TITLES, *HTML, *MARKDOWN, *TEXT))
LONGEST_LINE = 64 * 1024 * 1024  # bytes
MOST_PROBLEMS = 100  # told one by one; the rest of a file's are counted
REMEDY = 'write one object a line, such as {"title": "…", "date": "2024-05-06", "text": "…"}'


def is_json(text: str) -> bool:
    """Tell whether the text is, or its first line is, a JSON object or list that may hold posts."""
    start = text.lstrip()
    if not start.startswith(("{", "[")):
        return False
    line, _, below = start.partition("\n")
    first = _load(line)
    if first is None:
        return _may_hold_posts(_load(start))
    # A line of JSON above something else is front matter.
    return _may_hold_posts(first) and below.lstrip()[:1] in ("", "{")


def is_any_json(text: str) -> bool:
    """Tell whether the text is JSON, whatever it holds: settings, an index for a search."""
    return isinstance(_load(text), dict | list)


def line_of_flaw(text: str) -> int:
    """Return the line on which text that is no JSON stops being such."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return error.lineno
    except (ValueError, RecursionError):
        return 1
    return 1


def parse_json(text: str, path: str) -> Findings:
    """Yield the posts of a JSON file: one object, a list of them, a JSON feed, or one object a line."""
    whole = _load(text)
    if whole is None:
        yield from parse_json_lines(text.split("\n"), path)
        return
    objects = whole if isinstance(whole, list) else _listed(whole)
    # What a JSON feed tells of all its posts.
    shared = {name: whole[name] for name in OF_ALL if name in whole} if isinstance(whole, dict) else {}
    line = len(text[: len(text) - len(text.lstrip())].split("\n"))
    for each in objects:
        yield from _parse_object({**shared, **each} if isinstance(each, dict) else each, Source(path, line))


def parse_json_lines(lines: Iterable[str | None], path: str) -> Findings:
    """Yield the post of each line, or the problem it has; a line that is None was too long to be read."""
    wrong = 0
    for number, line in enumerate(lines, start=1):
        if line is not None and not line.strip():
            continue
        read = _load(line) if line is not None else None
        if isinstance(read, dict):
            yield from _parse_object(read, Source(path, number))
            continue
        wrong += 1
        if wrong <= MOST_PROBLEMS:
            message = "no JSON object on this line" if line is not None else f"a line of more than {LONGEST_LINE} bytes"
            yield Problem(path, number, message, REMEDY)
    if wrong > MOST_PROBLEMS:
        yield Problem(path, 1, f"{wrong - MOST_PROBLEMS} more lines hold no JSON object", REMEDY)


def read_lines(stream: BinaryIO) -> Iterator[str | None]:
    """Yield the lines of a stream, decoded; None for one that is too long, which is passed over."""
    while line := stream.readline(LONGEST_LINE + 1):
        if len(line) <= LONGEST_LINE:
            yield decode(line).text or ""
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_LINE)
        yield None


def _parse_object(fields: Any, source: Source) -> Findings:
    if not isinstance(fields, dict):
        yield Problem(source.path, source.line, "no JSON object", REMEDY)
        return
    fields = _without_numbers(fields) if _rendered(fields.get("content")) else fields
    facts = parse_facts(fields)
    if facts.left_out:
        yield LeftOut(source, facts.left_out)
        return
    prose = _to_prose(fields)
    if facts.flaw:
        yield Problem(source.path, source.line, facts.flaw, 'write the date as "2024-05-06"')
    if facts.title or prose.text:
        yield to_record(facts, prose, source)
    else:
        yield Problem(source.path, source.line, "an object with neither title nor text", REMEDY)


def _to_prose(fields: Mapping[str, Any]) -> Prose:
    """Return the prose of the first field that holds a text, in the form that its name says."""
    words = {str(name).lower(): value for name, value in fields.items() if isinstance(value, str) and value.strip()}
    for names, convert in ((HTML, html_to_prose), (MARKDOWN, markdown_to_prose), (TEXT, _plain_to_prose)):
        name = next((name for name in names if name in words), None)
        if name:
            return convert(words[name])
    return Prose()


def _rendered(value: Any) -> str:
    """Return the HTML that WordPress's API gives as `{"rendered": …}`; empty where it gives none."""
    said = value.get("rendered") if isinstance(value, Mapping) else None
    return said if isinstance(said, str) else ""


def _without_numbers(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of WordPress's API as others have them, without the numbers of its authors and its tags."""
    title = html.unescape(_rendered(fields.get("title")))
    numbered = ("author", "tags", "categories", "id")
    kept = {name: value for name, value in fields.items() if name not in (*numbered, "content")}
    return {**kept, "title": title, "html": _rendered(fields["content"]), "excerpt": ""}


def _plain_to_prose(text: str) -> Prose:
    prose = Prose()
    prose.write(text.replace("\r\n", "\n").replace("\r", "\n").strip("\n"))
    return prose


def _listed(whole: Any) -> list[Any]:
    """Return the posts of an object that lists them, such as a JSON feed; else the object as the only one."""
    lists = (whole[name] for name in LISTS if isinstance(whole, dict) and isinstance(whole.get(name), list))
    return next(lists, [whole])


def _may_hold_posts(read: Any) -> bool:
    first = (read[:1] or [None])[0] if isinstance(read, list) else (_listed(read)[:1] or [None])[0]
    return isinstance(first, dict) and any(str(name).lower() in KNOWN for name in first)


def _load(text: str) -> Any:
    """Return what the JSON says; None if it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
