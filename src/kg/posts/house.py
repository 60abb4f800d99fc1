"""What a blog's folders hold beside its posts, told by the tool that builds it: templates, pages, the site as built."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

PAGE = "a page of the site, no post"
TEMPLATE = "a template or a setting of the site, no post"
PART = "a part of the post in its folder, no post"
BUILT = "the site as it was built from the posts that are here too"
FRAME = "a part of a saved page"

# Folders of this name are never posts', whatever the tool: Jekyll's and Eleventy's, which say so by their underscore.
_TEMPLATE_FOLDERS = frozenset("_layouts _includes _sass _data _plugins _templates _scaffolds".split())


_PEOPLE = frozenset("authors.yml authors.yaml authors.json".split())  # who writes the posts: read wherever it lies
_INDEX = re.compile(r"index(?:\.[a-z]{2}(?:-[A-Za-z]{2,4})?)?\.(?:md|markdown|html)")


@dataclass(frozen=True, slots=True)
class _House:
    """What lies below the folder of a site: its posts, its templates, and what was built from the posts."""

    posts: tuple[str, ...]  # the folders of which at least one must be there
    templates: frozenset[str]
    built: frozenset[str]
    has_pages: bool = False  # whether what lies beside the folder of posts is pages

    @property
    def fronts(self) -> frozenset[str]:
        """The front pages of the folders of posts."""
        return frozenset(f"{folder}/index.md" for folder in self.posts)


_JEKYLL = _House(("_posts",), frozenset(), frozenset(("_site",)), has_pages=True)
_HEXO = _House(("source/_posts",), frozenset(("scaffolds", "themes")), frozenset(("public",)), has_pages=True)
_HUGO = _House(
    ("content",),
    frozenset("layouts archetypes themes templates assets data i18n static resources sass".split()),
    frozenset(("public",)),
)
_PELICAN = _House(("content",), frozenset(("theme", "themes")), frozenset(("output",)))
_ASTRO = _House(
    ("src/content",),
    frozenset(("src/pages", "src/layouts", "src/components", "public")),
    frozenset(("dist",)),
)
_DOCUSAURUS = _House(("blog",), frozenset(("src", "static")), frozenset(("build",)))
_QUARTZ = _House(("content",), frozenset(("quartz", "docs")), frozenset(("public",)))
_MKDOCS = _House(("docs", "docs/blog"), frozenset(("overrides",)), frozenset(("site",)))
# By the name of the settings that stand at the top of the site.
_HOUSES_OF: Mapping[str, tuple[_House, ...]] = {
    "_config.yml": (_HEXO, _JEKYLL),
    "_config.yaml": (_HEXO, _JEKYLL),
    "_config.toml": (_JEKYLL,),
    "hugo.toml": (_HUGO,),
    "hugo.yaml": (_HUGO,),
    "hugo.json": (_HUGO,),
    "config.toml": (_HUGO,),
    "config.yaml": (_HUGO,),
    "config.yml": (_HUGO,),
    "config.json": (_HUGO,),
    "pelicanconf.py": (_PELICAN,),
    "astro.config.mjs": (_ASTRO,),
    "astro.config.ts": (_ASTRO,),
    "astro.config.js": (_ASTRO,),
    "docusaurus.config.js": (_DOCUSAURUS,),
    "docusaurus.config.ts": (_DOCUSAURUS,),
    "quartz.config.ts": (_QUARTZ,),
    "mkdocs.yml": (_MKDOCS,),
}


def find_reasons(names: Iterable[str]) -> dict[str, str]:
    """Return why files are no posts, by their paths, as far as the paths of all files tell it."""
    every = sorted(names)
    houses = dict(_find_houses(every))
    bundles = set(_find_bundles(every, houses))
    pages = {PurePosixPath(name).with_suffix("").as_posix() for name in every if name.endswith((".html", ".htm"))}
    reasons = {}
    for name in every:
        reason = _reason(name, houses) or (FRAME if _is_frame(name, pages) else "")
        reason = reason or (PART if _is_part(name, bundles) else "")
        if reason:
            reasons[name] = reason
    return reasons


def _find_houses(names: Iterable[str]) -> Iterable[tuple[str, _House]]:
    """Yield the folders of sites: those with settings, and with the posts that belong to them."""
    settings = [name for name in names if _last_of(name).lower() in _HOUSES_OF]
    folders = {str(folder) for name in names for folder in PurePosixPath(name).parents} if settings else set()
    for name in settings:
        pure = PurePosixPath(name)
        top = pure.parent.parent.parent if pure.match("config/_default/*") else pure.parent
        for house in _HOUSES_OF.get(pure.name.lower(), ()):
            if any(str(top / posts) in folders for posts in house.posts):
                yield ("" if str(top) == "." else f"{top}/"), house
                break


def _find_bundles(names: Iterable[str], houses: Mapping[str, _House]) -> Iterable[str]:
    """Yield the folders that are posts of Hugo, by their `index.md`: other Markdown in them is no page."""
    tops = tuple(f"{top}content/" for top, house in houses.items() if house is _HUGO)
    for name in names if tops else ():
        pure = PurePosixPath(name)
        if name.startswith(tops) and _INDEX.fullmatch(pure.name) and f"{pure.parent}/" not in tops:
            yield str(pure.parent)


def _is_part(name: str, bundles: set[str]) -> bool:
    if not bundles:
        return False
    pure = PurePosixPath(name)
    is_page = _INDEX.fullmatch(pure.name.removeprefix("_")) or pure.suffix not in (".md", ".markdown")
    return not is_page and any(str(folder) in bundles for folder in pure.parents)


def _reason(name: str, houses: Mapping[str, _House]) -> str:
    if _last_of(name).lower() in _PEOPLE:
        return ""
    if not _TEMPLATE_FOLDERS.isdisjoint(name.split("/")[:-1]):
        return TEMPLATE
    for top, house in houses.items():
        if name.startswith(top):
            below = name.removeprefix(top)
            if _lies_in(below, house.templates):
                return TEMPLATE
            if _lies_in(below, house.built):
                return BUILT
            if (house.has_pages and _is_page(below)) or below in house.fronts:
                return PAGE
    return ""


def _last_of(name: str) -> str:
    return name.rpartition("/")[2]


def _lies_in(path: str, folders: Iterable[str]) -> bool:
    return any(path.startswith(f"{folder}/") for folder in folders)


def _is_page(path: str) -> bool:
    """Tell whether a page lies outside of `_posts`, `_drafts` and collections such as `_notes`."""
    pure = PurePosixPath(path)
    is_text = pure.suffix.lower() in (".md", ".markdown", ".html", ".htm", ".txt")
    collections = [part for part in pure.parts[:-1] if part.startswith("_") and part != "_pages"]
    return is_text and not collections


def _is_frame(name: str, pages: set[str]) -> bool:
    """Tell whether a file lies in the folder that a browser saves beside a page, `Title_files` beside `Title.html`."""
    return bool(pages) and any(
        str(folder).endswith(("_files", ".files")) and str(folder)[: -len("_files")] in pages
        for folder in PurePosixPath(name).parents
    )
