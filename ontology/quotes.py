"""Quotes: whether the texts of a generation hold what its claims quote, at their offsets."""

import hashlib
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Store

from mithaq.iris import document_graph, term
from mithaq.ontology.vocabulary import RDF_TYPE
from mithaq.ontology.wording import Finding, Wording
from mithaq.store import Generation, document_text
from mithaq.text import one_line

_IN_DOCUMENT = NamedNode(term("inDocument"))
_AGAIN = "build the graph again from the text as it is now"


def check_quotes(generation: Generation, store: Store) -> Iterator[Finding]:
    """What is wrong with the texts and quotes of `generation`, one text in memory at a time.

    `store` holds what is stated as one graph.
    """
    wording = Wording(store)
    described = {
        quad.subject.value
        for quad in store.quads_for_pattern(None, RDF_TYPE, NamedNode(term("Document")), None)
        if isinstance(quad.subject, NamedNode)
    }
    texts = {document_graph(name): name for name in generation.documents}
    for graph in sorted(described - texts.keys()):
        said = "the graph describes this document, but its text is missing; build the graph again"
        yield wording.found("text", NamedNode(graph), said)
    for graph, name in texts.items():
        document = NamedNode(graph)
        if graph not in described:
            said = "its text is there, but the graph says nothing of the document; build it again"
            yield wording.found("text", document, said)
            continue
        text = document_text(generation, name)
        yield from _check_document(wording, document, text)
        for quad in store.quads_for_pattern(None, _IN_DOCUMENT, document, None):
            if isinstance(quad.subject, NamedNode):
                yield from _check_claim(wording, quad.subject, text)
                yield from _check_headline(wording, quad.subject, text)


def _check_document(wording: Wording, document: NamedNode, text: str) -> Iterator[Finding]:
    length = _value(wording.store, document, "length")
    if length is not None and length != str(len(text)):
        said = f"its text has {len(text)} characters, but the graph says {length}; {_AGAIN}"
        yield wording.found("text", document, said)
    digest = _value(wording.store, document, "textHash")
    if digest is not None and digest != hashlib.sha256(text.encode()).hexdigest():
        yield wording.found("text", document, f"its text is not the one that was read; {_AGAIN}")


def _check_claim(wording: Wording, claim: NamedNode, text: str) -> Iterator[Finding]:
    names = ("quote", "start", "end", "prefix", "suffix")
    quote, start, end, prefix, suffix = (_value(wording.store, claim, name) for name in names)
    if quote is None or not (start or "").isdecimal() or not (end or "").isdecimal():
        return  # the shapes tell of these
    first, last = int(start or 0), int(end or 0)
    if text[first:last] != quote:
        yield _misquoted(wording, claim, quote, text[first:last])
    elif not (text[:first].endswith(prefix or "") and text[last:].startswith(suffix or "")):
        said = f"the text around “{_short(quote)}” is not what the claim keeps of it; {_AGAIN}"
        yield wording.found("quote", claim, said)


def _check_headline(wording: Wording, claim: NamedNode, text: str) -> Iterator[Finding]:
    names = ("headlineQuote", "headlineStart", "headlineEnd")
    quote, start, end = (_value(wording.store, claim, name) for name in names)
    if quote is None and start is None and end is None:
        return
    whole = quote is not None and (start or "").isdecimal() and (end or "").isdecimal()
    if not whole:
        said = f"it keeps a part only of what the headline says; {_AGAIN}"
        yield wording.found("quote", claim, said)
    elif text[int(start or 0) : int(end or 0)] != quote:
        yield _misquoted(wording, claim, quote or "", text[int(start or 0) : int(end or 0)])


def _misquoted(wording: Wording, claim: NamedNode, quote: str, there: str) -> Finding:
    said = f"it quotes “{_short(quote)}” where the text has “{_short(there)}”; {_AGAIN}"
    return wording.found("quote", claim, said)


def _value(store: Store, subject: NamedNode, name: str) -> str | None:
    """The one literal that `subject` has as `name`; where there are several, the shapes tell."""
    found = [
        quad.object.value
        for quad in store.quads_for_pattern(subject, NamedNode(term(name)), None, None)
        if isinstance(quad.object, Literal)
    ]
    return found[0] if len(found) == 1 else None


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


_LONGEST = 60
