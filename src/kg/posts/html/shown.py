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
# CSDN: 于 2019-07-08 21:22:23 首次发布; cnblogs: posted @ 2016-03-04 21:00 name 阅读(7)
_FIRST_DATED = re.compile(rf"(?<!文章)于\s{{0,9}}{_DAY}(?:\s{{1,9}}[\d:]{{4,8}})?\s{{0,9}}(?:首次)?发布")
_POSTED = re.compile(
    rf"\bposted @\s{{0,9}}{_DAY}(?:\s{{1,9}}[\d:]{{4,8}})?\s{{1,9}}(?P<author>[^\s|]{{1,40}})\s{{1,9}}阅读"
)
_ANY_DAY = re.compile(rf"(?<!\d){_DAY}")
_CHANGED = re.compile(r"(?:更新|修改|编辑|推荐|updated|modified|edited)[^\d]{0,12}$", re.IGNORECASE)
_CHANGED_BEHIND = re.compile(r"[\d:\s]{0,12}(?:更新|修改|编辑)")
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
    posted, read = _POSTED.search(words), _READ.search(words)
    dated = posted or _FIRST_DATED.search(words) or _DATED.search(words)
    fields = {"date": _plain(dated["date"])} if dated else {}
    fields |= {"author": posted["author"]} if posted else {}
    return fields | ({"readers": read["readers"] or read["number"]} if read else {})


def find_day(words: str) -> str | None:
    """Return the first day in a short line that is not said to be the day of a change."""
    for match in _ANY_DAY.finditer(words):
        if not _CHANGED.search(words[: match.start()]) and not _CHANGED_BEHIND.match(words, match.end()):
            return _plain(match["date"])
    return None


def _plain(day: str) -> str:
    """Return a day whose figures stand between Chinese words as ISO 8601 has it, with its zeros or without."""
    figures = re.findall(r"\d+", day)
    return "-".join(figures) if len(figures) == 3 else day
