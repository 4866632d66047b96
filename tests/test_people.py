"""People: known once, known again by surname, by office and by title."""

from mithaq.ingest.documents import Document, given
from mithaq.ingest.people import People, key
from mithaq.ingest.personnames import NameRun
from mithaq.ingest.reading import read


def document(text: str) -> Document:
    return given("people", text, date="2024-03-01")


def people_in(text: str) -> list[tuple[str, str]]:
    """Every person mentioned: local name, and the text that mentions them."""
    return [
        (m.candidates[0].iri.rpartition("/")[2], text[m.start : m.end])
        for sentence in read(document(text)).sentences
        for m in sentence.mentions
        if m.how == "person"
    ]


def run(*names: str) -> NameRun:
    return NameRun(0, len(names), names, 1)


def test_somebody_named_in_full_is_known_by_surname_before_and_after() -> None:
    text = "غادر بيدرسن دمشق. والتقى المبعوث غير المقيم هانس بيدرسن الوزير. ثم عاد بيدرسن."
    assert [who for who, _ in people_in(text)] == ["هانس-بيدرسن"] * 3


def test_the_office_beside_a_name_belongs_to_the_mention() -> None:
    text = "زار وزير الخارجية النمساوي ألكسندر شالنبرغ كييف."
    assert people_in(text) == [("الكسندر-شالنبرغ", "وزير الخارجية النمساوي ألكسندر شالنبرغ")]


def test_titles_before_a_name_belong_to_the_mention_and_are_no_part_of_the_name() -> None:
    text = "واجتمع المشير خليفة حفتر بالوفد."
    assert people_in(text) == [("خليفه-حفتر", "المشير خليفة حفتر")]


def test_a_name_ends_before_the_noun_that_its_verb_governs() -> None:
    text = "وجدد الرئيس الكيني وليام روتو تأييده المطلق للاتفاق."
    assert people_in(text) == [("وليام-روتو", "الرئيس الكيني وليام روتو")]


def test_a_state_is_nobody_unless_the_text_names_somebody_so() -> None:
    plain = "وقعت الكاميرون الاتفاق."
    assert people_in(plain) == []
    named = "قال رئيس الوزراء البريطاني ديفيد كاميرون إن الأمر صعب. وأضاف كاميرون أنه سيعود."
    assert [who for who, _ in people_in(named)] == ["ديفيد-كاميرون"] * 2


def test_an_office_alone_stands_for_the_only_one_who_holds_it_in_the_text() -> None:
    text = "وصل الرئيس الكيني وليام روتو إلى برلين. وقال الرئيس الكيني إن بلاده مستعدة."
    assert [who for who, _ in people_in(text)] == ["وليام-روتو"] * 2


def test_a_post_is_not_its_holder() -> None:
    text = "وصل الرئيس الكيني وليام روتو إلى برلين. وكان مدير البنك اختير لمنصب الرئيس الكيني."
    assert len(people_in(text)) == 1


def test_an_office_that_two_have_held_or_that_was_held_before_stands_for_neither() -> None:
    text = "التقى وزير الدفاع اليوناني نيكوس دندياس الوفد. وانتقد وزير الدفاع اليوناني السابق ذلك."
    assert len(people_in(text)) == 1


def test_compound_names_are_compared_without_their_inner_space() -> None:
    assert key(["علي", "عبد الله", "صالح"]) == key(["علي", "عبدالله", "صالح"])


def test_a_longer_form_of_a_known_name_completes_it() -> None:
    people = People()
    short = people.learn(run("تميم", "بن حمد"), "تميم بن حمد")
    long = people.learn(run("تميم", "بن حمد", "ال ثاني"), "تميم بن حمد آل ثاني")
    assert short is long
    assert long.participant.label("ar") == "تميم بن حمد آل ثاني"


def test_two_of_one_surname_are_two() -> None:
    people = People()
    one = people.learn(run("دونالد", "ترامب"), "دونالد ترامب")
    other = people.learn(run("ميلانيا", "ترامب"), "ميلانيا ترامب")
    assert one is not other


def test_a_verb_with_its_object_is_no_part_of_a_name() -> None:
    text = "وهذا ما قاله سامي الخطيب، نائب رئيس اللجنة، أمس."
    assert [who for who, _ in people_in(text)] == ["سامي-الخطيب"]


def test_what_a_verb_says_of_is_no_part_of_the_name_before_it() -> None:
    text = "ووصف الرئيس الكيني وليام روتو كلام سلفه بأنه مخز."
    assert [who for who, _ in people_in(text)] == ["وليام-روتو"]


def test_names_of_east_asia_are_called_by_their_first_part() -> None:
    text = "وصل وزير الخارجية الصيني ليو تشن شياو إلى باريس. وقال ليو إن الأمر حسم."
    assert [who for who, _ in people_in(text)] == ["ليو-تشن-شياو"] * 2


def test_a_preposition_is_nobody_called_ali() -> None:
    """Whoever's last name is «علي», «على» in the sentences after is a preposition."""
    # the Tunisian foreign minister Mohamed Ali said …; he insisted on dialogue with Italy
    text = "وقال وزير الخارجية التونسي محمد علي إن بلاده تريد السلام. وشدد على الحوار مع إيطاليا.\n"
    last = read(given("x", text)).sentences[-1]
    assert not [m for m in last.mentions if m.how == "person"]
