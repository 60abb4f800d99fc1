"""The build as sorted N-Quads in compressed pieces: what large triple stores load, and what is archived."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from kg.rdf.canonical import read_canonical

MANIFEST: Final = "manifest.json"
_PATTERN: Final = "dataset-*.nq.gz"
_LEVEL: Final = 6


@dataclass(frozen=True, slots=True)
class Shard:
    """One piece: its file, and what it holds when it is decompressed."""

    file: str
    lines: int
    bytes: int
    sha256: str  # of the lines
    gzip_sha256: str  # of the file; another zlib may compress the same lines otherwise


def write_shards(folder: Path, into: Path, lines_per_shard: int) -> tuple[Shard, ...]:
    """Write the pieces and a manifest; put end to end, they are what the dataset's SHA-256 is of.

    Pieces of an earlier export that are not written again go.
    """
    into.mkdir(parents=True, exist_ok=True)
    whole = hashlib.sha256()
    lines = read_canonical(folder)
    shards: list[Shard] = []
    while content := b"".join(islice(lines, lines_per_shard)):
        whole.update(content)
        shards.append(_write_shard(into / f"dataset-{len(shards) + 1:05}.nq.gz", content))
    for path in set(into.glob(_PATTERN)) - {into / shard.file for shard in shards}:
        path.unlink()
    (into / MANIFEST).write_text("".join(_to_manifest(shards, whole.hexdigest())), encoding="utf-8")
    return tuple(shards)


def _write_shard(path: Path, content: bytes) -> Shard:
    packed = gzip.compress(content, compresslevel=_LEVEL, mtime=0)
    path.write_bytes(packed)
    return Shard(
        file=path.name,
        lines=content.count(b"\n"),
        bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        gzip_sha256=hashlib.sha256(packed).hexdigest(),
    )


def _to_manifest(shards: list[Shard], sha256: str) -> Iterator[str]:
    manifest = {
        "media_type": "application/n-quads",
        "lines": sum(shard.lines for shard in shards),
        "bytes": sum(shard.bytes for shard in shards),
        "sha256": sha256,
        "shards": [asdict(shard) for shard in shards],
    }
    yield json.dumps(manifest, indent=2)
    yield "\n"
