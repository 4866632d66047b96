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


def setting(option: str, *names: str, **more: Any) -> Decorator:
    """An option that a variable of the environment sets too, named after it: `MITHAQ_…`."""
    variable = f"MITHAQ_{option.removeprefix('--').replace('-', '_').upper()}"
    return click.option(option, *names, envvar=variable, show_envvar=True, **more)


graph = setting(
    "--graph",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("graph"),
    show_default=True,
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

decisions = setting(
    "--decisions",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("decisions.toml"),
    show_default=True,
    metavar="FILE",
    help="What reviewers have decided.",
)

prepare = setting(
    "--prepare",
    type=click.FloatRange(0, 3600),
    default=30,
    show_default=True,
    metavar="SECONDS",
    help="What preparing the answer to one question may take; 0: none is prepared.",
)

keep = setting(
    "--keep",
    type=click.IntRange(1),
    default=3,
    show_default=True,
    metavar="N",
    help="How many generations stay on the disk, the current one among them.",
)
