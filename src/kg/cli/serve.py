"""`kg serve`."""

from __future__ import annotations

import importlib.util
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.terminal import talk
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.serve.limits import Limits

_NEEDED = ("starlette", "uvicorn")


@click.command(
    "serve",
    epilog="Examples:  kg serve output  |  kg serve output --port 0 --quiet  |  "
    "kg serve output --timeout 10 --rows 1000 --cors https://yasgui.example",
)
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--bind", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="Listen at another address.")
@click.option("--port", type=click.IntRange(0, 65535), default=7070, show_default=True, help="0 is any that is free.")
@click.option("--host", "hosts", metavar="NAME", multiple=True, help="Answer to this name too, as behind a proxy.")
@click.option("--cors", "origins", metavar="ORIGIN", multiple=True, help="Let the pages of a site ask; * is all sites.")
@click.option("--timeout", type=click.FloatRange(min=0.1), metavar="SECONDS", help="Stop a query after it (30).")
@click.option("--rows", type=click.IntRange(min=1), metavar="N", help="Cut an answer after N rows or triples (100000).")
@click.option("--size", type=click.IntRange(min=1), metavar="MB", help="Cut an answer after so many megabytes (10).")
@click.option("--memory", type=click.IntRange(min=256), metavar="MB", help="Address space of one process (2048).")
@click.option("--workers", type=click.IntRange(1, 64), metavar="N", help="Query processes (as many as processors).")
@click.option("--queue", type=click.IntRange(min=1), metavar="N", help="Requests that may wait (128).")
@click.option(
    "--per-client",
    type=click.IntRange(min=1),
    metavar="N",
    help="Requests of one address that may run or wait (16; of this machine any number).",
)
@click.option("--proxied", "is_proxied", is_flag=True, help="A proxy on this machine says who asks (X-Forwarded-For).")
@click.option("-q", "--quiet", is_flag=True, help="Write no line for each request.")
def command(
    *,
    out: Path,
    bind: str,
    port: int,
    hosts: tuple[str, ...],
    origins: tuple[str, ...],
    quiet: bool,
    **numbers: float | None,
) -> int:
    """Serve the build in OUT over HTTP, read-only: SPARQL at /sparql, the page at /, named questions at /questions.

    A new build in OUT is picked up while it runs. It ends at Ctrl+C or SIGTERM.
    """
    _check_extra()
    from kg.serve.run import Door, serve

    door = Door(address=bind, port=port, hosts=hosts, origins=origins)
    serve(out, door, _to_limits(numbers), talk=talk, log=None if quiet else _log)
    return 0


def _log(line: str) -> None:
    with suppress(OSError):  # who read the log has gone: the endpoint has not
        talk(line)


def _check_extra() -> None:
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise UsageError(f"kg serve needs {' and '.join(missing)}", remedy="install the extra: pip install 'kg[serve]'")


def _to_limits(numbers: dict[str, float | None]) -> Limits:
    from kg.serve.limits import Limits

    given = {name: number for name, number in numbers.items() if number is not None}
    for name in ("size", "memory"):
        if name in given:
            given[name] = int(given[name]) * 2**20
    return Limits(**given)  # type: ignore[arg-type] # click has made each the number that its option takes
