"""Settings: flags before the environment before files before defaults."""

from pathlib import Path

import pytest

from kg.errors import InputError, UsageError
from kg.settings import Settings, read_settings


def test_the_defaults_stand_where_nothing_is_set(tmp_path: Path) -> None:
    assert read_settings(tmp_path, {}, {}) == Settings()


def test_a_flag_beats_the_environment_and_that_the_file(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text('title = "file"\nbase = "https://file.example/"\nsite = "file.example"\n')
    settings = read_settings(tmp_path, {"KG_TITLE": "env", "KG_BASE": "https://env.example/"}, {"title": "flag"})
    assert (settings.title, settings.base, settings.site) == ("flag", "https://env.example/", "file.example")


def test_a_table_in_pyproject_counts(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.kg]\ntitle = "mine"\n')
    assert read_settings(tmp_path, {}, {}).title == "mine"


def test_an_unknown_key_names_its_nearest_neighbour(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        read_settings(tmp_path, {"KG_VOCABLUARY": "x"}, {})
    assert "vocabulary" in caught.value.remedy


@pytest.mark.parametrize("base", ["example.org", "https://example.org/kg", "ftp://example.org/"])
def test_a_base_that_iris_cannot_grow_from_is_refused(tmp_path: Path, base: str) -> None:
    with pytest.raises(UsageError):
        read_settings(tmp_path, {}, {"base": base})


def test_a_value_of_the_wrong_type_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text("title = 7\n")
    with pytest.raises(UsageError):
        read_settings(tmp_path, {}, {})


def test_the_number_of_processes_is_a_whole_number(tmp_path: Path) -> None:
    assert read_settings(tmp_path, {"KG_PROCESSES": "3"}, {}).processes == 3
    for value in ("-1", "two", "1.5", "", "²"):
        with pytest.raises(UsageError):
            read_settings(tmp_path, {"KG_PROCESSES": value}, {})
    (tmp_path / "kg.toml").write_text("processes = true\n")
    with pytest.raises(UsageError):
        read_settings(tmp_path, {}, {})


def test_broken_toml_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text("title = \n")
    with pytest.raises(InputError):
        read_settings(tmp_path, {}, {})


def test_a_site_table_gives_the_address_and_its_aliases(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text(
        '[site]\naddress = "https://blog.example"\naliases = ["old.example", "m.example"]\n'
    )
    assert read_settings(tmp_path, {}, {}).site == "https://blog.example old.example m.example"


@pytest.mark.parametrize("table", ['adress = "x"', "aliases = [7]", "address = 7"])
def test_a_site_table_that_cannot_be_read_is_refused(tmp_path: Path, table: str) -> None:
    (tmp_path / "kg.toml").write_text(f"[site]\n{table}\n")
    with pytest.raises(UsageError):
        read_settings(tmp_path, {}, {})
