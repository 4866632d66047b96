"""Situations: what happened or holds as the claims about it have it, and its quads."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad

from mithaq.ingest.claims import Claim
from mithaq.ingest.decisions import Verdict
from mithaq.ingest.facts import Time
from mithaq.ingest.terms import LABEL, TYPE, basis, decimal, mq
from mithaq.iris import PREFIXES, document_graph, local_name, term
from mithaq.ontology.facttypes import FactType
from mithaq.ontology.reference import reference
from mithaq.times import print_time, read_edtf

THRESHOLD = 0.55
"""The confidence from which a claim alone makes a situation one that happened.

Of all that is read of new texts with this confidence or more, five in six are right.
"""
LANGUAGES = ("en", "ar")
"""The languages in which a situation has a label."""

Names = Mapping[str, Mapping[str, str]]
"""What things are called: IRI, language, label."""

_COMMAS = {
    "en": ", ",
    "ar": "، ",  # Arabic comma
}
_UNREALIZED = {
    "en": "{} (not realized)",
    "ar": "{} (غير متحقق)",  # not realized
}
_KIND = "kind"
_LAST = ("alliance", "treaty")  # "Withdrawal: Georgia, CSTO" reads better than the other way about


@dataclass(frozen=True, slots=True)
class Situation:
    """What one or more claims tell of; `claims` come surest first.

    `core` holds the IRIs in each core role, in the order of the fact type; `edtf` is an event's
    time as it stands in the IRI; `verdict` is what a reviewer decided of all of it.
    """

    iri: str
    type: FactType
    core: tuple[frozenset[str], ...]
    edtf: str | None
    claims: tuple[Claim, ...]
    verdict: Verdict | None = None

    @property
    def realized(self) -> bool:
        """Whether it is taken to have happened."""
        if self.verdict == "accepted":
            return any(map(is_affirming, self.claims))
        return self.verdict != "rejected" and any(map(is_realizing, self.claims))

    @property
    def documents(self) -> frozenset[str]:
        """The documents that tell of it."""
        return frozenset(claim.fact.document for claim in self.claims)

    @property
    def affirmed_in(self) -> frozenset[str]:
        """The documents that say it happened or holds; none where it is not taken for so."""
        affirming = filter(is_affirming, self.claims) if self.realized else ()
        return frozenset(claim.fact.document for claim in affirming)

    @property
    def time(self) -> Time | None:
        """An event's time, or the narrowest that is told of what holds; of the surest claim."""
        if self.type.event:
            told = (claim.meant.time for claim in (*self._believed, *self.claims))
            return next((time for time in told if time and time.edtf == self.edtf), None)
        times = [claim.meant.time for claim in self._believed if claim.meant.time]
        return min(times, key=lambda time: read_edtf(time.edtf).days, default=None)

    @property
    def value(self) -> float | None:
        """The value of the surest claim that gives one, where the type has a value.

        A count of members, say, belongs to the claim that makes it and to no single membership.
        """
        if not any(role.property == term("value") for role in self.type.roles):
            return None
        values = (claim.meant.value for claim in self._believed)
        return next((value for value in values if value is not None), None)

    def role(self, name: str) -> frozenset[str]:
        """The IRIs in the role `name`: one situation's core, or what any claim adds."""
        for role, found in zip(self.type.core, self.core, strict=True):
            if role.name == name:
                return found
        found = frozenset(
            participant.iri for claim in self._told for participant in claim.meant.role(name)
        )
        return found | self._agreed_kinds if name == _KIND else found

    @property
    def _agreed_kinds(self) -> frozenset[str]:
        """The kinds that claims name, unless some exclude each other: then each stays its claim's own."""
        told = [kind for claim in self._believed for kind in claim.meant.kinds]
        if are_rivals(kind.kind.iri for kind in told):
            return frozenset()
        return frozenset(kind.kind.iri for kind in told if not kind.inferred)

    @property
    def _believed(self) -> tuple[Claim, ...]:
        return tuple(filter(is_realizing, self.claims)) or self._told

    @property
    def _told(self) -> tuple[Claim, ...]:
        # What is denied was not led by anyone; only where all deny it, the denials describe it.
        heard = tuple(c for c in self.claims if c.verdict != "rejected") or self.claims
        return tuple(c for c in heard if c.meant.status != "negated") or heard


def are_rivals(kinds: Iterable[str]) -> bool:
    """Whether some of `kinds` exclude each other."""
    told = frozenset(kinds)
    return any(told & reference().excludes.get(kind, frozenset()) for kind in told)


def is_realizing(claim: Claim) -> bool:
    """Whether `claim` alone makes its situation one that happened or holds."""
    return is_affirming(claim) and is_believed(claim)


def is_affirming(claim: Claim) -> bool:
    """Whether `claim` says that it happened or holds, however sure the reading is."""
    return claim.verdict != "rejected" and claim.meant.status == "actual"


def is_denying(claim: Claim) -> bool:
    """Whether `claim` says that it did not happen or does not hold, and counts."""
    return claim.verdict != "rejected" and claim.meant.status == "negated" and is_believed(claim)


def is_believed(claim: Claim) -> bool:
    """Whether `claim` is read surely enough to count and need not wait, or a reviewer has said so."""
    if claim.verdict in ("accepted", "corrected"):
        return True
    return claim.fact.held is None and claim.fact.confidence >= THRESHOLD


def situation_quads(situation: Situation, names: Names) -> Iterator[Quad]:
    """`situation` as it stands in the default graph."""
    subject = NamedNode(situation.iri)
    kind = NamedNode(situation.type.iri)
    if situation.realized:
        yield Quad(subject, TYPE, kind)
    else:
        yield Quad(subject, TYPE, mq("Unrealized"))
        yield Quad(subject, mq("wouldBe"), kind)
    for role in situation.type.roles:
        for iri in situation.role(role.name):
            yield Quad(subject, NamedNode(role.property), NamedNode(iri))
    for document in situation.affirmed_in:
        yield Quad(subject, mq("affirmedIn"), NamedNode(document_graph(document)))
    if situation.value is not None:
        yield Quad(subject, mq("value"), decimal(situation.value))
    if situation.time:
        yield from _time_quads(subject, situation.time)
    for language in LANGUAGES:
        label = Literal(situation_label(situation, names, language), language=language)
        yield Quad(subject, LABEL, label)


def situation_label(situation: Situation, names: Names, language: str) -> str:
    """What `situation` is called in `language`: its type, its core participants, its time."""
    kind = name_of(situation.type.iri, names, language)
    if not situation.realized:
        kind = _UNREALIZED[language].format(kind)
    parties = [
        name_of(iri, names, language)
        for role in sorted(situation.type.core, key=lambda role: role.name in _LAST)
        for iri in sorted(situation.role(role.name))
    ]
    label = f"{kind}: {_COMMAS[language].join(parties)}"
    return f"{label} ({print_time(situation.edtf, language)})" if situation.edtf else label


def name_of(iri: str, names: Names, language: str) -> str:
    """What the thing `iri` is called in `language`; else in another; else the end of its IRI."""
    known = names.get(iri, {})
    for tag in (language, *LANGUAGES, *sorted(known)):
        if tag in known:
            return known[tag]
    return local_name(iri)


def _time_quads(subject: NamedNode, time: Time) -> Iterator[Quad]:
    span = read_edtf(time.edtf)
    if span.earliest:
        yield Quad(subject, mq("earliest"), _moment(span.earliest, "00:00:00"))
    if span.latest:
        yield Quad(subject, mq("latest"), _moment(span.latest, "23:59:59"))
    yield Quad(subject, mq("granularity"), mq(span.granularity))
    yield Quad(subject, mq("edtf"), Literal(time.edtf))
    yield Quad(subject, mq("timeBasis"), basis(time.basis))


def _moment(day: date, time: str) -> Literal:
    # OWL 2 has xsd:dateTime, but neither xsd:date nor xsd:gYear.
    return Literal(f"{day.isoformat()}T{time}Z", datatype=NamedNode(PREFIXES["xsd"] + "dateTime"))
