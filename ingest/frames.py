"""Frames: how documents say a fact; read from `frames/*.yaml`, checked, never code.

A frame names a fact type, and patterns. A pattern has triggers (verbs by root and form, nouns,
phrases) and slots; a slot says by which relation to the trigger its role is filled:

    subject      who does it: after or before the verb, the antecedent of a relative clause, the
                 genitive, adjective or suffix of a verbal noun
    object       what it is done to: a mention that no preposition governs
    genitive     right after a noun
    antecedent   right before the trigger: «كازاخستان، وهي عضو في …»
    before       before the trigger, governed by nothing
    around       on either side, whatever governs it
    chain        after a noun, over nouns alone: «اجتماع وزراء خارجية الحلف»
    over         after the trigger, over nouns for what of it is struck: «مواقع الجيش»
    seat         after the trigger, over a noun of belonging: «علق عضوية مالي»
    struck       after the verb, over nouns for blows alone: «استهدفت غارة مخيم كذا»
    joined       after the trigger and after «و»: the other side of what is between two
    where        the place before «حيث»: «إلى القاهرة حيث يلتقي …»
    matter       what the noun phrase after the verb is of: «انتقد السياسة الروسية»; `matter ب`,
                 `matter على` where that preposition opens the phrase
    speaker      who takes a stance: right before the verb, right after it, its antecedent
    declarer     who declares what a bare noun names: «أعلنت بولندا رفض الخطة»
    dismissed    who loses an office, though who dismisses is named before: «أقال الرئيس الوزير»
    teller       who speaks, by the nearest verb of telling before the trigger
    earlier      before the trigger, whatever governs it: whom a pronoun means
    circumstance nobody by itself: a participle tells how who speaks does so, «…، منددا ب…»
    judged       what a clause says something of: «قال إن خطة بروكسل مهزلة»
    collective   whose members a list opens: «دول الاتحاد، ومنها …»
    host         the place that hosts it: «تستضيف مدريد القمة», «القمة التي استضافتها مدريد»
    traveller    who makes a journey: «زار فلان …», «بزيارة قام بها فلان», «زيارته»
    destination  where a journey goes, with no preposition: «زار بيروت»
    paired       the first of the states that adjectives name: «القمة الروسية الأمريكية»
    states       the states whose ministers meet: «اجتماع وزراء خارجية مصر والأردن»
    holder       whose members meet: «أقر وزراء الحلف خلال اجتماع»
    led          besides, whom the text goes on to tell of: «… ومن المقرر أن يزور باريس»
    held         where a meeting is held, hosted or taken up, and not what it is about
    from, to, …  any other word is a preposition: «من», «إلى», «في»
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, cast, get_args

import yaml

from mithaq.errors import FrameError
from mithaq.ingest.facts import Status
from mithaq.ingest.grammar import ATTACHED, prepositions
from mithaq.iris import THING
from mithaq.ontology.facttypes import FactType, fact_types
from mithaq.ontology.reference import reference
from mithaq.text import fold

RELATIONS = frozenset(
    {
        *("subject", "object", "genitive", "antecedent", "before", "around"),
        *("chain", "where", "host", "collective", "joined", "over", "matter", "speaker"),
        *("declarer", "judged", "circumstance", "seat", "held", "paired", "states", "holder"),
        *("traveller", "destination", "struck", "led", "dismissed"),
        *("teller", "earlier"),
    }
)
DEFAULT_REACH = 2.0
_SHARED = ("stative", "present", "only", "act", "declared")
_LISTS = ("near", "refuse_near", "theme")


@dataclass(frozen=True, slots=True)
class Slot:
    """How one role is filled: relations in order of preference, classes, and limits.

    `constant` is the path of a thing that fills it always, `default` of one that
    does where no concept is named; `copy` another role whose filler it
    takes where nothing else fills it; `person_of` the role whose filler was named by a person;
    `states_of` the role whose filler is a border, for the two states it names;
    `office_of` the role whose filler's office, or its organisation, it takes; `beside` the role
    right before whose filler it is looked for first: «عيّن الرئيس فلانا وزيرا»;
    `heads` are nouns of which one must govern the mention, `refuse_heads` nouns that must not;
    `reach` is the greatest cost; `least` and `most` how many a list may have, `first` takes only its first.
    A slot with `also` is two: both fill the role, which is empty only where both are (`doubled`).
    `after` the trigger, or opening its clause, must what fills it stand; `strict` takes no subject
    from before a verb that a noun follows, and nobody who is only an aside: «الموالية لإيران».
    `voice` falls back on who speaks in the sentence or the one before, `phrase` on the noun phrase
    that is the matter, `group` on one that names a party or a union; `setting` falls back on the place spoken of last before the trigger, where another role has so
    many fillers; `home` on the state that the text speaks of most: «لقي جندي مصرعه».
    """

    role: str
    by: tuple[str, ...]
    kinds: frozenset[str]
    required: bool
    together: bool
    constant: str = ""
    default: str = ""
    copy: str = ""
    person_of: str = ""
    states_of: str = ""
    office_of: str = ""
    beside: str = ""
    part: str = ""
    heads: frozenset[str] = frozenset()
    refuse_heads: frozenset[str] = frozenset()
    reach: float = DEFAULT_REACH
    least: int = 1
    most: int = 99
    first: bool = False
    doubled: bool = False
    after: bool = False
    strict: bool = False
    setting: int = 0
    home: bool = False
    voice: bool = False
    phrase: bool = False
    group: bool = False


@dataclass(frozen=True, slots=True)
class ValueSlot:
    """Which number is the fact's value: one followed by a unit, or a share."""

    units: frozenset[str]
    percent: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """When an event with a name of its own was decided, and when it took place; EDTF days."""

    decided: str
    done: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of saying the fact: its triggers and its slots.

    `near` are words of which one must stand in the sentence, `refuse_near` words that must not
    stand beside the trigger, `theme` words of which one must stand in its clause; `reciprocal` names the role that the members of a list have for each
    other: «تتبادل أرمينيا وأذربيجان الاتهامات». `stative` says that the pattern tells what holds,
    which nothing announces; `present` is what its verb in the present says; of a status that
    `only` does not list there is no fact. `partial` patterns, «القمة التي عقدت في بروكسل», complete
    a fact told elsewhere in the document and are none by themselves; the nouns of an `act` name
    something yet to be done after ل, «لتوقيع اتفاق»; what is `declared` is done by it: «أعلن
    تعليق عضوية مالي». Where the trigger is one event's own name,
    `happened` says when. An
    `elliptic` pattern, «ودارت معارك في كذا», means the sides that the text named last;
    a `dated` one tells nothing where the text gives no time.
    """

    verbs: tuple[tuple[str, str], ...]
    nouns: tuple[str, ...]
    slots: tuple[Slot, ...]
    status: Status | None
    stative: bool
    present: Status | None
    partial: bool
    elliptic: bool
    dated: bool
    act: bool
    declared: bool
    happened: Happened | None
    only: frozenset[str]
    reciprocal: str
    near: frozenset[tuple[str, ...]]
    refuse_near: frozenset[tuple[str, ...]]
    theme: frozenset[tuple[str, ...]]
    confidence: float
    time: bool


@dataclass(frozen=True, slots=True)
class Example:
    """A text, and the core roles of the facts this frame must read in it."""

    text: str
    facts: tuple[Mapping[str, Any], ...]
    date: str | None


@dataclass(frozen=True, slots=True)
class Frame:
    """All patterns of one fact type in one file; of an `exclusive` one each word tells one fact.

    What an `enacted` one tells of happens by being decided or declared: «أعلن تعيين …».
    """

    id: str
    version: int
    fact: str
    patterns: tuple[Pattern, ...]
    value: ValueSlot | None
    examples: tuple[Example, ...]
    file: str
    exclusive: bool = False
    enacted: bool = False
    text: str = field(default="", repr=False)

    def at(self, words: str) -> str:
        """The frame's file, and the first line of it where `words` stand."""
        whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
        lines = enumerate(self.text.splitlines(), 1)
        line = next((number for number, line in lines if whole.search(line)), 1)
        return f"{self.file}, line {line}"

    @property
    def name(self) -> str:
        """What a fact says of its frame: `withdrawal@1`."""
        return f"{self.id}@{self.version}"


@cache
def frames() -> tuple[Frame, ...]:
    """The frames of the project, by file name."""
    folder = files("mithaq.ingest").joinpath("frames")
    named = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    return read_frames(named)


def read_frames(paths: Iterable[Traversable]) -> tuple[Frame, ...]:
    """The frames of the YAML files `paths`; `FrameError` names file and line."""
    return tuple(_read_frame(path) for path in paths)


def _read_frame(path: Traversable) -> Frame:
    try:
        entry = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise FrameError(f"{path.name}, line {line}: {error.problem}") from error
    except yaml.YAMLError as error:
        raise FrameError(f"{path.name}: not YAML: {error}") from error
    if not isinstance(entry, dict):
        raise FrameError(f"{path.name}, line 1: a frame is a mapping that begins with `id:`")
    return _frame(_Entry(path, "frame", dict(entry)))


class _Entry:
    """A mapping of a frame file that is taken apart key by key; what is left over is an error."""

    def __init__(self, path: Traversable, where: str, values: dict[str, Any]) -> None:
        self.path = path
        self.where = where
        self.values = values

    def take(self, key: str, default: Any = None) -> Any:
        return self.values.pop(key, default)

    def need(self, key: str) -> Any:
        if key not in self.values:
            raise self.error(f"`{key}` is missing", self.where)
        return self.values.pop(key)

    def finish(self) -> None:
        if self.values:
            key = next(iter(self.values))
            raise self.error(f"unknown key `{key}` in {self.where}", key)

    def child(self, where: str, values: Any) -> "_Entry":
        if not isinstance(values, dict):
            raise self.error(f"{where} must be a mapping", where)
        return _Entry(self.path, where, dict(values))

    def error(self, message: str, near: str) -> FrameError:
        lines = self.path.read_text(encoding="utf-8").splitlines()
        found = (n for n, line in enumerate(lines, 1) if near and f"{near}" in line)
        return FrameError(f"{self.path.name}, line {next(found, 1)}: {message}")


def _frame(entry: _Entry) -> Frame:
    fact = str(entry.need("fact"))
    if fact not in fact_types():
        raise entry.error(f"no fact type is named {fact}", fact)
    shared = {
        key: entry.take(key) for key in (*_SHARED, *_LISTS, "slots", "status", "confidence", "time")
    }
    patterns = entry.need("patterns")
    if not isinstance(patterns, list) or not patterns:
        raise entry.error("`patterns` must be a list of one pattern or more", "patterns")
    frame = Frame(
        id=str(entry.need("id")),
        version=int(entry.need("version")),
        fact=fact,
        patterns=tuple(
            _pattern(entry.child(f"pattern {n}", p), shared, fact_types()[fact])
            for n, p in enumerate(patterns, 1)
        ),
        value=_value(entry),
        examples=_examples(entry),
        file=entry.path.name,
        exclusive=bool(entry.take("exclusive", default=False)),
        enacted=bool(entry.take("enacted", default=False)),
        text=entry.path.read_text(encoding="utf-8"),
    )
    entry.finish()
    return frame


def _pattern(entry: _Entry, shared: Mapping[str, Any], fact_type: FactType) -> Pattern:
    verbs = tuple((str(root), str(form)) for root, form in entry.take("verbs", []))
    nouns = tuple(str(noun) for noun in entry.take("nouns", []))
    if not verbs and not nouns:
        raise entry.error(f"{entry.where} has no trigger: give it `verbs` or `nouns`", "patterns")
    slots = {**(shared["slots"] or {})}
    for role, own in (entry.take("slots") or {}).items():
        slots[role] = {**(slots.get(role) or {}), **(own or {})}
    status = entry.take("status", shared["status"])
    present = entry.take("present", shared["present"])
    only = entry.take("only", shared["only"]) or ()
    for named in (status, present, *only):
        if named is not None and named not in get_args(Status):
            raise entry.error(f"no status is named {named}", str(named))
    reciprocal = str(entry.take("reciprocal", ""))
    pattern = Pattern(
        verbs=verbs,
        nouns=nouns,
        slots=_slots(entry, slots, fact_type, reciprocal),
        status=cast("Status | None", status),
        stative=bool(entry.take("stative", shared["stative"] or False)),
        present=cast("Status | None", present),
        partial=bool(entry.take("partial", default=False)),
        elliptic=bool(entry.take("elliptic", default=False)),
        dated=bool(entry.take("dated", default=False)),
        act=bool(entry.take("act", shared["act"] or False)),
        declared=bool(entry.take("declared", shared["declared"] or False)),
        happened=_happened(entry),
        only=frozenset(map(str, only)),
        reciprocal=reciprocal,
        near=_phrases(entry.take("near", shared["near"])),
        refuse_near=_phrases(entry.take("refuse_near", shared["refuse_near"])),
        theme=_phrases(entry.take("theme", shared["theme"])),
        confidence=float(entry.take("confidence", shared["confidence"] or 0.9)),
        time=bool(entry.take("time", shared["time"] is not False)),
    )
    entry.finish()
    return pattern


def _happened(entry: _Entry) -> Happened | None:
    days = entry.take("happened")
    if days is None:
        return None
    days = entry.child("happened", days)
    found = Happened(str(days.need("decided")), str(days.need("done")))
    days.finish()
    return found


def _slots(
    entry: _Entry, slots: Mapping[str, Any], fact_type: FactType, reciprocal: str
) -> tuple[Slot, ...]:
    roles = {role.name: role for role in fact_type.roles}
    for name in slots:
        if name not in roles:
            raise entry.error(f"{fact_type.name} has no role `{name}`", name)
    for role in fact_type.roles:
        if role.core and role.name not in slots and role.name != reciprocal:
            raise entry.error(f"{entry.where}: the core role `{role.name}` has no slot", "patterns")
    found = (
        _slot(entry.child(f"slot {role}", part), role, roles[role].kinds, roles[role].several)
        for role, slot in slots.items()
        if slot is not False
        for part in _parts(slot or {})
    )
    return tuple(sorted(found, key=lambda slot: slot.home))  # whose land it is shows the place


def _parts(slot: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A slot, and the one that adds to what fills it: `also`, optional, else alike."""
    own = {key: value for key, value in slot.items() if key != "also"}
    yield {**own, "doubled": bool(slot.get("also"))}
    if slot.get("also"):
        yield {**own, "optional": True, **slot["also"]}


def _slot(entry: _Entry, role: str, kinds: frozenset[str], several: bool) -> Slot:  # noqa: FBT001
    by = tuple(fold(str(relation)) for relation in entry.take("by", []))
    known = RELATIONS | set(prepositions().values()) | ATTACHED
    for relation in by:
        if relation.removeprefix("matter ") not in known | {"ان"}:
            raise entry.error(f"no relation or preposition is named {relation}", role)
    allowed = frozenset(map(str, entry.take("kinds", kinds)))
    slot = Slot(
        role=role,
        by=by,
        kinds=allowed,
        required=not entry.take("optional", default=False),
        together=bool(entry.take("together", several)),
        constant=str(entry.take("constant", "")),
        default=str(entry.take("default", "")),
        copy=str(entry.take("copy", "")),
        person_of=str(entry.take("person_of", "")),
        states_of=str(entry.take("states_of", "")),
        office_of=str(entry.take("office_of", "")),
        beside=str(entry.take("beside", "")),
        part=str(entry.take("part", "")),
        heads=frozenset(fold(h) for h in entry.take("heads", [])),
        refuse_heads=frozenset(fold(h) for h in entry.take("refuse_heads", [])),
        reach=float(entry.take("reach", DEFAULT_REACH)),
        least=int(entry.take("least", 1)),
        most=int(entry.take("most", 99)),
        first=bool(entry.take("first", default=False)),
        doubled=bool(entry.take("doubled", default=False)),
        after=bool(entry.take("after", default=False)),
        strict=bool(entry.take("strict", default=False)),
        setting=int(entry.take("setting", 0)),
        home=bool(entry.take("home", default=False)),
        voice=bool(entry.take("voice", default=False)),
        phrase=bool(entry.take("phrase", default=False)),
        group=bool(entry.take("group", default=False)),
    )
    entry.finish()
    for fixed in (slot.constant, slot.default):
        if fixed and THING + fixed not in reference().things:
            raise entry.error(f"slot {role}: the reference has no thing {fixed}", fixed)
    if not (
        slot.by or slot.constant or slot.copy or slot.person_of or slot.states_of or slot.voice
    ):
        raise entry.error(f"slot {role} says nothing of how it is filled: give it `by`", role)
    return slot


def _phrases(entries: Sequence[str] | None) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(fold(entry).split()) for entry in entries or ())


def _value(entry: _Entry) -> ValueSlot | None:
    values = entry.take("value")
    if values is None:
        return None
    slot = entry.child("value", values)
    value = ValueSlot(
        units=frozenset(fold(unit) for unit in slot.take("units", [])),
        percent=bool(slot.take("percent", default=False)),
    )
    slot.finish()
    return value


def _examples(entry: _Entry) -> tuple[Example, ...]:
    return tuple(
        Example(str(e["text"]), tuple(e["facts"]), e.get("date"))
        for e in entry.take("examples", [])
    )
