"""The steps that look at one file, one record or one post, each taken once for as long as what it looks at stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Generic, TypeVar

from kg.cache.digest import Digest, digest_of, digest_of_kg, read_digest
from kg.cache.kept import AT_ONCE, Memory
from kg.cache.plain import Form, form_of
from kg.model import Post, PostId
from kg.posts.file import read_file
from kg.posts.files import Found
from kg.posts.record import Finding, Record
from kg.posts.traits import Traits, find_traits
from kg.workers import Workers

Q = TypeVar("Q")
T = TypeVar("T")
_FINDINGS: Final[Form[tuple[Finding, ...]]] = form_of(tuple[Finding, ...])
_TRAITS: Final[Form[Traits]] = form_of(Traits)
_POST: Final[Form[Post]] = form_of(Post)


@dataclass(frozen=True, slots=True)
class Step(Generic[Q, T]):
    """Something that is worked out of one thing at a time, and kept under a key that stands for all it depends on."""

    form: Form[T]
    key_of: Callable[[Q], Digest | None]  # none where there is nothing to be known again by
    work_out: Callable[[Q], T]
    # For what no key can stand for: what is known, brought up to date where it can be.
    renew: Callable[[Q, T], T | None] = lambda _, known: known


class Recall:
    """Gives back what the last build worked out from the same content; without a memory, has it all worked out."""

    def __init__(self, memory: Memory | None = None, processes: int = 1) -> None:
        """Take the memory of the last build, if there is any, and in how many processes to work out what it lacks."""
        self.memory = memory or Memory()
        self._processes = processes
        self._digest_by_post: dict[PostId, Digest] = {}

    def read_files(self, files: Iterable[Found]) -> Iterator[Finding]:
        """Read files, as `kg.posts.file.read_file` does; of one that is as it was, only the bytes are asked."""
        for findings in self.take(Step(_FINDINGS, _key_of_file, lambda file: tuple(read_file(file))), files):
            yield from findings

    def look_through(self, records: Iterable[Record]) -> Iterator[Traits]:
        """Look through the texts of records, as `kg.posts.traits.find_traits` does."""
        return self.take(Step(_TRAITS, _key_of_text, find_traits), records)

    def each(
        self, posts: Iterable[Post], noun: type[T], find: Callable[[Post], Iterable[T]], *context: Digest
    ) -> Iterator[tuple[T, ...]]:
        """Yield what is found in each post; `context` stands for all that `find` looks at besides the post."""
        form: Form[tuple[T, ...]] = form_of(tuple[noun, ...])  # type: ignore[valid-type]  # a type made at run time
        name = f"{noun.__module__}.{noun.__qualname__}"
        return self.take(Step(form, lambda post: self.key_of(post, name, *context), lambda post: (*find(post),)), posts)

    def take(self, step: Step[Q, T], questions: Iterable[Q]) -> Iterator[T]:
        """Yield what a step makes of each of many things, in their order; some hundreds are asked for together."""
        waiting = iter(questions)
        with Workers(step.work_out, self._processes) as workers:
            while batch := [*islice(waiting, AT_ONCE)]:
                yield from self._take_batch(step, batch, workers) if self.memory.is_on else workers.answers(batch)

    def _take_batch(self, step: Step[Q, T], batch: Sequence[Q], workers: Workers[Q, T]) -> list[T]:
        keys = [*map(step.key_of, batch)]
        contents = self.memory.find_many([key for key in keys if key])
        answers = [self._recall(step, each, key, contents) for each, key in zip(batch, keys, strict=True)]
        missing = [at for at, answer in enumerate(answers) if answer is None]
        found = dict(zip(missing, workers.answers([batch[at] for at in missing]), strict=True))
        for at, answer in found.items():
            key = keys[at]
            if key and step.key_of(batch[at]) == key:  # else it is a file that was written to meanwhile
                self.memory.keep(key, step.form.write(answer))
        return [found[at] if answer is None else answer for at, answer in enumerate(answers)]

    def _recall(self, step: Step[Q, T], question: Q, key: Digest | None, contents: Mapping[Digest, bytes]) -> T | None:
        content = contents.get(key) if key else None
        known = step.form.parse(content) if content is not None else None
        answer = step.renew(question, known) if known is not None else None
        if key and answer is not None and answer is not known:
            self.memory.keep(key, step.form.write(answer))
        return answer

    def key_of(self, post: Post, step: str, *context: Digest) -> Digest:
        """Return the key of what a step makes of a post."""
        content = self._digest_by_post.get(post.id)
        if content is None:
            written = _POST.split(post)
            content = self._digest_by_post[post.id] = digest_of(digest_of_kg(), written.head, *written.packed)
        return digest_of(step, content, *context)


def _key_of_file(file: Found) -> Digest | None:
    try:
        return digest_of("file", digest_of_kg(), file.name, file.reason, file.path.suffix, read_digest(file.path))
    except OSError:
        return None


def _key_of_text(record: Record) -> Digest:
    """Return what stands for all that is looked at in a record: its text, and what the reader knows of it."""
    return digest_of("traits", digest_of_kg(), record.title or "", *map(record.packed, ("body", "zones", "links")))


FORGETFUL: Final = Recall()
