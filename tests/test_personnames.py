"""Names of people: where they begin and end in a sentence."""

import pytest

from mithaq.ingest.classes import word_classes
from mithaq.ingest.namelines import Line
from mithaq.ingest.personnames import NameRun, name_run, name_run_before
from mithaq.ingest.tokens import find_tokens


def line_of(text: str) -> Line:
    tokens = find_tokens(text, 0, len(text))
    return Line(text, tokens, word_classes(tokens), frozenset())


def printed(text: str, run: NameRun | None) -> str | None:
    return None if run is None else line_of(text).printed(run.first, run.last, run.cut)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("أورسولا فون دير لاين تحذر من التصعيد", "أورسولا فون دير لاين"),
        ("عبد الفتاح السيسي يفتتح المؤتمر", "عبد الفتاح السيسي"),
        ("تميم بن حمد آل ثاني في زيارة رسمية", "تميم بن حمد آل ثاني"),
        ("سعد الحريري هو من طلب ذلك", "سعد الحريري"),
        ("وليام روتو بأول زيارة له", "وليام روتو"),
        ("بان كي مون يدعو إلى الحوار", "بان كي مون"),
        ("شي جين بينغ إلى موسكو", "شي جين بينغ"),
        ("علي عبد الله صالح على رأس القوات", "علي عبد الله صالح"),
        ("نبيل العربي يغادر منصبه", "نبيل العربي"),
        ("خوسيه مانويل ألباريس اليوم", "خوسيه مانويل ألباريس"),
        ("أنجيلا #ميركل تغادر", "أنجيلا ميركل"),
        ("إليزابيث الثانية في القصر", "إليزابيث الثانية"),
        ("اللواء الركن يحيى رسول إن القوات تقدمت", "يحيى رسول"),
        ("حسن نصر الله في خطاب", "حسن نصر الله"),
        ("مون جاي إن في سيول", "مون جاي إن"),
        ("ديفيد كاميرون انتصارا كبيرا", "ديفيد كاميرون"),
        ("جون كيري أطلع الصحفيين", "جون كيري"),
        ("آلان بيرمان يفتتح المعرض", "آلان بيرمان"),
        ("جون كيري أمام اللجنة", "جون كيري"),  # before the committee
        ("صادق الزويد في المدينة", "صادق الزويد"),
        ("نيكوس ستافراكيس حضّ جيرانه على الهدوء", "نيكوس ستافراكيس"),
        ("أندرس كارلغرين حذّر من العواقب", "أندرس كارلغرين"),
        ("سليمان بمعاداة جيرانه", "سليمان"),
        ("حسين بن عبد الله الثالث في القصر", "حسين بن عبد الله الثالث"),
        ("حسين بن خالد الأول من أمس", "حسين بن خالد"),
        ("ليو جيان بين للصحفيين", "ليو جيان بين"),
        ("ليو جيان بين الحاضرين", "ليو جيان"),
        ("وو جين آن في بكين", "وو جين آن"),
        ("عماد حسب الله في خطاب", "عماد حسب الله"),
        ("عماد حفظه الله في خطاب", "عماد"),
        ("نيكي هايلي ما أقدمت عليه موسكو", "نيكي هايلي"),
        ("ماكرون يعاقر الحاضرين", "ماكرون"),
        ("الأمير مقبل بن خالد في القصر", "مقبل بن خالد"),
    ],
)
def test_a_name_is_taken_whole_and_no_further(text: str, name: str) -> None:
    assert printed(text, name_run(line_of(text), 0)) == name


@pytest.mark.parametrize(
    "text",
    [
        "الحكومة الجديدة",  # the new government
        "على مدى عامين",  # over two years
        "إن القوات",  # that the forces
        "تتناول الأزمة",  # deals with the crisis
        "مكالمة هاتفية",  # a phone call
    ],
)
def test_words_are_no_names(text: str) -> None:
    assert name_run(line_of(text), 0) is None


def test_a_name_before_something_is_the_longest_that_ends_there() -> None:
    text = "وقال محمد جواد ظريف وزير"
    assert printed(text, name_run_before(line_of(text), 4)) == "محمد جواد ظريف"


def test_a_conjunction_before_a_given_name_is_cut_off() -> None:
    text = "وجون كيري في باريس"
    assert printed(text, name_run(line_of(text), 0)) == "جون كيري"


@pytest.mark.parametrize(
    ("text", "name"),
    [("ولي جونغ-سو وزير الخارجية", "لي جونغ-سو"), ("وري هاي يونغ", "ري هاي يونغ")],
)
def test_a_conjunction_before_syllables_is_cut_off(text: str, name: str) -> None:
    assert printed(text, name_run(line_of(text), 0)) == name


def test_a_name_after_a_kings_ordinal_is_anothers() -> None:
    text = "عبد الله الثاني بشر القاسم بتشكيل الحكومة"
    assert printed(text, name_run(line_of(text), 0)) == "عبد الله الثاني"


def test_a_title_before_anothers_given_name_ends_a_name() -> None:
    run = name_run(line_of("طالب الدكتور عمر ماجد بتحقيق"), 0)
    assert run is None or run.last == 1


def test_one_word_is_no_sure_name() -> None:
    run = name_run(line_of("ترامب في هلسنكي"), 0)
    assert run is not None
    assert not run.sure
    assert run.known


def test_a_common_word_after_a_preposition_ends_a_name() -> None:
    text = "وليام روتو بجولة في غانا"
    run = name_run(line_of(text), 0, beside=True)
    assert printed(text, run) == "وليام روتو"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("الوزير تركي آل سالم", "تركي آل سالم"),
        ("رئيس تركيا جون سميث", None),
    ],
)
def test_a_states_name_after_an_articled_office_is_a_persons(text: str, name: str | None) -> None:
    tokens = find_tokens(text, 0, len(text))
    line = Line(text, tokens, word_classes(tokens), frozenset({1}))
    run = name_run(line, 1)
    assert (None if run is None else line.printed(run.first, run.last, run.cut)) == name


@pytest.mark.parametrize("noun", ["قراره", "نيتها", "استقالته", "خصومه"])
def test_a_noun_that_somebody_has_is_no_part_of_a_name(noun: str) -> None:
    run = name_run(line_of(f"وليام روتو {noun} أمس"), 0, beside=True)
    assert printed(f"وليام روتو {noun} أمس", run) == "وليام روتو"


def test_a_dash_with_spaces_joins_a_first_name_that_never_stands_alone() -> None:
    # Jean-Claude Mutombo
    line = line_of("جان - كلود موتومبو")
    run = name_run(line, 0)
    assert run is not None
    assert run.last == len(line.tokens)


def test_what_only_opens_a_name_and_goes_on_to_nothing_is_no_name() -> None:
    line = line_of("عبد عبد عبد عبد الله صالح")
    assert all((run := name_run(line, first)) is None or run.last > first for first in range(6))
