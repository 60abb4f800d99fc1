"""What pySHACL reports, in plain words: by the kind of the constraint that is broken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.rdf import terms
from kg.rdf.nodes import to_curie

_LONGEST: Final = 80  # characters of a value that are shown
_AGAIN: Final = "build again: if it stays, the vocabulary or kg is wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One result of a validation: terms as N-Triples writes them, the path and the value where there is one."""

    constraint: str  # `MaxCountConstraintComponent`
    path: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class _Words:
    """How one kind of constraint is said, and what to do."""

    message: str
    remedy: str = _AGAIN


_WORDS_OF: Final = {
    "ClosedConstraintComponent": _Words("has {path}, which the profile does not know here", "take it out: build again"),
    "ClassConstraintComponent": _Words("{path} leads to {value}, which is of another class"),
    "DatatypeConstraintComponent": _Words("{path} is {value}, which is of another datatype than it must be"),
    "HasValueConstraintComponent": _Words("{path} has not the one value that it must have"),
    "InConstraintComponent": _Words("{path} is {value}, which is none of the values it may have"),
    "MaxCountConstraintComponent": _Words("has more than one {path}", "keep one: build again"),
    "MaxInclusiveConstraintComponent": _Words("{path} is {value}, which is too large"),
    "MinCountConstraintComponent": _Words("has no {path}"),
    "MinInclusiveConstraintComponent": _Words("{path} is {value}, which is too small"),
    "MinLengthConstraintComponent": _Words("{path} is empty", "give it a text, or take it out: build again"),
    "NodeKindConstraintComponent": _Words("{path} is {value}, which is no IRI"),
    "PatternConstraintComponent": _Words("{path} is {value}, which is not written as it must be"),
    "UniqueLangConstraintComponent": _Words("has two {path} in one language", "keep one: build again"),
}
# What the full checks look at on every subject: a second line about the same fault would say nothing new.
_COUNTS: Final = ("MaxCountConstraintComponent", "MinCountConstraintComponent")
_TOLD: Final = frozenset(
    {
        ("UniqueLangConstraintComponent", terms.PREF_LABEL),
        ("MinCountConstraintComponent", terms.PREF_LABEL),
        ("MinCountConstraintComponent", terms.TA_IDENT_REF),
        ("MaxInclusiveConstraintComponent", terms.TA_CONFIDENCE),
        ("MinInclusiveConstraintComponent", terms.TA_CONFIDENCE),
        *(
            (constraint, path)
            for constraint in _COUNTS
            for path in (
                terms.ANCHOR_OF,
                terms.BEGIN_INDEX,
                terms.END_INDEX,
                terms.IS_STRING,
                terms.REFERENCE_CONTEXT,
                terms.TA_CONFIDENCE,
            )
        ),
    }
)


def is_told(result: Result) -> bool:
    """Tell whether another check has said the same of the same subject."""
    return (result.constraint, result.path) in _TOLD


def to_message(result: Result) -> str:
    """Return what is wrong, without the subject."""
    words = _WORDS_OF.get(result.constraint)
    path = to_curie(result.path) or result.path or "the thing itself"
    if words is None:
        return f"{path}: {result.message}"
    value = result.value if len(result.value) <= _LONGEST else f"{result.value[:_LONGEST]}…"
    return words.message.format(path=path, value=value or "something else")


def to_remedy(result: Result) -> str:
    """Return what to do about it."""
    return _WORDS_OF[result.constraint].remedy if result.constraint in _WORDS_OF else _AGAIN
