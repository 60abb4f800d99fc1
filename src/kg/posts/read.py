"""Posts in, on one screen: find files, decode, parse records, merge those of one post, name it, find its zones."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final, Literal, TypeAlias

from kg.errors import InputError
from kg.model import Post, PostId, Problem
from kg.posts.beside.join import complete
from kg.posts.beside.told import Beside
from kg.posts.decode import clean
from kg.posts.file import read_file
from kg.posts.files import Found, find_files
from kg.posts.ids import name_posts
from kg.posts.json_lines import parse_json_lines, read_lines
from kg.posts.language import choose_language
from kg.posts.links import Pointing, resolve_links
from kg.posts.merge import merge, to_merges
from kg.posts.record import Finding, LeftOut, Merge, Record, Site, Suspect
from kg.posts.references import KEY, Bibliographies, Reference
from kg.posts.sound import make_sound
from kg.posts.traits import Traits, find_traits

MOST_KINDS: Final = 5  # of files, that are told where there is no post
Input: TypeAlias = Path | Literal["-"]
ReadFiles: TypeAlias = Callable[[Iterable[Found]], Iterable[Finding]]
LookThrough: TypeAlias = Callable[[Iterable[Record]], Iterable[Traits]]  # in their order


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that was read, sorted."""

    posts: tuple[Post, ...]
    problems: tuple[Problem, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    merges: tuple[Merge, ...] = ()
    hosts: frozenset[str] = frozenset()  # the blog's own, as far as its posts and its settings tell


def read_posts(
    inputs: Sequence[Input],
    *,
    stdin: BinaryIO | None = None,
    read: ReadFiles | None = None,
    look: LookThrough | None = None,
) -> Reading:
    """Read the posts of files, folders and, for `-`, of standard input; their order does not matter.

    `read` and `look` take the places of `read_file` and `find_traits`, for a caller that knows their answers already.

    Raises `InputError` if an input does not exist or none holds a readable post.
    """
    paths = [Path(each) for each in inputs if each != "-"]
    files = find_files(paths)
    findings = [*(read(files) if read else chain.from_iterable(map(read_file, files)))]
    if "-" in inputs:
        findings += make_sound(parse_json_lines(read_lines(stdin or sys.stdin.buffer), "-"), "-")
    reading = to_reading(findings, look=look)
    if not reading.posts:
        raise _no_post(inputs, reading)
    return reading


def to_reading(findings: Iterable[Finding], *, look: LookThrough | None = None) -> Reading:
    """Return the posts that the findings tell, named and with their zones, and everything else that was found."""
    found = list(findings)
    besides = [each for each in found if isinstance(each, Beside)]
    found = list(complete(found, besides)) if besides else found
    merged = merge(each for each in found if isinstance(each, Record))
    names = name_posts(merged.records)
    suspects = (_to_suspect(names[each.first], names[each.second], each.reason) for each in merged.doubts)
    traits = [*(look(merged.records) if look else map(find_traits, merged.records))]
    posts = [*map(to_post, merged.records, names, traits)]
    pointings = [Pointing(each.links, each.addresses) for each in traits]
    bibliographies = Bibliographies(each for each in found if isinstance(each, Reference))
    sites = sorted(each for each in found if isinstance(each, Site))
    resolved = resolve_links(posts, merged.records, pointings, bibliographies=bibliographies, sites=sites)
    unexplained = find_unexplained(posts, pointings) if not bibliographies else ()
    return Reading(
        posts=tuple(sorted(resolved.posts, key=lambda post: post.id)),
        problems=tuple(sorted((*(each for each in found if isinstance(each, Problem)), *unexplained))),
        suspects=tuple(sorted(suspects)),
        left_out=tuple(sorted(each for each in found if isinstance(each, LeftOut))),
        merges=tuple(sorted(to_merges(merged, names))),
        hosts=resolved.hosts,
    )


def find_unexplained(posts: Iterable[Post], pointings: Iterable[Pointing]) -> Iterator[Problem]:
    """Yield one problem where posts cite by keys and the input has no bibliography."""
    counts = (sum(link.target.startswith(KEY) for link in pointing.links) for pointing in pointings)
    citing = [(post.sources[0], count) for post, count in zip(posts, counts, strict=True) if count and post.sources]
    if citing:
        keys, (source, _) = sum(count for _, count in citing), min(citing)
        message = f"{keys} citations by key, from here on, and no .bib file in the input that explains them"
        yield Problem(source.path, source.line, message, "add the .bib file to the input")


def to_post(record: Record, name: PostId, traits: Traits) -> Post:
    """Return the post that a record tells, with what was found in its text; what both hold packed is not unpacked."""
    post = Post.holding(
        id=name,
        title=clean(record.title) if record.title else None,
        body=record.packed("body"),
        published=record.published,
        month_day=record.month_day,
        author=clean(record.author) if record.author else None,
        language=choose_language(record.language, traits.language),
        readers=record.readers,
        address=record.address,
        aliases=record.aliases,
        abstract=clean(record.abstract) if record.abstract else None,
        keywords=tuple(map(clean, record.keywords)),
        series=None,
        position=None,
        sources=record.sources,
        zones=traits.packed("zones"),
        links=traits.packed("links"),
    )
    return post if traits.is_sound else post.revised(body=clean(record.body))


def _to_suspect(one: PostId, other: PostId, reason: str) -> Suspect:
    return Suspect(min(one, other), max(one, other), reason)


def _no_post(inputs: Sequence[Input], reading: Reading) -> InputError:
    names = ", ".join(map(str, inputs)) or "no input"
    if not reading.problems:
        remedy = "give a folder that holds posts as text listings, Markdown, HTML, feeds or JSON lines"
        return InputError(names, f"no post could be read here; {_tell_files(inputs)}", remedy=remedy)
    first = reading.problems[0]
    message = f"no post could be read here; {len(reading.problems)} problems, the first: {first.message}"
    return InputError(first.path, message, remedy=first.remedy, line=first.line)


def _tell_files(inputs: Sequence[Input]) -> str:
    """Say what kinds of files there are among which no post is."""
    paths = [Path(each) for each in inputs if each != "-"]
    if not paths:
        return "nothing came from standard input"
    below = (Path(folder, name) for each in paths for folder, _, names in os.walk(each) for name in names)
    kinds = Counter(path.suffix.lower() or path.name for path in (*filter(Path.is_file, paths), *below))
    if not kinds:
        return "there is no file"
    usual = ", ".join(kind for kind, _ in sorted(kinds.items(), key=lambda each: (-each[1], each[0]))[:MOST_KINDS])
    return f"of the files none is of a kind that holds posts: {usual}{', …' if len(kinds) > MOST_KINDS else ''}"
