"""Citations by the key of a bibliography, as Pandoc, LaTeX, MyST and d2lbook write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Span

_BRACKETS = re.compile(r"\[([^\[\]\n]{0,300}@[^\[\]\n]{1,300})\](?![(\[:])")
_DEFINED = re.compile(r"^ {0,3}(\[[^\[\]\n]{1,300}\]):", re.MULTILINE)
_KEY = re.compile(r"(?<![\w@/.+])@([A-Za-z0-9_](?:[\w:.#$%&+?<>~/-]{0,200}[\w/])?)")
_LATEX = re.compile(
    r"(?<!\\)\\(?:cite|citep|citet|citealp|citeauthor|parencite|textcite)\*?(?:\[[^\]\n]{0,80}\]){0,2}\{([^{}\n]{1,400})\}"
)
_ROLE = re.compile(r":cite[a-z]{0,12}:`([^`]+)`")
_NAMES = re.compile(r"[^\s,;{}]{1,200}")


def find_keys(text: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
    r"""Yield each `@key` in Pandoc's brackets, and each `\cite{…}` with its keys."""
    defined = set(_DEFINED.findall(text))  # shortcuts of reference links: `[@someone]`
    for bracket in _BRACKETS.finditer(text):
        if all(_KEY.search(part) for part in bracket[1].split(";")) and bracket[0] not in defined:
            start = bracket.start(1)
            for key in _KEY.finditer(bracket[1]):
                yield Span(start + key.start(), start + key.end()), (key[1],)
    for command in _LATEX.finditer(text):
        yield Span(*command.span()), tuple(_NAMES.findall(command[1]))


def keys_of_role(role: str) -> tuple[str, ...]:
    """Return the keys that a role such as `:cite:` names; none where it points to a section or a figure."""
    match = _ROLE.fullmatch(role)
    return tuple(_NAMES.findall(match[1])) if match else ()
