"""Incidents whose place or sides the text only hints at."""

from collections.abc import Callable
from pathlib import Path

import pytest
from roles import named

from mithaq.ingest.documents import given, read_documents
from mithaq.ingest.extract import extract

Reader = Callable[[str], list[tuple[set[str], str]]]


@pytest.fixture
def told(tmp_path: Path) -> Reader:
    """Who fought where in a text, by the ends of the IRIs."""

    def read(text: str) -> list[tuple[set[str], str]]:
        (tmp_path / "text.txt").write_text(text, encoding="utf-8")
        (document,) = read_documents([tmp_path / "text.txt"])
        return [
            (
                {p.iri.rsplit("/", 1)[1] for p in fact.role("parties")},
                "".join(p.iri.rsplit("/", 1)[1] for p in fact.role("place")),
            )
            for fact in extract(document)
            if fact.type == "Incident"
        ]

    return read


def test_soldiers_are_those_of_the_land(told: Reader) -> None:
    text = "قتل تسعة جنود في هجوم على ثكنة في مدينة أغاديز."
    assert told(text) == [({"NER"}, "agadez")]


def test_a_town_is_known_by_where_it_lies(told: Reader) -> None:
    text = "قتل تسعة جنود في كمين في كوبينا شمال بنين."
    assert told(text) == [({"BEN"}, "كوبينا")]


def test_a_building_is_no_town(told: Reader) -> None:
    assert told("قتل تسعة جنود في كمين في مقهى شمال بنين.") == [({"BEN"}, "BEN")]


def test_fighters_without_a_name_are_a_side(told: Reader) -> None:
    assert told("هاجم مسلحون قرية في وسط تشاد.") == [({"gunmen"}, "TCD")]


def test_a_named_side_stands_for_the_nameless(told: Reader) -> None:
    text = "قتلت القوات الكينية ستة مسلحين في بلدة لامو."
    assert all("gunmen" not in sides for sides, _ in told(text))


def test_a_place_in_another_is_one_place(told: Reader) -> None:
    text = "شنت طائرات تركية غارات على حي الياسمين في مدينة كركوك."
    assert len(told(text)) == 1


def test_what_counts_the_blows_is_not_who_strikes(told: Reader) -> None:
    text = "الطيران المصري شن أكثر من عشر غارات على مدينة درنة."
    assert told(text) == [({"EGY"}, "derna")]


def test_a_blow_strikes_a_place(told: Reader) -> None:
    text = "شن الجيش الإثيوبي غارات على مدينة مقلي. ثم استهدفت غارة أخرى بلدة أكسوم."
    assert ({"ETH"}, "axum") in told(text)


def test_both_states_are_those_named_last(told: Reader) -> None:
    text = "تتفاوض بوليفيا وباراغواي. وأودى النزاع بين البلدين في منطقة تشاكو بحياة الآلاف."
    assert ({"BOL", "PRY"}, "تشاكو") in told(text)


def test_a_name_may_stand_in_quotation_marks(told: Reader) -> None:
    text = 'شنت حركة "الشباب" هجوما على مدينة مركا. وهاجمت حركة (طالبان) قاعدة في قندوز.'
    assert {"al-shabaab"} in [sides for sides, _ in told(text)]
    assert ({"taliban"}, "kunduz") in told(text)


def test_the_capital_is_that_of_the_state_named(told: Reader) -> None:
    text = "هاجم مسلحون فندقا في العاصمة الكينية."
    assert told(text) == [({"gunmen"}, "nairobi")]


def test_of_two_places_the_inner_one_is_struck(told: Reader) -> None:
    text = "قصفت القوات التركية منازل في مدينة عفرين بشمال سوريا."
    assert told(text) == [({"TUR"}, "afrin")]


def test_a_leader_stands_for_his_forces(told: Reader) -> None:
    text = "أعلن القائد خليفة حفتر الحرب. ثم دارت معارك بين جيش خليفة حفتر وتشاد في مدينة سبها."
    assert any("lna" in sides for sides, _ in told(text))


def test_who_condemns_a_blast_did_not_set_it_off(told: Reader) -> None:
    text = "دانت بولندا حادث التفجير الانتحاري الذي استهدف دورية في مدينة هرات."
    assert all("POL" not in sides for sides, _ in told(text))


def test_an_attack_of_unknown_hands_takes_the_sides_told_before(told: Reader) -> None:
    text = (
        "شنت حركة الشباب غارة على مدينة مركا. وقتل ستة في الهجوم الإرهابي الذي وقع في مدينة بيدوا."
    )
    assert ({"al-shabaab"}, "baidoa") in told(text)


def test_a_terrorist_attack_needs_no_sides(told: Reader) -> None:
    assert told("وقع هجوم إرهابي في مدينة مانيلا.") == [(set(), "manila")]


def test_a_post_of_rebels_is_no_states(told: Reader) -> None:
    text = "هاجم مسلحون موقعا عسكريا لحركة الشباب في مدينة مركا."
    assert all("SOM" not in sides for sides, _ in told(text))


def test_an_army_that_announces_a_shelling_did_not_shell(told: Reader) -> None:
    text = "أعلن الجيش الكيني مقتل خمسة أطفال في قصف على مدينة غاريسا."
    assert all("KEN" not in sides for sides, _ in told(text))


def test_what_is_announced_of_fighting_took_place(told: Reader) -> None:
    text = "أعلنت الشرطة أن معارك دارت بين الجيش الكيني وحركة الشباب في مدينة لامو."
    assert told(text) == [({"KEN", "al-shabaab"}, "lamu")]


def test_soldiers_of_another_state_are_not_the_lands(told: Reader) -> None:
    assert told("قتل جنديان فرنسيان في كمين في مدينة غاو.") == [({"FRA"}, "gao")]


def test_a_deed_told_with_its_state_and_its_town_is_one(told: Reader) -> None:
    text = "قتل جنديان فرنسيان في مالي. وقتل الجنديان الفرنسيان في هجوم في مدينة غاو."
    assert told(text) == [({"FRA"}, "gao")]


def test_an_arm_of_an_army_is_the_army(told: Reader) -> None:
    text = "قال شهود إن مدفعية الجيش الإثيوبي قصفت مواقع في مدينة مقلي."
    assert told(text) == [({"ETH"}, "mekelle")]


def test_rebels_are_no_forces_of_the_state(told: Reader) -> None:
    text = "سيطر المتمردون التشاديون على مدينة أبشي."
    assert told(text) == [({"المتمردون-التشاديون"}, "abeche")]


def test_forces_bear_their_leaders_name(told: Reader) -> None:
    text = "قال القائد تشارلز تايلور إنه سيقاوم. وقصفت كتائب تايلور مواقع في مدينة بوكانان."
    assert {"قوات-تايلور"} in [sides for sides, _ in told(text)]


def test_sides_named_between_are_not_those_told_before(told: Reader) -> None:
    text = "قصفت فرنسا مواقع في مدينة غاو. ودارت معارك بين عشائر متناحرة في مدينة كيدال."
    assert all(place != "kidal" or "FRA" not in sides for sides, place in told(text))


def test_the_town_is_that_spoken_of_last(told: Reader) -> None:
    text = "تجمع آلاف في قندوز. وسيطر مقاتلو طالبان على المدينة."
    assert told(text) == [({"taliban"}, "kunduz")]


def test_the_border_of_both_countries_is_theirs(told: Reader) -> None:
    text = "تتفاوض بوليفيا وباراغواي. ودارت اشتباكات عنيفة على الحدود بين البلدين."
    ((sides, place),) = told(text)
    assert sides == {"BOL", "PRY"}
    assert place.endswith("border")


def test_fighters_said_to_be_a_groups_are_the_group(told: Reader) -> None:
    text = "هاجم مسلحون يعتقد أنهم ينتمون إلى حركة الشباب قاعدة في مدينة لامو."
    assert told(text) == [({"al-shabaab"}, "lamu")]


def test_another_states_forces_leave_open_whose_soldiers_they_are(told: Reader) -> None:
    text = "قتلت طائرة تابعة للجيش الفرنسي ثلاثة في هجوم في مدينة غاو."
    assert all("MLI" not in sides for sides, _ in told(text))


def test_forces_that_carry_out_an_operation_are_a_side(told: Reader) -> None:
    text = "نفذ الجيش الباكستاني عملية في مدينة بيشاور."
    assert told(text) == [({"PAK"}, "peshawar")]


def test_where_the_dead_fell_the_blow_struck(told: Reader) -> None:
    text = "شنت فرنسا هجوما واسعا بالصواريخ على مدن ليبية، ما أدى إلى مقتل تسعة أشخاص في بنغازي."
    assert told(text) == [({"FRA"}, "benghazi")]


def test_a_plural_verb_is_of_the_plural_before_it(told: Reader) -> None:
    text = "تتهم بوروندي رواندا بدعم مسلحين هاجموا قرى في مدينة غوما."
    assert told(text) == [({"gunmen"}, "goma")]


def test_what_somebody_unknown_did_is_nobody_elses(told: Reader) -> None:
    text = "انسحبت حركة الشباب من المدينة. ثم قصفت عصابة محلية قرى في بلدة مانديرا."
    assert all("al-shabaab" not in sides for sides, _ in told(text))


def test_peacekeepers_are_no_forces_of_the_land(told: Reader) -> None:
    text = "قتل ثلاثة من جنود حفظ السلام في هجوم على قافلة عسكرية في كيدال."
    assert told(text) == [({"UN"}, "kidal")]


def test_a_drone_has_no_pilot_and_is_no_negation(told: Reader) -> None:
    text = "شنت طائرة تركية بدون طيار غارة في مدينة سنجار."
    assert told(text) == [({"TUR"}, "sinjar")]


def test_who_stands_before_the_verb_does_it_to_what_follows(told: Reader) -> None:
    text = "وكانت حركة طالبان قد ذبحت رهينة في مدينة قندهار."
    assert told(text) == [({"taliban"}, "kandahar")]


def test_the_fighters_of_a_regime_are_known_where_its_land_is(told: Reader) -> None:
    text = "وصل وفد إلى سوريا. وهاجم مقاتلو المعارضة مواقع لقوات النظام في بلدة سراقب."
    assert told(text) == [({"syrian-opposition", "SYR"}, "saraqib")]


def test_a_border_adds_no_side_to_those_who_are_named(told: Reader) -> None:
    text = "دارت معارك بين حزب الله وجبهة النصرة على الحدود اللبنانية السورية."
    assert [sides for sides, _ in told(text)] == [{"hezbollah", "al-nusra"}]


def test_who_goes_on_in_a_relative_clause_is_at_it(told: Reader) -> None:
    text = "أكد الوزير أن العملية العسكرية التي تنفذها القوات الكينية في مدينة كيسمايو ستستمر."
    assert told(text) == [({"KEN"}, "kismayo")]


def test_those_whom_a_state_backs_are_not_its_forces(told: Reader) -> None:
    text = "دارت معارك في مدينة غوما بين الجيش الكونغولي والمتمردين المدعومين من رواندا."
    assert all("RWA" not in sides for sides, _ in told(text))


def test_the_land_invaded_is_the_place(told: Reader) -> None:
    assert told("قامت القوات التركية بغزو قبرص عام 1974.") == [({"TUR"}, "CYP")]


def test_two_states_at_war_are_no_place(told: Reader) -> None:
    assert told("دخلت بوليفيا وباراغواي في حرب عام 1932.") == [({"BOL", "PRY"}, "")]


def test_a_blow_told_again_is_the_same(told: Reader) -> None:
    text = "قتلت حركة الشباب تسعة في هجوم في مقديشو. ووقع الهجوم في حي هودان."
    assert told(text) == [({"al-shabaab"}, "mogadishu")]


def test_a_text_dated_from_a_town_is_at_home_there(told: Reader) -> None:
    text = "يانغون - قتل تسعة أشخاص في غارة على بلدة لاشيو. وقتل جنديان في هجوم على ثكنة."
    assert all(sides <= {"MMR"} for sides, _ in told(text))


def test_words_join_the_parts_of_a_name(told: Reader) -> None:
    text = "شن جيش التحرير الوطني هجوما على قاعدة في إقليم سييرا دي بيريخا."
    assert told(text) == [({"eln"}, "سييرا-دي-بيريخا")]


def test_the_forces_of_a_government_are_the_states(told: Reader) -> None:
    text = "استعادت قوات الحكومة الإثيوبية مدينة لاليبيلا من قوات تيغراي."
    assert told(text) == [({"ETH", "tplf"}, "lalibela")]


def test_places_with_their_own_nouns_are_listed(told: Reader) -> None:
    text = "شنت إسرائيل غارات على مدينة خان يونس ومخيم النصيرات."
    assert sorted(place for _, place in told(text)) == ["khan-yunis", "nuseirat"]


@pytest.fixture
def dated(tmp_path: Path) -> Callable[[str], set[tuple[str, str | None]]]:
    """What happened where, and when, in a text."""

    def read(text: str) -> set[tuple[str, str | None]]:
        (tmp_path / "text.txt").write_text(text, encoding="utf-8")
        (document,) = read_documents([tmp_path / "text.txt"])
        return {
            ("".join(p.iri.rsplit("/", 1)[1] for p in fact.role("place")), time and time.edtf)
            for fact in extract(document)
            if fact.type == "Incident"
            for time in (fact.time,)
        }

    return read


def test_the_day_of_what_followed_is_not_that_of_the_fighting(
    dated: Callable[[str], set[tuple[str, str | None]]],
) -> None:
    # on 3 May 2023 the Security Council met, after clashes between Thailand and Cambodia
    met = "اجتمع مجلس الأمن في 3 مايو 2023 {} اشتباكات بين تايلاند وكمبوديا."
    for after in ("عقب", "في أعقاب", "على إثر", "بعد"):  # after, in the wake of, upon, after
        assert dated(met.format(after)) == {("", None)}
    # clashes broke out on 3 May 2023
    assert dated("اندلعت اشتباكات بين تايلاند وكمبوديا في 3 مايو 2023.") == {("", "2023-05-03")}


def test_what_is_said_of_the_war_since_which_it_is_stays_with_that_war(
    dated: Callable[[str], set[tuple[str, str | None]]],
) -> None:
    # on 5 March 2024, upon battles between Ethiopia and Eritrea, the first since the conflict over Badme
    text = "وصل الوفد في 5 مارس 2024 على إثر المعارك بين إثيوبيا وإريتريا منذ النزاع على بادمي."
    assert dated(text) == {("", None)}
    # the deadliest fighting between India and Pakistan since the war of 1999 over Kashmir
    text = "توجه إليها في 14 مايو 2023 في أعقاب القتال بين الهند وباكستان منذ حرب 1999 على كشمير."
    assert dated(text) == {("kashmir", "1999")}


def test_of_who_accuses_and_who_is_accused_the_latter_has_struck(told: Reader) -> None:
    text = "اتهم متحدث باسم حركة الشباب كينيا بقصف سوق في مدينة بارديري."
    assert told(text) == [({"KEN"}, "bardhere")]
    # nobody struck whom the text does not tell
    text = "اتهمت كينيا الجيش بشن غارات على مدينة بارديري."
    assert all("KEN" not in sides for sides, _ in told(text))


def test_who_exchange_accusations_do_not_fight(told: Reader) -> None:
    assert told("وتتبادل كينيا والصومال الاتهامات بعد خرق وقف إطلاق النار.") == []


def test_to_wish_for_an_overthrow_is_no_coup(told: Reader) -> None:
    assert told("وترغب الحركة في الإطاحة بالحكومة في الصومال.") == []
    assert told("بعد انقلابين في مالي تأجلت الانتخابات.") == [(set(), "MLI")]


def test_shells_fall_and_ships_are_struck_by_whomever(told: Reader) -> None:
    assert told("سقطت قذائف على قرية في إقليم كسلا.") == [(set(), "kassala")]
    assert told("تعرضت سفينة شحن لهجوم قبالة ميناء عصب.") == [(set(), "assab")]


def test_who_kills_fighters_of_a_group_fights_that_group(told: Reader) -> None:
    text = "قضت القوات الكينية على عشرة من عناصر حركة الشباب في إقليم غدو."
    assert told(text) == [({"KEN", "al-shabaab"}, "gedo")]
    text = "أعلنت وزارة الدفاع الكينية تحييد تسعة من عناصر حركة الشباب في إقليم غدو."
    assert told(text) == [({"KEN", "al-shabaab"}, "gedo")]


def test_a_groups_commander_is_no_soldier_of_the_land(told: Reader) -> None:
    text = "قتل قائد عسكري بارز في حركة الشباب في غارة أميركية على بلدة بارديري."
    assert all("SOM" not in sides for sides, _ in told(text))
    # the western suburb of a capital tells where, and no state
    text = "أصابت غارة كينية استهدفت الضاحية الجنوبية لبيروت مبنى."
    assert all("LBN" not in sides for sides, _ in told(text))


def test_a_noun_before_a_groups_name_names_it_too(told: Reader) -> None:
    text = "وكانت نيروبي قد اتهمت جماعة أبو سياف بتنفيذ هجوم في مدينة مراوي."
    assert told(text) == [({"abu-sayyaf"}, "marawi")]


def test_who_is_quoted_stands_elsewhere(told: Reader) -> None:
    text = "أطلقت إيران صواريخ باتجاه البحر، وفق هيئة الأركان في مدينة ديربن."
    assert all(place != "durban" for _, place in told(text))


def test_drones_shot_down_are_an_attack_of_who_sent_them(told: Reader) -> None:
    text = "أعلن الجيش الكيني اعتراض تسع مسيرات صومالية فوق مدينة لامو."
    assert told(text) == [({"SOM"}, "lamu")]


def test_a_siege_is_laid_by_whoever_imposes_it(told: Reader) -> None:
    text = "تفرض حركة الشباب حصارا على مدينة بارديري."
    assert told(text) == [({"al-shabaab"}, "bardhere")]


def test_who_is_told_of_does_what_the_relative_clause_tells(told: Reader) -> None:
    text = "تحالفت القبائل مع حركة الشباب التي تحاصر مدينة بارديري."
    assert told(text) == [({"al-shabaab"}, "bardhere")]


def test_a_town_saw_fighting(told: Reader) -> None:
    text = "وكانت مدينة بارديري قد شهدت معارك بين القوات الكينية وحركة الشباب."
    assert told(text) == [({"KEN", "al-shabaab"}, "bardhere")]


def test_who_helps_a_side_fights_too(told: Reader) -> None:
    text = "سيطر الجيش الكيني مدعوما بطيران حلف شمال الأطلسي على مدينة غاو."
    assert told(text) == [({"KEN", "NATO"}, "gao")]
    text = "سيطر الجيش الكيني، بدعم لوجستي من تشاد والنيجر، على مدينة غاو."
    assert told(text) == [({"KEN", "TCD", "NER"}, "gao")]


def test_a_state_that_strikes_a_town_is_not_struck(told: Reader) -> None:
    text = "وجاء ذلك بعد قصف كينيا لمطار بارديري."
    assert told(text) == [({"KEN"}, "bardhere")]
    assert all(place != "IRQ" for _, place in told("بعد غزو العراق الكويت عام 1990 تدخلت فرنسا."))


def test_who_dies_by_accident_fell_in_no_attack(told: Reader) -> None:
    text = "قتل سبعة جنود كينيين الشهر الماضي بعد تحطم مروحيتهم في مدينة لامو."
    assert told(text) == []


def test_a_blow_at_a_state_fell_in_it_where_no_place_is_told(told: Reader) -> None:
    text = "شاركت النرويج في ضربات على مواقع الجيش الإريتري."
    assert told(text) == [({"NOR", "ERI"}, "ERI")]


def test_tags_are_read_as_they_are_spoken(told: Reader) -> None:
    assert told("شن #الجيش_الكيني هجوما على مدينة #بارديري.") == [({"KEN"}, "bardhere")]


def test_a_siege_that_is_to_be_lifted_is_there(told: Reader) -> None:
    text = "وتسعى القوات الكينية لفك الحصار المفروض على مدينة بارديري."
    assert ({"KEN"}, "bardhere") not in told(text)
    assert "bardhere" in [
        place
        for _, place in told(
            "وطالب الوزير بفك الحصار المفروض على مدينة بارديري. وحركة الشباب هناك."
        )
    ]


def test_fighters_are_of_the_group_they_are_thought_to_be_of(told: Reader) -> None:
    text = "وخطف مسلحون يعتقد أنهم من حركة الشباب طبيبا في بلدة بارديري."
    assert told(text) == [({"al-shabaab"}, "bardhere")]


def test_a_town_is_called_so_again(told: Reader) -> None:
    text = "وتبعد بلدة ماسيسي كيلومترين. وشهدت المدينة معارك بين القوات الكينية وحركة الشباب."
    assert told(text) == [({"KEN", "al-shabaab"}, "masisi")]


def test_who_is_taken_away_by_whomever(told: Reader) -> None:
    assert told("اختطاف طبيب كندي في أغاديز") == [(set(), "agadez")]


def test_a_dated_war_is_not_what_happens_in_it(told: Reader) -> None:
    text = "منذ بدء الحرب في مالي عام 2012، قصفت كينيا مواقع حركة الشباب في مالي."
    assert ({"KEN", "al-shabaab"}, "MLI") in told(text)


def test_arms_of_two_words_are_a_states_forces(told: Reader) -> None:
    text = "قصف سلاح الجو الكيني مواقع حركة الشباب في مدينة بارديري."
    assert told(text) == [({"KEN", "al-shabaab"}, "bardhere")]


def test_positions_are_theirs_whose_adjective_they_have(told: Reader) -> None:
    text = "قصفت القوات الهندية مواقع باكستانية في كشمير."
    assert told(text) == [({"IND", "PAK"}, "kashmir")]


def test_any_attack_that_may_come_is_none(told: Reader) -> None:
    assert told("حذر الوزير من أن بلاده سترد على أي هجوم كيني على مدينة بارديري.") == []


def test_who_fights_whom_where(told: Reader) -> None:
    text = "ويقاتل الجيش الكيني حركة الشباب في مدينة بارديري."
    assert told(text) == [({"KEN", "al-shabaab"}, "bardhere")]


def test_what_is_said_of_a_place_is_not_its_name(told: Reader) -> None:
    text = "هاجمت القوات الكينية قرية كوبينا المجاورة."
    assert told(text) == [({"KEN"}, "كوبينا")]


def test_a_region_called_by_its_bearing_is_governed_like_any(told: Reader) -> None:
    text = "وأسفر النزاع المسلح في شرق أوكرانيا عن مقتل المئات."
    assert told(text) == [(set(), "eastern-ukraine")]


def test_what_follows_another_side_is_told_of_that_one(told: Reader) -> None:
    text = "وبدأت كينيا توجيه ضربات لحركة الشباب في الصومال والمتمردين الماويين في شمال العراق."
    assert [place for _, place in told(text)] == ["SOM"]


def test_and_led_to_is_no_valley(told: Reader) -> None:
    text = "وأدى القصف الكيني على مدينة كيسمايو إلى مقتل مدنيين."
    assert told(text) == [({"KEN"}, "kismayo")]


def test_a_group_that_condemns_a_blow_is_no_side_of_it() -> None:
    # who alone is named did it, unless he condemns it
    done = "واشتبك الجيش مع حركة الشباب. واستهدف هجوم فندقا في أكرا."
    assert "al-shabaab" in named(done, "Incident", "parties")
    told = "ونددت حركة الشباب بالهجوم الذي استهدف فندقا في أكرا."
    assert named(told, "Incident", "parties") == []


def test_a_neighbour_beside_whom_others_fight_is_no_side(told: Reader) -> None:
    text = "وقال ناشطون إن الاشتباكات في شمال كينيا قرب الحدود مع الصومال اشتدت."
    assert all("SOM" not in sides for sides, _ in told(text))


def test_a_blow_right_after_the_verb_is_its_subject(told: Reader) -> None:
    text = "وساعدت أوغندا في بناء مصنع استهدفته غارة إثيوبية قرب كيسمايو."
    assert told(text) == [({"ETH"}, "kismayo")]


def test_the_strip_is_gaza_where_a_text_speaks_of_it(told: Reader) -> None:
    text = "وصل الوزير إلى قطاع غزة. وشنت طائرات إسرائيلية غارات على القطاع."
    assert told(text) == [({"ISR"}, "gaza")]
    sector = "وصل الوزير إلى قطاع غزة. وشنت طائرات إسرائيلية غارات أضرت بالقطاع الصحي."
    assert told(sector) == []


def test_a_portion_of_a_town_is_in_it(told: Reader) -> None:
    text = "وقصف الجيش الكيني مواقع حركة الشباب في مناطق متفرقة من مدينة كيسمايو."
    assert told(text) == [({"KEN", "al-shabaab"}, "kismayo")]


def test_what_a_relative_clause_has_is_not_the_town_before(told: Reader) -> None:
    text = "وبحث الوزيران في أكرا العملية العسكرية الكينية ضد المعقل الذي توجد فيه حركة الشباب."
    assert all(place != "accra" for _, place in told(text))


@pytest.mark.parametrize(
    ("text", "sides", "place"),
    [
        ("تستمر الغارات التي تشنها موسكو في إدلب.", {"RUS"}, "idlib"),
        ("تستمر العملية العسكرية التي بدأتها أنقرة في الصومال.", {"TUR"}, "SOM"),
        ("قصفت تل أبيب مواقع في دمشق.", {"ISR"}, "damascus"),
    ],
)
def test_a_capital_that_acts_is_not_where_it_happens(
    told: Reader, text: str, sides: set[str], place: str
) -> None:
    assert told(text) == [(sides, place)]


def test_a_capital_may_be_struck_by_who_is_named_after_it(told: Reader) -> None:
    ((_, place),) = told("قصفت صنعاء طائرات التحالف.")
    assert place == "sanaa"


def test_the_opposition_stands_where_it_is_struck(told: Reader) -> None:
    assert told("قصفت القوات الروسية مواقع المعارضة في إدلب.") == [({"RUS"}, "idlib")]


def test_factions_with_a_states_adjective_are_not_the_state(told: Reader) -> None:
    text = "اقتحم الجيش التركي والفصائل السورية الحليفة له بلدة جرابلس."
    ((sides, _),) = told(text)
    assert "TUR" in sides
    assert "SYR" not in sides


@pytest.mark.parametrize(
    "text",
    [
        "وشكر الرئيس كندا على مساعدتها بعد الحرائق التي اجتاحت أستراليا.",
        "وقال وزير الصحة إن كينيا أرسلت أطباء بسبب الأوبئة التي غزت غانا.",
    ],
)
def test_what_a_preposition_governs_is_told_of_and_no_state_before_it(
    told: Reader, text: str
) -> None:
    assert told(text) == []


def test_where_something_else_was_done_since_when_is_not_where_it_happened(told: Reader) -> None:
    text = "وقعت مواجهات على حدود غزة حيث قتل العشرات برصاص الجيش الإسرائيلي منذ افتتاح السفارة في القدس."
    assert {place for _, place in told(text)} == {"gaza"}


@pytest.mark.parametrize(
    "planes",
    ["طائرات إف-16 كندية", "مقاتلات ميغ 29 كندية", "مقاتلات من طراز إف-16 كندية"],
)
def test_planes_of_a_model_are_whose_adjective_follows_it(planes: str) -> None:
    # Canadian F-16s bombed positions of the Shabaab in Kismayo
    text = f"قصفت {planes} مواقع حركة الشباب في كيسمايو."
    (fact,) = [f for f in extract(given("x", text, date="2015-08-10")) if f.type == "Incident"]
    assert "CAN" in {p.iri.rpartition("/")[2] for p in fact.role("parties")}
