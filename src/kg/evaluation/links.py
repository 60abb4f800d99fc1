"""The links that authors made from post to post, as gold of citations: two columns, or JSON lines with `src` and `dst`.

Such gold knows links only. What a rule reads from the words alone may be true without being among them; so the rules
that follow links are scored for themselves too, and every citation beyond the links is told with its words.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, TypeAlias

from kg.citations.shelf import Rule
from kg.errors import InputError
from kg.evaluation.score import Score, Tally, score
from kg.model import Citation, Post, PostId

BY_LINK: Final = frozenset((Rule.LINK.value, Rule.ADDRESS.value))
_BEFORE, _BEHIND = 40, 20  # code points that are shown around the words of a citation
_INDEX: Final = "index"  # the file that stands for its folder

Citations: TypeAlias = Mapping["Edge", Sequence[Citation]]


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A post that cites another: their files without suffix, relative to the input, or their addresses."""

    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCount:
    """How many edges a rule found, and how many of these are among the links."""

    rule: str
    found: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Beyond:
    """A citation that is not among the links: wrong, or true without a link."""

    edge: Edge
    rule: str
    words: str  # in 【】, with some of what is around them


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkEvaluation:
    """How the citations found compare with the links; an edge counts once, however often it is made."""

    posts: int
    edges: int  # of which both ends are in the input
    citations: Score
    by_link: Score  # the rules that follow links and addresses alone
    rules: tuple[RuleCount, ...]
    missed: tuple[Edge, ...]
    beyond: tuple[Beyond, ...]
    not_in_input: tuple[Edge, ...]


def read_edges(path: Path) -> frozenset[Edge] | None:
    """Read gold of links; None if the file is gold of another kind.

    Raises InputError if it cannot be read, or if some lines are edges and one is not.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"cannot be read as gold: {error}", remedy="give a file of JSON lines") from error
    parsed = [(number, _parse_edge(line)) for number, line in enumerate(lines, 1) if line.strip()]
    edges = frozenset(edge for _, edge in parsed if edge is not None)
    for number, edge in parsed:
        if edges and edge is None:
            remedy = "each line needs src and dst, or two columns with a tab between"
            raise InputError(path, "is no link from post to post, as others here are", line=number, remedy=remedy)
    return edges or None


def _parse_edge(line: str) -> Edge | None:
    columns = line.split("\t")
    if not line.lstrip().startswith("{"):
        return Edge(*columns) if len(columns) == 2 else None
    try:
        plain = json.loads(line)
    except ValueError:
        return None
    ends = plain.get("src"), plain.get("dst")
    return Edge(*ends) if all(isinstance(end, str) for end in ends) else None


def evaluate_links(posts: Sequence[Post], citations: Iterable[Citation], gold: Collection[Edge]) -> LinkEvaluation:
    """Compare the citations between posts of the input with the links."""
    names = _Names((post for post in posts if not post.is_stub), gold)
    true = frozenset(edge for edge in gold if {edge.source, edge.target} <= names.known)
    found = names.edges_of(citations)
    linked = frozenset(edge for edge, all_of in found.items() if any(each.rule in BY_LINK for each in all_of))
    texts = {post.id: post for post in posts}
    return LinkEvaluation(
        posts=sum(not post.is_stub for post in posts),
        edges=len(true),
        citations=_score(found.keys(), true),
        by_link=_score(linked, true),
        rules=tuple(_count_rules(found, true)),
        missed=tuple(sorted(true - found.keys())),
        beyond=tuple(
            Beyond(edge=edge, rule=each.rule, words=_context(each, texts[each.post]))
            for edge in sorted(found.keys() - true)
            for each in found[edge]
        ),
        not_in_input=tuple(sorted(set(gold) - true)),
    )


class _Names:
    """What the gold calls the posts: an address, a path, or as much of its end as no other post shares."""

    def __init__(self, posts: Iterable[Post], gold: Iterable[Edge]) -> None:
        wanted = {end for edge in gold for end in (edge.source, edge.target)}
        by_tail: defaultdict[str, set[PostId]] = defaultdict(set)
        self._name_by_post: dict[str, str] = {}
        for post in posts:
            paths = (tail for source in post.sources for tail in _tails(source.path))
            for name in (*paths, *filter(None, (post.address, *post.aliases))):
                by_tail[name].add(post.id)
            self._name_by_post[post.id] = next(_tails(post.sources[0].path))
        named = {tail: ids for tail, ids in by_tail.items() if tail in wanted and len(ids) == 1}
        self._name_by_post |= {next(iter(ids)): tail for tail, ids in sorted(named.items())}
        self.known = frozenset(named)

    def edges_of(self, citations: Iterable[Citation]) -> Citations:
        """Return the citations between posts of the input, by their ends."""
        edges: defaultdict[Edge, list[Citation]] = defaultdict(list)
        for each in citations:
            if each.target in self._name_by_post:
                edges[Edge(self._name_by_post[each.post], self._name_by_post[each.target])].append(each)
        return edges


def _tails(path: str) -> Iterator[str]:
    """Yield the path without its suffix, then the ends of it, the longest first; a folder's index is the folder."""
    plain = PurePosixPath(path).with_suffix("")
    parts = plain.parts[:-1] if plain.name == _INDEX and len(plain.parts) > 1 else plain.parts
    return ("/".join(parts[at:]) for at in range(len(parts)))


def _score(found: Collection[Edge], true: Collection[Edge]) -> Score:
    """Return the score, with intervals over the posts that cite."""
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for edge in true:
        tallies[edge.source].wanted += 1
        tallies[edge.source].got += edge in found
    for edge in found:
        tallies[edge.source].found += 1
        tallies[edge.source].right += edge in true
    return score([tallies[source] for source in sorted(tallies)])


def _count_rules(found: Citations, true: Collection[Edge]) -> Iterator[RuleCount]:
    edges = {(each.rule, edge) for edge, all_of in found.items() for each in all_of}
    counts, right = Counter(rule for rule, _ in edges), Counter(rule for rule, edge in edges if edge in true)
    return (RuleCount(rule=rule, found=counts[rule], right=right[rule]) for rule in sorted(counts))


def _context(citation: Citation, post: Post) -> str:
    text, span = post.text, citation.span
    before, behind = text[max(0, span.start - _BEFORE) : span.start], text[span.end : span.end + _BEHIND]
    return f"{before}【{span.of(text)}】{behind}".replace("\n", "/")
