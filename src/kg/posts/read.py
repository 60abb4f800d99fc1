"""Posts in, on one screen: find files, decode, parse records, merge those of one post, name it, find its zones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from kg.errors import InputError
from kg.model import Link, Post, PostId, Problem, Span, Zone
from kg.posts.decode import clean, decode
from kg.posts.files import Found, find_files
from kg.posts.ids import name_posts
from kg.posts.language import tell_language
from kg.posts.links import resolve_links
from kg.posts.merge import merge
from kg.posts.readers import parse_posts
from kg.posts.record import Finding, Findings, LeftOut, Record, Suspect
from kg.posts.zones import find_zones

Input: TypeAlias = Path | Literal["-"]

LARGEST_FILE = 64 * 1024 * 1024  # bytes; a larger one is refused unread


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that was read, sorted."""

    posts: tuple[Post, ...]
    problems: tuple[Problem, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def read_posts(inputs: Sequence[Input]) -> Reading:
    """Read the posts of files and folders; their order does not matter.

    Raises `InputError` if an input does not exist or none holds a readable post.
    """
    findings = [finding for file in find_files(_paths(inputs)) for finding in read_file(file)]
    reading = to_reading(findings)
    if not reading.posts:
        raise _no_post(inputs, reading)
    return reading


def read_file(file: Found) -> Findings:
    """Read one file: yield its records, or the problem it has."""
    try:
        size = file.path.stat().st_size
        content = file.path.read_bytes() if size <= LARGEST_FILE else None
    except OSError as error:
        yield Problem(file.name, 1, f"cannot be read: {error.strerror}", "check that the file may be read")
        return
    if content is None:
        message = f"{size} bytes are more than the {LARGEST_FILE} that a file of posts may have"
        yield Problem(file.name, 1, message, "split it")
        return
    decoded = decode(content)
    if decoded.flaw:
        yield Problem(file.name, decoded.line, decoded.flaw, "save it as UTF-8, or take it out of the input")
    if decoded.text is not None:
        yield from parse_posts(decoded.text, file.name)


def to_reading(findings: Iterable[Finding]) -> Reading:
    """Return the posts that the findings tell, named and with their zones, and everything else that was found."""
    found = list(findings)
    merged = merge(each for each in found if isinstance(each, Record))
    names = name_posts(merged.records)
    suspects = (_to_suspect(names[each.first], names[each.second], each.reason) for each in merged.doubts)
    posts = [to_post(record, name) for record, name in zip(merged.records, names, strict=True)]
    return Reading(
        posts=tuple(sorted(resolve_links(posts, merged.records), key=lambda post: post.id)),
        problems=tuple(sorted(each for each in found if isinstance(each, Problem))),
        suspects=tuple(sorted(suspects)),
        left_out=tuple(sorted(each for each in found if isinstance(each, LeftOut))),
    )


def to_post(record: Record, name: PostId) -> Post:
    """Return the post that a record tells, with the offsets of its text."""
    title = clean(record.title) if record.title else None
    body = clean(record.body)
    text = f"{title or ''}\n{body}"
    shift = len(text) - len(body)
    known = (Zone(_shifted(zone.span, shift), zone.kind) for zone in record.zones)
    zones = find_zones(text, known)
    return Post(
        id=name,
        title=title,
        body=body,
        published=record.published,
        month_day=record.month_day,
        author=clean(record.author) if record.author else None,
        language=record.language or tell_language(text, zones),
        readers=record.readers,
        address=record.address,
        aliases=record.aliases,
        abstract=clean(record.abstract) if record.abstract else None,
        keywords=tuple(map(clean, record.keywords)),
        sources=record.sources,
        zones=zones,
        links=tuple(sorted(Link(_shifted(link.span, shift), clean(link.target)) for link in record.links)),
    )


def _paths(inputs: Sequence[Input]) -> list[Path]:
    return [Path(each) for each in inputs]


def _shifted(span: Span, shift: int) -> Span:
    return Span(span.start + shift, span.end + shift)


def _to_suspect(one: PostId, other: PostId, reason: str) -> Suspect:
    return Suspect(min(one, other), max(one, other), reason)


def _no_post(inputs: Sequence[Input], reading: Reading) -> InputError:
    names = ", ".join(map(str, inputs)) or "no input"
    if not reading.problems:
        remedy = "give a folder that holds posts as text listings, Markdown, HTML, feeds or JSON lines"
        return InputError(names, "no post could be read here", remedy=remedy)
    first = reading.problems[0]
    message = f"no post could be read here; {len(reading.problems)} problems, the first: {first.message}"
    return InputError(first.path, message, remedy=first.remedy, line=first.line)
