"""The search for new concepts over all posts; what the last build found out for it is not found out again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Final

from kg.cache.counting import WRONG, Counting
from kg.cache.digest import Digest, digest_of
from kg.cache.kept import Memory
from kg.cache.notes import Notes
from kg.cache.plain import Form, form_of
from kg.cache.recall import FORGETFUL, Recall, Step
from kg.concepts.corpus import place_in
from kg.concepts.discover import Discovered
from kg.concepts.grounds import Grounds
from kg.concepts.lexicon import Lexicon
from kg.concepts.terms import LEAST, Means
from kg.concepts.traces import Traces, find_traces, weigh
from kg.concepts.words import Dictionary, cut_name, frequency_of
from kg.model import Post, PostId

_TRACES: Final[Form[tuple[Traces, ...]]] = form_of(tuple[Traces, ...])
_STEP: Final = f"{Traces.__module__}.{Traces.__qualname__}"
_BETWEEN: Final = "\n"  # two words


def discover_again(
    posts: Sequence[Post], known: Lexicon, recall: Recall = FORGETFUL, names: Digest = b""
) -> tuple[Discovered, ...]:
    """Weigh the names that no vocabulary knows, as `weigh` does; `names` stands for those that it knows."""
    key_by_post = {post.id: recall.key_of(post, _STEP, names) for post in posts} if recall.memory.is_on else {}
    step: Step[Post, tuple[Traces, ...]] = Step(
        _TRACES, lambda post: key_by_post[post.id], lambda post: (*find_traces(post, known.index),)
    )

    def taken() -> Iterable[Traces]:
        found: Iterable[tuple[Traces, ...]] = recall.take(step, posts)
        return chain.from_iterable(found)

    if not recall.memory.is_on:
        return weigh(taken(), posts, known)
    who = [digest_of(post.id, str(post.published)) for post in posts]
    counting = Counting(recall.memory, who, [*key_by_post.values()], lambda keys: _find_grounds(keys, recall.memory))
    try:
        with _noted(recall.memory, counting, key_by_post) as means:
            return weigh(taken(), posts, known, means)
    except WRONG:
        counting.forget(LEAST)
        return weigh(taken(), posts, known)


def _find_grounds(keys: Sequence[Digest], memory: Memory) -> Sequence[Grounds] | None:
    """Return what posts gave in the last build, which are no more or no more as they were; None if one is missing."""
    contents = memory.find_many(keys)
    found = [_TRACES.parse(contents.get(key, b"")) for key in keys]
    grounds = [each.grounds for traces in found for each in traces or ()]
    return grounds if len(grounds) == len(keys) else None


@contextmanager
def _noted(memory: Memory, counting: Counting, key_by_post: Mapping[PostId, Digest]) -> Iterator[Means]:
    """Yield how the search finds out what takes long, by the last build; note it for the next one."""
    words = Notes(memory, "words", str)
    frequencies = Notes(memory, "frequencies", int)
    places = Notes(memory, "places", int)

    def words_of(name: str) -> list[str]:
        return words.ask(name, lambda: _BETWEEN.join(cut_name(name))).split(_BETWEEN)

    def frequency(name: str) -> int:
        return frequencies.ask(name, lambda: frequency_of(name))

    def place_of(post: Post, number: int) -> int:
        return places.ask(f"{key_by_post[post.id].hex()} {number}", lambda: place_in(post, number))

    yield Means(counting.count, Dictionary(words_of, frequency), place_of)
    for notes in (words, frequencies, places):
        notes.keep()
