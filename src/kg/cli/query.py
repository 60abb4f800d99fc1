"""`kg query`."""

from __future__ import annotations

import shlex
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.terminal import plain, talk
from kg.errors import InputError, UsageError

if TYPE_CHECKING:
    from kg.query.ask import Answer, Question
    from kg.query.questions import NamedQuery
    from kg.query.text.search import Found


@click.command(
    "query",
    epilog="Examples:  kg query output --name posts-naming concept=BERT  |  kg query output --list  |  "
    "kg query output 'SELECT ?title { ?post schema:headline ?title }'  |  kg query output --file q.rq -o a.csv  |  "
    "kg query output --name search text=GAN",
)
@click.argument("out", metavar="[OUT]", required=False, type=click.Path(path_type=Path))
@click.argument("words", metavar="[SPARQL | KEY=VALUE…]", nargs=-1)
@click.option("--file", metavar="FILE", help="Read the SPARQL from a file; - is standard input.")
@click.option("--name", metavar="NAME", help="Ask a named question; its parameters follow as key=value.")
@click.option("--list", "lists", is_flag=True, help="Show the named questions with their parameters.")
@click.option(
    "-f",
    "--format",
    type=click.Choice(("table", "csv", "tsv", "json", "xml", "turtle", "nt", "jsonld", "rdfxml", "nq", "trig", "n3")),
    help="By default table, or turtle for CONSTRUCT and DESCRIBE; the first five hold rows, the others triples.",
)
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Its suffix decides the format.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Show at most N rows or triples.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="Stop the query after so long, and exit with 4.",
)
@click.option("--explain", "explains", is_flag=True, help="Show what would be run, and how much it would match.")
@click.option("-q", "--quiet", is_flag=True, help="Answer an ASK by the exit status alone: 0 is yes, 1 is no.")
def command(
    *,
    out: Path | None,
    words: tuple[str, ...],
    file: str | None,
    name: str | None,
    lists: bool,
    format: str | None,  # noqa: A002 - the option's name
    output: Path | None,
    limit: int | None,
    timeout: float,
    explains: bool,
    quiet: bool,
) -> int:
    """Ask the build in OUT, in SPARQL or by the name of a question.

    The prefixes of the profile need no declaration, and <post/x> is under the build's base. A query of - is read from
    standard input. SERVICE, FROM and updates are refused. Exit: 0 answered, 1 an ASK with -q said no, 2 wrong words,
    3 a file cannot be used, 4 the query does not parse, may not run or ran too long, 5 no build there.
    """
    from kg.query.ask import Question, ask
    from kg.query.formats import Format, choose_format
    from kg.query.render import to_bytes

    if lists:
        _show_list()
        return 0
    asked = choose_format(Format(format) if format else None, output)
    named, values = _named(name, words)
    question = Question(
        folder=_folder(out),
        query="" if named else _read_query(out, words, file),
        timeout=timeout,
        limit=named.limit if named and limit is None else limit,
    )
    final = _bound(question, named, values) if named else question
    if explains:
        _explain(final)
        return 0
    answer = ask(final)
    if quiet:
        return _to_status(answer)
    _write(to_bytes(answer, asked, width=_screen_width(output)), output)
    _remark(answer, final)
    if named and not answer.size:
        _hint(question, named, values)
    return 0


def _explain(question: Question) -> None:
    from kg.query.ask import ask
    from kg.query.plan import explain

    for line in explain(question, lambda query: ask(replace(question, query=query, limit=None, is_own=True))):
        click.echo(line)


def _screen_width(output: Path | None) -> int | None:
    """Return the width of the terminal that the answer is written to, None where it is written elsewhere."""
    return shutil.get_terminal_size().columns if _is_screen(output) else None


def _is_screen(output: Path | None) -> bool:
    return (output is None or str(output) == "-") and sys.stdout.isatty()


def _folder(out: Path | None) -> Path:
    if out is None:
        raise UsageError("which build?", remedy="name its folder: kg query OUT 'SPARQL'; kg query --list needs none")
    return out


def _named(name: str | None, words: tuple[str, ...]) -> tuple[NamedQuery | None, dict[str, str]]:
    if name is None:
        return None, {}
    from kg.query.questions import find_named_query, parse_values

    named = find_named_query(name)
    return named, parse_values(named, words)


def _bound(question: Question, named: NamedQuery, values: dict[str, str]) -> Question:
    from kg.query.questions import bind
    from kg.query.resolve import resolve

    terms = resolve(named, values, lambda lookup: _look_up(question, lookup), lambda text: _search(question, text))
    return replace(question, query=bind(named, terms, question.limit), is_own=True)


def _search(question: Question, text: str) -> Found:
    from kg.query.text.search import search

    found = search(question.folder, text, limit=(question.limit or 0) + 1)
    if not found.is_exact:
        talk("no post says it all; these say some of it")
    return found


def _look_up(question: Question, lookup: str) -> Answer:
    from kg.query.ask import look_up

    return look_up(question.folder, lookup)


def _read_query(out: Path | None, words: tuple[str, ...], file: str | None) -> str:
    sources = [*words, *([file] if file else [])]
    if not sources and "{" in str(out):
        raise UsageError("which build is asked?", remedy="name its folder before the SPARQL: kg query OUT 'SPARQL'")
    if len(sources) != 1:
        raise UsageError(
            "one question at a time, please" if sources else "no question",
            remedy="give SPARQL in quotes, or --file FILE, or --name NAME; kg query --list shows the names",
        )
    if file is None and words[0] != "-":
        return words[0]
    return _read_text(file or "-")


def _read_text(file: str) -> str:
    try:
        text = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return text.decode("utf-8-sig")
    except OSError as error:
        raise InputError(file, error.strerror or "cannot be read", remedy="give a file with one query") from error
    except UnicodeDecodeError as error:
        raise InputError(file, "is not UTF-8", remedy="save the query as UTF-8") from error


def _to_status(answer: Answer) -> int:
    from kg.query.formats import Form

    if answer.form is not Form.BOOLEAN:
        raise UsageError("-q answers by the exit status, and only an ASK has one", remedy="ask with ASK { … }")
    return 0 if answer.is_true else 1


def _write(content: bytes, output: Path | None) -> None:
    if _is_screen(output):
        text = plain(content.decode("utf-8", "replace"))  # a literal may hold what a terminal obeys
        click.echo(text, nl=not text.endswith("\n"))
        return
    if output is None or str(output) == "-":
        click.echo(content, nl=False)
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise InputError(output, error.strerror or "cannot be written", remedy="choose another FILE for -o") from error
    talk(f"written to {output}")


def _remark(answer: Answer, question: Question) -> None:
    from kg.query.faults import find_unknown_terms

    if not answer.size:
        talk("the answer is empty")
    if not answer.size and not question.is_own:
        for sentence in find_unknown_terms(question.query):
            talk(sentence)
    if answer.is_cut:
        talk(f"only the first {question.limit}; --limit N shows more")


def _hint(question: Question, named: NamedQuery, values: dict[str, str]) -> None:
    from kg.query.resolve import find_hints

    for hint in find_hints(named, values, lambda lookup: _look_up(question, lookup)):
        talk(hint)


def _show_list() -> None:
    from kg.query.questions import read_named_queries

    for query in read_named_queries().values():
        click.echo(f"{query.name}: {query.title}")
        for parameter in query.parameters:
            default = f" (default {parameter.default})" if parameter.default is not None else ""
            click.echo(f"    {parameter.name}: {parameter.meaning}{default}")
        click.echo(f"    kg query OUT --name {query.name} {shlex.join(query.example)}".rstrip())
