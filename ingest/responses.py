"""What follows from the situations and is no axiom: memberships, answers to requests, obligations."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta

from pyoxigraph import NamedNode, Quad

from mithaq.ingest.memberships import membership_quads
from mithaq.ingest.situations import Situation
from mithaq.ingest.terms import mq
from mithaq.ontology.reference import Reference
from mithaq.times import read_edtf

ANSWERED_WITHIN = timedelta(days=60)
"""The longest time from a request to what is taken for its answer: what comes later, in the cases
that the seeds tell of, answers something else."""

_RESPONDERS = {"Deployment": "deployer", "Mission": "sender", "RefusedAssistance": "refuser"}
_REQUESTERS = {"AssistanceRequest": "requester", "Invocation": "invoker"}


def inferred_quads(situations: Iterable[Situation], reference: Reference) -> Iterator[Quad]:
    """What follows from `situations`, in the default graph."""
    known = tuple(situations)
    yield from membership_quads(known)
    for situation in known:
        if situation.type.name == "Invocation":
            yield from _invocation_quads(situation, reference)
        if situation.type.name == "Provision" and situation.realized:
            yield from _obligation_quads(situation)
    yield from _response_quads(known, reference)


def enclosing(iri: str, reference: Reference) -> tuple[str, ...]:
    """`iri` and what it lies in or belongs to, from the inside out.

    An article, its treaty, the alliance that the treaty binds; a town and its state.
    """
    chain = [iri]
    while (thing := reference.things.get(chain[-1])) and thing.within not in (None, *chain):
        chain.append(str(thing.within))
    return tuple(chain)


def _invocation_quads(situation: Situation, reference: Reference) -> Iterator[Quad]:
    properties = {"Treaty": "invokesTreaty", "Alliance": "underAlliance"}
    for provision in situation.role("provision"):
        for iri in enclosing(provision, reference):
            thing = reference.things.get(iri)
            if thing and thing.kind in properties:
                yield Quad(NamedNode(situation.iri), mq(properties[thing.kind]), NamedNode(iri))


def _obligation_quads(situation: Situation) -> Iterator[Quad]:
    for text in situation.role("provision"):
        for obligation in situation.role("obligation"):
            yield Quad(NamedNode(text), mq("obliges"), NamedNode(obligation))


def _response_quads(situations: Iterable[Situation], reference: Reference) -> Iterator[Quad]:
    requests: dict[str, list[Situation]] = defaultdict(list)
    responses: list[Situation] = []
    for situation in situations:
        if situation.type.name in _REQUESTERS and situation.realized:
            for addressee in _addressees(situation, reference):
                requests[addressee].append(situation)
        elif situation.type.name in _RESPONDERS:
            responses.append(situation)
    for response in responses:
        for responder in sorted(response.role(_RESPONDERS[response.type.name])):
            for addressee in enclosing(responder, reference):
                for request in requests[addressee]:
                    if _answers(response, request, reference):
                        yield Quad(
                            NamedNode(response.iri), mq("respondsTo"), NamedNode(request.iri)
                        )


def _addressees(request: Situation, reference: Reference) -> frozenset[str]:
    """Whom `request` asks; an invocation asks those whom the invoked article binds."""
    if request.type.name == "AssistanceRequest":
        return request.role("addressee")
    return frozenset(
        iri for provision in request.role("provision") for iri in enclosing(provision, reference)
    )


def _answers(response: Situation, request: Situation, reference: Reference) -> bool:
    requesters = request.role(_REQUESTERS[request.type.name])
    return _is_for(response, requesters, reference) and _is_in_time(response, request)


def _is_for(response: Situation, requesters: frozenset[str], reference: Reference) -> bool:
    beneficiaries, places = response.role("beneficiary"), response.role("place")
    if not beneficiaries and not places:
        return True
    helped = {iri for place in places for iri in enclosing(place, reference)}
    return not requesters.isdisjoint(beneficiaries | helped)


def _is_in_time(response: Situation, request: Situation) -> bool:
    if response.time is None or request.time is None:
        # Without both dates only one document that tells of both ties them together.
        return not response.documents.isdisjoint(request.documents)
    answered, asked = read_edtf(response.time.edtf), read_edtf(request.time.edtf)
    return answered.may_follow(asked, ANSWERED_WITHIN)
