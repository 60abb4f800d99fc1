"""Formats are guessed from the suffix and refused where they do not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.query.formats import Form, Format, check_fit, choose_format


@pytest.mark.parametrize(
    ("asked", "file", "chosen"),
    [
        (None, "a.csv", Format.CSV),
        (None, "a.SRX", Format.XML),
        (None, "a.ttl", Format.TURTLE),
        (Format.TSV, "a.csv", Format.TSV),
        (None, "-", None),
        (None, None, None),
    ],
)
def test_the_suffix_decides_unless_a_format_is_asked_for(asked: Format, file: str, chosen: Format) -> None:
    assert choose_format(asked, Path(file) if file else None) == chosen


def test_an_unknown_suffix_is_an_error_that_lists_the_known_ones() -> None:
    with pytest.raises(UsageError, match="says no format") as caught:
        choose_format(None, Path("a.xlsx"))
    assert ".csv" in caught.value.remedy


@pytest.mark.parametrize(
    ("form", "asked"), [(Form.ROWS, Format.TURTLE), (Form.BOOLEAN, Format.NT), (Form.TRIPLES, Format.CSV)]
)
def test_a_format_that_does_not_fit_the_answer_is_refused(form: Form, asked: Format) -> None:
    with pytest.raises(UsageError, match="cannot hold"):
        check_fit(form, asked)


def test_rows_are_a_table_and_triples_are_turtle_by_default() -> None:
    assert [check_fit(form, None) for form in Form] == [Format.TABLE, Format.TABLE, Format.TURTLE]
