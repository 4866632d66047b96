"""Searching: what is called so, said so or titled so, as the rows of an answer."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from mithaq.errors import ParameterError
from mithaq.fulltext import KINDS, Hit, has_word
from mithaq.iris import local_name
from mithaq.queries.answers import Answer
from mithaq.queries.bind import terms_of
from mithaq.queries.questions import LANGUAGE, LANGUAGES, Parameter, Question, Texts, shown
from mithaq.queries.solutions import Ask, Solutions, Term

Find = Callable[[str, str, int], Sequence[Hit]]
"""Finds a text in the hits of one kind, so many at most: `mithaq.fulltext.Index.find`."""

LONGEST = 200
"""Characters of a text that is searched for."""
MOST = 1000
"""Rows of a kind that can be asked for."""
FEW = 20
"""Rows of a kind that are given where nothing is said."""


def _said(en: str, ar: str) -> Texts:
    return MappingProxyType({"en": en, "ar": ar})


SEARCH = Question(
    name="search",
    sparql="",
    question=_said(
        "What is called so, or says so?",
        "ما الذي يسمى بهذا أو يقوله؟",  # what is called this or says it
    ),
    description=_said(
        "Things and situations by their names, quotes of claims by their words, documents by their"
        " titles, terms of the ontology by their labels; the last word may be the beginning of one.",
        # things and situations by name, claims by quote, documents by title, terms by label; the
        # last word may be a beginning
        "الأشياء والوقائع بأسمائها، والإفادات بنصوصها المقتبسة، والوثائق بعناوينها، ومصطلحات"
        " الأنطولوجيا بأسمائها؛ وقد تكون الكلمة الأخيرة بداية كلمة.",
    ),
    parameters=MappingProxyType(
        {
            "q": Parameter(
                name="q",
                types=("xsd:string",),
                label=_said(
                    "Words",
                    "كلمات",  # words
                ),
                default=None,
                values=(),
                required=True,
            ),
            "kind": Parameter(
                name="kind",
                types=("xsd:string",),
                label=_said(
                    "Kind",
                    "النوع",  # the kind
                ),
                default=None,
                values=KINDS,
                required=False,
            ),
            "limit": Parameter(
                name="limit",
                types=("xsd:integer",),
                label=_said(
                    f"Rows of each kind, at most {MOST}",
                    f"عدد الأسطر من كل نوع، {MOST} على الأكثر",  # rows of each kind, at most
                ),
                default=str(FEW),
                values=(),
                required=False,
            ),
            "lang": LANGUAGE,
        }
    ),
    example=MappingProxyType({"q": "Armenia"}),
    view="table",
    tags=("evidence",),
    columns=MappingProxyType(
        {
            "kind": _said(
                "Kind",
                "النوع",  # the kind
            ),
            "thingName": _said(
                "Name",
                "الاسم",  # the name
            ),
            "text": _said(
                "Text",
                "النص",  # the text
            ),
            "documentName": _said(
                "Document",
                "الوثيقة",  # the document
            ),
            "claim": _said(
                "Claim (IRI)",
                "الإفادة (IRI)",  # the claim
            ),
        }
    ),
    absence=True,
)
"""The search as a question: its parameters and columns, for all who describe or show them."""

COLUMNS = ("kind", "thingName", "text", "documentName", "thing", "document", "claim")
"""Of a quote the thing is the situation that its claim tells of."""

_NAMES = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dct: <http://purl.org/dc/terms/>
SELECT ?thing ?name
WHERE {
  VALUES ?thing { THINGS }
  { ?thing rdfs:label ?name } UNION { ?thing dct:title ?name }
}
ORDER BY ?thing ?name
"""


def search(find: Find, ask: Ask, arguments: Mapping[str, str]) -> Answer:
    """What `find` has for the arguments q, kind, limit and lang; the names are asked of `ask`.

    The best come first, kind by kind. Raises ParameterError where an argument is unknown, missing,
    empty, too long or wrong, and as `find`.
    """
    given = {name: value.strip() for name, value in arguments.items() if value.strip()}
    terms_of(SEARCH, arguments)
    searched, limit = given["q"], _limit(given)
    if len(searched) > LONGEST:
        raise ParameterError(
            f"q has {len(searched)} characters; at most {LONGEST} are searched for"
        )
    if not has_word(searched):
        raise ParameterError(f"q: {shown(searched)} holds no letter and no digit; give a word")
    kinds = (given["kind"],) if "kind" in given else KINDS
    hits = [hit for kind in kinds for hit in find(searched, kind, limit)]
    names = _names(ask, {iri for hit in hits for iri in (hit.iri, hit.document) if iri})
    language = given.get("lang", LANGUAGES[0])
    rows = tuple(_row(hit, names, language) for hit in hits)
    return Answer(SEARCH, given, Solutions(COLUMNS, rows))


def _limit(given: Mapping[str, str]) -> int:
    limit = int(given.get("limit", FEW))
    if not 1 <= limit <= MOST:
        raise ParameterError(f"limit: {shown(given['limit'])} is not a number from 1 to {MOST}")
    return limit


def _names(ask: Ask, iris: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    """What things are called, by IRI and language."""
    said: dict[str, dict[str, str]] = defaultdict(dict)
    wanted = " ".join(str(NamedNode(iri)) for iri in sorted(iris))
    for thing, name in ask(_NAMES.replace("THINGS", wanted)).rows if wanted else ():
        if isinstance(thing, NamedNode) and isinstance(name, Literal):
            said[thing.value].setdefault(name.language or "", name.value)
    return said


def _row(
    hit: Hit, names: Mapping[str, Mapping[str, str]], language: str
) -> tuple[Term | None, ...]:
    text = Literal(hit.text, language=hit.language) if hit.language else Literal(hit.text)
    return (
        Literal(hit.kind),
        _name(names, hit.iri, language),
        text,
        _name(names, hit.document, language) if hit.document else None,
        NamedNode(hit.iri),
        NamedNode(hit.document) if hit.document else None,
        NamedNode(hit.claim) if hit.claim else None,
    )


def _name(names: Mapping[str, Mapping[str, str]], iri: str, language: str) -> Literal:
    """The name in `language`, else in another, else the end of the IRI."""
    said = names.get(iri, {})
    for tag in (language, *LANGUAGES, *said):
        if tag in said:
            return Literal(said[tag], language=tag) if tag else Literal(said[tag])
    return Literal(local_name(iri))
