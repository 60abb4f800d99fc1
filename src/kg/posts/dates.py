"""Dates as blogs write them: ISO days, and day and month without a year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
HAN_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
LONGEST_DAY_LINE = 40  # characters
LEAP_YEAR = 2000  # has every day that some year has

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?\.?"
_YEAR = r"(?:,?\s+(?P<year>[0-9]{4}))?"
_HAN_MONTH = r"(?P<month>[0-9]{1,2}|十[一二]?|[一二三四五六七八九])\s*月"
_DAY_LINES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_DAY}\s+{_MONTH}{_YEAR}",
        rf"{_MONTH}\s+{_DAY}{_YEAR}",
        rf"(?:(?P<year>[0-9]{{4}})\s*年\s*)?{_HAN_MONTH}\s*(?P<day>[0-9]{{1,2}})\s*[日号]",
        rf"{_DAY}\s*{_HAN_MONTH}",
    )
)
_ISO_DAY = re.compile(r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})")


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day as written, which the calendar need not have."""

    month: int
    day: int
    year: int | None = None

    @property
    def published(self) -> date | None:
        """The date, if the year is known and has such a day."""
        return self._in_year(self.year) if self.year is not None else None

    @property
    def month_day(self) -> str | None:
        """The day as `--10-27`, if the year is not known and some year has it."""
        if self.year is not None or self._in_year(LEAP_YEAR) is None:
            return None
        return f"--{self.month:02}-{self.day:02}"

    @property
    def exists(self) -> bool:
        """Tell whether the calendar has this day."""
        return (self.published or self.month_day) is not None

    def __str__(self) -> str:
        year = "" if self.year is None else f"{self.year:04}-"
        return f"{year}{self.month:02}-{self.day:02}"

    def _in_year(self, year: int) -> date | None:
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def parse_day_line(line: str) -> WrittenDay | None:
    """Return the day if the line holds a day and nothing else.

    >>> str(parse_day_line("27 Oct"))
    '10-27'
    >>> str(parse_day_line("October 3, 2020"))
    '2020-10-03'
    """
    if len(line) > LONGEST_DAY_LINE:
        return None
    matches = (pattern.fullmatch(line.strip()) for pattern in _DAY_LINES)
    match = next((each for each in matches if each), None)
    return _to_written_day(match) if match else None


def parse_iso_day(text: str) -> WrittenDay | None:
    """Return the day of `2019-06-03`, `2019/6/3` or `2019.6.3`.

    >>> parse_iso_day("2019-02-30").exists
    False
    """
    match = _ISO_DAY.fullmatch(text)
    return _to_written_day(match) if match else None


def same_day(month_day: str, published: date) -> bool:
    """Tell whether `--10-27` may be the date."""
    return month_day == f"--{published:%m-%d}"


def _to_written_day(match: re.Match[str]) -> WrittenDay:
    found = match.groupdict()
    year = found.get("year")
    return WrittenDay(_to_month(found["month"]), int(found["day"]), int(year) if year else None)


def _to_month(word: str) -> int:
    if word.isdecimal():
        return int(word)
    if word in HAN_MONTHS:
        return HAN_MONTHS.index(word) + 1
    return MONTHS.index(word[:3].lower()) + 1
