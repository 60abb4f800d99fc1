"""`kg serve`, run as a person runs it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.rdf.write import write_rdf
from tests.conftest import Run
from tests.rdf.blog import to_graph
from tests.serve.live import EXPECTED, serving, wait_until


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("to-serve")
    write_rdf(to_graph(), folder)
    return folder


def test_it_says_where_it_listens_and_writes_a_line_a_request(build: Path) -> None:
    with serving(build, "--workers", "1") as endpoint:
        assert endpoint.said[0].startswith(f"serving {build} at http://127.0.0.1:{endpoint.port}/")
        assert endpoint.titles() == EXPECTED
        assert endpoint.stop() == 0
    assert [line for line in endpoint.said if line.startswith("127.0.0.1 POST /sparql 200 ")]


def test_quiet_writes_no_line_a_request(build: Path) -> None:
    with serving(build, "--workers", "1", "--quiet") as endpoint:
        assert endpoint.titles() == EXPECTED
        assert endpoint.stop() == 0
    assert not [line for line in endpoint.said if "POST" in line]


def test_a_folder_that_holds_no_build_is_status_5(run: Callable[..., Run], tmp_path: Path) -> None:
    said = run("serve", tmp_path)
    assert (said.status, said.stdout) == (5, "")
    assert "kg build" in said.stderr


def test_a_broken_store_is_status_3(run: Callable[..., Run], build: Path, tmp_path: Path) -> None:
    broken = Path(shutil.copytree(build, tmp_path / "broken"))
    (broken / "store" / "CURRENT").write_text("nonsense\n")
    said = run("serve", broken, "--port", "0")
    assert said.status == 3
    assert "cannot be opened" in said.stderr


def test_a_port_that_is_taken_is_status_2(run: Callable[..., Run], build: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        said = run("serve", build, "--port", taken.getsockname()[1])
    assert said.status == 2
    assert "--port" in said.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["--bind", "no.such.name.invalid"],
        ["--port", "70000"],
        ["--timeout", "0"],
        ["--rows", "x"],
        ["--per-client", "0"],
    ],
)
def test_an_option_that_makes_no_sense_is_status_2(run: Callable[..., Run], build: Path, words: list[str]) -> None:
    said = run("serve", build, *words)
    assert said.status == 2
    assert said.stderr.startswith("kg: ")


def test_a_proxy_may_say_who_asks_if_it_is_told_to(build: Path) -> None:
    ask = "/sparql?query=ASK%7B%7D"
    with serving(build, "--workers", "1", "--per-client", "1", "--proxied") as endpoint:
        plugs = [endpoint.connect() for _ in range(2)]
        for number, plug in enumerate(plugs):
            slow = "SELECT%20(COUNT(*)%20AS%20?n)%7B?a%20?b%20?c.?d%20?e%20?f.?g%20?h%20?i.?j%20?k%20?l%7D"
            plug.sendall(
                f"GET /sparql?query={slow} HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 192.0.2.{number}\r\n\r\n".encode()
            )
        assert wait_until(lambda: endpoint.get("/health").json()["waiting"] == 1)
        assert endpoint.get(ask, **{"x-forwarded-for": "127.0.0.1, 192.0.2.0"}).status_code == 429
        for plug in plugs:
            plug.close()
        assert endpoint.get(ask, **{"x-forwarded-for": "192.0.2.0"}).status_code == 200


def test_without_the_extra_it_says_what_to_install(build: Path) -> None:
    script = f"import sys; sys.modules['uvicorn'] = None; from kg.cli import main; main(['serve', {str(build)!r}])"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment)
    assert done.returncode == 2
    assert "pip install 'kg[serve]'" in done.stderr


def test_its_help_shows_an_example_that_runs(run: Callable[..., Run], build: Path) -> None:
    assert "kg serve output --port 0 --quiet" in " ".join(run("serve", "--help").stdout.split())
    with serving(build, "--quiet") as endpoint:
        assert endpoint.get("/health").status_code == 200
