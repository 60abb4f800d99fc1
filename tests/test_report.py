"""What a build says about itself: the report, and a line of evidence for each post."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.concepts.linking import Linking, Mentions
from kg.extraction import Extraction
from kg.model import Text
from kg.piecewise import Piece
from kg.pipeline import extract, to_graph
from kg.report import to_evidence, to_report, write_evidence
from kg.settings import Settings
from tests.cache.blog import TEXTS, write_vocabulary

CHOSEN = ("defines a model", "names it", "relates it", "quotes a title", "is doubtful")
ODD = '---\ntitle: "引号 \\" 与 \\\\ 和 \\u2028"\n---\nGAN "quoted" \\ back\tslash \x7f \u2028 BERT 😀\n见 https://blog.example.org/archives/42 与[无处](nowhere.md)，$GAN$ 。'


ADDRESS = "https://blog.example.org/archives/42"


@pytest.fixture(scope="module")
def extraction(tmp_path_factory: pytest.TempPathFactory) -> Extraction:
    """Return what is found in a small blog."""
    folder = tmp_path_factory.mktemp("blog")
    for number, name in enumerate(CHOSEN):
        (folder / f"{number}.md").write_text(TEXTS[name], encoding="utf-8")
    (folder / "odd.md").write_text(ODD, encoding="utf-8")
    (folder / "surrogate.jsonl").write_text(
        '{"title": "half \\ud800 a pair", "body": "GAN \\udfff"}\n', encoding="utf-8"
    )
    vocabulary = write_vocabulary(tmp_path_factory.mktemp("vocabulary"))
    return extract([folder], Settings(vocabulary=(str(vocabulary),), shipped=False, site="blog.example.org"))


def pieces_of(extraction: Extraction) -> list[Piece]:
    return list(to_evidence(extraction, to_graph(extraction, Settings())))


def lines_of(extraction: Extraction) -> list[bytes]:
    return [piece.make() for piece in pieces_of(extraction)]


@pytest.fixture(scope="module")
def lines(extraction: Extraction) -> dict[str, dict[str, Any]]:
    """Return the lines of evidence, read, by the title of the post."""
    read = [json.loads(line) for line in lines_of(extraction)]
    return {line["title"] or line["post"]: line for line in read}


def test_each_line_of_evidence_is_what_json_itself_would_write(extraction: Extraction) -> None:
    lines = lines_of(extraction)
    assert len(lines) == len(extraction.reading.posts) == len(CHOSEN) + 2
    for line in lines:
        assert line.decode() == json.dumps(json.loads(line), ensure_ascii=False) + "\n"


def test_a_line_has_the_text_in_which_the_spans_count(extraction: Extraction, lines: dict[str, dict[str, Any]]) -> None:
    for post in extraction.reading.posts:
        assert post.text.encode("utf-8", "replace").decode() in {line["text"] for line in lines.values()}
    line = lines["随便写写ZetaBERT"]
    words = [line["text"][each["start"] : each["end"]] for each in line["mentions"]]
    assert words == ["ZetaBERT", "ZetaBERT", "GAN", "flow"]


def test_mentions_and_rejections_say_of_what_and_why(lines: dict[str, dict[str, Any]]) -> None:
    mention = lines["随便写写ZetaBERT"]["mentions"][2]
    assert list(mention) == ["concept", "name", "start", "end", "confidence", "rule"]
    assert (mention["name"], mention["rule"]) == ("GAN", "label")
    (rejection,) = lines['引号 " 与 \\ 和']["rejections"]
    assert list(rejection) == ["concept", "name", "start", "end", "confidence", "reason"]
    assert (rejection["name"], rejection["reason"]) == ("GAN", "zone: mathematics")


def test_every_mention_and_rejection_is_told_in_order(extraction: Extraction, lines: dict[str, dict[str, Any]]) -> None:
    for line, linking in zip(lines.values(), extraction.linkings, strict=True):
        told = [(each["concept"], each["start"], each["end"], each["confidence"]) for each in line["mentions"]]
        assert told == [(each.concept, each.span.start, each.span.end, each.confidence) for each in linking.mentions]
        assert [each["rule"] for each in line["mentions"]] == [each.rule for each in linking.mentions]
        told = [(each["concept"], each["start"], each["end"], each["confidence"]) for each in line["rejections"]]
        assert told == [(each.concept, each.span.start, each.span.end, each.confidence) for each in linking.rejections]
        assert [each["reason"] for each in line["rejections"]] == [each.reason for each in linking.rejections]


def test_citations_relations_and_introductions_stand_in_the_line_of_their_post(
    lines: dict[str, dict[str, Any]],
) -> None:
    (first, _) = lines["引用"]["citations"]
    assert (first["name"], first["rule"]) == ("ZetaBERT：一个新模型", "title")
    told = {(each["subject_name"], each["kind"], each["object_name"]) for each in lines["关系"]["relations"]}
    assert told == {("ZetaBERT", "variant of", "BERT"), ("ZetaBERT", "based on", "GAN")}
    assert [each["name"] for each in lines["ZetaBERT：一个新模型"]["introduces"]] == ["ZetaBERT"]
    assert not any(line["introduces"] for title, line in lines.items() if title != "ZetaBERT：一个新模型")


def test_the_report_counts_what_the_graph_holds(extraction: Extraction) -> None:
    graph = to_graph(extraction, Settings())
    report = json.loads(to_report(extraction, graph))
    assert report["counts"]["posts"] == len(CHOSEN) + 2
    assert report["counts"]["mentions"] == sum(len(each.mentions) for each in extraction.linkings)
    assert sum(report["counts"]["edges"].values()) == graph.number_of_edges()


def test_the_report_shows_the_words_that_cite_what_is_not_there(extraction: Extraction) -> None:
    report = json.loads(to_report(extraction, to_graph(extraction, Settings())))
    told = [(each["words"], each["target"]) for each in report["unresolved_citations"]]
    assert told == [(ADDRESS, ADDRESS), ("无处", "https://blog.example.org/nowhere")]
    assert [(each["words"], each["target"]) for each in report["dangling_links"]] == [told[0], ("无处", "nowhere.md")]


def test_the_file_has_the_lines_in_their_order(extraction: Extraction, tmp_path: Path) -> None:
    write_evidence(extraction, to_graph(extraction, Settings()), tmp_path)
    assert (tmp_path / "evidence.jsonl").read_bytes() == b"".join(lines_of(extraction))


def with_findings(extraction: Extraction, **changes: Any) -> Extraction:
    return replace(extraction, findings=replace(extraction.findings, **changes))


def rename_concepts(extraction: Extraction) -> Extraction:
    """Return what would be found if GAN had another name, and no text or place another value."""
    renamed = {
        each.id: replace(each, preferred=(Text("GAN II", "en"),)) if each.name == "GAN" else each
        for each in extraction.findings.concepts.values()
    }
    return with_findings(extraction, concepts=renamed)


def retitle_posts(extraction: Extraction) -> Extraction:
    posts = tuple(
        post.revised(title=f"{post.title}!") if post.title and "新模型" in post.title else post
        for post in extraction.findings.posts
    )
    return with_findings(extraction, posts=posts)


def lose_rejections(extraction: Extraction) -> Extraction:
    linkings = tuple(Linking(linking.mentions) for linking in extraction.linkings)
    changed = with_findings(extraction, mentions=Mentions(linkings))
    return replace(changed, linkings=linkings)


def doubt_citations(extraction: Extraction) -> Extraction:
    return with_findings(
        extraction, citations=tuple(replace(each, confidence=0.5) for each in extraction.findings.citations)
    )


def lose_relations(extraction: Extraction) -> Extraction:
    return with_findings(extraction, relations=extraction.findings.relations[1:])


def lose_definitions(extraction: Extraction) -> Extraction:
    return with_findings(extraction, definitions=())


def edit_a_text(extraction: Extraction) -> Extraction:
    posts = extraction.reading.posts
    edited = (posts[0].revised(body=f"{posts[0].body} "), *posts[1:])
    return replace(extraction, reading=replace(extraction.reading, posts=edited))


@pytest.mark.parametrize(
    "change",
    [
        rename_concepts,
        retitle_posts,
        lose_rejections,
        doubt_citations,
        lose_relations,
        lose_definitions,
        edit_a_text,
    ],
)
def test_what_stands_for_a_line_is_another_just_where_the_line_is(
    extraction: Extraction, change: Callable[[Extraction], Extraction]
) -> None:
    before, after = pieces_of(extraction), pieces_of(change(extraction))
    changed = [one.make() != other.make() for one, other in zip(before, after, strict=True)]
    assert [one.key != other.key for one, other in zip(before, after, strict=True)] == changed
    assert any(changed)
    assert not all(changed)
