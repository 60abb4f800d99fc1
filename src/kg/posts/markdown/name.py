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
DRAFT_FOLDERS = frozenset(("_drafts", "drafts", "draft"))
_NAMELESS = re.compile(r"index|post|article|untitled|note|main|page|new|[0-9_-]*|[0-9a-f]{16,}", re.IGNORECASE)
_DATED = re.compile(r"([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{8})(?:[-_ ]+(?P<slug>.+))?")


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
        return self.slug.replace("-", " ").replace("_", " ") if self.published else self.slug


def parse_file_name(path: str) -> FileName:
    """Return what a file's name tells; for `index.md`, which makes its folder a post, that of the folder.

    >>> parse_file_name("_posts/2019-03-06-o-gan.md").title
    'o gan'
    """
    pure = PurePosixPath(path)
    stem = pure.parent.name if pure.stem.lower() == "index" and pure.parent.name else pure.stem
    dated = _DATED.fullmatch(stem)
    published = parse_date(dated[1]) if dated else None
    return FileName((dated["slug"] or "") if dated and published else stem, published)


def why_no_post(path: str) -> str | None:
    """Return why a file of this path is no post of the blog, if it is none."""
    pure = PurePosixPath(path.lower())
    stem = pure.stem.replace("-", "_")
    if DRAFT_FOLDERS & set(pure.parts[:-1]):
        return "a draft"
    if stem in HOUSE_NAMES or (len(pure.parts) == 1 and stem in HOUSE_NAMES_AT_THE_TOP):
        return "a page of the house, no post"
    return None
