"""`/documents`: what was read, with the evidence marked in the text."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from mithaq import iris
from mithaq.errors import NotFoundError
from mithaq.ontology.overview import DOCUMENTS
from mithaq.queries.questions import question
from mithaq.server.claims import Claim, Situation, claims_of, situations
from mithaq.server.context import DIRECTIONS, ask, go, language, snapshot
from mithaq.server.linkeddata import send_graph
from mithaq.server.marks import Segment, segments, stands
from mithaq.server.names import Name, names, page, text, values
from mithaq.server.negotiation import GRAPHS, HTML, JSON, TEXT
from mithaq.server.offers import offered, send_json, split_suffix
from mithaq.server.paging import Paging, read_page
from mithaq.server.standing import Standing, Verdict, standing, verdicts
from mithaq.server.words import words

routes = Blueprint("documents", __name__)

_SHORT, _LONG = 25, 90
"""Characters of a line that says too little to stand for a title, and of one that says too much."""
PAGE_SIZE = 100
"""Documents on one page of the list."""

_DESCRIPTIONS = """
PREFIX mq: <https://w3id.org/mithaq/ontology#>
PREFIX dct: <http://purl.org/dc/terms/>
SELECT ?document ?title ?publisher ?author ?language ?date ?dateBasis ?length
WHERE {
  WHICH
  OPTIONAL { ?document dct:title ?title }
  OPTIONAL { ?document dct:publisher ?publisher }
  OPTIONAL { ?document dct:creator ?author }
  OPTIONAL { ?document dct:language ?language }
  OPTIONAL { ?document mq:edtf ?date }
  OPTIONAL { ?document mq:dateBasis ?dateBasis }
  OPTIONAL { ?document mq:length ?length }
}
"""
_CLAIMS = """
PREFIX mq: <https://w3id.org/mithaq/ontology#>
SELECT ?document (COUNT(?claim) AS ?claims)
WHERE {
  WHICH
  GRAPH ?document { ?claim a mq:Claim }
}
GROUP BY ?document
"""


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim as the side list shows it: its situation, the names in its roles, how it stands.

    `quoted` is false where its quote is not in the text at its place.
    """

    claim: Claim
    situation: Situation | None
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    quoted: bool
    standing: Standing
    verdict: Verdict | None


@routes.get("/documents")
def all_documents() -> Response:
    """Which documents were read: the newest first on pages, all by their names as JSON."""
    if offered(request.headers.get("Accept"), (JSON, HTML)) == JSON:
        return send_json(describe())
    number = read_page(request.args.to_dict())
    paging = Paging(number, len(snapshot().generation.documents), PAGE_SIZE)
    listed = listing(paging.of(newest()))
    return Response(
        render_template(
            "documents.html", documents=listed, paging=paging, asked=question("documents")
        )
    )


@routes.get("/documents/<path:name>")
def document(name: str) -> BaseResponse:
    """One document: its text with the evidence marked, or the text alone, or its graph."""
    documents = snapshot().generation.documents
    identifier, suffix = (name, None) if name in documents else split_suffix(name)
    whole = snapshot().text(identifier)
    match offered(request.headers.get("Accept"), (HTML, TEXT, JSON, *GRAPHS), suffix):
        case "text/html":
            return Response(_page(identifier, whole))
        case "text/plain" | "application/json" if whole is None:
            raise NotFoundError(f"the text of {identifier} is not here, only what is claimed of it")
        case "text/plain":
            return Response(whole, mimetype=TEXT)
        case "application/json":
            return send_json({**describe([identifier])[0], "text": whole})
        case media_type:
            return send_graph(iris.document_graph(identifier), media_type)


@routes.get("/graph/<path:name>")
def graph(name: str) -> BaseResponse:
    """A document's IRI is the name of a graph; its page is elsewhere."""
    if name not in snapshot().generation.documents:
        raise NotFoundError(f"there is no document {name!r} in the graph")
    return redirect(go(page(iris.document_graph(name)) or "/documents"), 303)


def newest() -> list[str]:
    """The documents, those with the latest dates first, those without a date last."""
    dates = {text(id_): text(date) for id_, date in ask(DOCUMENTS).rows}
    documents = snapshot().generation.documents
    return sorted(documents, key=lambda each: (dates.get(each, ""), each), reverse=True)


def listing(identifiers: Sequence[str]) -> list[dict[str, str]]:
    """The documents as a list shows them, in this order."""
    described = {each["id"]: each for each in titled(describe(identifiers))} if identifiers else {}
    return [described[each] for each in identifiers if each in described]


def describe(identifiers: Iterable[str] | None = None) -> list[dict[str, str]]:
    """What is known of documents, all or these, by name; what is not said is empty."""
    which = "?document a mq:Document ."
    if identifiers is not None:
        graphs = [iris.document_graph(identifier) for identifier in identifiers]
        which = f"VALUES ?document {{ {values(graphs)} }}"
    found = ask(_DESCRIPTIONS.replace("WHICH", which))
    rows = [dict(zip(found.variables, map(text, row), strict=True)) for row in found.rows]
    counted = ask(_CLAIMS.replace("WHICH", which if identifiers is not None else ""))
    claims = {text(document): text(number) for document, number in counted.rows}
    return [
        {
            **row,
            "claims": claims.get(row["document"], ""),
            "id": row["document"].removeprefix(iris.GRAPH),
            "page": page(row["document"]) or "",
        }
        for row in sorted(rows, key=lambda row: row["document"])
    ]


def titled(described: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """The documents, those without a title with the words that they open with."""
    return [
        each if each["title"] else {**each, "opening": opening(snapshot().text(each["id"]) or "")}
        for each in described
    ]


def opening(whole: str) -> str:
    r"""The first words of a text, whole ones.

    >>> opening("in\n\nArmenia leaves the security alliance")
    'Armenia leaves the security alliance'
    """
    lines = [line.strip() for line in whole.splitlines()]
    first = next((line for line in lines if len(line) > _SHORT), whole.strip())
    return shorten(first, _LONG, placeholder=" …")


def facts(
    claims: list[Claim],
    about: Mapping[str, Situation],
    decided: Mapping[str, Verdict],
    whole: str | None,
) -> list[Fact]:
    """The claims with what stands in their situations' roles, and how they stand."""
    return [
        Fact(
            claim=claim,
            situation=about.get(claim.situation),
            roles=tuple(about[claim.situation].roles.items()) if claim.situation in about else (),
            quoted=whole is not None and stands(claim, whole),
            standing=standing(claim, about.get(claim.situation), decided),
            verdict=decided.get(claim.iri) or decided.get(claim.situation),
        )
        for claim in claims
    ]


def _page(identifier: str, whole: str | None) -> str:
    claims = claims_of(ask, iris.document_graph(identifier))
    about = situations(ask, {claim.situation for claim in claims})
    decided = verdicts(ask, {iri for claim in claims for iri in (claim.iri, claim.situation)})
    said = facts(claims, about, decided, whole)
    known = _names(said)
    (described,) = titled(describe([identifier]))
    cut = None if whole is None else segments(whole, claims)
    return render_template(
        "document.html",
        document=described,
        text_direction=DIRECTIONS.get(described["language"], "auto"),
        segments=cut,
        labels=_labels(cut or [], about, known),
        facts=said,
        kinds=Counter(fact.situation.type for fact in said if fact.situation).most_common(),
        about=about,
        in_words={fact.claim.iri: in_words(fact, known) for fact in said},
        names=known,
    )


def in_words(fact: Fact, known: Mapping[str, Name]) -> str:
    """A fact in one line: what is said, how, by whom, when."""
    said = words(language())
    claim = fact.claim
    parts = [known[claim.situation].text, known[claim.status].text]
    if fact.standing in ("unsure", "rejected"):
        parts.append(said[f"standing-{fact.standing}"])
    if claim.speaker:
        parts.append(f"{said['said-by']} {known[claim.speaker].text}")
    return " · ".join(parts)


def _labels(
    cut: Iterable[Segment], about: Mapping[str, Situation], known: Mapping[str, Name]
) -> Mapping[str, str]:
    """The word that stands before a claim's mark; where several of a kind begin, before the last."""
    labels = {}
    for segment in cut:
        types = {c.iri: about[c.situation].type for c in segment.begin if c.situation in about}
        for type_, count in Counter(types.values()).items():
            last = [iri for iri, each in types.items() if each == type_][-1]
            labels[last] = known[type_].text + (f" ×{count}" if count > 1 else "")
    return labels


def _names(said: list[Fact]) -> Mapping[str, Name]:
    wanted = {iri for fact in said for role, found in fact.roles for iri in (role, *found)}
    for fact in said:
        wanted |= {fact.claim.situation, fact.claim.status, fact.claim.speaker}
        wanted |= {fact.situation.type} if fact.situation else set()
    return names(ask, {iri for iri in wanted if ":" in iri}, language())
