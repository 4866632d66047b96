"""Offices right after names that are not theirs: objects of a verb, participles, offices of another state."""

from mithaq.ingest.lexicon import words
from mithaq.ingest.namelines import Line
from mithaq.ingest.officekinds import is_a
from mithaq.ingest.officephrases import OfficePhrase
from mithaq.ingest.people import Person
from mithaq.ingest.personnames import NameRun
from mithaq.ingest.tokens import unjoined

_TEH = "ة"
_FEMININE = "ه"
_HERS, _SHE = "ت", "ت"
_LONGEST_SHE = 4
"""«ترأس» may be his or hers, «ترحب» hers; a short form begins like one of either."""
_TO_COME = "س"
_IN_NAME_OF = "باسم"


def is_object(line: Line, run: NameRun, phrase: OfficePhrase) -> bool:
    """Whether a verb of one sex and an office of the other tell of two: «دعت فلانة رئيس الوزراء»."""
    before = run.first - 1
    if before < 0 or line.classes[before] != "verb":
        return False
    sex = _office_of_a_woman(line, phrase.mention.first)
    return sex is not None and sex != _said_of_a_woman(line.form(before))


def _office_of_a_woman(line: Line, position: int) -> bool | None:
    """Whether the head of an office tells that a woman holds it; nothing where it tells neither."""
    form, heads = line.form(position), words("offices", "construct_heads")
    if form + _FEMININE in heads:
        return False
    woman = form.endswith(_FEMININE) and form.removesuffix(_FEMININE) in heads
    return True if woman and line.as_printed(position).endswith(_TEH) else None


def _said_of_a_woman(form: str) -> bool:
    stem = unjoined(form).removeprefix(_TO_COME)
    return stem.endswith(_HERS) or (stem.startswith(_SHE) and len(stem) >= _LONGEST_SHE)


def is_participle(line: Line, phrase: OfficePhrase) -> bool:
    """«قالت فلانة، متحدثة في المؤتمر، …»: what she does, and not what she is."""
    end = phrase.mention.last
    if end >= len(line.tokens) or line.form(phrase.mention.first) not in words(
        "offices", "somebody"
    ):
        return False
    return line.form(end) != _IN_NAME_OF and line.classes[end] == "preposition"


def is_anothers(person: Person | None, phrase: OfficePhrase) -> bool:
    """Whether somebody known by one name holds an office of another state."""
    owner = phrase.organization
    if person is None or owner is None or owner.kind != "State" or phrase.certainty < 1:
        return False
    states = {
        post.organization.iri
        for post in person.posts.values()
        if post.organization is not None
        and post.organization.kind == "State"
        and post.certainty == 1
        and is_a(post.kind, "national")
    }
    return bool(states) and owner.iri not in states
