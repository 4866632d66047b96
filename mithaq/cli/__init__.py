"""The command line: data on stdout, all else on stderr; heavy imports stand inside the commands."""

import sys

import click

from mithaq import __version__
from mithaq.cli.asking import query, search, sparql
from mithaq.cli.checking import check
from mithaq.cli.doctoring import doctor
from mithaq.cli.exporting import export
from mithaq.cli.keptreadings import readings
from mithaq.cli.options import examples
from mithaq.cli.publishing import generations, publish, rollback
from mithaq.cli.questioning import questions
from mithaq.cli.reading import build, explain, facts, frames, score, triggers
from mithaq.cli.reviewing import review
from mithaq.cli.serving import serve
from mithaq.cli.showing import show
from mithaq.disk import is_full
from mithaq.errors import MithaqError

_EPILOG = f"""{
    examples(
        "mithaq build",
        "mithaq query which-members-withdrew",
        "mithaq facts seeds > facts.jsonl",
    )
}

Exit status: 0 done (an empty answer too), 1 an error, told in one line, 2 wrong usage, 3 a check
that found mistakes, 4 an empty answer where --fail-if-empty is given.
"""


def _debug(context: click.Context, _parameter: click.Parameter, given: bool) -> None:  # noqa: FBT001
    if given:
        context.find_root().params["debug"] = True


class Commands(click.Group):
    """The commands; what a person can mend is told in one line, with `--debug` in full."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except MithaqError as error:
            if ctx.params.get("debug"):
                raise
            raise click.ClickException(str(error)) from error
        except OSError as error:
            if ctx.params.get("debug") or not is_full(error):
                raise
            told = f" ({error.filename})" if error.filename else ""
            raise click.ClickException(
                f"the disk is full{told}: make room, then try again"
            ) from error


@click.group(
    cls=Commands,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "-V", "--version", message="mithaq %(version)s")
@click.option("--debug", is_flag=True, help="Show where an error came from.")
def main(*, debug: bool) -> None:  # noqa: ARG001  (`Commands` reads it from the context)
    """Ask a knowledge graph of alliances, read from documents; every answer has its sentence."""
    for stream in (sys.stdout, sys.stderr):
        # Arabic must be printed whatever the locale: in "C" Python would raise.
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8")


for _command in (
    *(build, check, facts, questions, query, search, sparql, show, export),
    *(explain, triggers, frames, score, review, serve, doctor),
    *(generations, publish, rollback, readings),
):
    # Who meets an error adds the option at the end of the line, not before the command.
    for _each in (_command, *getattr(_command, "commands", {}).values()):
        _each.params.append(
            click.Option(
                ["--debug"], is_flag=True, expose_value=False, hidden=True, callback=_debug
            )
        )
    main.add_command(_command)
