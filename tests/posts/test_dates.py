from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.posts.dates import parse_day_line, parse_iso_day


@pytest.mark.parametrize(
    ("line", "month_day"),
    [
        ("27 Oct", "--10-27"),
        ("1 January", "--01-01"),
        ("3rd sept.", "--09-03"),
        ("SEP 3", "--09-03"),
        ("10月27日", "--10-27"),
        ("十二月 1日", "--12-01"),
        ("27 十月", "--10-27"),
        ("29 Feb", "--02-29"),
        (" 7 jul ", "--07-07"),
    ],
)
def test_a_line_with_day_and_month_is_a_day_without_year(line: Any, month_day: Any) -> None:
    day = parse_day_line(line)
    assert day is not None
    assert (day.month_day, day.published) == (month_day, None)


@pytest.mark.parametrize("line", ["Oct 27, 2020", "27 October 2020", "2020年10月27日", "27 Oct, 2020"])
def test_a_line_with_a_year_is_a_date(line: Any) -> None:
    day = parse_day_line(line)
    assert day is not None
    assert (day.published, day.month_day) == (date(2020, 10, 27), None)


@pytest.mark.parametrize(
    "line", ["", "27", "Oct", "27 Octopus", "on 27 Oct", "27 Oct we met", "3 Mayors", "2 2", "5 Mar " * 20]
)
def test_other_lines_are_no_day(line: Any) -> None:
    assert parse_day_line(line) is None


@pytest.mark.parametrize("line", ["31 Feb", "0 Jan", "32 Dec", "2019年2月30日"])
def test_a_day_that_no_calendar_has_is_told_apart(line: Any) -> None:
    day = parse_day_line(line)
    assert day is not None
    assert not day.exists


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_written_date_is_read_back(day: Any) -> None:
    written = parse_iso_day(day.isoformat())
    assert written is not None
    assert written.published == day
    assert str(written) == day.isoformat()


@given(st.text(max_size=50))
def test_no_line_makes_the_parser_fail(line: Any) -> None:
    parse_day_line(line)
    parse_iso_day(line)
