"""What a model tells is taken only as far as it stands in the text and fits the ontology."""

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from mithaq.ingest.documents import given, read_documents
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact, Participant
from mithaq.ingest.readers.answers import Named, Told, read_answer
from mithaq.ingest.readers.both import combined
from mithaq.ingest.readers.grounding import Grounded, ground_facts
from mithaq.ingest.readers.instructions import examples, instructions
from mithaq.ingest.readers.windows import Window, windows

SEEDS = Path(__file__).parent.parent / "seeds"
TEXT = "Peru sent 300 soldiers to Haiti on 3 March 2021, its minister Juan Rojas said. Nobody asked why. They fought well. All went home."
FACT = Told(
    type="Deployment",
    roles=(("deployer", Named("Peru", "Peru", "State")), ("place", Named("Haiti", None, None))),
    status="actual",
    source=None,
    time="2021-03-03",
    value=300.0,
    quote="Peru sent 300 soldiers to Haiti",
)


def ground(
    *told: Told, text: str = TEXT, date: str | None = None, language: str = "en"
) -> Grounded:
    document = replace(given("a", text, date=date), language=language)
    whole = Window(0, len(text))
    return ground_facts(document, [(whole, one) for one in told], "test", {"default": 0.8})


def dropped(told: Told, **more: str) -> str:
    """Why nothing is left of `told`."""
    found = ground(told, **more)
    assert found.facts == ()
    (why,) = found.dropped
    return why


def test_what_stands_in_the_text_is_a_fact_with_its_offsets() -> None:
    (fact,) = ground(FACT).facts
    assert TEXT[fact.start : fact.end] == fact.quote == FACT.quote
    assert [one.iri.rsplit("/", 1)[1] for _role, found in fact.roles for one in found] == [
        "PER",
        "HTI",
    ]
    assert (fact.time and fact.time.edtf, fact.time and fact.time.text) == (
        "2021-03-03",
        "3 March 2021",
    )
    assert (fact.value, fact.status, fact.confidence, fact.source) == (300, "actual", 0.8, None)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"quote": "Peru sent 400 soldiers to Haiti"}, "not in the text"),
        ({"quote": "peru sent 300 soldiers to Haiti"}, "not in the text"),
        ({"type": "Coronation"}, "no such type"),
        ({"type": "Claim"}, "no such type"),
        ({"status": "certain"}, "no status 'certain'"),
        (
            {"roles": (("deployer", Named("Brazil", "Brazil", "State")),)},
            "'Brazil' is not named near",
        ),
        (
            {"roles": (("deployer", Named("Zorgland", None, "State")),)},
            "'Zorgland' is not named near",
        ),
        ({"roles": (("deployer", Named("soldiers", None, "Deployment")),)}, None),
        ({"roles": (("member", Named("Peru", None, "State")),)}, "no core participant"),
        ({"roles": ()}, "no core participant"),
        (
            {"roles": (*FACT.roles, ("place", Named("Peru", None, None)))},
            "place is one participant",
        ),
        ({"source": Named("The Pope", None, "Person")}, "source 'The Pope' is not named near"),
    ],
)
def test_what_does_not_is_dropped_and_told(changed: dict[str, object], why: str | None) -> None:
    told = replace(FACT, **changed)  # type: ignore[arg-type]
    if why is None:  # a class that no text names is not taken from the model
        (fact,) = ground(told).facts
        assert fact.role("deployer")[0].kind != "Deployment"
        return
    found = ground(told)
    assert found.facts == ()
    assert any(why in sentence for sentence in found.dropped)
    assert all(sentence.startswith("a") for sentence in found.dropped)


@pytest.mark.parametrize(
    ("time", "kept"),
    [
        ("2021-03-03", "2021-03-03"),
        ("2021-03", "2021-03"),
        ("2021", "2021"),
        ("2021-03-04", None),
        ("2021-04-03", None),
        ("1999", None),
        ("yesterday", None),
    ],
)
def test_a_time_is_one_that_the_text_gives(time: str, kept: str | None) -> None:
    (fact,) = ground(replace(FACT, time=time)).facts
    assert (fact.time and fact.time.edtf) == kept


def test_a_time_counted_from_the_date_of_the_document_is_checked_against_it() -> None:
    text = "انسحبت غانا من حلف الأطلسي أمس."  # Ghana left NATO yesterday
    told = Told(
        "Withdrawal",
        (("alliance", Named("حلف الأطلسي", "NATO", None)), ("member", Named("غانا", None, None))),
        "actual",
        None,
        "2024-05-09",
        None,
        "انسحبت غانا من حلف الأطلسي أمس",
    )
    (right,) = ground(told, text=text, date="2024-05-10", language="ar").facts
    assert right.time is not None
    assert (right.time.edtf, right.time.basis) == ("2024-05-09", "relative-to-document")
    (wrong,) = ground(told, text=text, date="2024-06-10", language="ar").facts
    assert wrong.time is None


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("last Wednesday", "2024-05-08"),
        ("yesterday", "2024-05-09"),
        ("under the 1999 treaty", "1999"),
        ("on 3 December", "2023-12-03"),
        ("on 3 December", "2024-12-03"),
        ("in 3 of 2024 boats", "2024-03"),
    ],
)
def test_an_english_time_is_one_that_english_words_tell(words: str, edtf: str) -> None:
    text = f"Peru sent 300 soldiers to Haiti {words}."
    (fact,) = ground(replace(FACT, time=edtf), text=text, date="2024-05-10").facts
    assert (fact.time and fact.time.edtf) == (None if "boats" in words else edtf)


def test_a_value_is_a_number_that_stands_near() -> None:
    (fact,) = ground(replace(FACT, value=4000.0)).facts
    assert fact.value is None
    text = "Peru gives 70% of the budget of NATO."
    roles = (("contributor", Named("Peru", None, None)), ("recipient", Named("NATO", None, None)))
    told = Told("Contribution", roles, "actual", None, None, 0.7, "Peru gives 70% of the budget")
    assert [fact.value for fact in ground(told, text=text).facts] == [0.7]


def test_a_quote_that_stands_twice_is_where_its_participants_are() -> None:
    text = "They sent troops. Nobody said whither. All was quiet then. Peru and Haiti met. They sent troops."
    told = replace(FACT, quote="They sent troops", time=None, value=None)
    (fact,) = ground(told, text=text).facts
    assert fact.start == text.rindex("They sent troops")
    both = "They sent troops. Peru and Haiti met. They sent troops."
    assert "more than once" in dropped(told, text=both)


def test_a_participant_must_be_named_in_the_sentence_or_beside_it() -> None:
    near = "Nobody sent a soldier. Peru did. Haiti was glad."
    far = "Haiti was glad. It rained. It rained. It rained. Peru sent a soldier."
    told = replace(FACT, time=None, value=None, quote="Peru did")
    assert len(ground(told, text=near).facts) == 1
    assert "'Haiti' is not named near" in dropped(replace(told, quote="Peru sent"), text=far)


def test_a_fact_told_by_two_windows_stands_once_by_the_longest_quote() -> None:
    longer = replace(FACT, quote="Peru sent 300 soldiers to Haiti on 3 March 2021")
    (fact,) = ground(FACT, longer, FACT).facts
    assert fact.quote == longer.quote


def test_whom_the_reference_does_not_know_gets_a_name_of_the_text() -> None:
    text = "The blue lantern front went to Haiti."
    visitor = Named("blue lantern front", "Blue Lantern Front", "ArmedGroup")
    roles = (("visitor", visitor), ("place", Named("Haiti", None, None)))
    told = Told("Visit", roles, "actual", None, None, None, "front went to Haiti")
    (fact,) = ground(told, text=text).facts
    assert fact.role("visitor")[0] == Participant(
        "https://w3id.org/mithaq/id/armed-group/blue-lantern-front",
        "ArmedGroup",
        (("en", "blue lantern front"),),
    )


def test_the_examples_of_the_instructions_are_grounded_to_the_last_word() -> None:
    for number, example in enumerate(examples()):
        answer = read_answer(json.dumps({"facts": example.facts}))
        language = "ar" if example.gloss else "en"
        found = ground(*answer.facts, text=example.text, date=example.date, language=language)
        assert (answer.faults, found.dropped) == ((), ()), number
        assert len(found.facts) == len(example.facts)
        for fact, wanted in zip(found.facts, example.facts, strict=True):
            assert (fact.time and fact.time.edtf) == wanted["time"]
            assert fact.value == wanted["value"]


def test_the_instructions_name_every_type_role_and_term() -> None:
    told = instructions()
    for name in ("Withdrawal", "`beneficiary` (further)", "peacekeepers", "conditional"):
        assert name in told.system
    kinds = told.schema["properties"]["facts"]["items"]["properties"]["type"]["enum"]
    assert "RefusedAssistance" in kinds
    assert "Claim" not in kinds


@pytest.mark.parametrize(
    ("written", "facts", "fault"),
    [
        ('{"facts": []}', 0, None),
        ('```json\n{"facts": []}\n```', 0, None),
        ('<think>{"facts": [1]}</think>{"facts": []}', 0, None),
        ("I cannot help with that.", 0, "no JSON"),
        ("", 0, "no JSON"),
        ('{"fact": []}', 0, "no JSON with a list"),
        ('{"facts": [{"type": "Visit"}]}', 0, "not the form"),
        ('{"facts": ["Visit", 7, null]}', 0, "not the form"),
        ('{"facts": [' + "[" * 100_000, 0, "breaks off"),
    ],
)
def test_an_answer_is_read_as_far_as_it_can_be(written: str, facts: int, fault: str | None) -> None:
    answer = read_answer(written)
    assert len(answer.facts) == facts
    assert (fault is None) == (not answer.faults)
    assert fault is None or fault in answer.faults[0]


def test_of_an_answer_that_was_cut_off_the_whole_facts_stand() -> None:
    fact = json.dumps(
        {"type": "Visit", "roles": [], "status": "actual", "source": None, "quote": "x"}
    )
    answer = read_answer(f'{{"facts": [{fact}, {fact}, {fact[:20]}')
    assert len(answer.facts) == 2
    assert answer.faults == ("the answer breaks off",)


@pytest.mark.parametrize(("size", "overlap"), [(40, 10), (100, 30), (7, 3), (1000, 100)])
def test_windows_hold_every_sentence_and_are_no_longer_than_asked(size: int, overlap: int) -> None:
    text = "One is short. Two is quite a bit longer than that!\nThree?\n\n" * 5
    found = windows(text, size, overlap)
    covered = {place for window in found for place in range(window.start, window.end)}
    assert all(place in covered or text[place].isspace() for place in range(len(text)))
    assert all(window.end - window.start <= size for window in found)
    assert all(a.end - b.start <= overlap for a, b in pairwise(found))
    assert [w.start for w in found] == sorted({w.start for w in found})


# A model that answers what the frames read: what grounding itself costs


def told_by(fact: Fact, text: str) -> Told:
    """`fact` as a model would tell it."""

    def named(one: Participant) -> Named:
        labels = [label for tag, label in one.labels if tag == "ar"] or [one.labels[0][1]]
        name = next((label for label in labels if label in text), labels[0])
        return Named(name, one.label("en"), one.kind)

    return Told(
        fact.type,
        tuple((role, named(one)) for role, found in fact.roles for one in found),
        fact.status,
        fact.source and named(fact.source),
        fact.time and fact.time.edtf,
        fact.value,
        fact.quote,
    )


def test_nearly_all_that_the_frames_read_can_be_grounded() -> None:
    framed = modelled = 0
    for document in read_documents([SEEDS]):
        facts = extract(document)
        told = [(Window(0, len(document.text)), told_by(fact, document.text)) for fact in facts]
        found = ground_facts(document, told, "test", {"default": 0.8}).facts
        framed += len(facts)
        modelled += len(found)
        assert all(document.text[fact.start : fact.end] == fact.quote for fact in found)
        agreed = [fact for fact in combined(facts, found) if fact.held is None]
        assert len(agreed) >= 0.9 * len(facts)
    assert modelled >= 0.95 * framed


# Both readers


def two() -> tuple[Fact, Fact]:
    """One fact as frames and as a model read it."""
    (fact,) = ground(FACT).facts
    return replace(fact, confidence=0.7, frame="deployment 1"), fact


def test_what_both_find_is_surer_and_need_not_wait() -> None:
    framed, modelled = two()
    (fact,) = combined([framed], [modelled])
    assert (fact.confidence, fact.held, fact.frame) == (0.94, None, "deployment 1")


def test_the_finer_time_of_two_stands() -> None:
    framed, modelled = two()
    (fact,) = combined([replace(framed, time=None)], [modelled])
    assert fact.time == modelled.time


def test_what_only_one_finds_waits_unless_it_is_accepted() -> None:
    framed, modelled = two()
    assert [fact.held for fact in combined([framed], [])] == ["one-reader"]
    assert [fact.held for fact in combined([], [modelled])] == ["one-reader"]
    assert [fact.held for fact in combined([framed], [], accept=True)] == [None]


def test_two_that_disagree_in_status_or_time_both_wait() -> None:
    framed, modelled = two()
    for other in (replace(modelled, status="announced"), ground(replace(FACT, time=None)).facts[0]):
        late = replace(other, time=modelled.time and replace(modelled.time, edtf="2020"))
        found = combined([framed], [late], accept=True)
        assert [fact.held for fact in found] == ["disagreement", "disagreement"]


def test_the_same_type_about_others_is_another_fact() -> None:
    framed, modelled = two()
    other = replace(modelled, roles=(("deployer", modelled.role("place")), ("place", ())))
    assert [fact.held for fact in combined([framed], [other])] == ["one-reader", "one-reader"]
