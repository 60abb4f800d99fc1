"""Bibliographies, and how posts cite by their keys."""

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.citations.find import find_citations
from kg.citations.resolve import gather, shelve
from kg.model import Post, Problem, Source, WorkKind
from kg.posts.bibtex import parse_bibtex
from kg.posts.read import Reading, read_posts
from kg.posts.references import Bibliographies, Described, Reference, parse_target, to_target
from kg.posts.tex import to_plain

BIB = r"""
@string{jm = "Journal of Things"}
@comment{nothing}
@article{rome2019, title = {{G}{\"o}del and the {\em small} net --- again}, author = {Rome, A.}, journal = jm # " A", year = 2019,
  doi = {10.1234/abc.5}, abstract = "a {"} b"}
@misc{paris2020,
  title="Nets, again", eprint={2001.00001}, archivePrefix={arXiv}, url={https://a.example/nets}
}
@inproceedings(oslo2021, title = {Slow nets}, booktitle = {Proc.}, note = {arXiv preprint arXiv:2101.00002v3})
@book{bern, title={Book of nets}}
@online{post, title={A page}, url={https://b.example/2020/01/page-of-nets/}}
"""


def references(text: str) -> dict[str, Described]:
    return {each.key: each.work for each in parse_bibtex(text, "a.bib") if isinstance(each, Reference)}


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def cited(reading: Reading, post: Post) -> list[tuple[str, str]]:
    shelf = shelve(reading.posts, hosts=reading.hosts)
    found = gather(reading.posts, find_citations(post, shelf))
    return [(each.span.of(post.text), str(each.target)) for each in found.citations]


def test_an_entry_tells_title_kind_and_addresses() -> None:
    assert references(BIB) == {
        "rome2019": Described("Gödel and the small net — again", WorkKind.PAPER, ("https://doi.org/10.1234/abc.5",)),
        "paris2020": Described(
            "Nets, again", WorkKind.ARTICLE, ("https://arxiv.org/abs/2001.00001", "https://a.example/nets")
        ),
        "oslo2021": Described("Slow nets", WorkKind.PAPER, ("https://arxiv.org/abs/2101.00002",)),
        "bern": Described("Book of nets", WorkKind.BOOK),
        "post": Described("A page", WorkKind.PAGE, ("https://b.example/2020/01/page-of-nets/",)),
    }


def test_a_broken_entry_is_one_problem_with_its_line_and_the_next_one_is_read() -> None:
    broken, sound = parse_bibtex("\n@article{a, title = {x\n\n@article{b, title = {y}}", "a.bib")
    assert isinstance(broken, Problem)
    assert (broken.path, broken.line) == ("a.bib", 2)
    assert isinstance(sound, Reference)
    assert (sound.key, sound.source) == ("b", Source("a.bib", 4))


@pytest.mark.parametrize(
    "sign", ["@article{a, title={", "@article{a, title=", "@", "{", "@string{a = ", '@a{b, c = "', "a = {b}, "]
)
def test_hostile_bibliographies_take_linear_time(sign: Any) -> None:
    started = time.process_time()
    list(parse_bibtex(sign * (400_000 // len(sign)), "a.bib"))
    assert time.process_time() - started < 3


@given(
    st.lists(
        st.sampled_from(["@article", "{", "}", "a,", "title", "=", '"', "#", "\\", "\n", "x y", "@string", "(", ")"]),
        max_size=40,
    )
)
def test_whatever_a_bibliography_holds_lines_lie_in_it_and_titles_are_plain(pieces: Any) -> None:
    text = "".join(pieces)
    for each in parse_bibtex(text, "a.bib"):
        line = each.source.line if isinstance(each, Reference) else each.line  # type: ignore[union-attr]
        assert 1 <= line <= text.count("\n") + 1
        if isinstance(each, Reference):
            assert each.work.title == " ".join(each.work.title.split()) != ""


@pytest.mark.parametrize(
    ("tex", "plain"),
    [(r"R{\"a}tsch", "Rätsch"), (r"{\'E}t\'e", "Été"), (r"\v{C}ech", "Čech"), (r"a\&b~c", "a&b c"), ("$L^{2}$--{N}orm", "$L^{2}$–Norm"), (r"stra\ss e", "straße")],
)  # fmt: skip
def test_tex_becomes_plain_characters(tex: Any, plain: Any) -> None:
    assert to_plain(tex) == plain


@given(
    st.builds(
        Described,
        st.text(min_size=1, max_size=30).map(str.strip).filter(bool),
        st.sampled_from(WorkKind),
        st.lists(st.text(min_size=1, max_size=20), max_size=3).map(tuple),
    )
)
def test_a_link_carries_the_whole_work(work: Any) -> None:
    assert parse_target(to_target(work)) == work


@pytest.mark.parametrize(
    "words",
    ['<d-cite key="rome2019,paris2020"></d-cite>', "[@rome2019; @paris2020]", "{% cite rome2019 paris2020 %}", ":cite:`rome2019,paris2020`", r"\citep{rome2019, paris2020}", "[see @rome2019, p. 3; also @paris2020]"],
)  # fmt: skip
def test_posts_cite_works_by_key_in_every_dialect(tmp_path: Path, words: Any) -> None:
    folder = write(tmp_path, post_dot_md=f"# 甲\n\n前人 {words} 说过。", refs_dot_bib=BIB)
    reading = read_posts([folder])
    (post,) = reading.posts
    assert cited(reading, post) == [("@rome2019", "work/doi:10.1234/abc.5"), ("@paris2020", "work/arXiv:2001.00001")]
    assert reading.problems == ()


def test_a_role_that_points_to_a_section_cites_nothing(tmp_path: Path) -> None:
    reading = read_posts(
        [write(tmp_path, post_dot_md="# 甲\n\n见 :numref:`rome2019` 和 :ref:`paris2020`。", refs_dot_bib=BIB)]
    )
    assert reading.posts[0].links == ()


def test_a_name_with_an_at_sign_that_is_linked_is_no_key(tmp_path: Path) -> None:
    body = "# 甲\n\n[@ann](https://x.example/ann) 和 [@bob][1]、[@eve]\n\n[1]: https://x.example/bob\n[@eve]: https://x.example/eve\n"
    reading = read_posts([write(tmp_path, post_dot_md=body, refs_dot_bib=BIB)])
    assert [link.target for link in reading.posts[0].links] == [
        f"https://x.example/{name}" for name in ("ann", "bob", "eve")
    ]


def test_the_bibliography_that_a_post_names_counts_before_the_others(tmp_path: Path) -> None:
    other = "@article{rome2019, title={Something else}}"
    folder = write(
        tmp_path, one_dot_md="---\ntitle: 甲\nbibliography: b.bib\n---\n[@rome2019]", two_dot_md="# 乙\n\n[@rome2019]",
        bib__a_dot_bib=BIB, bib__b_dot_bib=other,
    )  # fmt: skip
    reading = read_posts([folder])
    one, two = (next(post for post in reading.posts if post.title == title) for title in "甲乙")
    assert cited(reading, one) == [("@rome2019", "work/Something-else")]
    assert [link.target for link in two.links] == ["cite:rome2019"]  # two works under one key: nobody knows which


def test_keys_without_any_bibliography_are_one_problem_and_no_links(tmp_path: Path) -> None:
    reading = read_posts([write(tmp_path, a_dot_md="# 甲\n\n[@x2019] 和 [@y2020]", b_dot_md="# 乙\n\n:cite:`z`")])
    assert [post.links for post in reading.posts] == [(), ()]
    (problem,) = reading.problems
    assert (problem.path, problem.message[:22]) == ("a.md", "3 citations by key, fr")


def test_a_key_that_stands_for_a_post_of_the_blog_cites_the_post(tmp_path: Path) -> None:
    post = "---\ntitle: 乙\nurl: https://b.example/2020/01/page-of-nets/\n---\n正文"
    reading = read_posts([write(tmp_path, a_dot_md="# 甲\n\n[@post]", b_dot_md=post, refs_dot_bib=BIB)])
    one = next(post for post in reading.posts if post.title == "甲")
    assert cited(reading, one) == [("@post", "https://b.example/2020/01/page-of-nets/")]


def test_the_order_of_bibliographies_does_not_matter() -> None:
    entries = [
        Reference("k", Source(f"{name}.bib"), Described("T", WorkKind.PAPER, at))
        for name, at in (("a", ()), ("b", ("https://doi.org/10.1/x",)))
    ]
    assert Bibliographies(entries).find("k") == Bibliographies(entries[::-1]).find("k") == entries[1].work


def test_a_bibliography_inside_a_distill_page_is_read(tmp_path: Path) -> None:
    page = (
        '<!doctype html><html><head><title>甲</title></head><body><d-article><p>见<d-cite key="bern"></d-cite>。</p></d-article>'
        '<d-bibliography><script type="text/bibtex">@book{bern, title={Book of nets}}</script></d-bibliography></body></html>'
    )
    reading = read_posts([write(tmp_path, a_dot_html=page)])
    assert cited(reading, reading.posts[0]) == [("@bern", "work/Book-of-nets")]


keys = st.text("abcXYZ0189:_-", min_size=1, max_size=12).filter(lambda key: key[0].isalpha())


@given(
    st.lists(st.tuples(keys, st.text("词 wordé\n", min_size=1, max_size=20).filter(str.strip)), min_size=1, max_size=5)
)
def test_the_line_of_a_reference_quotes_its_key(entries: Any) -> None:
    text = "注\n".join(f"@article{{{key},\n  title = {{{title}}}\n}}\n" for key, title in entries)
    found = [each for each in parse_bibtex(text, "a.bib") if isinstance(each, Reference)]
    lines = text.split("\n")
    assert [(each.key, each.work.title) for each in found] == [(key, " ".join(title.split())) for key, title in entries]
    assert all(lines[each.source.line - 1].endswith(f"@article{{{each.key},") for each in found)
