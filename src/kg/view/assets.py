"""The page's own styles and scripts, each read from a file of its own and joined to one."""

from __future__ import annotations

import json
import re
from importlib.resources import files

STYLES = ("colours.css", "frame.css", "panel.css", "controls.css", "table.css", "narrow.css", "print.css")
FIRST_SCRIPT = "main.js"
IMPORT = re.compile(r'^import (?:(\{[^}]*\}) from )?"\./(\w+)\.js";\n', re.MULTILINE)
EXPORT = re.compile(r"^export ((?:async )?(?:function\*?|class|const) (\w+))", re.MULTILINE)


def read_styles() -> str:
    """Return all style sheets in their order."""
    return "\n".join(_read("styles", name) for name in STYLES)


def read_script() -> str:
    """Return all scripts as one module: each after those that it imports, in a scope of its own.

    A page that is opened from disk may not import a module from beside it, so the imports are resolved here: a
    script becomes a function that returns what it exports. Exports are constants, functions and classes; imports
    have no other names than exports; no two scripts import each other.
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
    for _, needed in IMPORT.findall(source):
        if f"{needed}.js" not in joined:
            _join(f"{needed}.js", joined)
    exported = ", ".join(each for _, each in EXPORT.findall(source))
    body = EXPORT.sub(r"\1", IMPORT.sub(_to_constants, source))
    scope = name.removesuffix(".js")
    joined[name] = f"const ${scope} = await (async () => {{\n{body}\nreturn {{ {exported} }};\n}})();\n"


def _to_constants(found: re.Match[str]) -> str:
    return f"const {found[1]} = ${found[2]};\n" if found[1] else ""


def _read(folder: str, name: str) -> str:
    return files("kg.view").joinpath(folder, name).read_text(encoding="utf-8").replace("\r\n", "\n")
