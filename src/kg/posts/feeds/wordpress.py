"""What WordPress writes into its exports beside posts, and how it writes a post's text."""

from __future__ import annotations

import re

from kg.posts.feeds.xml import Node

POST_TYPES = frozenset(("post", "page"))
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_HAS_BLOCKS = re.compile(r"<p[\s>]|<!-- wp:", re.IGNORECASE)
_VERBATIM = re.compile(r"(<pre[\s>].*?</pre>|<script[\s>].*?</script>)", re.DOTALL | re.IGNORECASE)
_CODE = re.compile(
    r"\[(code|sourcecode|cc|php|python|java|cpp|js|css|html)\b[^\]\n]{0,200}\](.{0,50000}?)\[/\1\]", re.DOTALL
)
_SHORTCODE = re.compile(
    r"\[/?(?:caption|wp_caption|gallery|embed|audio|video|playlist|more|nextpage|toc|contact-form|contact-field|youtube|vimeo"
    r"|tweet|su_[a-z_]{1,30}|vc_[a-z_]{1,30}|et_pb_[a-z_]{1,30})(?:\s[^\[\]]{0,1000})?/?\]"
)
_LATEX = re.compile(r"\[latex\](.{0,5000}?)\[/latex\]", re.DOTALL)


def why_left_out(item: Node) -> str | None:
    """Return why an item of an export is no post; None for a published post or page, and for items of other feeds."""
    kind, status = item.words("wp:post_type"), item.words("wp:status")
    if kind and kind not in POST_TYPES:
        return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind.replace('_', ' ')}, no post"
    if status and status != "publish":
        return f"not published ({status})"
    return "behind a password" if item.words("wp:post_password") else None


def to_html(content: str) -> str:
    """Return the text of a post as HTML: paragraphs for blank lines (as `wpautop` has it), no shortcodes."""
    content = _CODE.sub(lambda code: f"<pre>{code[2]}</pre>", content.replace("\r\n", "\n"))
    content = _LATEX.sub(lambda formula: f"${formula[1].strip()}$", content)
    parts = _VERBATIM.split(content)
    return "".join(part if number % 2 else _prose_to_html(part, content) for number, part in enumerate(parts))


def _prose_to_html(part: str, content: str) -> str:
    part = _SHORTCODE.sub("", part)
    if _HAS_BLOCKS.search(content):
        return part
    return _BLANK_LINE.sub("\n<p>\n", part).replace("\n", "<br>\n") if "\n" in part else part
