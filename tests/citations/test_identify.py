"""Works that an address or an identifier names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.citations.identify import find_identifiers, identify
from kg.model import WorkKind


@pytest.mark.parametrize(
    ("address", "identifier"),
    [
        ("https://arxiv.org/abs/1706.03762", "arXiv:1706.03762"),
        ("http://arxiv.org/pdf/1706.03762v5.pdf", "arXiv:1706.03762"),
        ("https://ar5iv.labs.arxiv.org/html/1706.03762", "arXiv:1706.03762"),
        ("https://www.alphaxiv.org/abs/1706.03762", "arXiv:1706.03762"),
        ("https://huggingface.co/papers/2305.13245", "arXiv:2305.13245"),
        ("https://arxiv.org/abs/cs/0112017", "arXiv:cs/0112017"),
        ("https://doi.org/10.48550/arXiv.1706.03762", "arXiv:1706.03762"),
        ("https://doi.org/10.18653/v1/N19-1423", "acl:N19-1423"),
        ("https://www.aclweb.org/anthology/D14-1162.pdf", "acl:D14-1162"),
        ("https://aclanthology.org/2020.acl-main.463/", "acl:2020.acl-main.463"),
        ("https://dx.doi.org/10.1162/NECO.1997.9.8.1735", "doi:10.1162/neco.1997.9.8.1735"),
        ("https://dl.acm.org/doi/abs/10.1145/2939672.2939785", "doi:10.1145/2939672.2939785"),
        ("https://openreview.net/pdf?id=rJl-b3RcF7", "openreview:rJl-b3RcF7"),
        ("https://openreview.net/forum?noteId=x&id=dEwfxt14bca", "openreview:dEwfxt14bca"),
        ("http://proceedings.mlr.press/v9/gutmann10a/gutmann10a.pdf", "pmlr:v9/gutmann10a"),
        ("https://papers.nips.cc/paper/5346-sequence-to-sequence.pdf", "neurips:5346"),
        ("https://github.com/Owner/Repo.git", "github:owner/repo"),
        ("https://github.com/owner/repo/blob/main/a.py#L3", "github:owner/repo"),
        ("https://github.com/owner/repo.", "github:owner/repo"),
        ("https://github.com/owner/repo/releases/tag/v1", "github:owner/repo"),
        ("https://arxiv.org/abs/math.GT/0309136v2", "arXiv:math/0309136"),
        (
            "https://doi.org/10.1002/(SICI)1097(199009)41:6<391::AID-ASI1>3.0.CO;2-9",
            "doi:10.1002/(sici)1097(199009)41:6<391::aid-asi1>3.0.co;2-9",
        ),
        ("https://link.springer.com/chapter/10.1007/978-3-319-10602-1_48", "doi:10.1007/978-3-319-10602-1_48"),
        ("https://www.nature.com/articles/s41586-021-03819-2.pdf", "doi:10.1038/s41586-021-03819-2"),
        ("https://www.biorxiv.org/content/10.1101/2020.07.12.199554v1.full.pdf", "doi:10.1101/2020.07.12.199554"),
        (
            "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0130140&x=1",
            "doi:10.1371/journal.pone.0130140",
        ),
        ("https://www.frontiersin.org/articles/10.3389/fnut.2020.587983/full", "doi:10.3389/fnut.2020.587983"),
        ("https://book.douban.com/subject/1013208/", "douban:1013208"),
        ("https://www.amazon.com/Some-Book/dp/0674088913", "isbn:9780674088917"),
    ],
)
def test_the_forms_of_an_address_name_one_work(address: str, identifier: str) -> None:
    found = identify(address)
    assert found is not None
    assert found.identifier == identifier


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/topics/gan",
        "https://github.com/owner",
        "https://example.org/abs/1706.03762",
        "https://arxiv.org/list/cs.CL",
        "https://twitter.com/share?url=https://arxiv.org/abs/1706.03762",
        "https://gist.github.com/owner/442a6bf555914893",
        "https://notarxiv.org/abs/1706.03762",
        "https://github.com/owner/repo/issues/7#issuecomment-1",
        "https://github.com/owner/repo/pull/7",
        "https://github.com/owner/repo/discussions",
        "https://github.com/owner/repo/commit/442a6bf",
        "https://www.nature.com/articles/d41586-020-1",
    ],
)
def test_an_address_that_names_no_work_is_none(address: str) -> None:
    assert identify(address) is None


def test_an_isbn_with_a_wrong_digit_names_no_book() -> None:
    assert identify("https://www.amazon.com/x/dp/0674088914") is None


def test_identifiers_in_the_text_stand_on_their_characters() -> None:
    text = (
        "Vaswani. arXiv preprint arXiv:1706.03762v2. (doi: 10.1162/neco.1997), ISBN 978-0-674-08891-7。"
        "arXiv preprint 1607.06450, arXiv 1810.04805 of arXiv 2017; DOI 10.1145/3292500.3330701"
    )
    found = {span.of(text): each.identifier for span, each in find_identifiers(text)}
    assert found == {
        "arXiv:1706.03762v2": "arXiv:1706.03762",
        "doi: 10.1162/neco.1997": "doi:10.1162/neco.1997",
        "ISBN 978-0-674-08891-7": "isbn:9780674088917",
        "arXiv preprint 1607.06450": "arXiv:1607.06450",
        "arXiv 1810.04805": "arXiv:1810.04805",
        "DOI 10.1145/3292500.3330701": "doi:10.1145/3292500.3330701",
    }


def test_a_book_is_a_book_and_a_repository_a_page() -> None:
    assert [identify(each).kind for each in ("https://book.douban.com/subject/12345", "https://github.com/a/b")] == [  # type: ignore[union-attr]  # both are works
        WorkKind.BOOK,
        WorkKind.PAGE,
    ]


@given(st.text(alphabet="arXiv:doi10./ISBN 9780-23(x)，。\n", max_size=60))
def test_identifiers_of_any_text_lie_in_it(text: str) -> None:
    for span, found in find_identifiers(text):
        assert span.end <= len(text)
        assert found.identifier.partition(":")[2]
