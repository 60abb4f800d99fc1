"""What LiveJournal calls the parts of an entry in the XML that it exports."""

from __future__ import annotations

import re
from typing import Any

from kg.posts.feeds.xml import Node

_CUT = re.compile(r"</?lj-cut[^<>]{0,500}>", re.IGNORECASE)


def is_livejournal(entry: Node) -> bool:
    """Tell whether an entry is one of LiveJournal."""
    return entry.child("eventtime") is not None


def why_left_out(entry: Node) -> str | None:
    """Return why an entry is no post; None for a public one, and for entries of feeds."""
    security = entry.words("security")
    return f"not public ({security})" if is_livejournal(entry) and security not in ("", "public") else None


def fields_of(entry: Node) -> dict[str, Any]:
    """Return the fields of an entry."""
    return {
        "title": entry.words("subject"),
        "date": entry.words("eventtime"),
        "author": entry.words("poster"),
        "tags": entry.words("taglist"),
        "url": entry.words("url"),
    }


def content_of(entry: Node) -> str:
    """Return the entry's text as HTML, its line feeds as breaks where it has none of its own."""
    words = _CUT.sub("", entry.words("event"))
    return words if re.search(r"<(?:br|p)[\s/>]", words) else words.replace("\n", "<br>\n")
