"""Arguments and options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

LANGUAGES = ("en", "ar")


def examples(*lines: str) -> str:
    """What stands under a command's help, a line for each example."""
    # Click leaves the lines of a paragraph alone that begins with a backspace.
    return "\n".join(("\b", "Examples:", *(f"  {line}" for line in lines)))


graph: Decorator = click.option(
    "--graph",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="MITHAQ_GRAPH",
    default=Path("graph"),
    show_default=True,
    show_envvar=True,
    metavar="DIR",
    help="The folder of the built graph.",
)

language: Decorator = click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="The language of names and titles.",
)

decisions: Decorator = click.option(
    "--decisions",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="MITHAQ_DECISIONS",
    default=Path("decisions.toml"),
    show_default=True,
    show_envvar=True,
    metavar="FILE",
    help="What reviewers have decided.",
)

prepare: Decorator = click.option(
    "--prepare",
    type=click.FloatRange(0, 3600),
    envvar="MITHAQ_PREPARE",
    default=30,
    show_default=True,
    show_envvar=True,
    metavar="SECONDS",
    help="What preparing the answer to one question may take; 0: none is prepared.",
)

keep: Decorator = click.option(
    "--keep",
    type=click.IntRange(1),
    envvar="MITHAQ_KEEP",
    default=3,
    show_default=True,
    show_envvar=True,
    metavar="N",
    help="How many generations stay on the disk, the current one among them.",
)
