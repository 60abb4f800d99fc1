"""Plain text files as posts."""

from datetime import date

import pytest

from kg.model import Problem
from kg.posts.readers import parse_posts
from kg.posts.record import LeftOut, Record


def test_a_text_has_its_first_line_for_a_title_and_its_day_from_its_name() -> None:
    (record,) = parse_posts("EM 算法\n\n在隐变量上求期望，再最大化，如此反复。\n\n完。\n", "notes/2019-05-06 em.txt")
    assert isinstance(record, Record)
    assert (record.title, record.published) == ("EM 算法", date(2019, 5, 6))
    assert record.body == "在隐变量上求期望，再最大化，如此反复。\n\n完。"


def test_a_text_that_starts_with_a_sentence_is_called_as_its_file_is() -> None:
    (record,) = parse_posts("在隐变量上求期望，再最大化，如此反复。\n第二行。", "EM 算法.txt")
    assert isinstance(record, Record)
    assert (record.title, record.body) == ("EM 算法", "在隐变量上求期望，再最大化，如此反复。\n第二行。")


@pytest.mark.parametrize("text", ["alpha\nbeta\ngamma", "numpy==1.2\nscipy", "the 0.1 0.2 0.3"])
def test_a_list_of_words_is_no_post(text: str) -> None:
    (found,) = parse_posts(text, "words.txt")
    assert isinstance(found, Problem)


def test_a_draft_is_left_out_as_others_are() -> None:
    (found,) = parse_posts("在隐变量上求期望，再最大化，如此反复。", "drafts/a.txt")
    assert isinstance(found, LeftOut)
