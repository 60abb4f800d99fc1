"""Cases that a person can read: a text in which ⟦kind …⟧ marks a zone and ⟨words→target⟩ a link."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.model import Link, Zone

CASES = Path(__file__).with_name("cases")


@dataclass(frozen=True)
class Case:
    claim: str
    source: str
    expected: str

    def __str__(self) -> str:
        return self.claim


def read_cases(name: str) -> list[Case]:
    """Read the cases of a file: a claim, the source, a line of ---->, what is expected; a line of ==== ends a case."""
    blocks = (CASES / name).read_text(encoding="utf-8").split("\n====\n")
    return [_to_case(block.strip("\n")) for block in blocks if block.strip()]


def mark(text: str, zones: tuple[Zone, ...], links: tuple[Link, ...]) -> str:
    """Return the text with its zones and links marked."""
    marks: list[tuple[int, int, str]] = []
    for zone in zones:
        marks += [(zone.span.start, 3, f"⟦{zone.kind.value} "), (zone.span.end, 0, "⟧")]
    for link in links:
        marks += [(link.span.start, 2, "⟨"), (link.span.end, 1, f"→{link.target}⟩")]
    return "".join(_pieces(text, sorted(marks, key=lambda each: each[:2])))


def _pieces(text: str, marks: list[tuple[int, int, str]]) -> Iterator[str]:
    end = 0
    for place, _, sign in marks:
        yield text[end:place]
        yield sign
        end = place
    yield text[end:]


def _to_case(block: str) -> Case:
    claim, rest = block.split("\n", 1)
    source, expected = re.split(r"^---->\n", rest, maxsplit=1, flags=re.MULTILINE)
    return Case(claim.removeprefix("# "), source.rstrip("\n"), expected.rstrip("\n"))
