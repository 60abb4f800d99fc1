"""Listing pages of a blog saved as plain text: several posts in one file, each cut short.

A page in full tells a post's day and readers, the title on the line before. Where a post has no text,
the next title stands right behind its `引用`:

    Title
    By Author | 2019-06-03 | 404130位读者 | 引用First paragraph
    more paragraphs
    最近评论

A page in brief has the day on a line of its own and blank lines between paragraphs:

    27 Oct

    Title

    First paragraph

    点击阅读全文...

Pages may be glued together, with or without a line feed between them.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Problem, Source
from kg.posts.dates import parse_day_line
from kg.posts.listing_heads import PAGE_END, READ_ON, Head, find_heads, without_marks
from kg.posts.record import Findings, Record


def is_listing(text: str) -> bool:
    """Tell whether the text is a listing page: it has a byline, or starts with a day, or has a day and a read-on."""
    heads = find_heads(text.split("\n"))
    if not heads or any(head.opening is not None for head in heads):
        return bool(heads)
    start = next(line for line in text.split("\n") if line.strip())
    return parse_day_line(without_marks(start)) is not None or READ_ON.search(text) is not None


def parse_listing(text: str, path: str) -> Findings:
    """Yield the records of a listing page, and a problem for what belongs to none."""
    lines = text.split("\n")
    heads = find_heads(lines)
    starts = [head.first for head in heads]
    yield from _find_strays(lines, 0, starts[0] if starts else len(lines), path)
    for head, end in zip(heads, [*starts, len(lines)][1:], strict=True):
        yield from _parse_record(lines, head, end, path)


def _parse_record(lines: list[str], head: Head, end: int, path: str) -> Findings:
    opening = [] if head.opening is None else [head.opening]
    below = opening + lines[head.body : end]
    length = _length_of_body(below)
    body = "\n".join(_without_blank_ends(_without_glued_end(below[:length])))
    yield from _find_flaws(head, body, path)
    if head.title is not None or body:
        yield _to_record(head, body, path)
    yield from _find_strays(lines, max(head.body, head.body + length - len(opening)), end, path)


def _find_flaws(head: Head, body: str, path: str) -> Iterator[Problem]:
    if head.title is None and not body:
        remedy = "remove the line, or give the post its title or text"
        yield Problem(path, head.first + 1, f"a post of {head.day} with neither title nor text", remedy)
    elif not head.day.exists:
        message = f"{head.day} is no day of the calendar; the post is kept without a date"
        yield Problem(path, head.first + 1, message, "correct the date")


def _to_record(head: Head, body: str, path: str) -> Record:
    return Record(
        sources=(Source(path, head.first + 1),),
        title=head.title,
        body=body,
        published=head.day.published,
        month_day=head.day.month_day,
        author=head.author,
        readers=head.readers,
    )


def _length_of_body(lines: list[str]) -> int:
    """Return the number of lines before the end of the page or the invitation to read on."""
    ends = (number for number, line in enumerate(lines) if line.strip() and not without_marks(line))
    return next(ends, len(lines))


def _without_glued_end(lines: list[str]) -> list[str]:
    """Return the lines without an end of page or a read-on that is glued to the last."""
    last = next((number for number in range(len(lines) - 1, -1, -1) if lines[number].strip()), None)
    if last is None:
        return []
    line = lines[last].rstrip()
    if line.endswith(PAGE_END):
        return [*lines[:last], line.removesuffix(PAGE_END)]
    read_on = next((mark for mark in READ_ON.finditer(line) if mark.end() == len(line)), None)
    return [*lines[:last], line[: read_on.start()]] if read_on else lines


def _without_blank_ends(lines: list[str]) -> list[str]:
    written = [number for number, line in enumerate(lines) if line.strip()]
    return lines[written[0] : written[-1] + 1] if written else []


def _find_strays(lines: list[str], start: int, end: int, path: str) -> Iterator[Problem]:
    """Yield one problem for the lines in a range that are text and yet of no post."""
    strays = [number for number in range(start, end) if without_marks(lines[number])]
    if strays:
        message = f"{len(strays)} lines belong to no post, from “{lines[strays[0]].strip()[:40]}” on"
        yield Problem(path, strays[0] + 1, message, "nothing, unless a post is missing: then check its head")
