"""The page of a thing: its names, what happened with it and when, what is said of it, on what evidence."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import render_template
from pyoxigraph import BlankNode, Literal, NamedNode

from mithaq.iris import ONTOLOGY, PREFIXES, THING, kebab, local_name, term
from mithaq.ontology.vocabulary import superclasses
from mithaq.queries.solutions import Term
from mithaq.server import citation
from mithaq.server.claims import Claim, Situation, claims_said_by, situations
from mithaq.server.context import ask, language, snapshot
from mithaq.server.evidence import Evidence, evidence_for
from mithaq.server.names import Name, names, page
from mithaq.server.occurrences import Occurrences, by_time, kind_of, occurrences

Pairs = Sequence[tuple[str, Term]]
"""A property with what stands under it."""

INCOMING = 200
"""How many links to a thing are shown, beside the situations that it takes part in."""

_TYPE = PREFIXES["rdf"] + "type"
_LABEL = PREFIXES["rdfs"] + "label"
_NAMES = (
    _LABEL,
    PREFIXES["skos"] + "altLabel",
    *map(term, ("abbreviation", "demonym", "metonym")),
)
_BEFORE, _AFTER = term("respondsTo"), term("answeredBy")
_CONFLICTS = term("conflictsWith")
_TIMES = frozenset(map(term, ("edtf", "earliest", "latest", "granularity", "timeBasis")))


@dataclass(frozen=True, slots=True)
class Value:
    """What stands under a property, for a page: a text with its language, perhaps with a link."""

    text: str
    language: str
    link: str | None


@dataclass(frozen=True, slots=True)
class Chain:
    """What a situation answers, and what answers it, each in the order of time; what contradicts it."""

    before: tuple[Situation, ...]
    after: tuple[Situation, ...]
    against: tuple[Situation, ...]


def thing_page(iri: str, outgoing: Pairs, pointing: Pairs) -> str:
    """The page of `iri`, of which these things are said, and to which these point."""
    me = situations(ask, [iri]).get(iri) if _is_situation(outgoing) else None
    happened = Occurrences((), more=False) if me else occurrences(ask, pointing)
    others = [(p, v) for p, v in pointing if me or not _happens(v)]
    incoming = others[:INCOMING]
    chain = _chain(outgoing)
    found = evidence_for(me) if me else Evidence((), {})
    said = [] if me else claims_said_by(ask, iri)
    shown_out = [(p, v) for p, v in outgoing if p not in _hidden(me)]
    shown_in = [
        (p, v)
        for p, v in incoming
        if not isinstance(v, BlankNode)  # a condition of the ontology
        and not (me and p in (_BEFORE, _AFTER, _CONFLICTS))
    ]
    known = names(
        ask,
        _mentioned(iri, [*outgoing, *incoming], me, happened, chain, [*found.claims, *said]),
        language(),
    )
    return render_template(
        "thing.html",
        iri=iri,
        path=iri.removeprefix(THING),
        names=known,
        types=_types(iri, outgoing),
        called=_called(outgoing),
        me=me,
        basis=next(
            (v.value for p, v in outgoing if p == term("timeBasis") and isinstance(v, NamedNode)),
            "",
        ),
        chain=chain,
        happened=happened,
        outgoing=_grouped(shown_out),
        incoming=_grouped(shown_in),
        more=len(others) > INCOMING,
        claims=found.claims,
        said=said,
        standings=found.standings,
        shown=lambda value: _value(value, known),
        cite=(
            citation.in_a_line(known[iri].text, iri, snapshot().generation.name),
            citation.in_bibtex(known[iri].text, iri, snapshot().generation.name),
        ),
    )


def _is_situation(outgoing: Pairs) -> bool:
    """Whether it is of a kind that happens or holds, or would be."""
    mine = set(map(local_name, _classes(outgoing)))
    above = {name for each in mine for name in superclasses(each)}
    return not {"Situation", "Unrealized"}.isdisjoint(mine | above)


def _hidden(me: Situation | None) -> frozenset[str]:
    """The properties that have a place of their own on the page."""
    own = {_TYPE, *_NAMES}
    if me:
        own |= {*me.roles, *_TIMES, _BEFORE, _AFTER, _CONFLICTS}
        own |= set(map(term, ("wouldBe", "disputed", "affirmedIn")))
    return frozenset(own)


def _happens(value: Term) -> bool:
    return isinstance(value, NamedNode) and bool(kind_of(value.value))


def _chain(outgoing: Pairs) -> Chain:
    linked: dict[str, list[str]] = defaultdict(list)
    for prop, value in outgoing:
        if isinstance(value, NamedNode):
            linked[prop].append(value.value)
    return Chain(*(tuple(by_time(ask, linked[each])) for each in (_BEFORE, _AFTER, _CONFLICTS)))


def _mentioned(
    iri: str,
    pairs: Pairs,
    me: Situation | None,
    happened: Occurrences,
    chain: Chain,
    claims: Iterable[Claim],
) -> set[str]:
    """Every IRI whose name the page needs."""
    wanted = {iri, *(prop for prop, _ in pairs)}
    wanted |= {value.value for _, value in pairs if isinstance(value, NamedNode)}
    wanted |= {name for c in claims for name in (c.document, c.status, c.speaker, c.situation)}
    for each in happened.found:
        wanted |= {each.situation.iri, each.situation.type, *each.roles}
    for one in (*([me] if me else []), *chain.before, *chain.after, *chain.against):
        wanted |= {one.iri, one.type, *one.roles}
        wanted |= {value for found in one.roles.values() for value in found if ":" in value}
    return wanted - {""}


def _called(outgoing: Pairs) -> list[tuple[str, str, list[str]]]:
    """The names by language: its code, the name, what else it is called there."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for prop, value in outgoing:
        if prop in _NAMES and isinstance(value, Literal):
            found[value.language or ""]["name" if prop == _LABEL else "other"].append(value.value)
    order = sorted(found, key=lambda tag: (tag != language(), tag == "", tag))
    return [(tag, " / ".join(found[tag]["name"]), sorted(found[tag]["other"])) for tag in order]


def _grouped(pairs: Iterable[tuple[str, Term]]) -> Mapping[str, list[Term]]:
    grouped: dict[str, list[Term]] = defaultdict(list)
    for prop, value in pairs:
        grouped[prop].append(value)
    return {prop: sorted(grouped[prop], key=_natural) for prop in sorted(grouped)}


def _natural(value: Term) -> list[tuple[int, int, str]]:
    """An order in which article 5 stands before article 10."""
    parts = re.split(r"([0-9]+)", getattr(value, "value", str(value)))
    return [(0, int(p), "") if p.isascii() and p.isdigit() else (1, 0, p) for p in parts]


def _classes(outgoing: Pairs) -> list[str]:
    """Its classes that the ontology has."""
    types = [v.value for p, v in outgoing if p == _TYPE and isinstance(v, NamedNode)]
    return [each for each in types if each.startswith(ONTOLOGY)]


def _types(iri: str, outgoing: Pairs) -> list[str]:
    """Its classes: the one that its IRI is made of, then those that no other one stands under."""
    types = _classes(outgoing)
    segment = iri.removeprefix(THING).partition("/")[0]
    own = [each for each in types if kebab(local_name(each)) == segment]
    return [*own, *(each for each in _nearest(types) if each not in own)]


def _nearest(types: Sequence[str]) -> list[str]:
    """The classes that no other of `types` stands under."""
    mine = {iri: local_name(iri) for iri in types}
    above = frozenset().union(*(superclasses(name) for name in mine.values()))
    return [iri for iri, name in mine.items() if name not in above]


def _value(value: Term, known: Mapping[str, Name]) -> Value:
    match value:
        case NamedNode():
            name = known[value.value]
            return Value(name.text, name.language, page(value.value))
        case Literal():
            return Value(value.value, value.language or "", None)
        case BlankNode():
            return Value("…", "", None)
        case _:
            return Value(str(value), "", None)
