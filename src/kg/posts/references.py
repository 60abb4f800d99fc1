"""Works that posts cite by a key, and how a link carries what a bibliography tells of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from kg.model import Source, WorkKind
from kg.posts.titles import fold_title

KEY = "cite:"  # starts the target of a link that gives a key of a bibliography
WORK = "reference:?"  # starts the target of a link whose key a bibliography of the input explains

_KINDS = frozenset(kind.value for kind in WorkKind)


@dataclass(frozen=True, slots=True, order=True)
class Described:
    """What a bibliography tells of a work; its addresses may be those of its DOI and of arXiv."""

    title: str
    kind: WorkKind
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """An entry of a bibliography."""

    key: str
    source: Source
    work: Described


def to_target(work: Described) -> str:
    """Return the work as the target of a link: a query, so that the link needs nothing beside it.

    >>> to_target(Described("A B", WorkKind.PAPER))
    'reference:?title=A+B&kind=paper'
    """
    return WORK + urlencode(
        [("title", work.title), ("kind", work.kind.value), *(("at", each) for each in work.addresses)]
    )


def parse_target(target: str) -> Described | None:
    """Return the work that a link's target describes; None where it describes none."""
    if not target.startswith(WORK):
        return None
    told = parse_qsl(target.removeprefix(WORK), max_num_fields=20)
    fields = dict(told)
    if not fields.get("title") or fields.get("kind") not in _KINDS:
        return None
    return Described(fields["title"], WorkKind(fields["kind"]), tuple(at for name, at in told if name == "at"))


class Bibliographies:
    """The entries of all bibliographies of the input, by key."""

    def __init__(self, references: Iterable[Reference]) -> None:
        self._references_of_key: dict[str, list[Reference]] = defaultdict(list)
        for reference in sorted(references):
            self._references_of_key[reference.key].append(reference)

    def __bool__(self) -> bool:
        return bool(self._references_of_key)

    def find(self, key: str, named: Sequence[str] = ()) -> Described | None:
        """Return the work of a key: of the bibliographies that the post names first, else of all that agree."""
        every = self._references_of_key.get(key, [])
        own = [each for each in every if any(_is_named(each.source.path, name) for name in named)]
        works = [each.work for each in own or every]
        if len({fold_title(work.title) for work in works}) != 1:
            return None
        return max(works, key=lambda work: (len(work.addresses), work))


def _is_named(path: str, name: str) -> bool:
    plain = name.strip().replace("\\", "/").lstrip("./")
    return bool(plain) and (path == plain or path.endswith((f"/{plain}", f"/{plain}.bib")) or path == f"{plain}.bib")
