"""What template tags of Jekyll, Hugo and Hexo say: the post or the address they lead to, a caption, or nothing."""

from __future__ import annotations

import re

from kg.posts.markdown.pieces import NAME, Piece

_QUOTED = r"(?:\"([^\"]*)\"|'([^']*)'|`([^`]*)`"
_NAMED = re.compile(
    rf"\{{%-?\s*(?:post_url|link|post_path)\s+{_QUOTED}|(\S+))\s*-?%\}}"
    rf"|\{{\{{[<%]\s*(?:rel)?ref\s+(?:path\s*=\s*)?{_QUOTED}|([^\s=\"'`<>%]+))(?=[\s>%])"
)
_PATH = re.compile(rf"\bpath\s*=\s*{_QUOTED})")
_IS_REF = re.compile(r"\{\{[<%]\s*(?:rel)?ref\s")
# {% post_link slug [title] [escape] %} of Hexo; the title may be quoted, or several words.
_POST_LINK = re.compile(rf"\{{%-?\s*post_link\s+{_QUOTED}|(\S+))\s*(.*?)\s*(?:true|false)?\s*-?%\}}", re.DOTALL)
_ASSET_LINK = re.compile(r"\{%-?\s*asset_link\s+(\S+)\s*(.*?)\s*(?:true|false)?\s*-?%\}", re.DOTALL)
_HEXO_LINK = re.compile(r"\{%-?\s*link\s+(\S.*?)\s+((?:https?:/)?/\S*)\s*(.*?)-?%\}", re.DOTALL)
# {% btn url, words, icon %}, {% link words, url %} and their like in themes of Hexo.
_BUTTON = re.compile(r"\{%-?\s*(?:btn|button|link|linkcard|cell)\s+([^{}]*?,[^{}]*?)\s*-?%\}", re.DOTALL)
_SCHOLAR = re.compile(r"\{%-?\s*(?:cite|citet|citep|quote|cite_details)\s+(.{1,500}?)\s*-?%\}", re.DOTALL)
_OPTION = re.compile(r"--?[\w-]+(?:\s+\S+)?|\S+")
_CAPTION = re.compile(r"\b(?:caption|title)\s*=\s*\"([^\"]{1,500})\"")
_OUTPUT = re.compile(r"\{\{-?\s*(?:\"([^\"]*)\"|'([^']*)'|[\w.]+)((?:\s*\|[^{}\n]*)?)-?\}\}")
_JOINED = re.compile(r"\|\s*(append|prepend)\s*:\s*(?:\"([^\"]*)\"|'([^']*)')")


def to_template(raw: str) -> Piece:
    """Return what a template tag says and leads to."""
    linked = _POST_LINK.fullmatch(raw)
    if linked:
        name = _first(linked.groups()[:4])
        return Piece(raw, linked[5].strip("\"'") or name, target=NAME + name)
    asset = _ASSET_LINK.fullmatch(raw)
    if asset:
        return Piece(raw, asset[2].strip("\"'") or asset[1], target=asset[1])
    button = _BUTTON.fullmatch(raw)
    if button:
        return _to_button(raw, button[1])
    outward = _HEXO_LINK.fullmatch(raw)
    if outward:
        return Piece(raw, outward[1].strip("\"'"), target=outward[2])
    cited = _SCHOLAR.fullmatch(raw)
    if cited:
        keys = (each for each in _OPTION.findall(cited[1]) if not each.startswith("-"))
        return Piece(raw, keys=tuple(key.strip("\"',") for key in keys))
    name = _name_in(raw)
    if name:
        return Piece(raw, target=NAME + name)
    output = _OUTPUT.fullmatch(raw)
    if output:
        return Piece(raw, target=_address(output))
    return Piece(raw, "\n\n".join(_CAPTION.findall(raw)), is_block=True, is_markdown=True)


def _to_button(raw: str, arguments: str) -> Piece:
    """Return the words and the address among the arguments, whichever stands first."""
    said = [each.strip().strip("\"'") for each in arguments.split(",")]
    addresses = [each for each in said if each.startswith(("/", "http://", "https://"))]
    words = next((each for each in said if each and each not in addresses), "")
    return Piece(raw, words, target=addresses[0] if addresses and words else "")


def _name_in(raw: str) -> str:
    """Return the post that `post_url`, `link`, `ref` and their like name; empty where the tag is none of them."""
    path = _PATH.search(raw) if _IS_REF.match(raw) else None
    named = path or _NAMED.match(raw)
    return _first(named.groups()) if named else ""


def _address(output: re.Match[str]) -> str:
    """Return the path that an output such as `{{ "/a/" | relative_url }}` gives; variables count as nothing."""
    path = output[1] or output[2] or ""
    for joined in _JOINED.finditer(output[3]):
        said = joined[2] or joined[3] or ""
        path = path + said if joined[1] == "append" else said + path
    return path


def _first(groups: tuple[str | None, ...]) -> str:
    return next((group for group in groups if group), "")
