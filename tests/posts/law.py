"""The law of every reader: whatever the text, spans lie inside the text of their post, and they quote what is written.

`posts_of` and `check_spans` hold it against any text, `passages` and `check_quotes` against a text whose links, code
and addresses are known.
"""

import html
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from hypothesis import strategies as st

from kg.model import Post, ZoneKind
from kg.posts.read import to_reading
from kg.posts.record import Findings
from kg.posts.sound import make_sound

Parse = Callable[[str, str], Findings]
SITE = "https://x.example"
PATH = "notes/a.md"


class Kind(StrEnum):
    LINK = "link"
    CODE = "code"
    ADDRESS = "address"


@dataclass(frozen=True)
class Passage:
    """A paragraph with one thing in the middle, which a span is to quote."""

    kind: Kind
    number: int
    before: str
    words: str
    behind: str

    @property
    def target(self) -> str:
        return f"{SITE}/{self.number}"

    @property
    def quoted(self) -> str:
        """What the span is to quote; the number keeps apart what would be the same."""
        said = {Kind.LINK: f"{self.words}{self.number}", Kind.CODE: f"x_{self.number} = {self.words}"}
        return said.get(self.kind, self.target)

    def said_with(self, words: str) -> str:
        return f"{self.before} {words} {self.behind}"


WORDS = st.text("文字模型图词abcé𝒙", min_size=1, max_size=8)


def passages_of(*kinds: Kind) -> st.SearchStrategy[list[Passage]]:
    """Return lists of passages of these kinds, which are numbered."""
    several = st.lists(st.tuples(st.sampled_from(kinds or list(Kind)), WORDS, WORDS, WORDS), min_size=1, max_size=5)
    return several.map(lambda rows: [Passage(row[0], number, *row[1:]) for number, row in enumerate(rows)])


passages = passages_of()


def to_markdown(passage: Passage) -> str:
    forms = {Kind.LINK: f"[{passage.quoted}]({passage.target})", Kind.CODE: f"`{passage.quoted}`"}
    return passage.said_with(forms.get(passage.kind, passage.target))


def to_html(passage: Passage) -> str:
    quoted = html.escape(passage.quoted)
    forms = {Kind.LINK: f'<a href="{passage.target}">{quoted}</a>', Kind.CODE: f"<code>{quoted}</code>"}
    return f"<p>{passage.said_with(forms.get(passage.kind, passage.target))}</p>"


def posts_of(parse: Parse, source: str, path: str = PATH) -> tuple[Post, ...]:
    """Return the posts that a reader finds in a text, as a build has them."""
    return to_reading(make_sound(parse(source, path), path)).posts


def check_spans(posts: tuple[Post, ...], source: str) -> None:
    """Hold the law for any text: spans are not empty, sorted, inside the text, and zones do not overlap."""
    for post in posts:
        length = len(post.text)
        assert all(0 <= zone.span.start < zone.span.end <= length for zone in post.zones)
        assert all(zone.span.end <= following.span.start for zone, following in pairwise(post.zones))
        assert all(0 <= link.span.start < link.span.end <= length for link in post.links)
        assert list(post.links) == sorted(post.links)
        assert all(link.target and link.span.of(post.text).strip() for link in post.links)
        assert all(1 <= each.line <= source.count("\n") + 1 for each in post.sources)


def check_quotes(post: Post, expected: list[Passage]) -> None:
    """Hold the law for a text whose links, code and addresses are known: each is quoted exactly, nothing else is."""
    text = post.text
    assert [(link.span.of(text), link.target) for link in post.links] == [
        (each.quoted, each.target) for each in expected if each.kind is Kind.LINK
    ]
    for kind, zone_kind in ((Kind.CODE, ZoneKind.CODE), (Kind.ADDRESS, ZoneKind.ADDRESS)):
        zones = [zone.span.of(text).strip("`") for zone in post.zones if zone.kind is zone_kind]
        assert zones == [each.quoted for each in expected if each.kind is kind]
    for each in expected:
        assert each.said_with(each.quoted) in text.replace("`", "")
