"""Whatever happens to a blog between two builds, the second gives what a build without a memory gives."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.cache.kept import Memory
from kg.pipeline import build, extract
from kg.settings import Settings
from tests.cache.blog import FAMILY, NAMES, TEXTS, write_vocabulary

QUOTED = {"b.md": "links", "c.md": "quotes a title", "e.md": "defines a short name", "f.md": "looks back"}
OWN = "blog.example.org"
DEFINES, NAMED, SHORT = "defines a model", "names it", "defines a short name"


@dataclass(frozen=True)
class Step:
    """What happens to the blog: a file gets another text, or goes; the settings may change too."""

    name: str
    text: str | None
    site: str | None = None
    members: int = FAMILY
    without: str = ""


STEPS = st.lists(
    st.builds(
        Step,
        name=st.sampled_from(NAMES),
        text=st.sampled_from([*TEXTS, None]),
        site=st.sampled_from([None, None, None, "blog.example.org"]),
        members=st.sampled_from([FAMILY, FAMILY, FAMILY, FAMILY - 1, FAMILY + 1]),
        without=st.sampled_from(["", "", "", "gan"]),
    ),
    min_size=1,
    max_size=4,
)
BLOGS = st.dictionaries(st.sampled_from(NAMES), st.sampled_from([*TEXTS]), min_size=3)


def change(folder: Path, step: Step) -> Settings:
    """Do to the blog what the step says, and return the settings that then hold."""
    path = folder / "blog" / step.name
    path.parent.mkdir(parents=True, exist_ok=True)
    if step.text is None:
        path.unlink(missing_ok=True)
    else:
        path.write_text(TEXTS[step.text], encoding="utf-8")
    (folder / "blog" / "always.md").write_text("---\ntitle: 总在\n---\nBERT", encoding="utf-8")  # never is it empty
    vocabulary = write_vocabulary(folder, members=step.members, without=step.without)
    return Settings(site=step.site, vocabulary=(str(vocabulary),), shipped=False)


def begin(folder: Path, blog: dict[str, str]) -> None:
    for name, text in blog.items():
        change(folder, Step(name, text))


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(BLOGS, STEPS)
@example({"a.md": NAMED, "b.md": "is ambiguous"}, [Step("c.md", DEFINES), Step("c.md", None)])
@example({"a.md": "names a short name", "b.md": SHORT}, [Step("b.md", "links"), Step("a.md", SHORT)])
@example({"a.md": "quotes a title", "b.md": "links"}, [Step("c.md", DEFINES), Step("sub/d.md", NAMED)])
@example({"a.md": "quotes an old title", "b.md": "part one"}, [Step("c.md", "part two"), Step("e.md", DEFINES)])
@example({"a.md": "recurs", "b.md": "is doubtful"}, [Step("c.md", "recurs once more"), Step("a.md", None)])
@example({"a.md": "looks back", "b.md": "part one"}, [Step("c.md", "is ambiguous"), Step("b.md", "part two")])
@example({"a.md": "is ambiguous", "b.md": "is doubtful"}, [Step("e.md", DEFINES, members=FAMILY + 1)])
@example({"a.md": "links", "b.md": "links"}, [Step("e.md", "has an address", site="blog.example.org")])
@example({"a.md": "relates it", "b.md": NAMED}, [Step("c.md", DEFINES), Step("c.md", None)])
@example({"a.md": "names a version", "b.md": "names a thing"}, [Step("b.md", "names a model so")])
@example({"a.md": NAMED, "b.md": "is ambiguous"}, [Step("c.md", SHORT, without="gan"), Step("c.md", SHORT)])
@example(
    {"a.md": "recurs", "b.md": "uses an address"},
    [Step("c.md", "teaches nothing", OWN), Step("c.md", "teaches an address", OWN)],
)
@example({"a.md": "quotes an unknown title", **QUOTED}, [Step("z.md", "quotes nothing"), Step("z.md", "quotes three")])
@example({"a.md": "links to a host"}, [Step("b.md", SHORT, site="blog.example.org"), Step("b.md", SHORT)])
@example({"a.md": DEFINES, "b.md": "quotes a title"}, [Step("a.md", "has another title"), Step("a.md", DEFINES)])
@example({"a.md": NAMED, "b.md": "quotes a title"}, [Step("c.md", "has its title"), Step("a.md", None)])
def test_a_build_that_remembers_the_last_finds_what_one_without_a_memory_finds(
    blog: dict[str, str], steps: Sequence[Step]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        begin(folder, blog)
        for step in (Step("always.md", "links"), *steps):
            chosen = change(folder, step)
            with Memory(folder / "memory.sqlite") as memory:
                remembered = extract([folder / "blog"], chosen, memory)
            assert memory.trouble is None
            assert remembered == extract([folder / "blog"], chosen)


def test_nothing_that_looks_at_one_post_is_done_again_for_a_post_that_stays(tmp_path: Path) -> None:
    begin(tmp_path, dict(zip(NAMES, TEXTS, strict=False)))
    chosen = change(tmp_path, Step("a.md", DEFINES))
    with Memory(tmp_path / "memory.sqlite") as memory:
        extract([tmp_path / "blog"], chosen, memory)
        first = memory.worked_out
    with Memory(tmp_path / "memory.sqlite") as memory:
        extract([tmp_path / "blog"], chosen, memory)
        assert (first > 30, memory.worked_out) == (True, 0)


def read_files(folder: Path) -> dict[str, bytes]:
    """Read the files that are promised to be the same; an index that was brought up to date only answers the same."""
    files = (path for path in sorted(folder.iterdir()) if path.is_file() and path.name != "search.sqlite")
    return {path.name: path.read_bytes() for path in files}


def test_the_files_are_the_same_to_the_byte_after_each_edit(tmp_path: Path) -> None:
    begin(tmp_path, dict(zip(NAMES, TEXTS, strict=False)))
    for step in (
        Step("a.md", DEFINES),
        Step("b.md", None),
        Step("e.md", "part two", site="blog.example.org", members=FAMILY + 1),
    ):
        chosen = change(tmp_path, step)
        with Memory(tmp_path / "memory.sqlite") as memory:
            build([tmp_path / "blog"], tmp_path / "remembered", chosen, memory)
        build([tmp_path / "blog"], tmp_path / "anew", chosen)
        assert read_files(tmp_path / "remembered") == read_files(tmp_path / "anew")
