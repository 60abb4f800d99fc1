"""Several processes that answer as one would."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.workers import FEWEST, Workers

QUESTIONS = [*range(3 * FEWEST)]
forks = pytest.mark.skipif(sys.platform != "linux", reason="processes are only forked on Linux")


def to_square(number: int) -> int:
    return number * number


def to_share(number: int) -> int:
    return 1 // (number - FEWEST)


def to_process(_: int) -> int:
    return os.getpid()


@pytest.mark.parametrize("processes", [0, 1, 2, 5])
def test_the_answers_come_in_the_order_of_the_questions(processes: int) -> None:
    with Workers(to_square, processes) as workers:
        for questions in (QUESTIONS, QUESTIONS[::-1], QUESTIONS[:3], []):
            assert workers.answers(questions) == [*map(to_square, questions)]


@forks
def test_what_answers_need_not_be_known_to_pickle() -> None:
    square: Callable[[int], int] = lambda number: number * number  # noqa: E731 - a function that pickle refuses
    with Workers(square, 2) as workers:
        assert workers.answers(QUESTIONS) == [*map(to_square, QUESTIONS)]


@forks
def test_many_questions_are_answered_elsewhere_and_few_are_not() -> None:
    with Workers(to_process, 2) as workers:
        assert os.getpid() not in workers.answers(QUESTIONS)
        assert set(workers.answers(QUESTIONS[: FEWEST - 1])) == {os.getpid()}


@forks
def test_the_work_of_a_worker_that_is_killed_is_done_here() -> None:
    here = os.getpid()

    def ask(number: int) -> int:
        if number == FEWEST and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return to_square(number)

    with Workers(ask, 2) as workers:
        assert workers.answers(QUESTIONS) == [*map(to_square, QUESTIONS)]
        assert workers.answers(QUESTIONS[::-1]) == [*map(to_square, QUESTIONS[::-1])]


@pytest.mark.parametrize("processes", [1, 2])
def test_an_error_of_the_answer_is_an_error_of_the_asking(processes: int) -> None:
    with Workers(to_share, processes) as workers, pytest.raises(ZeroDivisionError):
        workers.answers(QUESTIONS)


@forks
def test_workers_end_with_the_process_that_began_them() -> None:
    there, here = os.pipe()
    first = os.fork()
    if first == 0:
        with Workers(to_process, 2) as workers:
            os.write(here, " ".join(map(str, set(workers.answers(QUESTIONS)))).encode() + b"\n")
            os.kill(os.getpid(), signal.SIGKILL)
    pids = [int(pid) for pid in os.read(there, 1000).split()]
    os.waitpid(first, 0)
    assert pids
    assert all(map(is_gone, pids))


def is_gone(pid: int) -> bool:
    """Wait some seconds for a process to end."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":  # it waits to be noted by whoever has taken it over
            return True
        time.sleep(0.05)
    return False


@forks
def test_no_process_is_left_behind() -> None:
    with Workers(to_process, 3) as workers:
        pids = set(workers.answers(QUESTIONS))
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
