"""Answers to many small questions of one kind, kept together from build to build: those that the last one asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from kg.cache.digest import digest_of, digest_of_kg
from kg.cache.kept import Memory
from kg.cache.plain import Form, form_of

T = TypeVar("T", int, str)


@dataclass(frozen=True, slots=True)
class _Page:
    questions: tuple[str, ...]
    answers: tuple[str | int, ...]


_PAGE: Final[Form[_Page]] = form_of(_Page)


class Notes(Generic[T]):
    """Gives back what the last build was told, asks for the rest, and keeps what this one was told."""

    def __init__(self, memory: Memory, kind: str, answers: type[T]) -> None:
        """Take what the answers are about, and what they are; a question stands for all that its answer hangs on."""
        self._memory = memory
        self._key = digest_of("notes", digest_of_kg(), kind)
        content = memory.find(self._key)
        page = _PAGE.parse(content) if content is not None else None
        self._known: dict[str, T] = {}
        if page is not None and all(type(answer) is answers for answer in page.answers):
            self._known = dict(zip(page.questions, page.answers, strict=False))  # type: ignore[arg-type]  # just looked
        self._asked: dict[str, T] = {}

    def ask(self, question: str, work_out: Callable[[], T]) -> T:
        """Return the answer."""
        answer = self._known.get(question)
        self._asked[question] = answer = work_out() if answer is None else answer
        return answer

    def keep(self) -> None:
        """Keep what was asked, unless it is what was known."""
        if self._asked != self._known:
            self._memory.keep(self._key, _PAGE.write(_Page(tuple(self._asked), tuple(self._asked.values()))))
