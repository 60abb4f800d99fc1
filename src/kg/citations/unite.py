"""Several forms of one thing that is cited, made one: the same whatever the order of the posts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from kg.citations.addresses import address_key
from kg.citations.shelf import Found
from kg.citations.titles import title_key, weight_of
from kg.citations.works import to_one_work
from kg.model import Citation, Post, PostId, Work, WorkKind

LEAST_WEIGHT = 6  # of a title for which two works are one
LEAST_SUBTITLE = 10  # weight of a subtitle that names a work by itself
LONGEST_JOINT = 24
# What stands between a title and the address of what it names.
_JOINT = re.compile(
    r"[》\s,，:：(（\[【]*(?:论文|文章|原文|地址|链接|下载|见|link|paper|pdf|arxiv|url|at)?(?:地址|链接)?(?:为|是|在)?[\s,，:：(（\[【]*",
    re.IGNORECASE,
)
_SUBTITLE = re.compile(r"[:：]\s*")


class Forms:
    """Names of which some mean the same (a union-find); the smallest stands for all.

    Two names with different identifiers of one register, such as two numbers of arXiv, never mean the same.
    """

    def __init__(self, identifiers_by_name: Mapping[str, Iterable[str]]) -> None:
        self._parent: dict[str, str] = {}
        self._registered = {name: dict(map(_register, each)) for name, each in identifiers_by_name.items()}

    def root(self, name: str) -> str:
        """Return the name that stands for all that mean the same."""
        path = []
        while (parent := self._parent.get(name, name)) != name:
            path.append(name)
            name = parent
        for each in path:
            self._parent[each] = name
        return name

    def unite(self, one: str, other: str) -> None:
        """Let the two mean the same, unless their identifiers tell that they do not."""
        first, second = sorted((self.root(one), self.root(other)))
        mine, theirs = self._registered.get(first, {}), self._registered.get(second, {})
        if first != second and all(mine.get(register, number) == number for register, number in theirs.items()):
            self._parent[second] = first
            self._registered[first] = {**mine, **theirs}


def _register(identifier: str) -> tuple[str, str]:
    register, _, number = identifier.partition(":")
    return register, number


def unite(found: Sequence[Found], posts: Mapping[PostId, Post]) -> Mapping[str, Post | Work]:
    """Return, for each id that citations lead to beyond the input, the one noun that all its forms are.

    `found` is in the order of posts and spans.
    """
    works = [each.target for each in found if isinstance(each.target, Work)]
    forms = Forms({work.id: work.identifiers for work in works})
    _unite_keys(forms, _keyed(found))
    _unite_neighbours(forms, found, posts)
    members: dict[str, list[Post | Work]] = defaultdict(list)
    for each in found:
        if each.target is not None:
            members[forms.root(each.target.id)].append(each.target)
    united = {root: _to_one(group) for root, group in members.items()}
    return {each.target.id: united[forms.root(each.target.id)] for each in found if each.target is not None}


def _keyed(found: Iterable[Found]) -> Iterator[tuple[str, str]]:
    """Yield each id with what two forms of one thing share."""
    for each in found:
        if isinstance(each.target, Post):
            yield from ((key, each.target.id) for key in _keys_of_post(each.target))
        elif each.target is not None:
            yield from ((key, each.target.id) for key in _keys_of_work(each.target))


def _keys_of_post(post: Post) -> Iterator[str]:
    if post.address:
        yield f"post at {address_key(post.address)}"
    if post.title:
        yield f"post {title_key(post.title)}"


def _keys_of_work(work: Work) -> Iterator[str]:
    yield from (f"is {identifier}" for identifier in work.identifiers)
    group = "text" if work.kind in (WorkKind.PAPER, WorkKind.ARTICLE) else work.kind.value
    if work.title is None or weight_of(work.title) < LEAST_WEIGHT:
        return
    yield f"{group} {title_key(work.title)}"
    parts = _SUBTITLE.split(work.title, maxsplit=1)
    if len(parts) == 2 and weight_of(parts[1]) >= LEAST_SUBTITLE:
        yield f"{group} {title_key(parts[1])}"


def _unite_keys(forms: Forms, keyed: Iterable[tuple[str, str]]) -> None:
    first: dict[str, str] = {}
    for key, name in keyed:
        forms.unite(first.setdefault(key, name), name)


def _unite_neighbours(forms: Forms, found: Sequence[Found], posts: Mapping[PostId, Post]) -> None:
    """Unite a title with the address that stands beside it: 《…》（https://arxiv.org/abs/…）."""
    for one, other in pairwise(found):
        if _name_one_thing(one, other) and _are_joined(one.citation, other.citation, posts):
            forms.unite(one.citation.target, other.citation.target)


def _are_joined(one: Citation, other: Citation, posts: Mapping[PostId, Post]) -> bool:
    start, end = one.span.end, other.span.start
    if one.post != other.post or end - start > LONGEST_JOINT:
        return False
    return _JOINT.fullmatch(posts[one.post].text[start:end]) is not None


def _name_one_thing(first: Found, second: Found) -> bool:
    one, other = first.target, second.target
    if isinstance(one, Work) and isinstance(other, Work):
        return _is_only_titled(one) and bool(other.identifiers) and not other.title and other.kind is one.kind
    if isinstance(one, Post) and isinstance(other, Post):
        return not one.address and bool(one.title) and bool(other.address) and not other.title
    return False


def _is_only_titled(work: Work) -> bool:
    return bool(work.title) and not work.identifiers


def _to_one(group: Sequence[Post | Work]) -> Post | Work:
    works = [each for each in group if isinstance(each, Work)]
    return to_one_work(works) if works else _to_one_stub([each for each in group if isinstance(each, Post)])


def _to_one_stub(group: Sequence[Post]) -> Post:
    """Return the stub that has the smallest address among its forms, else the smallest id, and its title."""
    titled = min((stub for stub in group if stub.title), key=lambda stub: stub.title or "", default=group[0])
    placed = min((stub for stub in group if stub.address), key=lambda stub: stub.id, default=None)
    first = placed or min(group, key=lambda stub: stub.id)
    return Post(id=first.id, title=titled.title, language=titled.language, address=first.address)
