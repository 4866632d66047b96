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
    outcome      where those fell whom the deed killed: «ما أدى إلى مقتل عشرة في كذا»
    joined       after the trigger and after «و»: the other side of what is between two
    where        the place before «حيث»: «إلى القاهرة حيث يلتقي …»
    matter       what the noun phrase after the verb is of: «انتقد السياسة الروسية»; `matter ب`,
                 `matter على` where that preposition opens the phrase
    speaker      who takes a stance: right before the verb, right after it, its antecedent
    declarer     who declares what a bare noun names: «أعلنت بولندا رفض الخطة»
    dismissed    who loses an office, though who dismisses is named before: «أقال الرئيس الوزير»
    teller       who speaks, by the nearest verb of telling before the trigger
    earlier      before the trigger, whatever governs it: whom a pronoun means
    meant        whom the verb's own pronoun means: «انتقد روسيا ووصفها بكذا»
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
    carried      besides, whom the text goes on to tell of, as an office's holder: «وكان وزيرا …»
    asker        who asked for help in a clause before: «طلبت … مساعدة من …، لكنها رفضت»
    asked        whom that request was addressed to
    organ        named by the trigger's own words: «مؤتمر ميونيخ للأمن»
    post         where the mission after the trigger stands, by its name: «ضمن بعثة … في الصومال»
    paper        the paper whose signing the clause tells of: «رفض التوقيع على البيان الختامي»
    held         where a meeting is held, hosted or taken up, and not what it is about
    from, to, …  any other word is a preposition: «من», «إلى», «في»

An entry of `near`, `refuse_near` or `theme` that begins with «@» is a list of the lexicon: `"@forces.soldiers"`.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, cast, get_args

import yaml

from mithaq.errors import FrameError
from mithaq.ingest.facts import Status
from mithaq.ingest.frameentries import Entry
from mithaq.ingest.frameslots import needed_kinds, read_slots
from mithaq.ingest.patterns import Example, Frame, Happened, Pattern, ValueSlot
from mithaq.ingest.wordfamilies import family, is_family
from mithaq.ontology.facttypes import FactType, fact_types
from mithaq.text import fold

_SHARED = ("stative", "present", "only", "act", "declared")


_LISTS = ("near", "refuse_near", "theme")


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
    return _frame(Entry(path, "frame", dict(entry)))


def _frame(entry: Entry) -> Frame:
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
        deadly=bool(entry.take("deadly", default=False)),
        blow=bool(entry.take("blow", default=False)),
        text=entry.path.read_text(encoding="utf-8"),
    )
    entry.finish()
    return frame


def _pattern(entry: Entry, shared: Mapping[str, Any], fact_type: FactType) -> Pattern:
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
    near = _phrases(entry.take("near", shared["near"]))
    theme = _phrases(entry.take("theme", shared["theme"]))
    read = read_slots(entry, slots, fact_type, reciprocal)
    pattern = Pattern(
        verbs=verbs,
        nouns=nouns,
        slots=read,
        status=cast("Status | None", status),
        stative=bool(entry.take("stative", shared["stative"] or False)),
        present=cast("Status | None", present),
        partial=bool(entry.take("partial", default=False)),
        elliptic=bool(entry.take("elliptic", default=False)),
        anaphoric=bool(entry.take("anaphoric", default=False)),
        dated=bool(entry.take("dated", default=False)),
        act=bool(entry.take("act", shared["act"] or False)),
        declared=bool(entry.take("declared", shared["declared"] or False)),
        denied=bool(entry.take("denied", default=False)),
        happened=_happened(entry),
        only=frozenset(map(str, only)),
        reciprocal=reciprocal,
        near=near,
        refuse_near=_phrases(entry.take("refuse_near", None)) | _phrases(shared["refuse_near"]),
        refuse_next=_phrases(entry.take("refuse_next", None)),
        theme=theme,
        confidence=float(entry.take("confidence", shared["confidence"] or 0.9)),
        time=bool(entry.take("time", shared["time"] is not False)),
        needed=needed_kinds(read),
        wanted=tuple(
            frozenset(phrase[0] for phrase in listed) for listed in (near, theme) if listed
        ),
    )
    entry.finish()
    return pattern


def _happened(entry: Entry) -> Happened | None:
    days = entry.take("happened")
    if days is None:
        return None
    days = entry.child("happened", days)
    found = Happened(str(days.need("decided")), str(days.need("done")))
    days.finish()
    return found


def _phrases(entries: Sequence[str] | None) -> frozenset[tuple[str, ...]]:
    """The phrases of a list, an entry «"@file.list"» standing for all of the lexicon's list."""
    own = frozenset(tuple(fold(entry).split()) for entry in entries or () if not is_family(entry))
    return own.union(*(family(entry) for entry in entries or () if is_family(entry)))


def _value(entry: Entry) -> ValueSlot | None:
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


def _examples(entry: Entry) -> tuple[Example, ...]:
    return tuple(
        Example(str(e["text"]), tuple(e["facts"]), e.get("date"))
        for e in entry.take("examples", [])
    )
