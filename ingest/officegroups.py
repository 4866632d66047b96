"""Which offices of a sentence are one person's: «نائب رئيس الوزراء ووزير الدفاع فلان»."""

from collections.abc import Sequence
from dataclasses import replace

from mithaq.ingest.lexicon import words
from mithaq.ingest.namelines import Line
from mithaq.ingest.officekinds import is_a
from mithaq.ingest.officephrases import OfficePhrase
from mithaq.ingest.personnames import is_title_adjective, name_run_before, titles
from mithaq.ingest.speakers import is_speech
from mithaq.ingest.tokens import COMMAS, is_among


def grouped(phrases: Sequence[OfficePhrase], line: Line) -> list[list[OfficePhrase]]:
    """Offices that belong together: «محافظ … قائد …», «نائب رئيس الوزراء ووزير …»."""
    found: list[list[OfficePhrase]] = []
    for phrase in phrases:
        before = found[-1][-1] if found else None
        together = before is not None and before.last == phrase.first and not before.bare
        if _is_title(phrase, line):
            if before is not None and together and _titles_the_same(line, found[-1][0], phrase):
                found[-1][-1] = replace(before, last=phrase.last)
            continue
        if before is not None and together and _says_again(before, phrase):
            found[-1][-1] = replace(before, last=phrase.last)
            continue
        together = together and before is not None and not _of_two_states(before, phrase)
        together = together and line.form(found[-1][0].first) not in words("offices", "somebody")
        together = together and before is not None and not _governs(line, before)
        if before is not None and together and phrase.mention.conjunction:
            together = is_a(before.kind, "combined") or is_a(phrase.kind, "combined")
            together = together or _are_both_his(line, found[-1][0], phrase)
            together = together or _speaks_alone(line, found[-1][0], phrase)
        elif together:
            together = not phrase.mention.preposition and _may_stack(line, found[-1][0])
        if together:
            found[-1].append(phrase)
        else:
            found.append([phrase])
    return found


def _governs(line: Line, phrase: OfficePhrase) -> bool:
    """«مدير الاتصال بمكتب الرئيس فلان», «الناطقة باسم الوزيرة فلانة»: the name is of whom another serves."""
    return is_among(line.form(phrase.last - 1), words("offices", "serving_nouns"))


def _are_both_his(line: Line, first: OfficePhrase, last: OfficePhrase) -> bool:
    """Whether both stand set off after a name: «محمد بن سلمان، ولي العهد ووزير الدفاع السعودي، …»."""
    set_off = line.form(first.first - 1) in COMMAS and line.form(last.last) in (*COMMAS, ".", "")
    return set_off and name_run_before(line, first.first - 1) is not None


def _speaks_alone(line: Line, first: OfficePhrase, last: OfficePhrase) -> bool:
    """«قال وزير الخارجية الأسبق ورئيس الحزب فلان إن …»: one verb of speech, and one name."""
    before = line.form(first.first - 1)
    dismissed = before in words("offices", "dismissed")
    if first.bare or last.bare or dismissed or not is_speech(before):
        return False
    of_state = is_a(first.kind, "national") and is_a(last.kind, "national")
    return first.kind != last.kind and not of_state


def _says_again(before: OfficePhrase, phrase: OfficePhrase) -> bool:
    """Whether the office is only a title after itself said in full: «العاهل الأردني الملك فلان»."""
    return phrase.bare and phrase.kind == before.kind and before.organization is not None


def _of_two_states(one: OfficePhrase, other: OfficePhrase) -> bool:
    """Whether two people must hold them: «… ملك الأردن الرئيس الفلسطيني …»."""
    owners = (phrase.organization for phrase in (one, other) if phrase.certainty == 1)
    states = {owner.iri for owner in owners if owner is not None and owner.kind == "State"}
    return len(states) > 1


def _may_stack(line: Line, first: OfficePhrase) -> bool:
    """Whether offices side by side are one person's: «استقبل الرئيس وزير …» speaks of two."""
    if first.mention.preposition or name_run_before(line, first.first) is not None:
        return True
    before = first.first - 1
    stacked = before < 0 or line.classes[before] in ("mark", "preposition", "auxiliary")
    stacked = stacked or is_among(line.form(before), words("offices", "aloof"))
    stacked = stacked or _is_object(line, before)
    reported = is_speech(line.form(before)) and line.form(before) not in words(
        "offices", "dismissed"
    )
    return stacked or reported or line.form(before) in titles()


def _is_object(line: Line, position: int) -> bool:
    """Whether a definite noun there is what the verb before it is done to: «تلا البيان رئيس الوزراء …»."""
    definite = line.form(position).startswith("ال") and line.classes[position] == "word"
    return definite and position > 0 and line.classes[position - 1] == "verb"


def _titles_the_same(line: Line, first: OfficePhrase, title: OfficePhrase) -> bool:
    """«رئيس المحكمة العليا القاضي فلان»: the title is his whose office stands before it."""
    governed = title.mention.preposition or title.mention.conjunction
    return not governed and _may_stack(line, first)


def _is_title(phrase: OfficePhrase, line: Line) -> bool:
    """Whether it only honours: «الأمير الشاب فلان», «السفير الفرنسي فلان»."""
    if phrase.kind == "ambassador":
        return not phrase.accredited
    if phrase.commanded in words("offices", "vehicles") and phrase.last > phrase.mention.last:
        return True
    if not is_a(phrase.kind, "owned") or (
        phrase.organization is not None and phrase.certainty == 1
    ):
        return False
    said = [line.form(n) for n in range(phrase.mention.last, phrase.last)]
    one = phrase.mention.last == phrase.mention.first + 1  # «أحد زعماء المعارضة» is no title
    qualified = one and bool(said) and all(is_title_adjective(form) for form in said)
    return phrase.bare or (qualified and is_a(phrase.kind, "honorific"))
