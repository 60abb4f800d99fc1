"""Which files an input means, in an order that does not depend on the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kg.errors import InputError

# What blogs keep beside their posts; in a folder such files are passed over.
FOREIGN_SUFFIXES = frozenset(
    """.7z .avi .avif .bmp .c .cc .cfg .class .cpp .css .csv .db .dll .doc .docx .eot .epub .exe .gif .h .ico .ini
    .ipynb .java .jpeg .jpg .js .less .lock .log .lua .map .mjs .mov .mp3 .mp4 .npy .npz .o .ogg .otf .pdf .pickle
    .pkl .png .ppt .pptx .ps .psd .pt .pth .py .pyc .r .rb .rs .sass .scss .sh .so .sql .svg .tex .tif .tiff .toml
    .ts .tsv .ttf .wasm .wav .webm .webmanifest .webp .woff .woff2 .xls .xlsx .xsl .yaml .yml""".split()
)
FOREIGN_NAMES = frozenset("gemfile gemfile.lock license license.txt licence makefile robots.txt thumbs.db".split())
# The settings of a site, which tell where it lives: Jekyll's and Hexo's, Hugo's, the domain of GitHub Pages.
SITE_NAMES = frozenset(
    """cname _config.yml _config.yaml _config.toml hugo.toml hugo.yaml hugo.yml config.toml config.yaml
    config.yml""".split()
)
FOREIGN_FOLDERS = frozenset(("node_modules", "__pycache__", "__MACOSX"))


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A file, and what it is called: its path relative to the input, with `/`."""

    name: str
    path: Path


def find_files(inputs: Sequence[Path]) -> tuple[Found, ...]:
    """Return the files of all inputs, sorted by name, each once.

    Hidden files, files that blogs keep beside their posts and links that lead back up are passed over.
    Raises `InputError` where an input does not exist.
    """
    by_real_path: dict[str, Found] = {}
    for path in inputs:
        for found in sorted(_files_of(path)):
            real = os.path.realpath(found.path)
            by_real_path[real] = min(by_real_path.get(real, found), found)
    return tuple(sorted(by_real_path.values()))


def readable_name(name: str) -> str:
    """Return a file's name with U+FFFD for bytes that are no UTF-8, and with `/` between folders."""
    return os.fsencode(name).decode("utf-8", "replace").replace(os.sep, "/")


def is_foreign(name: str) -> bool:
    """Tell whether a file of this name is none that blogs write posts in."""
    last = name.rpartition("/")[2].lower()
    if last in SITE_NAMES:
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
    for file in _walk(path):
        name = readable_name(str(file.relative_to(path)))
        if not is_foreign(name):
            yield Found(name, file)


def _walk(top: Path) -> Iterator[Path]:
    """Yield the plain files below, entering each real folder once, whatever links lead to it."""
    entered: set[str] = set()
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        real = os.path.realpath(folder)
        if real in entered:
            continue
        entered.add(real)
        try:
            children = sorted(folder.iterdir(), reverse=True)
        except OSError:
            yield folder  # reading it as a file will fail, and that failure is reported
            continue
        for path in children:
            if path.name.startswith(".") or path.name in FOREIGN_FOLDERS:
                continue
            if path.is_dir():
                waiting.append(path)
            elif path.is_file():
                yield path
