"""Where the posts of a listing page start, and what their heads say."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.posts.dates import WrittenDay, parse_day_line, parse_iso_day
from kg.posts.titles import is_title, may_be_title

PAGE_END = "最近评论"
READ_ON = re.compile(r"点击阅读全文(?:\.{2,6}|…{1,2})?")
_READERS = "位读者"
_BYLINE = re.compile(
    r"By\s{1,3}(?P<author>[^|｜\n]{1,80}?)\s{0,3}[|｜]\s{0,3}(?P<day>[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2})"
    r"\s{0,3}[|｜]\s{0,3}(?P<readers>[0-9][0-9,]{0,14})\s{0,3}位读者\s{0,3}[|｜]\s{0,3}引用"
)
_NEAR = 200  # characters before and after the readers in which the whole byline lies
_FEW_PARAGRAPHS = 3  # what is read after a first paragraph to tell whether it is a title


@dataclass(frozen=True, slots=True)
class Head:
    """Where a record starts and what its head says; lines count from 0."""

    first: int  # the line the record starts on
    body: int  # the first line below the head
    day: WrittenDay
    title: str | None = None
    opening: str | None = None  # the part of the body that stands on the byline itself
    author: str | None = None
    readers: int | None = None


def find_heads(lines: list[str]) -> list[Head]:
    """Return the heads of all posts on the page, in order."""
    heads: list[Head] = []
    for number, line in enumerate(lines):
        byline = _find_byline(line)
        if byline:
            before = heads[-1] if heads else None
            head = _parse_byline(lines, number, byline, before)
            if before and head.first == before.body - 1:  # the title stood where that post's body would have
                heads[-1] = replace(before, opening="")
            heads.append(head)
        elif day := _find_day(lines, number):
            heads.append(_parse_brief_head(lines, number, day))
    return heads


def without_marks(line: str) -> str:
    """Return the line without the end of the page or of the post before, where that is glued to its start."""
    line = line.strip().removeprefix(PAGE_END).lstrip()
    mark = READ_ON.match(line)
    return line[mark.end() :].lstrip() if mark else line


def _find_byline(line: str) -> re.Match[str] | None:
    where = line.find(_READERS)
    return _BYLINE.search(line, max(0, where - _NEAR), where + _NEAR) if where >= 0 else None


def _parse_byline(lines: list[str], number: int, byline: re.Match[str], before: Head | None) -> Head:
    """Return the head of a byline. Its title stands before it on its line, else on the line above."""
    glued = without_marks(lines[number][: byline.start()])
    first, title = (number, glued) if glued else _find_title_above(lines, number, before)
    day = parse_iso_day(byline["day"])
    if day is None:  # the pattern of bylines holds that of days
        raise AssertionError(byline["day"])
    return Head(
        first=first,
        body=number + 1,
        day=day,
        title=title or None,
        opening=lines[number][byline.end() :],
        author=byline["author"].strip(),
        readers=int(byline["readers"].replace(",", "")),
    )


def _find_title_above(lines: list[str], number: int, before: Head | None) -> tuple[int, str]:
    """Return the line of the title above a byline and the title; the byline's own number if it has none."""
    lowest = before.body if before else 0
    above = next((each for each in range(number - 1, lowest - 1, -1) if lines[each].strip()), lowest - 1)
    opening = before.opening if before else None
    title = without_marks(lines[above] if above >= lowest else opening or "")
    return (above, title) if title and may_be_title(title) else (number, "")


def _find_day(lines: list[str], number: int) -> WrittenDay | None:
    """Return the day of a head in brief: it stands alone, a blank line or the end of a post before it."""
    day = parse_day_line(without_marks(lines[number]))
    if day is None or not _is_blank(lines, number + 1):
        return None
    glued = parse_day_line(lines[number].strip()) is None
    return day if glued or _is_blank(lines, number - 1) or _is_mark(lines[number - 1]) else None


def _parse_brief_head(lines: list[str], number: int, day: WrittenDay) -> Head:
    below = next((each for each in range(number + 1, len(lines)) if lines[each].strip()), len(lines))
    first, *following = _read_paragraphs(lines, below) or [""]
    is_next = below < len(lines) and (_is_mark(lines[below]) or _find_day(lines, below) is not None)
    if not first or is_next or "\n" in first or not is_title(first, following):
        return Head(first=number, body=number + 1, day=day)
    return Head(first=number, body=below + 1, day=day, title=first)


def _read_paragraphs(lines: list[str], start: int) -> list[str]:
    """Return the first few paragraphs from a line on, their lines stripped."""
    paragraphs: list[list[str]] = [[]]
    for number in range(start, len(lines)):
        if line := lines[number].strip():
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
        if len(paragraphs) > _FEW_PARAGRAPHS:
            break
    return ["\n".join(paragraph) for paragraph in paragraphs if paragraph]


def _is_blank(lines: list[str], number: int) -> bool:
    return not 0 <= number < len(lines) or not lines[number].strip()


def _is_mark(line: str) -> bool:
    return bool(line.strip()) and not without_marks(line)
