from __future__ import annotations

import re
from importlib.resources import files

from kg.citations.shelf import Rule
from kg.concepts.coordination import RULE as COORDINATION
from kg.concepts.names import WEIGHTS
from kg.graph.schema import EdgeKind, NodeKind
from kg.model import ConceptKind, RelationKind, WorkKind
from kg.view.assets import read_script, read_styles, read_texts

SCRIPTS = sorted(files("kg.view").joinpath("scripts").iterdir(), key=lambda each: each.name)


def test_every_script_is_joined_once_and_after_what_it_imports() -> None:
    joined = read_script()
    position_of = {
        script.name: joined.index(script.read_text(encoding="utf-8").partition("\n")[0]) for script in SCRIPTS
    }
    for script in SCRIPTS:
        for needed in re.findall(r'from "\./([\w-]+\.js)"', script.read_text(encoding="utf-8")):
            assert position_of[needed] < position_of[script.name], f"{script.name} needs {needed}"


def test_the_joined_script_imports_and_exports_nothing() -> None:
    assert not re.search(r"^(import|export)\b", read_script(), re.MULTILINE)


def test_a_script_imports_only_what_the_other_exports() -> None:
    exported = {
        script.name: set(
            re.findall(r"^export .*?(?:function\*?|class|const) (\w+)", script.read_text("utf-8"), re.MULTILINE)
        )
        for script in SCRIPTS
    }
    for script in SCRIPTS:
        for names, needed in re.findall(
            r'^import \{([^}]*)\} from "\./([\w-]+\.js)"', script.read_text("utf-8"), re.MULTILINE
        ):
            wanted = {name.strip() for name in names.split(",") if name.strip()}
            assert wanted <= exported[needed], f"{script.name} from {needed}"


def test_no_script_imports_what_it_does_not_use() -> None:
    for script in SCRIPTS:
        source = script.read_text("utf-8")
        for names in re.findall(r"^import \{([^}]*)\}", source, re.MULTILINE):
            for name in (each.strip() for each in names.split(",") if each.strip()):
                assert len(re.findall(rf"\b{name}\b", source)) > 1, f"{name} in {script.name}"


def test_no_script_exports_what_nobody_imports() -> None:
    everything = "".join(script.read_text("utf-8") for script in SCRIPTS)
    imported = {
        name.strip()
        for names in re.findall(r"^import \{([^}]*)\}", everything, re.MULTILINE)
        for name in names.split(",")
    }
    for script in SCRIPTS:
        exported = re.findall(r"^export .*?(?:function\*?|class|const) (\w+)", script.read_text("utf-8"), re.MULTILINE)
        assert set(exported) <= imported, script.name


def test_no_script_parses_html_or_runs_text() -> None:
    risky = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser"
    assert not re.search(risky, read_script())


def test_nothing_is_asked_from_another_host() -> None:
    assert set(re.findall(r"https?://[\w.-]+", read_script() + read_styles())) <= {"http://www.w3.org"}
    assert "@import" not in read_styles()


def test_both_languages_say_the_same_things() -> None:
    texts = read_texts()
    assert set(texts) == {"en", "zh"}
    assert set(texts["en"]) == set(texts["zh"])
    for key, words in texts["en"].items():
        assert sorted(re.findall(r"\{\w+\}", words)) == sorted(re.findall(r"\{\w+\}", texts["zh"][key])), key


def test_every_word_that_the_page_asks_for_is_there() -> None:
    template = files("kg.view").joinpath("templates", "page.html.j2").read_text(encoding="utf-8")
    asked = set(re.findall(r'\btext\("([\w.]+)"', read_script()))
    asked |= set(re.findall(r'data-(?:text|label|placeholder)="(\w+)"', template))
    known = set(read_texts()["en"])
    assert {key for key in asked - known if not key.endswith(".")} == set()
    for kind in (*NodeKind, *EdgeKind, *ConceptKind, *WorkKind):
        assert any(key.endswith(f".{kind}") for key in known), kind


def test_no_word_is_kept_that_the_page_never_says() -> None:
    said = read_script() + files("kg.view").joinpath("templates", "page.html.j2").read_text(encoding="utf-8")
    plain = [key for key in read_texts()["en"] if "." not in key and not key.startswith("depth")]
    assert [key for key in plain if not re.search(rf'["\'.]{key}\b', said)] == []


def test_every_rule_is_told_in_plain_words() -> None:
    known = set(read_texts()["en"])
    assert {f"rule.{rule}" for rule in (*WEIGHTS, "label", "context", "defined here", COORDINATION)} <= known
    assert {f"cite.{rule}" for rule in Rule} <= known


def test_every_kind_of_relation_has_words_in_both_directions() -> None:
    known = set(read_texts()["en"])
    assert {f"{way}.{kind}" for way in ("relation", "back") for kind in RelationKind} <= known
