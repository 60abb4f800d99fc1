"""What a check says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_MOST_OF_A_RULE: Final = 50
_BUILD_AGAIN: Final = "build again"


class Level(StrEnum):
    """A finding is a fault of the build; a note says what a check left out."""

    FAULT = "fault"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What breaks which rule in which file, and what to do. `subject` is an IRI, a line number or empty."""

    file: str
    rule: str
    subject: str
    message: str
    remedy: str = _BUILD_AGAIN
    level: Level = Level.FAULT

    def __str__(self) -> str:
        where = ": ".join(part for part in (self.file, self.subject) if part)
        what = f"{where}: {self.message}" if where else self.message
        return f"{what}; {self.remedy} [{self.rule}]" if self.remedy else f"{what} [{self.rule}]"


def cap(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield at most fifty findings of one rule in one file, then one that says how many there were."""
    seen: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        key = (finding.file, finding.rule)
        seen[key] += 1
        if seen[key] <= _MOST_OF_A_RULE:
            yield finding
    for (file, rule), number in sorted(seen.items()):
        if number > _MOST_OF_A_RULE:
            message = f"{number - _MOST_OF_A_RULE} more like these"
            yield Finding(file=file, rule=rule, subject="", message=message, remedy="")
