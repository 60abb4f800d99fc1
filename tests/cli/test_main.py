"""The command line as a whole."""

from collections.abc import Callable

from tests.conftest import Run


def test_a_mistyped_command_names_its_nearest_neighbour(run: Callable[..., Run]) -> None:
    said = run("bild")
    assert said.status == 2
    assert "did you mean `kg build`?" in said.stderr


def test_help_lists_every_command_with_its_line(run: Callable[..., Run]) -> None:
    said = run("--help")
    assert said.status == 0
    assert all(
        word in said.stdout
        for word in ("build", "check", "diff", "eval", "explain", "export", "query", "serve", "view", "vocab")
    )


def test_the_version_is_said(run: Callable[..., Run]) -> None:
    assert run("--version").stdout.startswith("kg ")


def test_every_command_has_help_with_an_example(run: Callable[..., Run]) -> None:
    for command in ("build", "check", "diff", "eval", "explain", "export", "query", "serve", "view", "vocab"):
        said = run(command, "--help")
        assert said.status == 0
        assert f"kg {command}" in said.stdout, command
