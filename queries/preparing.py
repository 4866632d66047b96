"""Preparing: the answers to all questions as they stand, computed when a generation is built.

The engine cannot be interrupted, so a process of its own computes (`python -m mithaq.queries.preparing
FOLDER SECONDS`): the kernel ends it at the deadline, and another one goes on with the next question.
"""

import json
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import IO, Self

from pyoxigraph import QuerySolutions, Store

from mithaq.errors import ParameterError
from mithaq.queries.bind import Lookup, bind
from mithaq.queries.prepared import write_answers
from mithaq.queries.questions import LANGUAGES, Question, questions
from mithaq.queries.resolve import lookup_in, names_query
from mithaq.queries.solutions import OURS, asking
from mithaq.store import ANSWERS, Generation, open_store

LARGEST = 10_000_000
"""Bytes of an answer; the server would not give a larger one."""
_MEMORY = 8 * 1024**3  # of address space, for one question


def prepare(
    folder: Path,
    seconds: float,
    others: Mapping[str, str] = MappingProxyType({}),
    *,
    file: Path | None = None,
) -> tuple[str, ...]:
    """Answer every question in both languages from the store in `folder`; keep the answers there, or in `file`.

    About everything, or where a question needs a parameter about its example; and the names that
    parameters are chosen from are kept too, and what `others` asks, queries by what they are for. One answer may take so many `seconds`; what took longer,
    or went wrong, is left out, each told in one sentence.
    """
    asked = questions().values()
    lookup = lookup_in(asking(open_store(Generation(folder, folder.name, (), 0))))
    wanted = {f"the answer to {each.name}": _queries(each, lookup) for each in asked}
    for kind in sorted({kind for each in asked for kind in _kinds(each)}):
        wanted[f"the list of names of {kind}"] = iter((names_query(kind),))
    wanted |= {what: iter((sparql,)) for what, sparql in others.items()}
    answers: dict[str, bytes] = {}
    left_out: list[str] = []
    with _Answering(folder, seconds) as answering:
        for what, queries in wanted.items():
            for sparql in queries:
                found = answering.answer(sparql)
                if isinstance(found, str):
                    left_out.append(f"{what} was not prepared: {found}")
                    break
                answers[sparql] = found
    write_answers(file or folder / ANSWERS, answers)
    return tuple(left_out)


def _kinds(asked: Question) -> Iterator[str]:
    """The classes of the things that `asked` can be asked about."""
    for parameter in asked.parameters.values():
        if parameter.is_thing:
            yield from parameter.types


def _queries(asked: Question, lookup: Lookup) -> Iterator[str]:
    """The SPARQL of `asked` in each language; of its example where it needs parameters."""
    needy = any(parameter.required for parameter in asked.parameters.values())
    given = dict(asked.example) if needy else {}
    for language in LANGUAGES:
        with suppress(ParameterError):  # the graph has nothing that is called like the example
            yield bind(asked, {**given, "lang": language}, lookup=lookup)


class _Answering:
    """A process that answers queries, started when it is needed, and anew when it has died."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self.arguments = [str(folder), str(seconds)]
        self.seconds = seconds
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self.process:
            self.process.kill()
        self._end()

    def answer(self, sparql: str) -> bytes | str:
        """The results of `sparql` as `OURS`, or why there are none."""
        if self.process is None:
            self.process = self._start()
        source, target = self.process.stdout, self.process.stdin
        if source is None or target is None:
            raise TypeError("the process was started without pipes")
        with suppress(BrokenPipeError):
            target.write(json.dumps(sparql).encode() + b"\n")
            target.flush()
        if header := source.readline():
            told = json.loads(header)
            if "failure" in told:
                return str(told["failure"])
            body = source.read(told["size"])
            if len(body) == told["size"]:
                return body
        status = self._end()
        if status == -signal.SIGALRM:
            return f"it takes longer than {self.seconds:g} seconds"
        return "it needs more memory than there is"

    def _start(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(  # noqa: S603  (our own module, our own arguments)
            [sys.executable, "-P", "-m", "mithaq.queries.preparing", *self.arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def _end(self) -> int:
        """End the process; how it ended."""
        if self.process is None:
            return 0
        process, self.process = self.process, None
        with suppress(BrokenPipeError):
            process.communicate()
        return process.returncode


def _answer(store: Store, sparql: str) -> bytes | str:
    """The results of `sparql` as `OURS`, or why there are none."""
    try:
        found = store.query(sparql)
        if not isinstance(found, QuerySolutions):
            return "it is no SELECT query"
        body = found.serialize(format=OURS) or b""
    except (SyntaxError, RuntimeError, ValueError, OSError) as error:
        return str(error).partition("\n")[0]
    return body if len(body) <= LARGEST else f"it has {len(body)} bytes, and {LARGEST} are the most"


def main(folder: str, seconds: str, source: IO[bytes], target: IO[bytes]) -> None:
    """Answer the queries that come on `source`, one JSON string a line, until it ends."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    with suppress(ValueError, OSError):  # a system that knows no such limit, or has a lower one
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    store = open_store(Generation(Path(folder), Path(folder).name, (), 0))
    for line in source:
        signal.setitimer(signal.ITIMER_REAL, float(seconds))
        found = _answer(store, json.loads(line))
        signal.setitimer(signal.ITIMER_REAL, 0)
        if isinstance(found, str):
            target.write(json.dumps({"failure": found}).encode() + b"\n")
        else:
            target.write(json.dumps({"size": len(found)}).encode() + b"\n" + found)
        target.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.stdin.buffer, sys.stdout.buffer)
