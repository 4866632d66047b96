"""The model reader: windows of a text to a model, its answers kept, and of these what stands in the text."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files

import yaml

from mithaq.errors import ModelError
from mithaq.ingest.documents import Document
from mithaq.ingest.readers.answers import Told, read_answer
from mithaq.ingest.readers.budget import Budget, Limits
from mithaq.ingest.readers.client import Asker, Settings
from mithaq.ingest.readers.grounding import ground_facts
from mithaq.ingest.readers.instructions import instructions, messages
from mithaq.ingest.readers.interface import ModelUse, Read
from mithaq.ingest.readers.kept import KeptReading, Key, Readings
from mithaq.ingest.readers.windows import OVERLAP, SIZE, Window, windows

Progress = Callable[[int, int], None]


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class _Task:
    document: Document
    window: Window
    key: Key


@dataclass(frozen=True, slots=True)
class _Plan:
    """A document's parts, and what is kept of them."""

    document: Document
    tasks: tuple[_Task, ...]
    kept: Mapping[Key, KeptReading]

    @property
    def missing(self) -> tuple[_Task, ...]:
        """The parts that are still to be asked."""
        return tuple(task for task in self.tasks if task.key not in self.kept)


@dataclass(frozen=True, slots=True)
class ModelReader:
    """Reads by the language model `model`; what it has read before it takes from `kept`.

    Without an `asker` nobody is asked: then everything must be kept. `at_once` windows are asked
    together; with `accept` its facts count without a reviewer. `progress` is told how many
    have been answered, and of how many.
    """

    model: str
    kept: Readings
    asker: Asker | None = None
    settings: Settings = field(default_factory=Settings)
    limits: Limits = field(default_factory=Limits)
    accept: bool = False
    at_once: int = 4
    progress: Progress | None = None
    now: Callable[[], str] = _now

    def read(self, documents: Iterable[Document]) -> Iterator[Read]:
        """`documents` read, in their order.

        Everything is asked, and kept, before the first is yielded. Raises `ModelError` where some of
        it could not be read; the next call goes on from there.
        """
        plans = tuple(self._plan(document) for document in documents)
        missing = tuple(task for plan in plans for task in plan.missing)
        asked = self._ask_all(missing, len(plans)) if missing else {}
        for plan in plans:
            yield self._read(plan, asked)

    def unread(self, document: Document) -> bool:
        """Whether some of `document` is still to be asked."""
        return bool(self._plan(document).missing)

    def _plan(self, document: Document) -> _Plan:
        return _Plan(document, tuple(self._tasks(document)), self.kept.of(document.id))

    def _tasks(self, document: Document) -> Iterator[_Task]:
        told = instructions().sha256
        text = document.sha256
        settings = json.dumps(
            {
                **asdict(self.settings),
                "size": SIZE,
                "overlap": OVERLAP,
                "date": document.date,
                "language": document.language,
            },
            sort_keys=True,
        )
        for window in windows(document.text):
            key = Key(text, told, self.model, settings, window.start, window.end)
            yield _Task(document, window, key)

    def _ask_all(
        self, tasks: tuple[_Task, ...], documents: int
    ) -> Mapping[tuple[str, Key], KeptReading]:
        if self.asker is None:
            unread = sorted({task.document.id for task in tasks})
            raise ModelError(
                f"{len(unread)} of {documents} documents are not read by {self.model} with the present "
                f"instructions, {unread[0]} for one: give --base-url to have them read"
            )
        budget = Budget(self.limits)
        failures: list[str] = []
        waiting = list(reversed(tasks))
        running: set[Future[KeptReading]] = set()
        answered: dict[tuple[str, Key], KeptReading] = {}
        with self.asker as asker, ThreadPoolExecutor(self.at_once) as pool:
            while waiting or running:
                over = budget.exhausted() or (failures and _hopeless(failures, len(answered)))
                while waiting and not over and len(running) < self.at_once:
                    running.add(pool.submit(self._ask, asker, waiting.pop(), budget))
                if not running:
                    break
                ended, running = wait(running, return_when=FIRST_COMPLETED)
                for future in ended:
                    error = future.exception()
                    if isinstance(error, ModelError):
                        failures.append(str(error))
                    elif error is not None:
                        raise error
                    else:
                        reading = future.result()
                        answered[reading.document, reading.key] = reading
                        if self.progress:
                            self.progress(len(answered), len(tasks))
        if len(answered) < len(tasks):
            why = failures[0] if failures else budget.exhausted()
            raise ModelError(
                f"{len(tasks) - len(answered)} of {len(tasks)} parts of the documents are not read: {why}; "
                f"what was read is kept in {self.kept.folder}: run again to go on from there"
            )
        return answered

    def _ask(self, asker: Asker, task: _Task, budget: Budget) -> KeptReading:
        told = instructions()
        put = messages(told, task.document, task.window)
        written = asker.ask(put, told.schema)
        budget.spend(written.tokens_in, written.tokens_out)
        if not read_answer(written.text).is_json and not budget.exhausted():
            written = asker.ask(put, told.schema)  # once more; then it is kept as it is
            budget.spend(written.tokens_in, written.tokens_out)
        reading = KeptReading(
            task.document.id,
            task.key,
            written.text,
            written.tokens_in,
            written.tokens_out,
            self.now(),
        )
        self.kept.keep(reading)
        return reading

    def _read(self, plan: _Plan, answered: Mapping[tuple[str, Key], KeptReading]) -> Read:
        document = plan.document
        told: list[tuple[Window, Told]] = []
        dropped: list[str] = []
        asked: list[str] = []
        for task in plan.tasks:
            reading = plan.kept.get(task.key) or answered[document.id, task.key]
            answer = read_answer(reading.answer)
            told += [(task.window, one) for one in answer.facts]
            where = f"{document.id}, code points {task.window.start} to {task.window.end}"
            dropped += [f"{where}: {fault}" for fault in answer.faults]
            asked.append(reading.asked)
        frame = f"{self.model} {instructions().sha256[:12]}"
        grounded = ground_facts(document, told, frame, sureness())
        use = ModelUse(self.model, instructions().sha256, max(asked, default=""), self.accept)
        facts = grounded.facts
        if not self.accept:
            facts = tuple(replace(fact, held="model") for fact in facts)
        return Read(document, facts, (*dropped, *grounded.dropped), use)


@cache
def sureness() -> Mapping[str, float]:
    """The confidence of a model's facts by type, and the `default`."""
    text = files("mithaq.ingest.readers").joinpath("confidence.yaml").read_text(encoding="utf-8")
    return {name: float(share) for name, share in yaml.safe_load(text).items()}


def _hopeless(failures: list[str], done: int) -> bool:
    """Whether to stop asking: nothing has been answered, or the last answers were all failures."""
    return done == 0 or len(failures) > done
