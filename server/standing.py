"""How claims stand: which are taken to be so, which are only said, and which are not accepted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from mithaq.iris import REVIEW, local_name, term
from mithaq.queries.solutions import Ask
from mithaq.server.claims import Claim, Situation
from mithaq.server.names import text, values

Standing = Literal["accepted", "said", "unsure", "rejected"]
"""Whether a claim is taken to be so: `said` is what no document says happened; `unsure` what was
not read surely enough to rest on; `rejected` what a reviewer takes to be untrue or misread."""

_VERDICTS = f"""
PREFIX mq: <https://w3id.org/mithaq/ontology#>
SELECT ?subject ?verdict ?reason
WHERE {{
  VALUES ?subject {{ IRIS }}
  GRAPH <{REVIEW}> {{
    ?decision mq:decides ?subject ; mq:verdict ?verdict .
    OPTIONAL {{ ?decision mq:reason ?reason }}
  }}
}}
ORDER BY ?subject ?decision
"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reviewer decided, as the name of the term (`Rejected` …), and why."""

    name: str
    reason: str


def verdicts(ask: Ask, iris: Iterable[str]) -> Mapping[str, Verdict]:
    """What reviewers decided about claims and situations, by IRI; of several the last by name."""
    wanted = sorted(set(iris))
    if not wanted:
        return {}
    found = ask(_VERDICTS.replace("IRIS", values(wanted)))
    return {
        text(subject): Verdict(local_name(text(verdict)), text(reason))
        for subject, verdict, reason in found.rows
    }


def standing(claim: Claim, about: Situation | None, decided: Mapping[str, Verdict]) -> Standing:
    """How `claim` stands, which is `about` a situation."""
    for iri in (claim.iri, claim.situation):
        if iri in decided and decided[iri].name == "Rejected":
            return "rejected"
    if claim.status != term("Actual"):
        return "said"
    return "accepted" if about and about.realized else "unsure"
