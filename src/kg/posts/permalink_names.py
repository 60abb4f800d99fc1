"""What the tools call the parts of an address: what a post's file, day, title and fields give for each name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath

LANGUAGE_BEHIND = re.compile(r"\.[a-z]{2}(?:-[A-Za-z]{2,4})?$")
_DAY_IN_NAME = re.compile(r"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[-_ ]+")


class Tool(StrEnum):
    """What builds a site from its posts."""

    JEKYLL = "Jekyll"
    HEXO = "Hexo"
    HUGO = "Hugo"  # and Zola, whose folders and addresses are the same
    PELICAN = "Pelican"


@dataclass(frozen=True, slots=True, order=True)
class Field:
    """One of the things that a post says of itself and that a pattern may name."""

    name: str
    words: str


@dataclass(frozen=True, slots=True, order=True)
class Permalink:
    """A pattern such as `/:year/:month/:title/`, and the folder of posts it holds for; without one, all others."""

    tool: Tool
    pattern: str
    folder: str = ""  # Jekyll's collection, Hugo's section
    defaults: tuple[Field, ...] = ()  # what stands for a field that a post does not have


@dataclass(frozen=True, slots=True)
class Placed:
    """What a pattern may name of a post: its file below the folder of the site, its day, title and fields."""

    path: str
    title: str = ""
    published: date | None = None
    fields: tuple[Field, ...] = ()

    def words(self, name: str) -> list[str]:
        """Return what the post says under a name."""
        return [each.words for each in self.fields if each.name == name]

    def first(self, *names: str) -> str:
        """Return the first thing that the post says under one of the names; empty where it says none."""
        return next((words for name in names for words in self.words(name)), "")


def language_of(path: str) -> str:
    """Return the language that a file's name or its folder tells, as `post.en.md` and `content/en/post.md` do."""
    pure = PurePosixPath(path)
    behind = LANGUAGE_BEHIND.search(pure.stem)
    if behind:
        return behind[0][1:].lower()
    folders = _below(path, "content")
    return folders[0].lower() if folders and re.fullmatch(r"[a-z]{2}(?:-[A-Za-z]{2,4})?", folders[0]) else ""


def _below(path: str, folder: str) -> list[str]:
    """Return the folders of a file below a folder; all of them where that is not above it."""
    folders = list(PurePosixPath(path).parts[:-1])
    return folders[folders.index(folder) + 1 :] if folder in folders else folders


def _name_of(path: str) -> str:
    pure = PurePosixPath(path)
    stem = LANGUAGE_BEHIND.sub("", pure.stem)
    return pure.parent.name if stem in ("index", "_index") and pure.parent.name else stem


def _days(day: date | None, time: str) -> dict[str, str | None]:
    """Return what patterns call the parts of a day; without a day nothing that has one in it can be told."""
    if day is None:
        return dict.fromkeys(_NAMES_OF_DAYS)
    hour, minute, second = ((*time.split(":"), "00", "00", "00"))[:3] if time else ("00", "00", "00")
    iso, number = day.isocalendar(), day.timetuple().tm_yday
    month, weekday = _MONTHS[day.month - 1], _WEEKDAYS[iso.weekday - 1]
    named = {
        "year": f"{day.year:04}", "short_year": f"{day.year % 100:02}",
        "month": f"{day.month:02}", "i_month": str(day.month), "short_month": month[:3], "long_month": month,
        "monthname": month,
        "day": f"{day.day:02}", "i_day": str(day.day), "y_day": f"{number:03}", "yearday": str(number),
        "week": f"{iso.week:02}", "w_year": str(iso.year), "w_day": str(iso.weekday), "weekday": str(iso.weekday % 7),
        "short_day": weekday[:3], "long_day": weekday, "weekdayname": weekday,
        "hour": hour, "minute": minute, "second": second,
    }  # fmt: skip
    return dict(named)


_MONTHS = "January February March April May June July August September October November December".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_NAMES_OF_DAYS = tuple(
    """year short_year month day i_month i_day y_day yearday short_month long_month monthname week w_year w_day
    short_day long_day weekday weekdayname hour minute second""".split()
)


def _known_to_jekyll(placed: Placed, permalink: Permalink) -> dict[str, str | None]:
    name = _DAY_IN_NAME.sub("", PurePosixPath(placed.path).stem)
    folders = list(PurePosixPath(placed.path).parts[:-1])
    home = next((number for number, each in enumerate(folders) if each == f"_{permalink.folder or 'posts'}"), -1)
    above, below = folders[: max(home, 0)], folders[home + 1 :]
    categories = [*above, *_categories(placed)]
    return {
        **_days(placed.published, placed.first("time")),
        "title": placed.first("slug") or name,
        "slug": placed.first("slug") or name,
        "name": name,
        "path": "/".join((*below, name)),
        "collection": permalink.folder,
        "categories": "/".join(dict.fromkeys(each.lower() for each in categories)),
        "slugified_categories": "/".join(dict.fromkeys(each.lower() for each in categories)),
        "output_ext": ".html",
    }


def _categories(placed: Placed) -> Iterable[str]:
    """Return a post's categories; Jekyll parts by spaces those that stand in one line."""
    listed = placed.words("categories") or placed.words("category")
    return listed if len(listed) != 1 else listed[0].split()


def _known_to_hexo(placed: Placed, permalink: Permalink) -> dict[str, str | None]:
    below = _below(placed.path, "_posts")
    stem = PurePosixPath(placed.path).stem
    plain = _DAY_IN_NAME.sub("", stem) if any(each.name == ":dated" for each in permalink.defaults) else stem
    mapped = {each.name: each.words for each in permalink.defaults}
    names = [mapped.get(f":category {each}", each) for each in placed.words("categories") or placed.words("category")]
    return {
        **_days(placed.published, placed.first("time")),
        "title": "/".join((*below, plain)),
        "name": plain,
        "post_title": placed.title,
        "filename": plain,
        "category": "/".join(names) or mapped.get(":category", "uncategorized"),
    }


def _known_to_hugo(placed: Placed, permalink: Permalink) -> dict[str, str | None]:  # noqa: ARG001  # as the others
    name = _name_of(placed.path)
    slug = placed.first("slug")
    sections = sections_of(placed.path)
    # Zola takes the day from the front of a file's name, Hugo only where it is told to.
    plain = _DAY_IN_NAME.sub("", name)
    return {
        **_days(placed.published, placed.first("time")),
        "title": placed.title or slug or name,
        "slug": slug or placed.title or name,
        "filename": plain,
        "contentbasename": plain,
        "slugorfilename": slug or plain,
        "slugorcontentbasename": slug or plain,
        "contentbasenameorslug": plain or slug,
        "section": sections[0] if sections else "",
        "sections": "/".join(sections),
    }


def sections_of(path: str) -> list[str]:
    """Return the folders of a file of Hugo below `content`, without that of a language or of a bundle."""
    folders = _below(path, "content")
    folders = folders[1:] if folders and language_of(path) == folders[0].lower() else folders
    is_bundle = LANGUAGE_BEHIND.sub("", PurePosixPath(path).stem) == "index"
    return folders[:-1] if is_bundle else folders


def _known_to_pelican(placed: Placed, permalink: Permalink) -> dict[str, str | None]:  # noqa: ARG001  # as the others
    name = _name_of(placed.path)
    return {
        **_days(placed.published, ""),
        "slug": placed.first("slug") or placed.title or name,
        "category": placed.first("category"),
        "lang": placed.first("lang"),
    }


KNOWN_OF: dict[Tool, Callable[[Placed, Permalink], dict[str, str | None]]] = {
    Tool.JEKYLL: _known_to_jekyll,
    Tool.HEXO: _known_to_hexo,
    Tool.HUGO: _known_to_hugo,
    Tool.PELICAN: _known_to_pelican,
}
# Whether a file lies where a pattern holds.
HOME_OF: dict[Tool, Callable[[str, str], bool]] = {
    Tool.JEKYLL: lambda path, folder: f"_{folder or 'posts'}" in PurePosixPath(path).parts,
    Tool.HEXO: lambda path, _: "_posts" in PurePosixPath(path).parts,
    Tool.HUGO: lambda path, folder: "content" in PurePosixPath(path).parts and folder in ("", *sections_of(path)[:1]),
    Tool.PELICAN: lambda path, _: "content" in PurePosixPath(path).parts,
}
