"""What follows the head of an office: of what, for what, where; up to the name or the clause's end."""

from collections.abc import Mapping
from dataclasses import dataclass

from mithaq.ingest.lexicon import meanings, words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.namelines import Line, is_ali, is_hamzated
from mithaq.ingest.namesorts import sort_of
from mithaq.ingest.officeadjectives import adjective_end
from mithaq.ingest.personnames import after_titles, name_run
from mithaq.ingest.tailwords import ARTICLED, is_construct_head, is_organization_noun, may_follow
from mithaq.ingest.tokens import COMMAS, bare, is_among, readings
from mithaq.ingest.wordforms import is_ordinary

_MOST = 14
_LONGEST_QUOTE = 8
_OF = "ل"
_IN = "في"
_PLACES = frozenset({"State", "Place"})
_PAPERS = frozenset({"Treaty", "Provision"})
_WHITHER = "الي"
_MADE = "ا"  # «مبعوثا إلى ليبيا»
_LINKED = frozenset({"(", '"', "#", "-"})


@dataclass(frozen=True, slots=True)
class Tail:
    """The tokens of an office after its head, up to `last`; the mentions in them.

    `noun` is where the name of an organisation begins that no list knows, and `end` where it ends.
    """

    last: int
    mentions: tuple[Mention, ...]
    noun: int = -1
    end: int = -1


def _prepositions() -> Mapping[str, str]:
    return meanings("offices", "tail_prepositions")


def read_tail(
    line: Line,
    first: int,
    at: Mapping[int, Mention],
    stops: frozenset[int],
    *,
    post: bool = False,
) -> Tail:
    """The tail that begins at token `first`; `at` has the mentions by first token.

    It does not go on over the tokens `stops`, where other offices begin. The noun of a `post`,
    «رئاسة», begins no organisation's name.
    """
    position, mentions = first, []
    named = is_organization_noun(line.form(first - 1)) and not line.form(first - 1).startswith("ال")
    named = named and not post
    noun, end = (first - 1, first) if named else (-1, -1)
    wanting = _wants_noun(line, first)
    while position < len(line.tokens) and position - first < _MOST and position not in stops:
        mention = at.get(position)
        step = _step(line, position, first, mention, at, wanting=wanting)
        if step is None:
            break
        if line.form(position) != "#":
            wanting = mention is None and _is_construct(line, step)
        if mention is not None:
            mentions.append(mention)
        if noun < 0 and is_organization_noun(line.form(position)) and mention is None:
            noun = position
        if noun >= 0 and (end < 0 or end == position) and not _is_apart(line, position):
            end = step
        position = step
    return Tail(_without_loose_end(line, first, position), tuple(mentions), noun, end)


def _wants_noun(line: Line, first: int) -> bool:
    """Whether a noun without the article may follow the head: after one word, or a noun of it."""
    head = line.form(first - 1)
    return not head.startswith("ال") and (
        is_organization_noun(head) or head in _prepositions() or _alone(line, first)
    )


def _alone(line: Line, first: int) -> bool:
    """Whether the head has no article: «رئيس», «أمين عام»."""
    last = line.form(first - 1)
    return is_construct_head(last) or (
        last in words("offices", "of_heads") and is_construct_head(line.form(first - 2))
    )


def _is_construct(line: Line, position: int) -> bool:
    """Whether the word before `position` may govern a noun without the article."""
    form = line.form(position - 1)
    adjective = adjective_end(line, position - 1) == position
    return form.isalpha() and not form.startswith(ARTICLED) and not adjective


def _is_apart(line: Line, position: int) -> bool:
    return line.form(position) in _prepositions() or adjective_end(line, position) > position


def _without_loose_end(line: Line, first: int, last: int) -> int:
    while last > first and (line.form(last - 1) in _prepositions() or line.form(last - 1) == "#"):
        last -= 1
    return last


def _step(
    line: Line,
    position: int,
    first: int,
    mention: Mention | None,
    at: Mapping[int, Mention],
    *,
    wanting: bool,
) -> int | None:
    """Where the part of the tail at `position` ends; nothing where the tail ends before it.

    `wanting` where the word before may govern a noun without the article.
    """
    if mention is not None:
        return _over_mention(line, position, first, mention, wanting=wanting)
    adjective = adjective_end(line, position)
    if adjective > position:
        return adjective
    form = line.form(position)
    if form == '"' and sum(line.form(n) == '"' for n in range(first, position)) % 2:
        return position + 1  # it closes a name
    if form in ('"', "("):
        return _over_marks(line, position)
    if form == "#":
        return position + 1
    if form == "ال" and line.form(position + 1) == '"':
        return _over_marks(line, position + 1)  # «وزير الـ"بريكست"»
    if form == _OF and line.form(position + 1) == '"':
        return _over_named(line, position + 1)
    if form == _WHITHER and not _is_sent(line, first):
        return None  # «زيارة الرئيس الهندي إلى كينيا»
    if form in _prepositions() and not is_ali(line, position):
        return _over_preposition(line, position, first, at)
    after = after_titles(line, position)
    if after > position and name_run(line, after) is not None:
        return None
    if form in words("offices", "place_sides") and position + 1 in at:
        return position + 1  # «والي شمال كردفان»
    if line.classes[position] != "word" or not form.isalpha() or _is_name(line, position):
        return None
    return position + 1 if may_follow(line, position, first, wanting=wanting) else None


def _is_sent(line: Line, first: int) -> bool:
    """Whether the office that ends before token `first` sends its holder somewhere: «المبعوث»."""
    heads = (
        bare(reading.rest) for n in range(first - 2, first) for reading in readings(line.form(n))
    )
    sent = words("offices", "sent")
    return any(head in sent or head.removesuffix(_MADE) in sent for head in heads)


def _over_mention(
    line: Line, position: int, first: int, mention: Mention, *, wanting: bool
) -> int | None:
    """Where a known name ends that belongs to the office: its genitive, or after a preposition."""
    if mention.conjunction and mention.how != "demonym":
        return mention.last if _shares(line, position, first, mention) else None
    before = line.form(position - 1)
    genitive = wanting or (position == first and not before.startswith("ال"))
    nisba = line.form(position).startswith("ال") and line.form(position).endswith("يه")
    loose = mention.how != "demonym" and not mention.preposition and not nisba
    if loose and not genitive and before not in _prepositions() and before not in _LINKED:
        return None
    if mention.candidates[0].kind in _PAPERS:
        return None  # «رحبت المستشارة بالاتفاق النووي»
    run = name_run(line, position) if mention.last == position + 1 else None
    if run is not None and run.sure and run.first == position:
        return None  # «رئيسة الوزراء جورجيا ميلوني»
    return mention.last


def _shares(line: Line, position: int, first: int, mention: Mention) -> bool:
    """«لقسم غرب أفريقيا وجنوب آسيا»: one is in charge of two places, where a name follows."""
    if mention.of_kind(_PLACES) is None or position == first:
        return False
    named = any(is_organization_noun(line.form(n)) for n in range(first, position))
    after = mention.last + (line.form(mention.last) in COMMAS)
    run = name_run(line, after)
    followed = run is not None and run.sure and run.first == after
    return (named or _is_sent(line, first)) and (followed or line.form(mention.last) == _IN)


def _is_name(line: Line, position: int) -> bool:
    """Whether a person's name begins here that the lists of names know."""
    articled = line.form(position).startswith("ال") and not is_hamzated(line, position)
    if articled or sort_of(line.form(position)) == "unknown":
        return False
    run = name_run(line, position)
    return run is not None and run.first == position and run.sure and run.known > 0


def _over_marks(line: Line, position: int) -> int | None:
    """A name in quotation marks, or what stands in brackets, between the office and the name."""
    closing = ")" if line.form(position) == "(" else '"'
    low, high = position + 2, min(position + _LONGEST_QUOTE, len(line.tokens))
    end = next((n for n in range(low, high) if line.form(n) == closing), None)
    if end is None or line.form(position - 1) == "،":
        return None
    if is_organization_noun(line.form(position - 1)):
        return end + 1
    inside = name_run(line, position + 1)
    if inside is not None and inside.last == end and inside.known:
        return None  # the holder's own name
    return end + 1


def _over_named(line: Line, position: int) -> int | None:
    """«الأمين العام لـ"الحركة" فلان», but not «قال الأمين العام لـ"الصحيفة" إن …»."""
    end = _over_marks(line, position)
    run = None if end is None else name_run(line, end)
    return end if run is not None and run.sure and run.first == end else None


def _over_preposition(
    line: Line, position: int, first: int, at: Mapping[int, Mention]
) -> int | None:
    following = at.get(position + 1)
    what = _prepositions()[line.form(position)]
    if what == "head" and position > first and not _is_seat(line, position, first):
        return None
    if following is not None and following.how != "office":
        return position + 1
    if what == "mention":
        return None
    form = line.form(position + 1)
    if not form.isalpha() or line.classes[position + 1] not in ("word", "number"):
        return None
    if is_organization_noun(form) or form in words("offices", "regions"):
        return position + 1
    return position + 1 if what != "organization" and is_ordinary(form) else None


def _is_seat(line: Line, position: int, first: int) -> bool:
    """«نائب مجلس الشعب عن الجبهة …», «عضو مجلس الشيوخ عن ولاية …»: for whom somebody sits there."""
    seats = words("offices", "parliaments")
    sits = any(is_among(line.form(n), seats) for n in range(first - 1, position))
    return line.form(position) == "عن" and sits
