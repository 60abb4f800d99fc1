"""An endpoint that runs as a person starts it, and what one can say to it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import rdflib
from pyoxigraph import RdfFormat, parse, serialize

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }"
TITLES = "SELECT ?title { ?post schema:headline ?title } ORDER BY ?title"
EXPECTED = ["Attention Is All You Need", "The lost post", "Transformer 入门", "注意力机制简介"]
ROWS = "application/sparql-results+json"


@dataclass
class Endpoint:
    """A running `kg serve`: its address, its process, what it has said so far."""

    process: subprocess.Popen[str]
    root: str
    said: list[str] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.root.rsplit(":", 1)[1].strip("/"))

    def client(self, **options: float) -> httpx.Client:
        return httpx.Client(base_url=self.root, trust_env=False, timeout=options.get("timeout", 30))

    def get(self, path: str, accept: str = "", **headers: str) -> httpx.Response:
        """GET a path that is sent as it is; without `accept` there is no such header."""
        with self.client() as client:
            client.headers.pop("accept")
            every = {**headers, **({"accept": accept} if accept else {})}
            return client.get(path, headers=every)

    def ask(self, query: str, accept: str = ROWS, timeout: float = 30) -> httpx.Response:
        with self.client(timeout=timeout) as client:
            return client.post(
                "/sparql",
                content=query.encode(),
                headers={"content-type": "application/sparql-query", "accept": accept},
            )

    def titles(self) -> list[str]:
        rows = self.ask(TITLES).json()["results"]["bindings"]
        return [row["title"]["value"] for row in rows]

    def workers(self) -> list[int]:
        """Return the numbers of the processes that answer queries."""
        found = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(word) for task in found for word in task.read_text().split()]

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def say(self, words: bytes) -> bytes:
        """Send bytes and return all that comes back until the endpoint closes."""
        with self.connect() as plug:
            plug.sendall(words)
            return read_all(plug)

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=20)


def read_graph(response: httpx.Response) -> rdflib.Graph:
    """Read an answer in RDF with rdflib; JSON-LD, for which rdflib warns of itself, by way of N-Triples."""
    content = response.content
    if response.headers["content-type"].startswith("application/ld+json"):
        triples = (quad.triple for quad in parse(content, format=RdfFormat.JSON_LD))
        content = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    return rdflib.Graph().parse(data=content, format="turtle")


def read_all(plug: socket.socket) -> bytes:
    received = b""
    try:
        while chunk := plug.recv(65536):
            received += chunk
    except (ConnectionResetError, TimeoutError):
        pass
    return received


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Endpoint]:
    """Start `kg serve` at a free port; kill it in the end if it still runs."""
    command = [sys.executable, "-m", "kg", "serve", str(folder), "--port", "0", *options]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment)
    assert process.stderr is not None
    said: list[str] = [process.stderr.readline()]
    reader = threading.Thread(target=lambda: said.extend(process.stderr or ()), daemon=True)
    reader.start()
    try:
        address = re.search(r"http://\S+:\d+/", said[0])
        assert address, said[0]
        yield Endpoint(process, address[0], said)
    finally:
        process.kill()
        process.wait()
        reader.join()
        process.stderr.close()


def wait_until(claim: object, seconds: float = 10) -> bool:
    """Wait until a claim, a function, holds."""
    assert callable(claim)
    deadline = time.monotonic() + seconds
    while not claim():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
