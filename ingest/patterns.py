"""Patterns: what a frame file says, as values: triggers, slots, examples."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mithaq.ingest.facts import Status

RELATIONS = frozenset(
    {
        *("subject", "object", "genitive", "antecedent", "before", "around"),
        *("asker", "asked", "chain", "where", "host", "collective", "joined", "over", "matter"),
        *("declarer", "judged", "circumstance", "seat", "held", "paired", "states", "holder"),
        *("traveller", "destination", "struck", "led", "dismissed"),
        *("organ", "teller", "earlier", "ally", "outcome", "paper", "post", "denied", "partner"),
        *("carried", "two", "meant", "bracketed", "spelled", "undertaken", "speaker"),
    }
)


DEFAULT_REACH = 2.0
ALL = "all"
"""The officials of a slot that takes whoever holds an office for whose it is, a deputy with a name too."""


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
    that is the matter, `group` on one that names a party or a union; `setting` on the place spoken of
    last before the trigger, where another role has so many fillers; `home` on the state that the text
    speaks of most: «لقي جندي مصرعه».
    `officials: also` takes officials without a name for whose they are, «وزير الدفاع التركي», `all` those
    with a name too, whatever their office: «نائب الوزير التركي فلان»; `officials: only` takes people and
    nobody else: persons, officials, delegations; `officials: never` takes no people, not even for the state whose office they hold.
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
    officials: str = ""


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
    stand beside the trigger, `refuse_next` words that must not open the phrase it governs, `theme` words of which one must stand in its clause; `reciprocal` names the role that the members of a list have for each
    other: «تتبادل أرمينيا وأذربيجان الاتهامات». `stative` says that the pattern tells what holds,
    which nothing announces; `present` is what its verb in the present says; of a status that
    `only` does not list there is no fact. `partial` patterns, «القمة التي عقدت في بروكسل», complete
    a fact told elsewhere in the document and are none by themselves; the nouns of an `act` name
    something yet to be done after ل, «لتوقيع اتفاق»; what is `declared` is done by it: «أعلن
    تعليق عضوية مالي». Where the trigger is one event's own name,
    `happened` says when. An
    `elliptic` pattern, «ودارت معارك في كذا», means the sides that the text named last; a `denied`
    one tells by its verb's denial what is so: «لم يحضر الرئيس القمة» tells who was absent; two
    `anaphoric` ones tell one thing, the partial first: «بعد توغل أمس. وتبادلتا الاتهامات بشأن الحادث»;
    a `dated` one tells nothing where the text gives no time. `needed` are the kinds of which the
    sentence must name one each, or a required slot stays empty whatever else it says; `wanted` are
    the words with which those of `near` and of `theme` begin: it must say one each.
    """

    verbs: tuple[tuple[str, str], ...]
    nouns: tuple[str, ...]
    slots: tuple[Slot, ...]
    status: Status | None
    stative: bool
    present: Status | None
    partial: bool
    elliptic: bool
    anaphoric: bool
    dated: bool
    act: bool
    declared: bool
    denied: bool
    happened: Happened | None
    only: frozenset[str]
    reciprocal: str
    near: frozenset[tuple[str, ...]]
    refuse_near: frozenset[tuple[str, ...]]
    refuse_next: frozenset[tuple[str, ...]]
    theme: frozenset[tuple[str, ...]]
    confidence: float
    time: bool
    needed: tuple[frozenset[str], ...]
    wanted: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A text, and the core roles of the facts this frame must read in it."""

    text: str
    facts: tuple[Mapping[str, Any], ...]
    date: str | None


@dataclass(frozen=True, slots=True)
class Frame:
    """All patterns of one fact type in one file; of an `exclusive` one each word tells one fact.

    What an `enacted` one tells of happens by being decided or declared: «أعلن تعيين …». Of those who
    died by accident a `deadly` one tells nothing; a `blow` for which no place is told fell on the
    state that was struck.
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
    deadly: bool = False
    blow: bool = False
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
