"""How right kg is: precision, recall and F1 against gold, with bootstrap intervals over posts.

C2KB as in GERBIL (Usbeck et al. 2015): the concepts of a post, each once. A concept counts as right if one of its
mentions has a listed surface as its words; a concept that only has optional surfaces counts neither way.
"""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.citations.titles import title_key
from kg.errors import InputError
from kg.graph.assemble import Findings
from kg.model import Citation, Mention, Post, Work

ROUNDS = 1000
SEED = 20180413
KIND_OF_POST = "post"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldCitation:
    """A citation that a person found."""

    words: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPost:
    """What a person says of one post; `opening` limits the judged text to its first code points."""

    title: str | None
    date: str | None
    readers: int | None
    required: frozenset[str]
    optional: frozenset[str]
    citations: tuple[GoldCitation, ...] | None
    opening: int | None
    file: str | None


@dataclass(slots=True)
class Tally:
    """Right, false and missed of one post."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    got: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Precision, recall and F1 over all posts, with the 95 % interval of F1."""

    precision: float
    recall: float
    f1: float
    low: float
    high: float
    found: int
    wanted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The scores, and what to look at."""

    posts: int
    matched: int
    titles: int
    dates: int
    readers: int
    concepts: Score
    citations: Score
    missed: tuple[tuple[str, int], ...]
    false: tuple[tuple[str, int], ...]
    citation_errors: tuple[str, ...]


def read_gold(path: Path) -> tuple[GoldPost, ...]:
    """Read gold as JSON lines. Raises InputError with the line that is wrong."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"cannot be read as gold: {error}", remedy="give a file of JSON lines") from error
    gold = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                gold.append(_parse_gold(json.loads(line)))
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(
                    path,
                    f"is no gold: {error}",
                    line=number,
                    remedy="each line needs title, required and optional",
                ) from error
    return tuple(gold)


def _parse_gold(line: Mapping[str, Any]) -> GoldPost:
    cites = line.get("cites")
    return GoldPost(
        title=line["title"],
        date=line.get("date"),
        readers=line.get("readers"),
        required=frozenset(line["required"]),
        optional=frozenset(line["optional"]),
        citations=None
        if cites is None
        else tuple(GoldCitation(words=each["as"], kind=each["kind"], target=each["target"]) for each in cites),
        opening=line.get("opening"),
        file=line.get("file"),
    )


def evaluate(findings: Findings, gold: Sequence[GoldPost]) -> Evaluation:
    """Compare what was found with what a person found, post by post."""
    posts = [post for post in findings.posts if not post.is_stub]
    pairs = [(wanted, post) for wanted in gold if (post := match_post(wanted, posts)) is not None]
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in findings.mentions:
        mentions[mention.post].append(mention)
    missed: Counter[str] = Counter()
    false: Counter[str] = Counter()
    concepts = [_tally_concepts(wanted, post, mentions[post.id], missed, false) for wanted, post in pairs]
    citations, errors = _tally_citations(pairs, findings)
    absent = [Tally(wanted=len(each.required)) for each in gold if match_post(each, posts) is None]
    return Evaluation(
        posts=len(gold),
        matched=len(pairs),
        titles=sum(wanted.title == post.title for wanted, post in pairs),
        dates=sum(wanted.date == _date_of(post) for wanted, post in pairs),
        readers=sum(wanted.readers == post.readers for wanted, post in pairs),
        concepts=_score([*concepts, *absent]),
        citations=_score(citations),
        missed=_by_frequency(missed),
        false=_by_frequency(false),
        citation_errors=tuple(errors),
    )


def match_post(wanted: GoldPost, posts: Sequence[Post]) -> Post | None:
    """Return the post that a gold line is about: by file and title, or by date where it has no title."""
    for post in posts:
        if wanted.file is not None and all(not source.path.endswith(wanted.file) for source in post.sources):
            continue
        if wanted.title is None or post.title is None:
            if wanted.title == post.title and wanted.date == _date_of(post):
                return post
        elif title_key(wanted.title) == title_key(post.title):
            return post
    return None


def _date_of(post: Post) -> str | None:
    if post.published:
        return post.published.isoformat()
    return post.month_day.removeprefix("--") if post.month_day else None


def _tally_concepts(
    wanted: GoldPost, post: Post, mentions: Iterable[Mention], missed: Counter[str], false: Counter[str]
) -> Tally:
    words: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if wanted.opening is None or mention.span.start < wanted.opening:
            words[mention.concept].add(mention.span.of(post.text))
    tally = Tally(wanted=len(wanted.required))
    for concept in sorted(words):
        if words[concept] & wanted.required:
            tally.right += 1
            tally.found += 1
        elif not words[concept] & wanted.optional:
            tally.found += 1
            false[min(words[concept])] += 1
    every = set().union(*words.values()) if words else set()
    tally.got = len(wanted.required & every)
    missed.update(wanted.required - every)
    return tally


def _tally_citations(pairs: Sequence[tuple[GoldPost, Post]], findings: Findings) -> tuple[list[Tally], list[str]]:
    noun_by_id: dict[str, Post | Work] = {post.id: post for post in findings.posts}
    noun_by_id |= {work.id: work for work in findings.works}
    by_post: dict[str, list[Citation]] = defaultdict(list)
    for citation in findings.citations:
        by_post[citation.post].append(citation)
    tallies, errors = [], []
    for wanted, post in pairs:
        if wanted.citations is None:
            continue
        expected = {(each.words, each.kind, _target_key(each.target)) for each in wanted.citations}
        found = {_as_found(each, post, noun_by_id[each.target]) for each in by_post[post.id]}
        right = len(expected & found)
        tallies.append(Tally(right=right, found=len(found), wanted=len(expected), got=right))
        errors += [f"missed: {each}" for each in sorted(expected - found)]
        errors += [f"false: {each}" for each in sorted(found - expected)]
    return tallies, errors


def _as_found(citation: Citation, post: Post, target: Post | Work) -> tuple[str, str, str]:
    kind = KIND_OF_POST if isinstance(target, Post) else target.kind.value
    name = target.title or target.address or target.id
    if isinstance(target, Work) and target.identifiers:
        name = target.identifiers[0]
    return citation.span.of(post.text), kind, _target_key(name)


def _target_key(target: str) -> str:
    return title_key(target.split("://", 1)[-1])


def _score(tallies: Sequence[Tally]) -> Score:
    precision, recall, f1 = _figures(tallies)
    chance = random.Random(SEED)  # noqa: S311 -- a bootstrap, no secret
    rounds = sorted(_figures(chance.choices(tallies, k=len(tallies)))[2] for _ in range(ROUNDS)) if tallies else [0.0]
    return Score(
        precision=precision,
        recall=recall,
        f1=f1,
        low=rounds[int(0.025 * len(rounds))],
        high=rounds[min(len(rounds) - 1, int(0.975 * len(rounds)))],
        found=sum(each.found for each in tallies),
        wanted=sum(each.wanted for each in tallies),
    )


def _figures(tallies: Sequence[Tally]) -> tuple[float, float, float]:
    found = sum(each.found for each in tallies)
    wanted = sum(each.wanted for each in tallies)
    precision = sum(each.right for each in tallies) / found if found else 1.0
    recall = sum(each.got for each in tallies) / wanted if wanted else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _by_frequency(counter: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counter.items(), key=lambda each: (-each[1], each[0])))
