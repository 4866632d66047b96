"""Reviewing: decisions applied to claims before they are accepted, and to situations after."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Quad

from mithaq.errors import ReviewError
from mithaq.ingest.claims import Claim
from mithaq.ingest.decisions import Correction, Decision
from mithaq.ingest.facts import Fact, Participant, Time
from mithaq.ingest.situations import Situation
from mithaq.ingest.terms import TYPE, mq
from mithaq.iris import PREFIXES, REVIEW, THING
from mithaq.ontology.facttypes import fact_types
from mithaq.ontology.reference import Reference

_GRAPH = NamedNode(REVIEW)


def ruled(
    claims: Iterable[Claim], decisions: Iterable[Decision], reference: Reference
) -> tuple[Claim, ...]:
    """`claims`, those that a decision is about with its verdict; of two decisions the later counts.

    Raises `ReviewError` where a correction names what the fact cannot hold.
    """
    claims = tuple(claims)
    about = {each.subject: each for each in decisions if each.about_claim}
    if not about:
        return claims
    known = {p.iri: p for claim in claims for _, found in claim.fact.roles for p in found}
    return tuple(
        _ruled(claim, about[claim.iri], known, reference) if claim.iri in about else claim
        for claim in claims
    )


def regrouped(
    situations: Iterable[Situation], decisions: Iterable[Decision]
) -> tuple[Situation, ...]:
    """`situations` as the decisions about them have it, by IRI."""
    found = {situation.iri: situation for situation in situations}
    for decision in decisions:
        situation = found.get(decision.subject)
        if situation is None:
            continue
        match decision.verdict:
            case "accepted" | "rejected":
                found[situation.iri] = replace(situation, verdict=decision.verdict)
            case "merged" if decision.into in found:
                other = found[str(decision.into)]
                found[other.iri] = _with_claims(other, (*other.claims, *situation.claims))
                del found[situation.iri]
            case "split":
                found |= {each.iri: each for each in _split(situation, decision, found)}
    return tuple(found[iri] for iri in sorted(found))


def without_effect(
    decisions: Collection[Decision], claims: Iterable[Claim], situations: Iterable[Situation]
) -> Iterator[str]:
    """A sentence for each decision that nothing in the graph answers to: it was read anew, say."""
    told = {claim.iri for claim in claims}
    known = {situation.iri: situation for situation in situations}
    merged = {each.subject for each in decisions if each.verdict == "merged" and each.into in known}
    for decision in decisions:
        subject = decision.subject.removeprefix(THING)
        if decision.about_claim:
            if decision.subject not in told:
                yield f"{decision.place} has no effect: no document makes the claim {subject}"
        elif decision.subject not in known and decision.subject not in merged:
            yield f"{decision.place} has no effect: there is no situation {subject}"
        elif decision.verdict == "accepted" and not known[decision.subject].realized:
            yield (
                f"{decision.place} has no effect: no claim says that {subject} happened; "
                "correct the status of one"
            )


def decision_quads(decisions: Iterable[Decision]) -> Iterator[Quad]:
    """`decisions` in the graph of the review."""
    for decision in decisions:
        subject = NamedNode(_decision_iri(decision))
        yield Quad(subject, TYPE, mq("Decision"), _GRAPH)
        yield Quad(subject, mq("decides"), NamedNode(decision.subject), _GRAPH)
        yield Quad(subject, mq("verdict"), mq(decision.verdict.capitalize()), _GRAPH)
        if decision.into:
            yield Quad(subject, mq("into"), NamedNode(decision.into), _GRAPH)
        for claim in decision.claims:
            yield Quad(subject, mq("decides"), NamedNode(claim), _GRAPH)
        for name, text in (
            ("reason", decision.reason),
            ("decidedBy", decision.by),
            ("correction", _in_words(decision.correction)),
        ):
            if text:
                yield Quad(subject, mq(name), Literal(text), _GRAPH)
        if decision.on:
            moment = Literal(f"{decision.on}T00:00:00Z", datatype=_DATE_TIME)
            yield Quad(subject, mq("decidedOn"), moment, _GRAPH)


_DATE_TIME = NamedNode(PREFIXES["xsd"] + "dateTime")


def _decision_iri(decision: Decision) -> str:
    return f"{THING}decision/{decision.verdict}/{decision.subject.removeprefix(THING)}"


def _in_words(correction: Correction) -> str:
    told = {
        "status": correction.status,
        "time": correction.time,
        "value": correction.value,
        **{role: " ".join(found) for role, found in correction.roles.items()},
    }
    return "; ".join(f"{name}: {value}" for name, value in told.items() if value is not None)


def _ruled(
    claim: Claim, decision: Decision, known: Mapping[str, Participant], reference: Reference
) -> Claim:
    if decision.verdict != "corrected":
        return replace(claim, verdict=decision.verdict)
    fact, correction = claim.fact, decision.correction
    corrected = replace(
        fact,
        status=correction.status or fact.status,
        time=_time(fact, correction.time),
        value=fact.value if correction.value is None else correction.value,
        roles=_roles(fact, decision, known, reference),
    )
    return replace(claim, verdict="corrected", corrected=corrected)


def _time(fact: Fact, edtf: str | None) -> Time | None:
    if edtf is None:
        return fact.time
    return Time(edtf, fact.time.text if fact.time else "", "explicit") if edtf else None


def _roles(
    fact: Fact, decision: Decision, known: Mapping[str, Participant], reference: Reference
) -> tuple[tuple[str, tuple[Participant, ...]], ...]:
    corrected = decision.correction.roles
    roles = {role.name: role for role in fact_types()[fact.type].roles}
    for name in corrected:
        if name not in roles:
            raise ReviewError(
                f"{decision.place}: {fact.type} has no role {name}; it has {', '.join(roles)}."
            )
    told = dict(fact.roles)
    for name, iris in corrected.items():
        found = tuple(_participant(iri, decision, known, reference) for iri in iris)
        for one in found:
            if one.kind not in roles[name].kinds:
                raise ReviewError(f"{decision.place}: {name} may not be a {one.kind} ({one.iri}).")
        told[name] = found
    return tuple((name, told[name]) for name in roles if name in told)


def _participant(
    iri: str, decision: Decision, known: Mapping[str, Participant], reference: Reference
) -> Participant:
    thing = reference.things.get(iri)
    if thing is not None:
        return Participant(thing.iri, thing.kind, thing.labels)
    if iri not in known:
        raise ReviewError(f"{decision.place}: nothing is called {iri.removeprefix(THING)}.")
    return known[iri]


def _with_claims(situation: Situation, claims: Iterable[Claim]) -> Situation:
    return replace(situation, claims=tuple(sorted(claims, key=lambda claim: claim.rank)))


def _split(
    situation: Situation, decision: Decision, found: Mapping[str, Situation]
) -> Iterator[Situation]:
    """The situation without the claims split off, and one of these, where both have claims."""
    apart = tuple(claim for claim in situation.claims if claim.iri in decision.claims)
    rest = tuple(claim for claim in situation.claims if claim.iri not in decision.claims)
    if apart and rest:
        number = next(n for n in range(2, len(found) + 3) if f"{situation.iri}/{n}" not in found)
        yield replace(situation, claims=rest)
        yield replace(situation, iri=f"{situation.iri}/{number}", claims=apart, verdict="split")
