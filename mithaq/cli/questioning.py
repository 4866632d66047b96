"""Commands about the questions themselves: listing them, beginning one, looking for mistakes."""

from collections.abc import Sequence
from pathlib import Path

import click

from mithaq.cli import options, results
from mithaq.cli.checking import MISTAKES


@click.group(
    invoke_without_command=True,
    epilog=options.examples(
        "mithaq questions",
        "mithaq questions --lang ar",
        "mithaq questions new who-guards-what",
        "mithaq questions lint",
    ),
)
@options.language
@click.pass_context
def questions(context: click.Context, language: str) -> None:
    """List the questions that can be asked; begin one of your own, and check it.

    Parameters in brackets may be left out. Questions are files; MITHAQ_QUESTIONS may name a folder with more of them.
    """
    if context.invoked_subcommand:
        return
    from mithaq.queries.questions import listed_parameters
    from mithaq.queries.questions import questions as all_questions

    results.echo_table(
        ("name", "question", "parameters"),
        [
            (name, asked.question[language], listed_parameters(asked))
            for name, asked in all_questions().items()
        ],
    )


@questions.command(
    epilog=options.examples(
        "mithaq questions new who-guards-what",
        "mithaq questions new who-guards-what --into my-questions",
    )
)
@click.argument("name")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="MITHAQ_QUESTIONS",
    show_envvar=True,
    metavar="DIR",
    help="The folder for the file.  [default: queries/ of a source checkout]",
)
def new(name: str, into: Path | None) -> None:
    """Write a file to begin a question with, and print its path.

    It answers as it stands; `lint` then lists what is still to be written.
    """
    from mithaq.queries.drafts import write_draft

    path = write_draft(name, into)
    click.echo(path)
    click.echo(f"Replace every TODO; `mithaq questions lint {path}` says what is left.", err=True)


@questions.command(
    epilog=options.examples(
        "mithaq questions lint",
        "mithaq questions lint my-questions/who-guards-what.rq",
    )
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
def lint(files: tuple[Path, ...]) -> None:
    """Say what is missing or wrong in question files; without FILE in all questions.

    One sentence a mistake, with file and line; exit status 3 where there is any.
    """
    number, mistakes = lint_all(files)
    for mistake in mistakes:
        click.echo(mistake)
    found = _counted(len(mistakes), "mistake")
    click.echo(f"{_counted(number, 'question')}, {found}", err=True)
    if mistakes:
        raise click.exceptions.Exit(MISTAKES)


def lint_all(files: Sequence[Path] = ()) -> tuple[int, list[str]]:
    """How many questions there are, or files, and the mistakes in them."""
    from pyoxigraph import Store

    from mithaq.api.embedded import evaluating
    from mithaq.api.results import selecting
    from mithaq.ontology.vocabulary import term_names
    from mithaq.queries.lint import lint as mistakes_in
    from mithaq.queries.questions import question_files, read_text

    known, ask = term_names(), selecting(evaluating(Store()))
    chosen = {path.stem: path for path in files} or question_files()
    found = [
        mistake
        for name, file in chosen.items()
        for mistake in mistakes_in(name, read_text(file), known, lambda text: ask(text).variables)
    ]
    return len(chosen), found


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
