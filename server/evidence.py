"""The evidence for a situation: who says it, in which words, and how each claim stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template

from mithaq.errors import NotFoundError
from mithaq.iris import THING
from mithaq.server.claims import Claim, Situation, claims_about, situations
from mithaq.server.context import ask, language
from mithaq.server.names import names
from mithaq.server.standing import Standing, standing, verdicts


@dataclass(frozen=True, slots=True)
class Evidence:
    """The claims about a situation, and how each stands, by its IRI."""

    claims: tuple[Claim, ...]
    standings: Mapping[str, Standing]


def evidence_for(situation: Situation) -> Evidence:
    """What documents say of `situation`."""
    claims = claims_about(ask, situation.iri)
    decided = verdicts(ask, {situation.iri, *(claim.iri for claim in claims)})
    standings = {claim.iri: standing(claim, situation, decided) for claim in claims}
    return Evidence(tuple(claims), standings)


def evidence_part(iri: str) -> str:
    """The quotes for a situation as they open inside another page; NotFoundError for what is none."""
    situation = situations(ask, [iri]).get(iri)
    found = evidence_for(situation) if situation else None
    if not found or not found.claims:
        raise NotFoundError(f"no document says anything of {iri.removeprefix(THING)[:200]!r}")
    wanted = {name for c in found.claims for name in (c.document, c.status, c.speaker)} - {""}
    return render_template(
        "evidence.html",
        iri=iri,
        claims=found.claims,
        standings=found.standings,
        names=names(ask, wanted, language()),
    )
