"""What the phrases of a build can stand for: concepts, what is cited, and what posts say of two concepts."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kg.rdf import terms


@dataclass(slots=True)
class Targets:
    """The concepts by IRI, and the triple that each statement is about, as N-Triples writes its parts."""

    dataset: str = ""  # its IRI
    concepts: set[str] = field(default_factory=set)
    parts_by_statement: dict[str, dict[str, str]] = field(default_factory=dict)

    def triple(self, post: str, target: str) -> str:
        """Return the triple that a phrase of the post with this target stands for, without a full stop."""
        parts = self.parts_by_statement.get(target)
        if parts:
            return f"{parts[terms.SUBJECT]} {parts[terms.PREDICATE]} {parts[terms.OBJECT]}"
        return f"<{post}> {terms.MENTIONS if target in self.concepts else terms.CITES} <{target}>"


def read_targets(folder: Path) -> Targets:
    """Read them from `graph.nt`."""
    targets = Targets()
    with (folder / "graph.nt").open(encoding="utf-8", newline="\n") as file:
        for line in file:
            subject, predicate, term = line.removesuffix(" .\n").split(" ", 2)
            if predicate == terms.TYPE and term == terms.CONCEPT:
                targets.concepts.add(subject[1:-1])
            elif predicate == terms.URI_SPACE:
                targets.dataset = subject[1:-1]
            elif predicate in (terms.SUBJECT, terms.PREDICATE, terms.OBJECT):
                targets.parts_by_statement.setdefault(subject[1:-1], {})[predicate] = term
    return targets
