"""What a document mentions: names of alliances as printed, how often, in the document's own graph."""

from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from mithaq.ingest.documents import Document
from mithaq.ingest.mentioned import mention_quads, mentioned
from mithaq.iris import document_graph, term, thing
from mithaq.store import current, open_store

ECOWAS, NATO, SCO, EU = (thing("Alliance", name) for name in ("ECOWAS", "NATO", "SCO", "EU"))


def document(text: str, name: str = "d") -> Document:
    blank = dict.fromkeys(("title", "publisher", "author", "date", "date_basis"))
    return Document(id=name, text=text, path=Path(f"{name}.txt"), language="ar", **blank)


def names(text: str) -> list[tuple[str, str, int]]:
    return [(each.alliance, each.name, each.occurrences) for each in mentioned(document(text))]


def test_a_name_is_mentioned_though_nothing_is_said_of_it() -> None:
    # Many wonder what organisations such as the European Union are good for.
    text = "يتساءل كثيرون عن جدوى منظمات مثل الاتحاد الأوروبي."
    (found,) = mentioned(document(text))
    assert (found.alliance, found.name, found.occurrences) == (EU, "الاتحاد الأوروبي", 1)
    assert text[found.start : found.end] == found.name


def test_each_name_is_counted_by_itself_letter_for_letter() -> None:
    # NATO said …; with NATO (its Arabic name) and the North Atlantic Treaty Organisation (NATO).
    text = "قال الناتو إنه باق. والناتو لا يعلق. وانتقد حلف شمال الأطلسي (NATO) ذلك."
    assert names(text) == [
        (NATO, "الناتو", 2),
        (NATO, "حلف شمال الأطلسي", 1),
        (NATO, "NATO", 1),
    ]


def test_a_name_stands_without_its_clitics_but_with_all_its_letters() -> None:
    # for the NATO (which loses a letter), and for the European Union, and in ECOWAS
    assert names("كان ذلك للناتو ولحلف شمال الأطلسي وفي إيكواس.") == [
        (NATO, "للناتو", 1),
        (NATO, "حلف شمال الأطلسي", 1),
        (ECOWAS, "إيكواس", 1),
    ]


def test_the_name_within_an_office_or_a_charter_is_a_mention_too() -> None:
    # the Secretary General of NATO read the charter of the Shanghai Cooperation Organisation
    text = "قرأ الأمين العام لحلف شمال الأطلسي ميثاق منظمة شنغهاي للتعاون."
    assert [(each.alliance, each.name) for each in mentioned(document(text))] == [
        (NATO, "حلف شمال الأطلسي"),
        (SCO, "منظمة شنغهاي للتعاون"),
    ]


def test_what_is_no_alliance_is_not_mentioned() -> None:
    # Norwegian forces crossed the Atlantic Ocean; the treaty was signed in Brussels.
    assert names("عبرت قوات نرويجية المحيط الأطلسي، ووقعت المعاهدة في بروكسل.") == []


def test_the_mentions_stand_in_the_graph_of_their_document(graph_folder: Path) -> None:
    generation = current(graph_folder)
    store = open_store(generation)
    mention, quote, counted = (term(name) for name in ("mentions", "quote", "occurrences"))
    for name in generation.documents:
        graph = NamedNode(document_graph(name))
        assert list(store.quads_for_pattern(None, NamedNode(mention), None, graph)), name
        for found in store.quads_for_pattern(None, NamedNode(mention), None, graph):
            assert next(store.quads_for_pattern(found.subject, NamedNode(quote), None, graph))
            (said,) = store.quads_for_pattern(found.subject, NamedNode(counted), None, graph)
            assert isinstance(said.object, Literal)
            assert int(said.object.value) > 0


def test_another_text_gives_other_mentions() -> None:
    def subjects(quads: list[Quad]) -> set[str]:
        return {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}

    one = list(mention_quads(document("قال الناتو إنه باق.")))  # NATO said it would stay
    other = list(mention_quads(document("لم يقل الناتو إنه باق.")))  # NATO did not say so
    assert subjects(one).isdisjoint(subjects(other))
    assert one == list(mention_quads(document("قال الناتو إنه باق.")))
