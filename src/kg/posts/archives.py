"""ZIP and tar archives of posts, read in memory: nothing is unpacked to the disk."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, BinaryIO, Protocol, cast

from kg.model import Problem, Source
from kg.posts.files import BESIDE_NAMES, is_foreign
from kg.posts.house import PAGE, PART, find_reasons
from kg.posts.record import LeftOut
from kg.posts.unread import count_unread, format_of, to_problem


class Readable(Protocol):
    """What bytes can be read from."""

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes."""
        ...


LARGEST_MEMBER = 64 * 1024 * 1024  # bytes, unpacked
LARGEST_WHOLE = 2 * 1024 * 1024 * 1024  # bytes that all members of one archive may unpack to
MOST_MEMBERS = 200_000
_TAR_MAGIC_AT = 257
_OPENERS: tuple[tuple[bytes, Callable[[BinaryIO], Readable]], ...] = (
    (b"\x1f\x8b", lambda stream: gzip.GzipFile(fileobj=stream)),
    (b"BZh", lambda stream: bz2.BZ2File(stream)),
    (b"\xfd7zXZ\x00", lambda stream: lzma.LZMAFile(stream)),  # noqa: SIM115  # whoever opened the stream closes it
)
_BROKEN = (
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    zlib.error,
    lzma.LZMAError,
    tarfile.TarError,
)
_BROKEN_ZIP = (*_BROKEN, zipfile.BadZipFile, zipfile.LargeZipFile)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive, unpacked, with its path there."""

    name: str
    content: bytes


def is_archive(start: bytes) -> bool:
    """Tell whether a file that starts with these bytes (512 of them) is an archive."""
    return start.startswith(b"PK\x03\x04") or _is_packed(start) or start[_TAR_MAGIC_AT:].startswith(b"ustar")


def read_members(path: Path, name: str) -> Iterator[Member | Problem | LeftOut]:
    """Yield the members that may be posts, a problem for each that may not be read, and the pages that are no posts.

    Hidden files, and what blogs keep beside their posts, are passed over. An archive that unpacks to more than
    it may is read up to there.
    """
    try:
        with path.open("rb") as stream:
            start = stream.read(512)
            stream.seek(0)
            if start.startswith(b"PK"):
                yield from _read_zip(path, name)
                return
            house = _House(_names_in_tar(stream, start), name)
            stream.seek(0)
            yield from _read_tar(stream, start, name, house)
    except _BROKEN_ZIP as error:
        yield Problem(name, 1, f"the archive is broken: {error}", "pack it again")


class _House:
    """Which members are no posts, as far as the names of all tell it."""

    def __init__(self, names: Sequence[str], archive: str) -> None:
        self._archive = archive
        self._reasons = find_reasons(names)
        self._unread = count_unread(each for each in names if is_wanted(each) and each not in self._reasons)

    def keeps(self, name: str) -> bool:
        """Tell whether a member is none of the posts."""
        return name in self._reasons or format_of(name) is not None

    def told(self) -> Iterator[Problem | LeftOut]:
        """Yield the pages that are no posts, and a problem for each format that is not read."""
        for name, reason in self._reasons.items():
            if reason in (PAGE, PART) and is_wanted(name):
                yield LeftOut(Source(f"{self._archive}/{name}"), reason)
        for name, counted in self._unread.items():
            yield to_problem(f"{self._archive}/{name}", counted)


def _read_zip(path: Path, name: str) -> Iterator[Member | Problem | LeftOut]:
    left = LARGEST_WHOLE
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()[:MOST_MEMBERS]
        house = _House([info.filename for info in members if not info.is_dir()], name)
        yield from house.told()
        for info in members:
            if info.is_dir() or not is_wanted(info.filename) or house.keeps(info.filename):
                continue
            if not is_safe(info.filename):
                yield _unsafe(name, info.filename)
                continue
            try:
                with archive.open(info) as member:
                    content = member.read(LARGEST_MEMBER + 1)
            except _BROKEN_ZIP as error:
                yield Problem(
                    f"{name}/{info.filename}", 1, f"cannot be unpacked: {error}", "pack it again without a password"
                )
                continue
            left -= len(content)
            if left < 0:
                yield _too_much(name)
                return
            yield from _sized(f"{name}/{info.filename}", content)


def _open_tar(stream: BinaryIO, start: bytes) -> tarfile.TarFile:
    unpack = next((opener for magic, opener in _OPENERS if start.startswith(magic)), None)
    limited = _Limited(unpack(stream) if unpack else stream)
    return tarfile.open(fileobj=cast("IO[bytes]", limited), mode="r|")


def _names_in_tar(stream: BinaryIO, start: bytes) -> list[str]:
    """Return the names of the files of a tar archive, up to where it breaks off."""
    names: list[str] = []
    try:
        with _open_tar(stream, start) as archive:
            names.extend(info.name.removeprefix("./") for info in islice(archive, MOST_MEMBERS) if info.isreg())
    except _BROKEN:
        return names
    return names


def _read_tar(stream: BinaryIO, start: bytes, name: str, house: _House) -> Iterator[Member | Problem | LeftOut]:
    yield from house.told()
    with _open_tar(stream, start) as archive:
        for number, info in enumerate(archive):
            if number >= MOST_MEMBERS:
                return
            if not info.isreg() or not is_wanted(info.name) or house.keeps(info.name.removeprefix("./")):
                continue
            if not is_safe(info.name):
                yield _unsafe(name, info.name)
                continue
            member = archive.extractfile(info)
            yield from _sized(
                f"{name}/{info.name.removeprefix('./')}", member.read(LARGEST_MEMBER + 1) if member else b""
            )


def is_wanted(name: str) -> bool:
    """Tell whether a member may be a post by its name."""
    parts = name.removeprefix("./").split("/")
    parts = parts[:-1] if parts[-1] in BESIDE_NAMES else parts
    return not is_foreign(name) and not any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts)


def is_safe(name: str) -> bool:
    """Tell whether a member's path stays inside the archive."""
    parts = name.replace("\\", "/").split("/")
    return bool(name) and not name.startswith(("/", "\\")) and ".." not in parts and ":" not in parts[0]


def _sized(path: str, content: bytes) -> Iterator[Member | Problem]:
    if len(content) > LARGEST_MEMBER:
        yield Problem(path, 1, f"more than the {LARGEST_MEMBER} bytes that a file of posts may have", "split it")
    else:
        yield Member(path, content)


def _unsafe(archive: str, name: str) -> Problem:
    return Problem(archive, 1, f"the path “{name[:80]}” leads out of the archive", "pack it again with plain paths")


def _too_much(archive: str) -> Problem:
    return Problem(
        archive, 1, f"the archive unpacks to more than {LARGEST_WHOLE} bytes", "split it; the rest was not read"
    )


def _is_packed(start: bytes) -> bool:
    return any(start.startswith(magic) for magic, _ in _OPENERS)


class _Limited(io.RawIOBase):
    """A stream that ends with an error where an archive unpacks to more than it may."""

    def __init__(self, stream: Readable) -> None:
        super().__init__()
        self._stream = stream
        self._left = LARGEST_WHOLE

    def readable(self) -> bool:
        """Tell that it may be read."""
        return True

    def read(self, size: int | None = -1) -> bytes:
        """Return the next bytes."""
        content = self._stream.read(self._left + 1 if size is None or size < 0 else size)
        self._left -= len(content)
        if self._left < 0:
            raise tarfile.ReadError(f"it unpacks to more than {LARGEST_WHOLE} bytes")
        return content
