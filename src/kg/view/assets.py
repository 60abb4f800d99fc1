"""The page's own styles and scripts, each read from a file of its own and joined to one."""

from __future__ import annotations

import json
import re
from importlib.resources import files

STYLES = ("colours.css", "frame.css", "panel.css", "controls.css", "table.css", "narrow.css", "print.css")
FIRST_SCRIPT = "main.js"
IMPORT = re.compile(r'^import (?:[^;]*?from )?"\./([\w-]+\.js)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export ", re.MULTILINE)


def read_styles() -> str:
    """Return all style sheets in their order."""
    return "\n".join(_read("styles", name) for name in STYLES)


def read_script() -> str:
    """Return all scripts as one module: each after those that it imports.

    A page that is opened from disk may not import a module from beside it, so the imports are resolved here. One
    scope holds everything afterwards; the browser refuses a name that two scripts define.
    """
    joined: dict[str, str] = {}
    _join(FIRST_SCRIPT, joined)
    return "\n".join(joined.values())


def read_texts() -> dict[str, dict[str, str]]:
    """Return the words of the interface: language, then key, then text."""
    texts: dict[str, dict[str, str]] = json.loads(_read("", "texts.json"))
    return texts


def _join(name: str, joined: dict[str, str]) -> None:
    source = _read("scripts", name)
    for needed in IMPORT.findall(source):
        if needed not in joined:
            _join(needed, joined)
    joined[name] = EXPORT.sub("", IMPORT.sub("", source))


def _read(folder: str, name: str) -> str:
    return files("kg.view").joinpath(folder, name).read_text(encoding="utf-8").replace("\r\n", "\n")
