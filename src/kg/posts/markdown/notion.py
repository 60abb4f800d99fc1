"""What Notion exports: a page named by its title and its number, with its properties below its title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from kg.posts.markdown.front_matter import FrontMatter

PAGES = "https://www.notion.so"
_NUMBERED = re.compile(r"(?P<title>.+) (?P<number>[0-9a-f]{32})")
_PROPERTIES = re.compile(
    r"(?P<head>\s*#[ \t][^\n]*\n[ \t]*\n)(?P<lines>(?:[^\s:#>*-][^:\n]{0,60}: [^\n]*\n){1,60})(?=[ \t]*\n|$)"
)
_LINE = re.compile(r"^([^:\n]{1,61}): ([^\n]*)$", re.MULTILINE)
# Properties are called as their author likes; these are names that most give them. None is the page's own address.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "date": (
        "date",
        "published",
        "publish date",
        "published at",
        "日期",
        "发布日期",
        "发布时间",
        "created",
        "created time",
        "创建时间",
    ),
    "author": ("author", "authors", "作者", "created by"),
    "tags": ("tags", "tag", "category", "categories", "标签", "分类"),
    "lang": ("language", "lang", "语言"),
    "slug": ("slug",),
    "description": ("summary", "description", "摘要"),
    "status": ("status",),
}


def is_notion(path: str) -> bool:
    """Tell whether a file is called as Notion calls its pages: the title, and 32 hexadecimal digits."""
    return _NUMBERED.fullmatch(PurePosixPath(path).stem) is not None


def split_properties(matter: FrontMatter) -> FrontMatter:
    """Return the text without the properties below its title, and those of them that tell of the post as fields."""
    found = _PROPERTIES.match(matter.text) if not matter.fields else None
    if not found:
        return matter
    told = {name.strip().lower(): words.strip() for name, words in _LINE.findall(found["lines"]) if words.strip()}
    fields = {field: told[name] for field, names in _NAMES.items() for name in reversed(names) if name in told}
    return replace(matter, text=found["head"] + matter.text[found.end() :], fields=fields)


def addresses_of(path: str) -> Iterator[str]:
    """Yield the addresses at which Notion shows a page, as pages that link to it have them."""
    named = _NUMBERED.fullmatch(PurePosixPath(path).stem)
    if named:
        words = re.findall(r"[A-Za-z0-9]+", named["title"])
        yield f"{PAGES}/{'-'.join((*words, named['number']))}"
        yield f"{PAGES}/{named['number']}"
