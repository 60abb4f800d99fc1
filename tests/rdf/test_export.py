"""The other forms of a build: they say what the build says, and no parser has to fetch anything."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from kg.model import PostId
from kg.rdf import terms
from kg.rdf.canonical import read_canonical
from kg.rdf.export.annotations import CONTEXT, OA, read_annotations, read_page, to_lines
from kg.rdf.export.reified import to_reified
from kg.rdf.export.shards import MANIFEST, write_shards
from kg.rdf.export.snippets import read_snippets, write_snippets
from kg.rdf.export.texts import read_texts
from kg.rdf.write import write_texts
from tests.rdf.blog import ATTENTION, BASE, EDGES, PAPER, STUB, TRANSFORMER, ask, to_graph
from tests.rdf.test_statements import RELATED, edges
from tests.rdf.test_write import ANY_TEXT, NASTY, titled

SCHEMA = terms.PREFIXES["schema"]
EVIDENCE = sum(len(edge.evidence) for edge in EDGES if edge.kind in ("mentions", "cites"))
# What http://www.w3.org/ns/anno.jsonld says of the keys that kg uses, so that nothing is fetched.
ANNO = {
    "oa": OA,
    "id": "@id",
    "type": "@type",
    "items": {"@id": "https://www.w3.org/ns/activitystreams#items", "@container": "@list", "@type": "@id"},
    "AnnotationPage": "https://www.w3.org/ns/activitystreams#OrderedCollectionPage",
    **{name: f"oa:{name}" for name in ("Annotation", "TextPositionSelector", "TextQuoteSelector", "exact", "prefix", "suffix")},
    **{name: {"@id": f"oa:{name}", "@type": "xsd:nonNegativeInteger"} for name in ("start", "end")},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "identifying": "oa:identifying",
    "linking": "oa:linking",
    "describing": "oa:describing",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "xsd": terms.PREFIXES["xsd"],
}  # fmt: skip


class Scripts(HTMLParser):
    """Collects what an HTML parser finds: the scripts, and everything else."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.tags: list[str] = []
        self.rest = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert attrs == [("type", "application/ld+json")]

    def handle_data(self, data: str) -> None:
        if self.get_starttag_text() and self.cdata_elem == "script":
            self.scripts.append(data)
        else:
            self.rest += data


def to_json(html: str) -> Any:
    """Return the JSON of a snippet as a browser would find it."""
    page = Scripts()
    page.feed(html)
    page.close()
    assert page.tags == ["script"]
    assert page.rest.strip() == ""
    return json.loads("".join(page.scripts))


def triples_of(content: str, form: RdfFormat) -> set[str]:
    return {str(quad.triple) for quad in parse(content, format=form)}


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    write_texts(to_graph(), folder)
    return folder


def write_any(tmp_path_factory: pytest.TempPathFactory, text: str) -> Path:
    folder = tmp_path_factory.mktemp("any")
    graph = titled(text)
    for node in list(graph):
        noun = graph.nodes[node]["noun"]
        if hasattr(noun, "sources"):
            graph.nodes[node]["noun"] = replace(noun, sources=ATTENTION.sources)
    write_texts(graph, folder)
    return folder


def test_each_post_of_the_input_has_a_snippet_and_no_other(build: Path) -> None:
    posts = [snippet.post for snippet in read_snippets(build)]
    assert posts == sorted([f"{BASE}post/注意力", TRANSFORMER.id, f"{BASE}post/garden"])


def test_a_snippet_says_of_the_post_what_the_graph_says_in_schema_org(build: Path) -> None:
    graph = triples_of((build / "graph.nt").read_text("utf-8"), RdfFormat.N_TRIPLES)
    for snippet in read_snippets(build):
        found = triples_of(json.dumps(to_json(snippet.html)), RdfFormat.JSON_LD)
        start = f"<{snippet.post}> "
        told = {triple for triple in found if triple.startswith(start)}
        as_cites = {triple.replace(f"<{SCHEMA}citation>", terms.CITES) for triple in told}
        assert as_cites == {
            triple
            for triple in graph
            if triple.startswith(start) and (f" <{SCHEMA}" in triple or terms.CITES in triple)
        }


def test_a_snippet_describes_what_the_post_leads_to(build: Path) -> None:
    post = to_json(next(snippet.html for snippet in read_snippets(build) if snippet.post == TRANSFORMER.id))
    assert post["author"] == {"@id": f"{BASE}person/王_小明", "@type": "Person", "name": "王 小明"}
    assert post["headline"] == "Transformer 入门"
    assert post["datePublished"] == "2021-02-06"
    assert {each["@id"]: each.get("@type") for each in post["citation"]} == {
        PAPER.id: "ScholarlyArticle",
        f"{BASE}{STUB.id}": "BlogPosting",
    }
    assert post["about"]["@type"] == "DefinedTerm"
    assert post["interactionStatistic"]["userInteractionCount"] == 900


@given(ANY_TEXT | NASTY | st.text(st.sampled_from("</script><!--&\u2028 ]]>")))
@settings(deadline=None, max_examples=30)
def test_a_snippet_of_any_text_is_one_script_that_parses_to_that_text(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = write_any(tmp_path_factory, text or "a")
    for snippet in read_snippets(folder):
        post = to_json(snippet.html)
        quads = list(parse(json.dumps(post), format=RdfFormat.JSON_LD))
        [headline] = {quad.object.value for quad in quads if quad.predicate.value == f"{SCHEMA}headline"}
        [expected] = {
            quad.object.value
            for quad in parse(path=folder / "graph.nt")
            if quad.subject == NamedNode(snippet.post) and quad.predicate.value == f"{SCHEMA}headline"
        }
        assert headline == expected
        assert not set("<>&\u2028\u2029") & set(snippet.html.partition("\n")[2].rpartition("\n</script>")[0])


@given(st.lists(ANY_TEXT, unique=True, max_size=5))
@settings(deadline=None, max_examples=20)
def test_file_names_are_distinct_whatever_the_case_and_fit_every_file_system(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    from kg.rdf.iris import Iris

    folder = tmp_path_factory.mktemp("names")
    posts = [
        replace(ATTENTION, id=PostId(f"post/{name}"), sources=ATTENTION.sources)
        for name in [*names, "B", "b", "长" * 300]
    ]
    write_texts(to_graph(posts, ()), folder)
    files = [snippet.file.casefold() for snippet in read_snippets(folder)]
    assert len(files) == len(set(files)) == len({Iris(BASE).of(post.id) for post in posts})
    assert all(len(file.encode()) <= 255 and "/" not in file and "\\" not in file for file in files)


def test_the_index_has_the_file_of_each_post(build: Path, tmp_path: Path) -> None:
    assert write_snippets(build, tmp_path / "deep" / "er") == 3
    index = json.loads((tmp_path / "deep" / "er" / "index.json").read_text("utf-8"))
    for post, file in index.items():
        assert to_json((tmp_path / "deep" / "er" / file).read_text("utf-8"))["@id"] == post


def test_every_piece_of_evidence_is_one_annotation_that_selects_its_words(build: Path) -> None:
    annotations = list(read_annotations(build))
    assert len(annotations) == EVIDENCE
    texts = {text.post: text.text for text in read_texts(build)}
    for each in annotations:
        text = texts[each.source]
        assert text[each.start : each.end] == each.exact
        assert text[: each.start].endswith(each.prefix)
        assert text[each.end :].startswith(each.suffix)
        assert f"{each.prefix}{each.exact}{each.suffix}" in text
    assert Counter(each.motivation for each in annotations) == {"identifying": EVIDENCE - 3, "linking": 3}


def test_the_page_of_annotations_says_the_same_as_the_triples(build: Path) -> None:
    page = json.loads("".join(read_page(build)))
    assert page["@context"] == CONTEXT
    quads = triples_of(json.dumps({**page, "@context": ANNO}), RdfFormat.JSON_LD)
    found = {
        triple
        for triple in quads
        if "activitystreams" not in triple and "#first>" not in triple and "#rest>" not in triple
    }
    assert found == triples_of("".join(to_lines(read_annotations(build))), RdfFormat.N_TRIPLES)
    assert len(page["items"]) == EVIDENCE


@given(ANY_TEXT | NASTY)
@settings(deadline=None, max_examples=15)
def test_every_export_of_any_text_is_read_by_a_parser(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = write_any(tmp_path_factory, text)
    assert triples_of("".join(to_lines(read_annotations(folder))), RdfFormat.N_TRIPLES) == set()  # it has no mention
    assert list(parse("".join(to_reified(folder)), format=RdfFormat.TURTLE)) == []
    assert json.loads("".join(read_page(folder)))["items"] == []


def test_in_rdf_1_2_each_phrase_reifies_an_edge_of_the_graph(build: Path) -> None:
    store = Store()
    store.load("".join(to_reified(build)), format=RdfFormat.TURTLE)
    query = """SELECT ?s ?p ?o ?words ?sure { ?phrase rdf:reifies <<( ?s ?p ?o )>> ; nif:anchorOf ?words ;
        itsrdf:taConfidence ?sure ; nif:beginIndex ?begin ; nif:endIndex ?end }"""
    rows = ask(store, query)
    assert len(rows) == EVIDENCE
    edges = {f"{row['s']} {row['p']} {row['o']}" for row in rows}
    asserted = triples_of((build / "graph.nt").read_text("utf-8"), RdfFormat.N_TRIPLES)
    assert edges == {triple for triple in asserted if triple.split(" ")[1] in (terms.MENTIONS, terms.CITES)}


def test_in_rdf_1_2_every_edge_is_asserted_as_well(build: Path) -> None:
    quads = list(parse("".join(to_reified(build)), format=RdfFormat.TURTLE))
    reified = {str(quad.object) for quad in quads if quad.predicate.value.endswith("#reifies")}
    assert len(reified) > 5
    assert reified <= {str(quad.triple) for quad in quads}


@pytest.mark.parametrize("lines_per_shard", [1, 7, 100, 10_000])
def test_the_shards_end_to_end_are_the_canonical_form(build: Path, tmp_path: Path, lines_per_shard: int) -> None:
    shards = write_shards(build, tmp_path, lines_per_shard)
    whole = b"".join(gzip.decompress((tmp_path / shard.file).read_bytes()) for shard in shards)
    assert whole == b"".join(read_canonical(build))
    manifest = json.loads((tmp_path / MANIFEST).read_text("utf-8"))
    assert manifest["sha256"] == hashlib.sha256(whole).hexdigest()
    assert manifest["lines"] == whole.count(b"\n")
    for shard in manifest["shards"]:
        packed = (tmp_path / shard["file"]).read_bytes()
        assert hashlib.sha256(packed).hexdigest() == shard["gzip_sha256"]
        assert hashlib.sha256(gzip.decompress(packed)).hexdigest() == shard["sha256"]
        assert gzip.decompress(packed).count(b"\n") == shard["lines"] <= lines_per_shard


def test_a_shard_holds_no_clock_and_no_file_name(build: Path, tmp_path: Path) -> None:
    write_shards(build, tmp_path, 1000)
    head = (tmp_path / "dataset-00001.nq.gz").read_bytes()[:10]
    assert head[3] == 0  # no flag: no name, no comment
    assert head[4:8] == bytes(4)  # no time


def test_shards_of_an_earlier_export_go_and_other_files_stay(build: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    write_shards(build, tmp_path, 50)
    write_shards(build, tmp_path, 10_000)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dataset-00001.nq.gz", MANIFEST, "mine.txt"]


@pytest.fixture(scope="module")
def related(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a build in which a post says how two concepts relate."""
    folder = tmp_path_factory.mktemp("related")
    write_texts(to_graph(edges=edges(RELATED)), folder)
    return folder


def test_in_rdf_1_2_what_a_post_says_of_two_concepts_reifies_their_edge(related: Path) -> None:
    quads = [str(quad.triple) for quad in parse("".join(to_reified(related)), format=RdfFormat.TURTLE)]
    edge = f"<{BASE}concept/attention> {terms.RELATED} <{BASE}concept/transformer>"
    assert edge in quads
    assert any(quad.endswith(f"<<( {edge} )>>") for quad in quads)
    assert not any("statement/" in quad for quad in quads)


def test_an_annotation_of_what_a_post_says_of_two_concepts_describes(related: Path) -> None:
    [said] = [each for each in read_annotations(related) if each.motivation == "describing"]
    assert said.body == f"{BASE}statement/transformer/based-on/attention"
    assert said.exact == "Transformer stacks attention"
