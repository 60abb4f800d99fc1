"""Lists of references."""

import pytest

from tests.citations.blog import cited, gathered, post


@pytest.mark.parametrize(
    ("line", "title", "kind"),
    [
        ("Smith, J., & Doe, K. (2014). Very deep networks for images. In Proceedings of Something (pp. 1-9).", "Very deep networks for images", "paper"),
        ("Smith, J. (2015, June). Fast nets (with tricks): an overview. Journal of Nets, 3(2), 1-9.", "Fast nets (with tricks): an overview", "paper"),
        ("[3] Van Doe, K., … Smith, J. (1997). Tabu Search. Springer US.", "Tabu Search", "book"),
        ('Smith, John J., et al. "Learning to test." Advances in Testing. 2016.', "Learning to test", "paper"),
        ("邢某, & 谢某. (2005). 优化计算方法. 某某大学出版社.", "优化计算方法", "book"),
        ("张三, 李四. (2011). 网络发现算法研究. 某某学报, 1(1), 1-2.", "网络发现算法研究", "paper"),
        ("[1] 张三, 李四. 机器学习入门[M]. 某某出版社, 2016.", "机器学习入门", "book"),
        ("[2] SMITH J, DOE K. Attention for all[C]//Proc. of Something. 2017.", "Attention for all", "paper"),
        ("Smith, J. (2016). Deep learning (Vol. 1). Cambridge: MIT press.", "Deep learning (Vol. 1)", "book"),
        ("Institute. (2023). A report on nets. https://example.org/report", "A report on nets", "article"),
    ],
)  # fmt: skip
def test_a_line_of_a_list_of_references_is_a_citation_of_its_title(line: str, title: str, kind: str) -> None:
    assert [(words, found) for words, found, _ in cited(f"参考文献\n{line}")] == [(title, kind)]


@pytest.mark.parametrize(
    "line",
    [
        "In practice, Rudner et al. (2022) and its follow-up linearize the logits.",
        'Recently, the paper "Model Selection and more" by Lotfi et al. (2022) was accepted.',
        "We find it difficult to reproduce the “smart copier” behaviour of 2019.",
        "张三在（2015）。这是一句话。",
        "今天天气不错，我们去公园。（2015）然后回家。",
    ],
)
def test_prose_with_a_year_is_no_reference(line: str) -> None:
    assert cited(line) == []


def test_a_reference_with_an_identifier_is_that_work_with_its_title() -> None:
    line = "Smith, J. (2014). Very deep networks for images. arXiv preprint arXiv:1409.1556."
    whole = gathered(post(line))
    assert [(work.id, work.title, work.identifiers) for work in whole.works] == [
        ("work/arXiv:1409.1556", "Very deep networks for images", ("arXiv:1409.1556",))
    ]
    assert {citation.target for citation in whole.citations} == {"work/arXiv:1409.1556"}


def test_how_to_cite_this_post_is_no_citation_and_a_reference_to_a_post_is_one_of_it() -> None:
    line = "Smith, J. (2021). Finding the Words to Say: Hidden States. https://example.org/hidden"
    own = post(line, title="Finding the Words to Say: Hidden States", name="own")
    assert gathered(own).citations == ()
    other = post(line, title="Another", name="another")
    assert [citation.target for citation in gathered(own, other).citations] == [own.id]
