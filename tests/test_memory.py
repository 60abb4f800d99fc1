"""Memory that a stage freed goes back to the system, and long-lived things are not looked through again."""

import ctypes
import subprocess
import sys

import pytest

from kg.memory import RARELY, release

FREED = """
import sys
from kg.memory import release
def resident():
    return int(next(line for line in open("/proc/self/status") if line.startswith("VmRSS")).split()[1])
kept = []
made = []
for number in range(4000):
    made.append(b"a" * 20000)
    kept.append(bytes(600))
del made
before = resident()
release()
print(before - resident())
"""


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="only glibc gives memory back when asked")
def test_what_was_freed_among_things_that_stay_goes_back_to_the_system() -> None:
    done = subprocess.run([sys.executable, "-c", FREED], capture_output=True, text=True, check=True)
    assert int(done.stdout) > 10_000  # of about 78,000 KB


def test_a_system_that_cannot_give_memory_back_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: None) -> None:
        raise OSError

    monkeypatch.setattr(ctypes, "CDLL", refuse)
    release()


def test_a_build_looks_seldom_for_circles_and_not_among_what_stays() -> None:
    script = (
        "import gc; from kg.memory import settle; settle(); print(gc.get_freeze_count() > 1000, gc.get_threshold()[0])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", str(RARELY)]
