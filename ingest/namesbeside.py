"""The name beside an office: after it or before it, over a comma, brackets or linking words."""

from collections.abc import Sequence
from dataclasses import dataclass

from mithaq.ingest.asides import past_aside
from mithaq.ingest.grammar import preposition_before
from mithaq.ingest.lexicon import common_words, words
from mithaq.ingest.namelines import Line
from mithaq.ingest.namesorts import sort_of
from mithaq.ingest.notbeside import is_anothers, is_object, is_participle
from mithaq.ingest.officejoints import back_over_joints, over_joints
from mithaq.ingest.officekinds import is_a
from mithaq.ingest.officephrases import OfficePhrase
from mithaq.ingest.people import People, key
from mithaq.ingest.personnames import NameRun, name_run, name_run_before
from mithaq.ingest.speakers import is_speech
from mithaq.ingest.tokens import COMMAS

_MOST_JOINTS = 2
_OFTEN = 2
_SURE = 2
_SHORTEST = 3
_LONG_OFFICE = 3
_COLON = ":"
_AND = "و"
_GOVERNED = "لبك"
_JOINED = "ولبف"
"""With these a clause goes on right after a name: «للصحفيين», «بشدة»."""
_OWNED = ("ه", "ها", "هم")
_CLOSING = (
    "mark",
    "verb",
    "preposition",
    "complementizer",
    "relative",
    "auxiliary",
    "subordinator",
)


@dataclass(slots=True)
class Search:
    """A sentence in which offices look for names, and the tokens of those already given one."""

    line: Line
    people: People
    used: set[int]

    def has(self, run: NameRun) -> bool:
        """Whether the name has been given an office already."""
        return any(n in self.used for n in range(run.first, run.last))


def name_beside(group: Sequence[OfficePhrase], search: Search) -> NameRun | None:
    """The name that belongs to offices said one after the other."""
    beside = _adjoining(group, search) or _named_after(group, search)
    return beside or _named_before(group, search) or _named_past_aside(group, search)


def _named_past_aside(group: Sequence[OfficePhrase], search: Search) -> NameRun | None:
    """«زعيم الحزب، الذي فاز بالانتخابات، فلان»; of an office said in full."""
    phrase = group[-1]
    run = None if phrase.bare else past_aside(search.line, phrase.last)
    return None if run is None or search.has(run) else run


def _adjoining(group: Sequence[OfficePhrase], search: Search) -> NameRun | None:
    """The name right before an office that no name follows directly: «فلان وزير …، فلان وزير …»."""
    following = search.line.form(group[-1].last)
    if following not in words("offices", "joints") and not following.startswith(_AND):
        return None
    run = _named_before(group, search)
    return run if run is not None and run.last == group[0].first else None


def _named_after(group: Sequence[OfficePhrase], search: Search) -> NameRun | None:
    line, phrase = search.line, group[-1]
    position, joints = over_joints(line, phrase.last)
    if joints == 0 and line.form(position) == _COLON:
        return _listed(phrase, search)
    if joints > _MOST_JOINTS or (joints == 0 and _is_principal_after(group, search)):
        return None
    run = name_run(line, position)
    said = phrase.organization is not None or phrase.last - phrase.first >= _LONG_OFFICE
    if (said and not phrase.bare) or _wants_more(run, search):
        longer = unusual(line, position, run)
        if longer is not None and (joints == 0 or line.form(longer.last) in COMMAS):
            run = longer
    if run is not None and joints == 0:
        run = _past_principal(phrase, run, search) or run
    if run is None or run.cut or search.has(run):
        return None
    if position == phrase.last and _is_genitive(line, run.first - 1):
        return None
    if run.sure and joints:
        return run if not _goes_on(line, run) else None
    if run.sure:
        return run
    if phrase.kind.startswith("deputy") and _named_before(group, search) is not None:
        return None  # «فلان نائب الوزير …»: the name after it is the minister's
    return run if _one_name_counts(phrase, run, search, joints) else None


def _listed(phrase: OfficePhrase, search: Search) -> NameRun | None:
    """«وزير العدل: فلان وزير النقل: فلان»: of several with a colon, or alone on a line.

    What else follows «وزير العدل:» is what he says.
    """
    line = search.line
    run = name_run(line, phrase.last + 1)
    if run is None or not run.sure or run.first != phrase.last + 1 or search.has(run):
        return None
    several = sum(line.form(n) == _COLON for n in range(len(line.tokens))) > 1
    alone = phrase.first <= 1 and run.last >= len(line.tokens) - 1
    return run if (several and not phrase.bare) or alone else None


def _is_principal_after(group: Sequence[OfficePhrase], search: Search) -> bool:
    """«فلان، المتحدث باسم الرئيس فلان»: the name after is his for whom the one before speaks."""
    if not is_a(group[-1].kind, "serving") or search.line.form(group[0].first - 1) not in COMMAS:
        return False
    return _named_before(group, search) is not None


def _past_principal(phrase: OfficePhrase, run: NameRun, search: Search) -> NameRun | None:
    """«المتحدث باسم بوتين فلان», «مستشار ترامب فلان»: the name after that of who is served."""
    if not is_a(phrase.kind, "serving") or run.first != phrase.last or len(run.names) > 1:
        return None
    if search.people.find(key(run.names)) is None and not run.known:
        return None
    line, comma = search.line, search.line.form(run.last) in COMMAS
    own = name_run(line, run.last + comma)
    if own is None or not own.sure or own.cut or own.first != run.last + comma:
        return None
    return own if not comma or line.form(own.last) in COMMAS else None


def unusual(line: Line, position: int, usual: NameRun | None) -> NameRun | None:
    """A longer name of words that make none elsewhere.

    It ends in what is no word, or the clause goes on right after it.
    """
    run = name_run(line, position, beside=True)
    if run is None or not run.sure or (usual is not None and usual.last >= run.last):
        return None
    if sort_of(line.form(run.last - 1)) in ("surname", "unknown"):
        return run  # «أندرس فوغ راسموسن»
    following = line.form(run.last)
    closed = run.last >= len(line.tokens) or line.classes[run.last] in _CLOSING
    goes_on = following in words("names", "when") or (
        following[:1] in _JOINED and sort_of(following) == "ordinary"
    )
    return run if closed or goes_on else None


def _wants_more(run: NameRun | None, search: Search) -> bool:
    """Whether the name is a given name alone, by which few are called: «النائب بيتر …»."""
    if run is None or run.sure or sort_of(search.line.form(run.first)) != "given":
        return False
    known = search.people.find(key(run.names))
    return known is None or len(known.words) == 1


def _is_genitive(line: Line, before: int) -> bool:
    """Whether a name belongs to the noun before it: «في حكومة فلان», «باسم فلان»."""
    form, earlier = line.form(before), line.form(before - 1)
    if form == "باسم" or form in words("offices", "organization_nouns"):
        return True
    rare = sort_of(form) == "ordinary" and form not in common_words()
    return rare and earlier in words("names", "led_by_name")  # «في حكومة فوغ راسموسن»


def _goes_on(line: Line, run: NameRun) -> bool:
    """«…، فلان وزير …»: another office follows that is the person's own."""
    return line.form(run.last) in words("offices", "construct_heads") and run.last not in line.taken


def _one_name_counts(phrase: OfficePhrase, run: NameRun, search: Search, joints: int) -> bool:
    """Whether a single word after an office is a name: a known one, or one that comes often."""
    line, people = search.line, search.people
    if is_a(phrase.kind, "royal") and people.by_first(run.names[0], phrase.kind) is not None:
        return True
    known = people.find(key(run.names))
    if is_anothers(known, phrase):
        return False  # «حث فلان رئيس كذا فلانا»: his name who urges stands before it
    if joints:
        closed = line.form(run.last) in words("offices", "joints")
        if not closed or line.form(phrase.last) == "-":
            return False
        return known is not None or (phrase.organization is not None and run.known > 0)
    if known is not None or run.known:
        return True
    if run.names[0][0] in _GOVERNED and run.names[0].endswith(_OWNED):
        return False  # «سفيره لاستشارته»
    often = people.counts[line.form(run.first)] >= _OFTEN
    closed = run.last >= len(line.tokens) or line.classes[run.last] in _CLOSING
    return often or (closed and len(run.names[0]) > _SHORTEST)


def _named_before(group: Sequence[OfficePhrase], search: Search) -> NameRun | None:
    line, phrase = search.line, group[0]
    position, joints = back_over_joints(line, phrase.first)
    if line.form(phrase.first - 1) in words("offices", "kin") or is_participle(line, phrase):
        return None
    if phrase.mention.preposition or phrase.mention.conjunction or joints > _MOST_JOINTS:
        return None
    if preposition_before(line.tokens, phrase.first) and joints == 0:
        return None
    run = name_run_before(line, position) or _unusual_before(line, position, joints)
    if run is None and joints:
        run = name_run_before(
            line, position, lambda r: search.people.find(key(r.names)) is not None
        )
    run = run or _between(line, position)
    if run is None or (not _is_aside(line, group, joints) and search.has(run)):
        return None
    if joints == 0 and is_object(line, run, phrase):
        return None
    told = run.known or len(run.names) > _SURE or is_speech(line.form(run.first - 1))
    told = told or line.form(run.first - 1) in COMMAS
    if joints == 0 and (phrase.bare or not told):
        return None
    return run


def _between(line: Line, position: int) -> NameRun | None:
    """«قال أشرف القدرة الناطق باسم …»: two words between a verb of speech and the office."""
    first = position - _SURE
    if not (is_speech(line.form(first - 1)) and line.form(first + 1).startswith("ال")):
        return None
    if line.classes[first + 1] != "word" or {first, first + 1} & line.taken:
        return None
    named = sort_of(line.form(first)) in ("given", "either")
    names = (line.form(first), line.form(first + 1))
    return NameRun(first, position, names, 1) if named else None


def _unusual_before(line: Line, position: int, joints: int) -> NameRun | None:
    """«فؤاد معصوم، الرئيس العراقي»: a given name, and a word that is none elsewhere."""
    if not joints:
        return None
    return name_run_before(
        line,
        position,
        lambda run: run.sure and sort_of(line.form(run.first)) == "given",
        beside=True,
    )


def _is_aside(line: Line, group: Sequence[OfficePhrase], joints: int) -> bool:
    """«رئيس الوزراء فلان، رئيس حزب كذا، …»: a second office between marks."""
    return joints > 0 and line.form(group[-1].last) in ("،", ",", ")", ".", "")
