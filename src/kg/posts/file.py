"""Reading one file: what its bytes are, and who reads them."""

from __future__ import annotations

from kg.model import Problem, Source
from kg.posts.archives import Member, is_archive, read_members
from kg.posts.decode import decode
from kg.posts.files import Found
from kg.posts.json_lines import parse_json_lines, read_lines
from kg.posts.readers import parse_posts
from kg.posts.record import Findings, LeftOut
from kg.posts.sound import make_sound
from kg.posts.unread import format_of, to_problem

LARGEST_FILE = 64 * 1024 * 1024  # bytes; a larger one is refused unread, unless it is read line by line or in members
LINE_SUFFIXES = frozenset((".jsonl", ".ndjson"))


def read_file(file: Found) -> Findings:
    """Read one file: yield its records, or the problem it has, or why it is none of the posts."""
    if format_of(file.name):
        yield to_problem(file.name, file.reason)
        return
    if file.reason:
        yield LeftOut(Source(file.name), file.reason)
        return
    try:
        if file.path.suffix.lower() in LINE_SUFFIXES:
            with file.path.open("rb") as stream:
                yield from make_sound(parse_json_lines(read_lines(stream), file.name), file.name)
            return
        with file.path.open("rb") as stream:
            start = stream.read(512)
            content = start + stream.read(LARGEST_FILE + 1 - len(start))
        members = read_members(file.path, file.name) if is_archive(start) else [_as_member(file.name, content)]
        for member in members:
            yield from parse_member(member) if isinstance(member, Member) else [member]
    except OSError as error:
        yield Problem(file.name, 1, f"cannot be read: {error.strerror}", "check that the file may be read")


def parse_member(member: Member) -> Findings:
    """Yield what the bytes of one file hold, which are no archive."""
    if is_archive(member.content[:512]):
        yield Problem(member.name, 1, "an archive in an archive", "unpack it first")
        return
    decoded = decode(member.content)
    if decoded.flaw:
        yield Problem(member.name, decoded.line, decoded.flaw, "save it as UTF-8, or take it out of the input")
    if decoded.text is not None:
        yield from make_sound(parse_posts(decoded.text, member.name), member.name)


def _as_member(name: str, content: bytes) -> Member | Problem:
    if len(content) > LARGEST_FILE:
        message = f"the file has more than the {LARGEST_FILE} bytes that a file of posts may have"
        return Problem(name, 1, message, "split it")
    return Member(name, content)
