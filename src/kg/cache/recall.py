"""The steps that look at one file or one post at a time, each taken once for as long as what it looks at stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final, TypeVar

from kg.cache.digest import Digest, digest_of, digest_of_kg, read_digest
from kg.cache.kept import Memory
from kg.cache.plain import Form, form_of
from kg.model import Post, PostId
from kg.posts.file import read_file
from kg.posts.files import Found
from kg.posts.read import to_post
from kg.posts.record import Finding, Record

T = TypeVar("T")
_FINDINGS: Final[Form[tuple[Finding, ...]]] = form_of(tuple[Finding, ...])
_RECORD: Final[Form[Record]] = form_of(Record)
_POST: Final[Form[Post]] = form_of(Post)
_NO_NAME: Final = PostId("")


class Recall:
    """Gives back what the last build worked out from the same content; without a memory, has it all worked out."""

    def __init__(self, memory: Memory | None = None) -> None:
        """Take the memory of the last build, if there is any."""
        self.memory = memory or Memory()
        self._digest_by_post: dict[PostId, Digest] = {}

    def read_file(self, file: Found) -> Iterator[Finding]:
        """Read one file, as `kg.posts.file.read_file` does; of one that is as it was, only the bytes are asked."""
        key = self._key_of(file)
        content = self.memory.find(key) if key else None
        known = _FINDINGS.parse(content) if content is not None else None
        if known is None:
            known = tuple(read_file(file))
            if key and self._key_of(file) == key:  # else it was written to meanwhile
                self.memory.keep(key, _FINDINGS.write(known))
        yield from known

    def _key_of(self, file: Found) -> Digest | None:
        if not self.memory.is_on:
            return None
        try:
            return digest_of("file", digest_of_kg(), file.name, file.reason, file.path.suffix, read_digest(file.path))
        except OSError:
            return None

    def to_post(self, record: Record, name: PostId) -> Post:
        """Return the post that a record tells, as `kg.posts.read.to_post` does."""
        if not self.memory.is_on:
            return to_post(record, name)
        key = digest_of("post", digest_of_kg(), _RECORD.write(record))
        return self.memory.recall(key, _POST, lambda: to_post(record, _NO_NAME)).revised(id=name)

    def each(
        self, posts: Iterable[Post], noun: type[T], find: Callable[[Post], Iterable[T]], *context: Digest
    ) -> Iterator[tuple[T, ...]]:
        """Yield what is found in each post; `context` stands for all that `find` looks at besides the post."""
        form: Form[tuple[T, ...]] = form_of(tuple[noun, ...])  # type: ignore[valid-type]  # a type made at run time
        step = f"{noun.__module__}.{noun.__qualname__}"
        for post in posts:
            yield self.of(post, step, form, partial(_find_all, find, post), *context)

    def of(self, post: Post, step: str, form: Form[T], work_out: Callable[[], T], *context: Digest) -> T:
        """Return what a step makes of one post."""
        if not self.memory.is_on:
            return work_out()
        return self.memory.recall(self.key_of(post, step, *context), form, work_out)

    def key_of(self, post: Post, step: str, *context: Digest) -> Digest:
        """Return the key of what a step makes of a post."""
        content = self._digest_by_post.get(post.id)
        if content is None:
            content = self._digest_by_post[post.id] = digest_of(digest_of_kg(), _POST.write(post))
        return digest_of(step, content, *context)


def _find_all(find: Callable[[Post], Iterable[T]], post: Post) -> tuple[T, ...]:
    return tuple(find(post))


FORGETFUL: Final = Recall()
