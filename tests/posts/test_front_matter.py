from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.posts.markdown.front_matter import FrontMatter, has_front_matter, split_front_matter


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: 标题\n---\n正文",
        "\ufeff---\ntitle: 标题\n...\n正文",
        '+++\ntitle = "标题"\n+++\n正文',
        '{\n"title": "标题"\n}\n正文',
        "title: 标题\n---\n正文",
        '[#]: title: "标题"\n正文',
        "[#]: title: (标题)\n正文",
    ],
    ids=["YAML", "YAML ended by dots", "TOML", "JSON", "Hexo", "LCTT", "LCTT with brackets"],
)
def test_every_form_gives_fields_and_text(text: Any) -> None:
    matter = split_front_matter(text)
    assert has_front_matter(text)
    assert (dict(matter.fields), matter.text.strip(), matter.flaw) == ({"title": "标题"}, "正文", None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "正文",
        "---\n正文\n---\n",
        "# 标题\n\n---\n",
        "{{ x }}\n正文",
        '{"title": "a"}\n{"title": "b"}\n',
        "标题\n---\n正文",
    ],
)
def test_other_texts_have_none(text: Any) -> None:
    assert not has_front_matter(text)
    assert split_front_matter(text).text == text


def test_values_are_text_whatever_they_look_like() -> None:
    fields = split_front_matter("---\ntitle: 2019\ndraft: no\ndate: 2019-02-30\n---\n").fields
    assert dict(fields) == {"title": "2019", "draft": "no", "date": "2019-02-30"}


def test_yaml_that_multiplies_itself_is_read_in_no_time() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    fields = split_front_matter("---\n" + "\n".join([*lines, "tags: *a39"]) + "\n---\n").fields
    assert len(fields) == 41


def test_nesting_without_end_is_a_flaw() -> None:
    assert split_front_matter("---\ntitle: a\nb: " + "[" * 50_000 + "\n---\n正文").fields["title"] == "a"


def test_the_line_below_the_front_matter_is_counted() -> None:
    assert split_front_matter("---\ntitle: a\n---\n正文").line == 4


@given(
    st.text()
    | st.sampled_from(["---\n", "+++\n", "[#]: "]).flatmap(
        lambda mark: st.text().map(lambda rest: f"{mark}{rest}\n{mark}")
    )
)
def test_no_text_makes_the_parser_fail(text: Any) -> None:
    matter = split_front_matter(text)
    assert text.endswith(matter.text)


@pytest.mark.parametrize(
    ("text", "fields", "words", "line"),
    [
        ("---\ntitle: 没关\ndate: 2020-01-05\n\n正文。\n", {"title": "没关", "date": "2020-01-05"}, "never closed", 4),
        ("---\ntitle: 前\ndate: 2020-01-05\ntitle: 后\n---\n正文。\n", {"title": "后", "date": "2020-01-05"}, "“title” stands twice", 4),
        ("---\ntitle:\t制表\ntags:\n\t- a\n---\n正文。\n", {"title": "制表", "tags": ["a"]}, "no YAML", 2),
        ("\n\n---\ntitle: 好\nx: [\n---\n正文。\n", {"title": "好", "x": "["}, "no YAML", 5),
        ("+++\ntitle = '好'\ndate = 2020-01-07x\n+++\n正文。\n", {"title": "好", "date": "2020-01-07x"}, "no TOML", 3),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line_and_the_rest_is_read(
    text: Any, fields: Any, words: Any, line: Any
) -> None:
    matter = split_front_matter(text)
    assert matter.fields == fields
    assert matter.text.strip() == "正文。"
    assert words in str(matter.flaw)
    assert matter.flaw_line == line


@pytest.mark.parametrize("text", ["---\n\n正文。\n", "---\nNote: 这是一行\n\n正文。\n", "---\n正文。\n"])
def test_a_rule_above_a_text_is_no_front_matter(text: Any) -> None:
    assert split_front_matter(text) == FrontMatter(text)
