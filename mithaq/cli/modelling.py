"""Who reads documents: the options of build, facts and score."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mithaq.cli import options
from mithaq.errors import ModelError

if TYPE_CHECKING:
    from mithaq.ingest.facts import Fact
    from mithaq.ingest.readers.interface import Read, Reader
    from mithaq.ingest.readers.model import ModelReader

KEY = "MITHAQ_MODEL_KEY"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which reader is wanted, and how a model is asked."""

    reader: str
    model: str | None
    base_url: str | None
    key_file: Path | None
    readings: Path
    max_tokens: int | None
    max_cost: float | None
    price: tuple[float, float]
    at_once: int
    timeout: float
    accept_model_facts: bool


READINGS = options.setting(
    "--readings",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("readings"),
    show_default=True,
    metavar="DIR",
    help="Where a model's readings are kept, and taken from.",
)
MODEL = options.setting("--model", metavar="NAME", help="The language model that reads.")

_OPTIONS = (
    options.setting(
        "--reader",
        type=click.Choice(["frames", "llm", "both"]),
        default="frames",
        show_default=True,
        help="Who reads: frames, which need nothing; a language model; or both, compared.",
    ),
    MODEL,
    options.setting(
        "--base-url",
        metavar="URL",
        help="The address of the model's OpenAI-compatible API, as http://localhost:11434/v1. "
        f"Without one nobody is asked. A key is taken from {KEY} or --key-file.",
    ),
    options.setting(
        "--key-file",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help="The file that holds the key of that address.",
    ),
    READINGS,
    options.setting(
        "--max-tokens",
        type=click.IntRange(1),
        metavar="N",
        help="Ask no more once N tokens have been used, in and out.",
    ),
    options.setting(
        "--max-cost",
        type=click.FloatRange(0, min_open=True),
        metavar="X",
        help="Ask no more once X has been spent, by --price.",
    ),
    click.option(
        "--price",
        type=(click.FloatRange(0), click.FloatRange(0)),
        default=(0.0, 0.0),
        metavar="IN OUT",
        help="What a million tokens cost, in and out.",
    ),
    options.setting(
        "--at-once",
        type=click.IntRange(1, 64),
        default=4,
        show_default=True,
        metavar="N",
        help="How many parts of documents are put to the model at the same time.",
    ),
    options.setting(
        "--model-timeout",
        "timeout",
        type=click.FloatRange(1),
        default=120,
        show_default=True,
        metavar="SECONDS",
        help="How long to wait for one answer of the model.",
    ),
    click.option(
        "--accept-model-facts",
        is_flag=True,
        help="Take what a model has read for accepted as frames' facts are; the graph says that it was.",
    ),
)


def reader(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that choose a reader, which `command` gets as one `choice`."""

    @wraps(command)
    def with_choice(**given: Any) -> Any:
        choice = Choice(**{each.name: given.pop(each.name) for each in fields(Choice)})
        return command(choice=choice, **given)

    decorated: Callable[..., Any] = with_choice
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated


def chosen(choice: Choice) -> "Reader":
    """The reader of a choice. Raises `click.UsageError` where it asks for what does not go together."""
    from mithaq.ingest.readers.both import BothReader
    from mithaq.ingest.readers.interface import FrameReader

    if choice.reader == "frames":
        if choice.accept_model_facts:
            raise click.UsageError("--accept-model-facts goes with --reader llm or both.")
        return FrameReader()
    model = _model_reader(choice)
    return model if choice.reader == "llm" else BothReader(model, choice.accept_model_facts)


def told(read: "Read") -> "tuple[Fact, ...]":
    """The facts of a document, once what a model told besides has been warned of."""
    for sentence in read.dropped:
        click.echo(f"Warning: {sentence}", err=True)
    return read.facts


def _model_reader(choice: Choice) -> "ModelReader":
    from mithaq.ingest.readers.budget import Limits
    from mithaq.ingest.readers.client import ChatClient, Settings
    from mithaq.ingest.readers.kept import Readings
    from mithaq.ingest.readers.model import ModelReader

    if not choice.model:
        raise click.UsageError(f"--reader {choice.reader} needs --model NAME.")
    if choice.max_cost is not None and not any(choice.price):
        raise click.UsageError("--max-cost needs --price IN OUT, what a million tokens cost.")
    settings = Settings()
    asker = None
    if choice.base_url:
        if not choice.base_url.startswith(("http://", "https://")):
            raise click.BadParameter(
                "an address begins with http:// or https://", param_hint="--base-url"
            )
        asker = ChatClient(
            choice.base_url,
            choice.model,
            key=_key(choice.key_file),
            settings=settings,
            timeout=choice.timeout,
        )
    return ModelReader(
        choice.model,
        Readings(choice.readings),
        asker,
        settings=settings,
        limits=Limits(choice.max_tokens, choice.max_cost, *choice.price),
        accept=choice.accept_model_facts,
        at_once=choice.at_once,
        progress=_Progress() if sys.stderr.isatty() else None,
    )


def _key(file: Path | None) -> str | None:
    if file is None:
        return os.environ.get(KEY) or None
    try:
        return file.read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"{file}, the file of the model's key, cannot be read") from error


class _Progress:
    """Tells on a terminal how many parts have been read, and how long the rest will take."""

    def __init__(self) -> None:
        from time import monotonic

        self._clock, self._start = monotonic, monotonic()

    def __call__(self, done: int, total: int) -> None:
        left = (self._clock() - self._start) / done * (total - done)
        text = f"\r{done}/{total} parts read, {left:.0f} s left "
        click.echo(text, err=True, nl=done == total)
