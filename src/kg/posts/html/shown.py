"""What a page tells of its post in the words that it shows: day, author, readers."""

from __future__ import annotations

import re
from collections.abc import Mapping

_DAY = (
    r"(?P<date>(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}"
    r"|(?:\d{1,2}\s)?[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d"
    r"|\d{1,2}\s[A-Z][a-z]{2,8}\.?,?\s(?:19|20)\d\d)"
)
_SAID_TO_BE = (
    "发布于|发表于|发布时间|发表时间|发布日期|发表日期|创建时间|撰写于|时间|日期"
    r"|\b(?:posted|published)(?: on| @)?|\bdate"
)
_NUMBER = r"\d[\d,]{0,14}"
_BYLINE = re.compile(
    rf"\bBy\s{{1,9}}(?P<author>[^|｜\n]{{1,60}}?)\s{{0,9}}[|｜]\s{{0,9}}{_DAY}"
    rf"\s{{0,9}}[|｜]\s{{0,9}}(?P<readers>{_NUMBER})\s{{0,9}}位\s{{0,9}}读者"
)
_DATED = re.compile(rf"(?:{_SAID_TO_BE})\s{{0,9}}[:：]?\s{{0,9}}{_DAY}", re.IGNORECASE)
_READ = re.compile(
    rf"(?:阅读(?:次数|量|数)?|浏览(?:次数|量|数)?|\b(?:page)?views?)\s{{0,9}}[:：(（]\s{{0,9}}(?P<readers>{_NUMBER})(?![\d.])"
    rf"|(?<!\d)(?P<number>{_NUMBER})\s{{0,3}}(?:次阅读|次浏览|位读者)",
    re.IGNORECASE,
)


def parse_shown(words: str) -> Mapping[str, str]:
    """Return the fields that the words tell: of several the first, a whole byline before words that stand alone."""
    byline = _BYLINE.search(words)
    if byline:
        return {name: value for name, value in byline.groupdict().items() if value}
    dated, read = _DATED.search(words), _READ.search(words)
    fields = {"date": _plain(dated["date"])} if dated else {}
    return fields | ({"readers": read["readers"] or read["number"]} if read else {})


def _plain(day: str) -> str:
    """Return a day whose figures stand between Chinese words as ISO 8601 has it, with its zeros or without."""
    figures = re.findall(r"\d+", day)
    return "-".join(figures) if len(figures) == 3 else day
