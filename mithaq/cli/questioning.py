"""Commands about the questions themselves: listing them."""

from typing import TYPE_CHECKING

import click

from mithaq.cli import options, results

if TYPE_CHECKING:
    from mithaq.queries.questions import Question


@click.command(epilog=options.examples("mithaq questions", "mithaq questions --lang ar"))
@options.language
def questions(language: str) -> None:
    """List the questions that can be asked.

    Parameters in brackets may be left out.
    """
    from mithaq.queries.questions import questions as all_questions

    results.echo_table(
        ("name", "question", "parameters"),
        [
            (name, asked.question[language], " ".join(_parameters(asked)))
            for name, asked in all_questions().items()
        ],
    )


def _parameters(asked: "Question") -> list[str]:
    """The parameters but the language, which every question has."""
    return [
        name if parameter.required else f"[{name}]"
        for name, parameter in asked.parameters.items()
        if name != "lang"
    ]
