"""Which files an input means, in an order that does not depend on the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from pathlib import Path, PurePosixPath

from kg.errors import InputError
from kg.posts.house import BUILT, PAGE, PART, find_reasons
from kg.posts.unread import count_unread, format_of

# What blogs keep beside their posts; in a folder such files are passed over.
FOREIGN_SUFFIXES = frozenset(
    """.7z .astro .avi .avif .bat .bmp .c .canvas .cc .cfg .cjs .class .cpp .css .csv .db .dll .drawio .ejs .edn .eot
    .exe .gif .go .gradle .h .haml .hbs .ico .ini .j2 .java .jpeg .jpg .js .jsx .kt .less .liquid .lock .log .lua
    .map .mjs .mov .mp3 .mp4 .mustache .njk .npy .npz .o .ogg .otf .pdf .pickle .pkl .png .po .ppt .pptx .ps .psd
    .pt .pth .pug .py .pyc .r .rb .rs .sass .scss .sh .slim .so .sql .styl .svelte .svg .swig .tex .tif .tiff .toml
    .ts .tsv .tsx .ttf .vue .wasm .wav .webm .webmanifest .webp .woff .woff2 .xls .xlsx .xsl .yaml .yml""".split()
)
FOREIGN_NAMES = frozenset(
    """ads.txt bower.json components.json composer.json composer.lock deno.json dockerfile gemfile gemfile.lock
    humans.txt jsconfig.json license license.txt licence llms.txt makefile manifest.json netlify.toml now.json
    package-lock.json package.json procfile rakefile renovate.json requirements-dev.txt requirements.txt robots.txt
    runtime.txt security.txt thumbs.db tsconfig.json vercel.json""".split()
)
# The settings of a site, which tell where it lives: Jekyll's and Hexo's, Hugo's, the domain of GitHub Pages.
SITE_NAMES = frozenset(
    """cname _config.yml _config.yaml _config.toml hugo.toml hugo.yaml hugo.yml hugo.json config.toml config.yaml
    config.yml config.json permalinks.toml permalinks.yaml permalinks.yml mkdocs.yml mkdocs.yaml pelicanconf.py
    publishconf.py astro.config.mjs astro.config.ts astro.config.js docusaurus.config.js docusaurus.config.ts
    quartz.config.ts gatsby-config.js gatsby-config.ts""".split()
)
# Files that tell of the posts beside them, though most of their kind hold none.
BESIDE_NAMES = frozenset("authors.yml authors.yaml .authors.yml .authors.yaml posts.csv".split())
FOREIGN_FOLDERS = frozenset(("node_modules", "__pycache__", "__MACOSX"))


_order_of = attrgetter("name", "path", "reason")


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A file, and what it is called: its path relative to the input, with `/`; `reason` tells why it is not read."""

    name: str
    path: Path
    reason: str = ""


def find_files(inputs: Sequence[Path]) -> tuple[Found, ...]:
    """Return the files of all inputs, sorted by name, each once.

    Hidden files, files that blogs keep beside their posts and links that lead back up are passed over. Pages of the
    site beside its posts keep their place, with the reason; of what was built from the posts, and of each format that
    is not read, only the first does.
    Raises `InputError` where an input does not exist.
    """
    by_real_path: dict[Path, Found] = {}
    real_of = cache(_real_folder)
    for path in inputs:
        for found in sorted(_files_of(path), key=_order_of):
            file = found.path
            real = Path(os.path.realpath(file)) if file.is_symlink() else real_of(file.parent) / file.name
            by_real_path[real] = min(by_real_path.get(real, found), found)
    return tuple(sorted(by_real_path.values(), key=_order_of))


def _real_folder(folder: Path) -> Path:
    return Path(os.path.realpath(folder))


def readable_name(name: str) -> str:
    """Return a file's name with U+FFFD for bytes that are no UTF-8, and with `/` between folders."""
    return os.fsencode(name).decode("utf-8", "replace").replace(os.sep, "/")


def is_foreign(name: str) -> bool:
    """Tell whether a file of this name is none that blogs write posts in."""
    last = name.rpartition("/")[2].lower()
    if last in SITE_NAMES or last in BESIDE_NAMES:
        return False
    return last in FOREIGN_NAMES or PurePosixPath(last).suffix in FOREIGN_SUFFIXES


def _files_of(path: Path) -> Iterator[Found]:
    if not path.exists():
        raise InputError(
            path, "there is no such file or folder", remedy="give the folder or the files that hold the posts"
        )
    if not path.is_dir():
        yield Found(readable_name(path.name), path)
        return
    files = {readable_name(below.name or "."): Path(below.path) for below in _walk(path)}
    reasons = find_reasons(files)
    wanted = {name: file for name, file in files.items() if not is_foreign(name)}
    yield from (Found(name, file, reasons.get(name, "")) for name, file in wanted.items() if _is_told(name, reasons))
    built = sorted(name for name in wanted if reasons.get(name) == BUILT)
    for name in built[:1]:
        yield Found(name, files[name], f"{BUILT} ({len(built)} files)")
    for name, counted in count_unread(name for name in wanted if name not in reasons).items():
        yield Found(name, files[name], counted)


def _is_told(name: str, reasons: Mapping[str, str]) -> bool:
    """Tell whether a file is read or its reason told, file by file."""
    return reasons.get(name, PAGE) in (PAGE, PART) and format_of(name) is None


@dataclass(frozen=True, slots=True)
class _Below:
    """A file or folder below the one that is walked through; `name` is its path from there, empty for that itself."""

    name: str
    path: str


def _walk(top: Path) -> Iterator[_Below]:
    """Yield the plain files below, entering each real folder once, whatever links lead to it."""
    entered: set[str] = set()
    waiting = [_Below("", str(top))]
    while waiting:
        folder = waiting.pop()
        real = os.path.realpath(folder.path)
        if real in entered:
            continue
        entered.add(real)
        try:
            children = _children_of(folder.path)
        except OSError:
            yield folder  # reading it as a file will fail, and that failure is reported
            continue
        for entry in children:
            child = _Below(f"{folder.name}{os.sep}{entry.name}" if folder.name else entry.name, entry.path)
            with suppress(OSError):  # a link that leads back to itself
                if entry.is_dir():
                    waiting.append(child)
                elif entry.is_file():
                    yield child


def _children_of(folder: str) -> list[os.DirEntry[str]]:
    """Return what a folder holds that may be posts, the last first."""
    with os.scandir(folder) as listed:
        children = [each for each in listed if not _is_passed_over(each.name)]
    return sorted(children, key=attrgetter("name"), reverse=True)


def _is_passed_over(name: str) -> bool:
    return (name.startswith(".") and name not in BESIDE_NAMES) or name in FOREIGN_FOLDERS
