"""Small answers, kept together."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kg.cache.kept import Memory
from kg.cache.notes import Notes


def asked_again(memory: Path, *questions: str) -> tuple[dict[str, str], list[str]]:
    """Return the answers that the next build gets, and what it had to work out."""
    worked_out: list[str] = []

    def work_out(question: str) -> str:
        worked_out.append(question)
        return question.upper()

    with Memory(memory) as kept:
        notes = Notes(kept, "letters", str)
        answers = {each: notes.ask(each, partial(work_out, each)) for each in questions}
        notes.keep()
    return answers, worked_out


def test_what_was_answered_is_not_worked_out_again(tmp_path: Path) -> None:
    assert asked_again(tmp_path / "m", "a", "b") == ({"a": "A", "b": "B"}, ["a", "b"])
    assert asked_again(tmp_path / "m", "b", "a", "c") == ({"a": "A", "b": "B", "c": "C"}, ["c"])


def test_what_a_build_does_not_ask_is_forgotten(tmp_path: Path) -> None:
    asked_again(tmp_path / "m", "a", "b")
    asked_again(tmp_path / "m", "b")
    assert asked_again(tmp_path / "m", "a", "b")[1] == ["a"]


def test_nothing_is_written_where_the_same_is_asked(tmp_path: Path) -> None:
    asked_again(tmp_path / "m", "a", "b")
    with Memory(tmp_path / "m") as kept:
        notes = Notes(kept, "letters", str)
        assert [notes.ask(each, str) for each in "ba"] == ["B", "A"]
        notes.keep()
        assert kept.worked_out == 0


def test_answers_of_another_type_are_none(tmp_path: Path) -> None:
    asked_again(tmp_path / "m", "a")
    with Memory(tmp_path / "m") as kept:
        assert Notes(kept, "letters", int).ask("a", lambda: 7) == 7


@given(st.dictionaries(st.text(), st.text()))
def test_any_text_is_given_back(answers: dict[str, str]) -> None:
    with Memory() as nothing:
        notes = Notes(nothing, "texts", str)
        given_back = {question: notes.ask(question, partial(answers.__getitem__, question)) for question in answers}
    assert given_back == answers


def test_a_file_that_cannot_be_read_costs_time_only(tmp_path: Path) -> None:
    asked_again(tmp_path / "m", "a")
    content = bytearray((tmp_path / "m").read_bytes())
    at = content.rindex(b'"A"')
    content[at + 1] = ord("Z")
    (tmp_path / "m").write_bytes(content)
    assert asked_again(tmp_path / "m", "a") == ({"a": "A"}, ["a"])
