"""What Blogger writes into its exports beside posts: comments, pages, templates, settings, drafts."""

from __future__ import annotations

from kg.posts.feeds.xml import Node

_KIND = "http://schemas.google.com/g/2005#kind"  # the scheme of the category that tells what an entry is
_POST = "post"
_LIVE = ("", "LIVE")


def why_left_out(entry: Node) -> str | None:
    """Return why an entry is no post; None for a post, and for entries of other feeds that answer no other entry."""
    kind = kind_of(entry)
    if kind and kind != _POST:
        return f"a {kind}, no post"
    if entry.child("thr:in-reply-to"):
        return "a comment, no post"
    control = entry.child("app:control")
    is_draft = control is not None and control.words("app:draft") == "yes"
    return "a draft" if is_draft or entry.words("blogger:status") not in _LIVE else None


def kind_of(entry: Node) -> str:
    """Return what an entry of Blogger is, such as `post` or `comment`; empty for entries of others."""
    kinds = (each.attributes.get("term", "") for each in entry.children("category") if is_kind(each))
    return (next(kinds, "").rpartition("#")[2] or entry.words("blogger:type")).lower()


def is_kind(category: Node) -> bool:
    """Tell whether a category is Blogger's word for what an entry is, and no author's."""
    return category.attributes.get("scheme") == _KIND
