"""What the name and the folder of a Markdown file tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from kg.posts.facts import parse_date

# Files that a repository of posts keeps for its own house.
HOUSE_NAMES = frozenset(("_index", "readme", "summary"))
HOUSE_NAMES_AT_THE_TOP = frozenset(
    """contributing changelog code_of_conduct license licence style_guide security authors codeowners 404 search archive
    archives tags categories pull_request_template issue_template""".split()
)
# Pages that nearly every site has beside its posts, unless they lie among the posts.
SITE_PAGES = frozenset(
    """about about_me aboutme about_us links friends friend guestbook contact archives archive tags categories search
    404 privacy privacy_policy imprint sitemap colophon 关于 关于我 友链 友情链接 留言 留言板 归档 标签 分类""".split()
)
LIST_FOLDERS = frozenset("tag tags category categories author authors page".split())
POST_FOLDERS = frozenset("_posts post posts blog articles _notes notes".split())
DRAFT_FOLDERS = frozenset(("_drafts", "drafts", "draft"))
_NAMELESS = re.compile(r"index|post|article|untitled|note|main|page|new|[0-9_-]*|[0-9a-f]{16,}", re.IGNORECASE)
_SLUG = re.compile(r"[a-z0-9._~+-]*|[\x21-\x7e]*[-_][\x21-\x7e]*|[A-Za-z]+[0-9]*")
_DAY_FOLDERS = re.compile(r"/((?:19|20)[0-9]{2})/([0-9]{1,2})/([0-9]{1,2})/(?:[^/]+/)?[^/]+$")
_DAY_BEFORE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}-")
_DATED = re.compile(r"([0-9]{4}(?:-[0-9]{1,2}-|_[0-9]{2}_)[0-9]{1,2}|[0-9]{8})(?:[-_ ]+(?P<slug>.+))?")


@dataclass(frozen=True, slots=True)
class FileName:
    """The words of a file's name, and the day before them."""

    slug: str
    published: date | None = None

    @property
    def title(self) -> str | None:
        """The words as a title, if they are any."""
        if not any(map(str.isalpha, self.slug)) or _NAMELESS.fullmatch(self.slug):
            return None
        words = self.slug.replace("-", " ").replace("_", " ") if self.published else self.slug
        return " ".join(words.split())  # a file's name may hold a line feed

    @property
    def is_title(self) -> bool:
        """Tell whether the words are written as a title is, and no tool's short name for one: a slug."""
        return self.title is not None and not _SLUG.fullmatch(self.slug)


def parse_file_name(path: str) -> FileName:
    """Return what a file's name tells; for `index.md`, which makes its folder a post, that of the folder.

    >>> parse_file_name("_posts/2019-03-06-o-gan.md").title
    'o gan'
    """
    pure = PurePosixPath(path)
    stem = pure.parent.name if pure.stem.lower() in ("index", "readme") and pure.parent.name else pure.stem
    dated = _DATED.fullmatch(stem)
    published = parse_date(dated[1].replace("_", "-")) if dated else None
    if dated and published:
        return FileName(dated["slug"] or "", published)
    folders = _DAY_FOLDERS.search(f"/{path}")
    return FileName(stem, parse_date("-".join(folders.groups())) if folders else None)


def is_of_jekyll(path: str) -> bool:
    """Tell whether a file lies where Jekyll has its posts, by its day and in `_posts`; Hexo's are in `source`."""
    pure = PurePosixPath(path)
    folders = pure.parts[:-1]
    is_there = "_posts" in folders and folders[max(0, folders.index("_posts") - 1)] != "source"
    return is_there and _DAY_BEFORE.match(pure.name) is not None


def why_no_post(path: str, *, is_dated: bool = False) -> str | None:
    """Return why a file of this path is no post of the blog, if it is none; a `README.md` with a day is one."""
    pure = PurePosixPath(path.lower())
    stem = pure.stem.replace("-", "_")
    if DRAFT_FOLDERS & set(pure.parts[:-1]):
        return "a draft"
    if stem == "readme" and is_dated:
        return None
    if stem in HOUSE_NAMES or (len(pure.parts) == 1 and stem in HOUSE_NAMES_AT_THE_TOP):
        return "a page of the house, no post"
    name = pure.parent.name if stem == "index" else stem
    if name in SITE_PAGES and not POST_FOLDERS & set(pure.parts[:-1]):
        return "a page of the site, no post"
    return None


def why_no_page(path: str) -> str | None:
    """Return why a page saved at this path is no post of the blog, if it is none."""
    pure = PurePosixPath(path.lower())
    if pure.stem.startswith("draft_"):  # as Medium exports them
        return "a draft"
    if pure.stem == "index" and LIST_FOLDERS & set(pure.parts[:-1]):
        return "a page that lists posts"
    if pure.stem == "index" and pure.parent.name in SITE_PAGES:
        return "a page of the site, no post"
    return why_no_post(path)
