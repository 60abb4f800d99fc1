"""The command line: one module a command, imported only when it is called, so that `kg --help` is instant."""

from __future__ import annotations

import difflib
import importlib
import sys
from collections.abc import Sequence

import click

from kg import __version__
from kg.cli.terminal import plain
from kg.errors import KgError, UsageError

# Command -> the module in kg.cli that holds it, and its one line of help.
COMMANDS = {
    "build": "Read posts and write the graph, the page and the store.",
    "check": "Check a build: shapes, SKOS integrity, offsets.",
    "diff": "Say what one build has and another has not.",
    "eval": "Score what kg finds against gold.",
    "explain": "Show why a post names or cites something, or why not.",
    "export": "Write a build in other forms: JSON-LD a post, Web Annotation, RDF 1.2, N-Quads.",
    "query": "Ask a build in SPARQL or by the name of a question.",
    "serve": "Answer SPARQL over HTTP, read-only, with an editor and the page.",
    "view": "Open the page of a build.",
    "vocab": "List, look up and check the concepts known by name.",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click asks so
        """Return the names of the commands, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 -- as above
        """Import and return a command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"kg.cli.{cmd_name}")
        command: click.Command = getattr(module, "command", None) or getattr(module, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a mistyped one names its nearest neighbour."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f"did you mean `kg {near[0]}`?" if near else "`kg --help` lists the commands"
            raise UsageError(f"no command is called {args[0]!r}", remedy=hint)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", "-V", prog_name="kg", message="%(prog)s %(version)s")
def cli() -> None:
    """Turn a folder of blog posts into a knowledge graph in which every edge shows its evidence.

    First: kg build POSTS -o OUT. Then: kg view OUT, kg query OUT --list.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run kg and exit: 0 done, 1 unexpected, 2 usage, 3 input, 4 query, 5 nothing built, 6 a check found something."""
    try:
        status = cli.main(
            args=list(arguments) if arguments is not None else None, prog_name="kg", standalone_mode=False
        )
    except KgError as error:
        _complain(error.message, error.remedy)
        sys.exit(error.exit_code)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        _complain(error.format_message(), _remedy_for(error))
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    sys.exit(status if isinstance(status, int) else 0)


def _complain(message: str, remedy: str) -> None:
    click.echo(f"kg: {plain(message)}", err=True)
    click.echo(f"    {plain(remedy)}", err=True)


def _remedy_for(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if isinstance(context, click.Context) else "kg"
    return f"`{path} --help` shows how it is used"
