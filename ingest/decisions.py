"""Decisions: what a reviewer has decided about claims and situations, in a file of their own.

`decisions.toml` holds one `[[decision]]` table each, named by its key: `accept`, `reject`, `correct`,
`merge` or `split`, whose value is the claim or situation (its IRI, or the end of it behind `id/`).
"""

import json
import tomllib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from mithaq.disk import why
from mithaq.errors import ReviewError
from mithaq.ingest.facts import Status
from mithaq.iris import THING
from mithaq.times import read_edtf

Verdict = Literal["accepted", "rejected", "corrected", "merged", "split"]

VERDICTS: Mapping[str, Verdict] = MappingProxyType(
    {
        "accept": "accepted",
        "reject": "rejected",
        "correct": "corrected",
        "merge": "merged",
        "split": "split",
    }
)
"""The verdict that each key of a decision stands for."""

_CORRECTIONS = ("status", "time", "value", "roles")
_FURTHER = {
    "corrected": frozenset(_CORRECTIONS),
    "merged": frozenset({"into"}),
    "split": frozenset({"claims"}),
}
_ANY = frozenset({"reason", "by", "on", "quote"})
"""What every decision may tell; the quote only reminds a reader what it is about."""
_CLAIM = THING + "claim/"
_HEAD = "# What reviewers have decided; applied at every build. See `mithaq review --help`."


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reviewer puts in the place of what was read; `None` and an absent role leave it.

    `time` is EDTF, or empty where there is none; `roles` gives IRIs by the name of the role.
    """

    status: Status | None = None
    time: str | None = None
    value: float | None = None
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about `subject`, the IRI of a claim or a situation.

    `into` is where a situation is merged, `claims` are those that are split off. `place` says where
    it stands, for messages.
    """

    verdict: Verdict
    subject: str
    place: str
    reason: str | None = None
    by: str | None = None
    on: date | None = None
    correction: Correction = Correction()
    into: str | None = None
    claims: tuple[str, ...] = ()

    @property
    def about_claim(self) -> bool:
        """Whether it is about one claim, and not about a situation."""
        return self.subject.startswith(_CLAIM)


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions in `path`, in their order. Raises `ReviewError` where one cannot be applied."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReviewError(f"The decisions in {path} cannot be read: {error}.") from error
    found = tables.pop("decision", [])
    if tables or not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise ReviewError(f"{path} may hold [[decision]] tables and nothing else.")
    return tuple(
        _decision(table, f"{path}, decision {number}") for number, table in enumerate(found, 1)
    )


def record_decision(path: Path, table: Mapping[str, Any]) -> int:
    """Write `table` behind the decisions in `path`, and say which number it has there.

    What is `None` is left out. Raises `ReviewError` where it cannot be applied, or not be written;
    the file is as before then.
    """
    before = path.read_bytes().decode(errors="replace") if path.exists() else _HEAD
    number = len(read_decisions(path) if path.exists() else ()) + 1
    told = {key: value for key, value in table.items() if value is not None}
    _decision(_plain(told), f"{path}, decision {number}")
    lines = (f"{key} = {_toml(value)}" for key, value in told.items())
    text = "\n".join((before.rstrip("\n"), "", "[[decision]]", *lines, ""))
    beside = path.with_name(path.name + ".new")
    try:
        beside.write_bytes(text.encode())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise ReviewError(f"The decisions in {path} cannot be written: {why(error)}.") from error
    return number


def full_iri(name: str) -> str:
    """The IRI of a thing that is named by it, or by what stands behind `id/`.

    >>> full_iri("id/withdrawal/CSTO/GEO") == full_iri("withdrawal/CSTO/GEO") == THING + "withdrawal/CSTO/GEO"
    True
    """
    return name if name.startswith(THING) else THING + name.strip("<>").removeprefix("id/")


def _decision(table: Mapping[str, Any], place: str) -> Decision:
    named = [key for key in VERDICTS if key in table]
    if len(named) != 1:
        raise ReviewError(f"{place}: one of {', '.join(VERDICTS)} must name what it is about.")
    verdict = VERDICTS[named[0]]
    unknown = set(table) - {named[0]} - _ANY - _FURTHER.get(verdict, frozenset())
    if unknown:
        raise ReviewError(f"{place}: {named[0]} knows no {', '.join(sorted(unknown))}.")
    decision = Decision(
        verdict=verdict,
        subject=full_iri(_text(table, named[0], place) or ""),
        place=place,
        reason=_text(table, "reason", place),
        by=_text(table, "by", place),
        on=_day(table.get("on"), place),
        correction=_correction(table, place) if verdict == "corrected" else Correction(),
        into=full_iri(into) if (into := _text(table, "into", place)) else None,
        claims=tuple(map(full_iri, _texts(table.get("claims", []), "claims", place))),
    )
    return _checked(decision)


def _checked(decision: Decision) -> Decision:
    match decision.verdict:
        case "corrected" if not decision.about_claim:
            fault = "only a claim can be corrected"
        case "corrected" if decision.correction == Correction():
            fault = f"nothing is corrected; give {', '.join(_CORRECTIONS[:-1])} or roles"
        case "merged" | "split" if decision.about_claim:
            fault = f"a claim cannot be {decision.verdict}, only a situation"
        case "merged" if decision.into in (None, decision.subject):
            fault = "`into` must name another situation"
        case "split" if not decision.claims:
            fault = "`claims` must name the claims that tell of something else"
        case _:
            return decision
    raise ReviewError(f"{decision.place}: {fault}.")


def _correction(table: Mapping[str, Any], place: str) -> Correction:
    status, time, value = table.get("status"), _text(table, "time", place), table.get("value")
    if status is not None and status not in get_args(Status):
        raise ReviewError(f"{place}: the status is one of {', '.join(get_args(Status))}.")
    if time:
        try:
            read_edtf(time)
        except ValueError as error:
            raise ReviewError(f"{place}: the time cannot be read ({error}).") from error
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise ReviewError(f"{place}: the value is a number.")
    roles = table.get("roles", {})
    if not isinstance(roles, dict):
        raise ReviewError(f'{place}: roles are a table, such as {{member = ["state/GEO"]}}.')
    named = {role: _texts(found, role, place) for role, found in sorted(roles.items())}
    return Correction(
        status=status,
        time=time,
        value=None if value is None else float(value),
        roles={role: tuple(map(full_iri, found)) for role, found in named.items()},
    )


def _text(table: Mapping[str, Any], key: str, place: str) -> str | None:
    value = table.get(key)
    if value is not None and not isinstance(value, str):
        raise ReviewError(f"{place}: {key} must be a text in quotation marks.")
    return value


def _texts(value: object, key: str, place: str) -> Iterable[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ReviewError(f"{place}: {key} must be a list of IRIs.")
    return value


def _day(value: object, place: str) -> date | None:
    if value is None or type(value) is date:
        return value
    raise ReviewError(f"{place}: `on` must be a day, such as 2026-11-22, without quotation marks.")


def _plain(table: Mapping[str, Any]) -> dict[str, Any]:
    """`table` as TOML would give it back."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in table.items()}


def _toml(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {_toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, str | float | int):
        # A string of JSON is one of TOML, but for DEL, which JSON lets stand.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, Iterable):
        return "[" + ", ".join(map(_toml, value)) + "]"
    raise TypeError(f"{value!r} has no form in TOML here")
