"""Who travels where, and where a meeting is held."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact


def told(text: str, kind: str, date: str = "2023-05-04") -> list[Fact]:
    document = given("journeys", text, date=date)
    return [fact for fact in extract(document) if fact.type == kind]


def visits(text: str) -> list[tuple[str, str]]:
    return [
        (f.role("visitor")[0].label("ar") or "", f.role("place")[0].iri.rpartition("/")[2])
        for f in told(text, "Visit")
    ]


@pytest.mark.parametrize(
    ("text", "visitor", "place"),
    [
        (
            "وصل إلى بغداد، صباح الأحد، وزير الخارجية الياباني تارو كونو.",
            # there arrived in Baghdad, on Sunday morning, the Japanese foreign minister Taro Kono
            "تارو كونو",
            "baghdad",
        ),
        (
            "وصل وزير الخارجية الياباني تارو كونو العاصمة بغداد.",
            # the Japanese foreign minister Taro Kono reached the capital Baghdad
            "تارو كونو",
            "baghdad",
        ),
        (
            "زيارة رسمية إلى كينيا يقوم بها رئيس الوزراء الهندي ناريندرا مودي.",
            # an official visit to Kenya that the Indian prime minister Narendra Modi makes
            "ناريندرا مودي",
            "KEN",
        ),
        (
            "أكد رئيس الوزراء الهندي ناريندرا مودي دعمه للخطة وذلك قبل توجهه إلى طوكيو.",
            # the Indian prime minister Narendra Modi affirmed support, before he left for Tokyo
            "ناريندرا مودي",
            "tokyo",
        ),
        (
            "وصل وفد حكومي برئاسة وزير الخارجية الياباني تارو كونو إلى مانيلا.",
            # a government delegation led by Foreign Minister Taro Kono arrived in Manila
            "تارو كونو",
            "manila",
        ),
    ],
)
def test_who_travels_is_found_on_either_side(text: str, visitor: str, place: str) -> None:
    assert visits(text) == [(visitor, place)]


@pytest.mark.parametrize(
    "text",
    [
        "رحب رئيس الوزراء الهندي ناريندرا مودي بزيارة إلى الهند.",
        # the Indian prime minister Narendra Modi welcomed a visit to India
        "قال رئيس الوزراء الهندي ناريندرا مودي إن مهاجرين كثيرين غرقوا قبل وصولهم إلى إيطاليا.",
        # Narendra Modi said that many migrants drowned before their arrival in Italy
    ],
)
def test_nobody_travels_where_somebody_else_does(text: str) -> None:
    assert visits(text) == []


def test_a_visit_to_a_capital_is_a_visit_to_its_state() -> None:
    text = (
        "وصل رئيس الوزراء الهندي ناريندرا مودي إلى نيروبي.\n"
        # the Indian prime minister Narendra Modi arrived in Nairobi
        "وزار ناريندرا مودي كينيا."
        # and Narendra Modi visited Kenya
    )
    assert [place for _, place in visits(text)] == ["nairobi"]


def places(text: str) -> list[str]:
    return [
        "".join(p.iri.rpartition("/")[2] for p in f.role("place")) for f in told(text, "Meeting")
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "عقد الاتحاد الأفريقي قمة طارئة بشأن الأزمة في السودان.",
            # the African Union held an emergency summit on the crisis in Sudan
            "",
        ),
        (
            "عقد الاتحاد الأفريقي قمة طارئة في نيروبي لبحث الوضع في السودان.",
            # the African Union held an emergency summit in Nairobi to discuss the situation in Sudan
            "nairobi",
        ),
        (
            "عقد الاتحاد الأفريقي قمة عبر تقنية الفيديو.",
            # the African Union held a summit by video
            "online",
        ),
    ],
)
def test_a_meeting_is_not_held_where_its_matter_lies(text: str, place: str) -> None:
    assert places(text) == [place]


def test_a_meeting_has_one_body() -> None:
    text = "عقد الاتحاد الأفريقي اجتماعا مع الرئيس الكيني وليام روتو في نيروبي."
    # the African Union held a meeting with the Kenyan president William Ruto in Nairobi
    assert [f.role("body")[0].iri.rpartition("/")[2] for f in told(text, "Meeting")] == ["AU"]


def test_who_was_told_of_goes_on_to_travel() -> None:
    text = (
        "أكد الرئيس الصربي ألكسندر فوتشيتش دعمه للخطة.\n"
        # the Serbian president Aleksandar Vucic affirmed his support for the plan
        "ومن المقرر أن يزور بودابست الأسبوع المقبل."
        # and he is to visit Budapest next week
    )
    assert visits(text) == [("ألكسندر فوتشيتش", "budapest")]


def test_people_meet_where_one_of_them_is_on_a_visit() -> None:
    text = (
        "وصل الرئيس الصربي ألكسندر فوتشيتش إلى بودابست أمس.\n"
        # the Serbian president Aleksandar Vucic arrived in Budapest yesterday
        "والتقى ألكسندر فوتشيتش رئيس الوزراء المجري فيكتور أوربان."
        # and Aleksandar Vucic met the Hungarian prime minister Viktor Orban
    )
    assert places(text) == ["budapest"]


def test_what_is_only_mentioned_is_no_meeting() -> None:
    assert places("وتحدث الوزير عن قمة الاتحاد الأفريقي.") == []  # he spoke of the AU's summit
    assert places("وعقد الاتحاد الأفريقي قمة.") == [""]  # and the African Union held a summit


@pytest.mark.parametrize(
    ("text", "body", "place"),
    [
        (
            "أقر وزراء دفاع الاتحاد الأفريقي خلال اجتماع في نيروبي خطة جديدة.",
            # the African Union's defence ministers approved a new plan in a meeting in Nairobi
            "AU",
            "nairobi",
        ),
        (
            "عقدت في أثينا قمة ثلاثية مصرية قبرصية يونانية.",
            # a trilateral Egyptian-Cypriot-Greek summit was held in Athens
            "EGY",
            "athens",
        ),
        (
            "تستضيف العاصمة الأذربيجانية، باكو، اليوم قمة منظمة الدول التركية.",
            # the Azerbaijani capital, Baku, hosts the Turkic states' summit today
            "OTS",
            "baku",
        ),
        (
            "ناقش قادة آسيان الأزمة.\nواختتمت في جاكرتا قمة استثنائية.",
            # ASEAN's leaders discussed the crisis. An extraordinary summit ended in Jakarta
            "ASEAN",
            "jakarta",
        ),
    ],
)
def test_a_meeting_is_that_of_whose_members_hold_it(text: str, body: str, place: str) -> None:
    (fact,) = told(text, "Meeting")
    assert fact.role("body")[0].iri.rpartition("/")[2] == body
    assert fact.role("place")[0].iri.rpartition("/")[2] == place


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("أعلنت جامعة الدول العربية عقد اجتماع طارئ في القاهرة الأربعاء المقبل.", "announced"),
        # the Arab League announced the holding of an emergency meeting in Cairo next Wednesday
        ("وبعد محادثات أجريت في نيروبي بين إثيوبيا والصومال، يعتزم الوزير السفر.", "actual"),
        # after talks that were held in Nairobi between Ethiopia and Somalia the minister intends to leave
    ],
)
def test_a_meeting_took_place_or_is_to(text: str, status: str) -> None:
    assert [fact.status for fact in told(text, "Meeting")] == [status]


def test_indirect_talks_are_talks() -> None:
    text = "استؤنفت اليوم المحادثات غير المباشرة بين أرمينيا وأذربيجان في تبليسي."
    # the indirect talks between Armenia and Azerbaijan were resumed in Tbilisi today
    assert places(text) == ["tbilisi"]


def test_the_verb_and_its_noun_tell_of_one_meeting() -> None:
    text = "ومن المتوقع أن تعقد القمة المقبلة لحلف شمال الأطلسي في أنقرة."
    # the next NATO summit is expected to be held in Ankara
    assert len(told(text, "Meeting")) == 1


def test_people_told_together_hold_one_summit() -> None:
    text = (
        "عقد الرئيس المصري عبد الفتاح السيسي ونظيره القبرصي نيكوس أناستاسيادس "
        # the Egyptian president Abdel Fattah el-Sisi and his Cypriot counterpart Nicos Anastasiades
        "ورئيس الوزراء اليوناني ألكسيس تسيبراس قمة ثلاثية في نيقوسيا."
        # and the Greek prime minister Alexis Tsipras held a trilateral summit in Nicosia
    )
    (fact,) = told(text, "Meeting")
    assert len(fact.role("participants")) == 3
    assert places(text) == ["nicosia"]


def test_ministers_of_several_states_meet() -> None:
    text = "اجتمع وزراء خارجية كينيا وأوغندا وتنزانيا في نيروبي."
    # the foreign ministers of Kenya, Uganda and Tanzania met in Nairobi
    assert places(text) == ["nairobi"]


def test_who_made_an_earlier_visit_is_whom_the_text_tells_of() -> None:
    text = (
        "وصل رئيس الوزراء الهندي ناريندرا مودي إلى هانوي.\n"
        # the Indian prime minister Narendra Modi arrived in Hanoi
        "وكانت آخر زيارة قام بها إلى طوكيو في مارس 2021."
        # and the last visit he made to Tokyo was in March 2021
    )
    assert [place for _, place in visits(text)] == ["hanoi", "tokyo"]


def test_a_denied_plan_is_negated() -> None:
    text = "نفى متحدث باسم الحكومة أن يكون رئيس الوزراء الهندي ناريندرا مودي يعتزم زيارة كابول."
    # a government spokesman denied that the Indian prime minister Narendra Modi intends to visit Kabul
    assert [fact.status for fact in told(text, "Visit")] == ["negated"]


def test_who_chairs_a_meeting_is_not_whose_it_is() -> None:
    text = "وترأس الاجتماع وزير الخارجية المغربي ناصر بوريطة في الرباط أمس."
    # and the Moroccan foreign minister Nasser Bourita chaired the meeting in Rabat yesterday
    assert told(text, "Meeting") == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("ورفضت منظمة الأمن والتعاون في أوروبا إرسال مراقبين إلى بيلاروسيا.", "negated"),
        # the OSCE refused to send observers to Belarus
        ("يعتزم الاتحاد الأوروبي نشر بعثة لمراقبة الانتخابات في زامبيا.", "announced"),
        # the European Union intends to deploy an election observation mission in Zambia
        ("وأعلن الاتحاد الأفريقي وصول بعثة مراقبة الانتخابات إلى زامبيا.", "actual"),
        # the African Union announced the arrival of the election observers in Zambia
    ],
)
def test_how_a_mission_is_told(text: str, status: str) -> None:
    assert [fact.status for fact in told(text, "Mission")] == [status]


def test_a_summit_that_decides_was_held() -> None:
    text = "قررت قمة الاتحاد الأفريقي في نيروبي إرسال وسيط."
    # the African Union's summit in Nairobi decided to send a mediator
    assert [fact.status for fact in told(text, "Meeting")] == ["actual"]


def test_how_long_a_visit_goes_on_is_not_its_day() -> None:
    text = "ويقوم رئيس الوزراء الهندي ناريندرا مودي بزيارة إلى هانوي تستمر حتى الأحد."
    # the Indian prime minister Narendra Modi pays a visit to Hanoi that goes on until Sunday
    assert [(fact.status, fact.time) for fact in told(text, "Visit")] == [("actual", None)]


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        (
            "ومن المقرر أن يزور الرئيس الكيني وليام روتو غانا ثم نيجيريا الأسبوع المقبل.",
            # the Kenyan president William Ruto is to visit Ghana, then Nigeria, next week
            ["GHA", "NGA"],
        ),
        (
            "توجه الرئيس الكيني وليام روتو إلى أكرا ومنها إلى أبوجا.",
            # the Kenyan president William Ruto left for Accra, and from there for Abuja
            ["abuja", "accra"],
        ),
        (
            "زار الرئيس الكيني وليام روتو غانا يوم الأحد، أتبعها بزيارة إلى نيجيريا.",
            # he visited Ghana on Sunday and let a visit to Nigeria follow
            ["GHA", "NGA"],
        ),
    ],
)
def test_who_travels_goes_on_to_the_next_place(text: str, stops: list[str]) -> None:
    assert sorted(place for _, place in visits(text)) == stops


def test_who_travels_stands_after_a_place_in_quotation_marks() -> None:
    text = 'وصل إلى العاصمة الزامبية "لوساكا" الليلة الماضية وفد من البرلمان الكيني.'
    # there arrived in the Zambian capital "Lusaka" last night a delegation of the Kenyan parliament
    assert [place for _, place in visits(text)] == ["lusaka"]


def test_the_capital_amman_is_not_oman() -> None:
    text = "واجتمع وزير الخارجية الياباني تارو كونو في العاصمة عمان مع نظيره الغاني."
    # the Japanese foreign minister Taro Kono met his Ghanaian counterpart in the capital Amman
    assert places(text) == ["amman"]


def test_rounds_are_those_of_the_talks_told_before() -> None:
    text = (
        "انعقدت في أكرا الجولة الثالثة من المفاوضات بين كينيا والصومال.\n"
        # the third round of the negotiations between Kenya and Somalia was held in Accra
        "وكانت الجولة الأولى قد عقدت في لوساكا."
        # the first round had been held in Lusaka
    )
    assert places(text) == ["accra", "lusaka"]


def test_the_second_round_of_elections_is_no_meeting() -> None:
    assert places("وتستعد البلاد للجولة الثانية من الانتخابات في أكرا.") == []
    # the country prepares for the second round of the elections in Accra


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            (
                "بدأت مساء أمس بمقر الاتحاد الأفريقي في أديس أبابا أعمال الدورة الخامسة والثلاثين "
                "بعد المائة لمجلس السلم والأمن الأفريقي."
            ),
            # yesterday evening the 135th session of the Peace and Security Council began at the
            # African Union's seat in Addis Ababa
            "addis-ababa",
        ),
        (
            "بحث وزير الخارجية الياباني تارو كونو مع نظيره الغاني في أكرا سبل التعاون.",
            # Taro Kono discussed ways of cooperation with his Ghanaian counterpart in Accra
            "accra",
        ),
    ],
)
def test_sessions_with_a_number_and_what_two_discuss_are_meetings(text: str, place: str) -> None:
    assert places(text) == [place]


def test_a_place_told_before_is_meant_by_a_pronoun() -> None:
    text = (
        "وهذه ثاني زيارة يجريها وزير الخارجية الياباني تارو كونو إلى أكرا، "
        # this is the second visit that the Japanese foreign minister Taro Kono makes to Accra,
        "حيث زارها في 17 مارس الماضي."
        # since he visited it on 17 March
    )
    assert ("تارو كونو", "accra") in visits(text)
    assert "2023-03-17" in [f.time.edtf for f in told(text, "Visit") if f.time]


def test_talks_during_the_visit_are_held_where_it_goes() -> None:
    text = (
        "توجه الرئيس الكيني وليام روتو إلى غانا اليوم.\n"
        # the Kenyan president William Ruto left for Ghana today
        "وسيجري خلال الزيارة مباحثات مع الرئيس الغاني جون ماهاما."
        # and will hold talks with the Ghanaian president John Mahama during the visit
    )
    assert places(text) == ["GHA"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            (
                "وصل وزير الخارجية الياباني تارو كونو إلى المنطقة أمس حيث التقى رئيس الوزراء الهندي "
                "ناريندرا مودي في مدينة القدس."
            ),
            # Taro Kono arrived in the region yesterday, where he met Narendra Modi in Jerusalem
            "jerusalem",
        ),
        (
            "اجتمع إيمانويل ماكرون وجو بايدن في باريس.",
            # Emmanuel Macron and Joe Biden met in Paris
            "paris",
        ),
        (
            "لقاء بين الرئيسين إيمانويل ماكرون وجو بايدن في باريس.",
            # a meeting between the presidents Emmanuel Macron and Joe Biden in Paris
            "paris",
        ),
        (
            "انطلقت في أكرا أشغال الدورة 18 للجنة العليا المشتركة الغانية الكينية.",
            # the 18th session of the Ghanaian-Kenyan high joint commission began in Accra
            "accra",
        ),
    ],
)
def test_who_meets_is_named_by_conjunctions_and_by_the_verb_before(text: str, place: str) -> None:
    assert places(text) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "تولى جون ماهاما، اليوم، منصب الأمين العام للاتحاد الأفريقي.",
        # John Mahama took the post of secretary-general of the African Union today
        "اختار أعضاء الاتحاد الأفريقي جون ماهاما لمنصب الأمين العام.",
        # the members of the African Union chose John Mahama for the post of secretary-general
        "سيتولى جون ماهاما مهامه كأمين عام للاتحاد الأفريقي في أكتوبر.",
        # John Mahama will take up his duties as secretary-general of the African Union in October
        "أدى العقيد جون ماهاما، أمس، اليمين الدستورية كرئيس مؤقت لغانا.",
        # Colonel John Mahama was sworn in yesterday as the acting president of Ghana
    ],
)
def test_who_takes_a_post_is_appointed(text: str) -> None:
    assert [f.role("holder")[0].label("ar") for f in told(text, "Appointment")] == ["جون ماهاما"]


def test_who_meets_in_the_margins_of_a_summit_meets_where_it_is() -> None:
    text = (
        "عقد الاتحاد الأفريقي قمة في نيروبي أمس.\n"
        # the African Union held a summit in Nairobi yesterday
        "وعلى هامش القمة اجتمع الرئيس الصربي ألكسندر فوتشيتش برئيس الوزراء الهندي ناريندرا مودي."
        # and in its margins the Serbian president met the Indian prime minister
    )
    assert places(text) == ["nairobi", "nairobi"]


def test_whom_a_traveller_meets_does_not_travel() -> None:
    text = (
        "زار وزير الخارجية الياباني تارو كونو أكرا والتقى رئيس الوزراء الهندي ناريندرا مودي، "
        # the Japanese foreign minister Taro Kono visited Accra and met Narendra Modi,
        "ضمن جولة شملت فرنسا وتركيا."
        # on a tour that took in France and Turkey
    )
    assert {visitor for visitor, _ in visits(text)} == {"تارو كونو"}


def test_who_travels_takes_part_where_he_is() -> None:
    text = (
        "وصل وزير الخارجية الياباني تارو كونو اليوم إلى أكرا.\n"
        # the Japanese foreign minister Taro Kono arrived in Accra today
        "وسيشارك كونو في اجتماع لمجلس السلم والأمن الأفريقي."
        # and Kono will take part in a meeting of the African Peace and Security Council
    )
    assert places(text) == ["accra"]


def test_who_has_come_visits_not_whom_he_met() -> None:
    # the Kenyan president William Ruto held talks with the Ghanaian Nana Akufo, who came on a visit
    text = (
        "أجرى الرئيس الكيني وليام روتو محادثات مع الرئيس الغاني نانا أكوفو "
        "الذي وصل إلى نيروبي في زيارة عمل."
    )
    assert visits(text) == [("نانا أكوفو", "nairobi")]


def test_when_he_went_goes_on_with_who_acts() -> None:
    # the Kenyan president intervened when he visited Accra in March
    text = "وتدخل الرئيس الكيني وليام روتو في الأزمة عندما زار أكرا في مارس."
    assert visits(text) == [("وليام روتو", "accra")]


def test_a_journey_planned_is_announced() -> None:
    # he announced plans to visit Ghana; he said that he meant to visit it
    for text in (
        "وأعلن الرئيس الكيني وليام روتو خططا لزيارة غانا.",
        "وأعرب الرئيس الكيني وليام روتو عن عزمه زيارة غانا.",
    ):
        assert visits(text) == [("وليام روتو", "GHA")]
        assert [f.status for f in told(text, "Visit")] == ["announced"]


def test_who_goes_somewhere_visits() -> None:
    # he went to Ghana; the money went there
    assert visits("وذهب الرئيس الكيني وليام روتو إلى غانا.") == [("وليام روتو", "GHA")]
    assert visits("وذهبت أموال الرئيس الكيني وليام روتو إلى غانا.") == []


def test_talks_called_off_are_denied() -> None:
    # Ghana called off talks with Kenya
    (found,) = told("وألغت غانا محادثات رفيعة مع كينيا.", "Meeting")
    assert found.status == "negated"
    assert found.role("body")[0].iri.endswith("GHA")


def test_who_are_gathered_meet() -> None:
    # the leaders of the African Union, gathered on Friday in Accra
    text = "وقال قادة الاتحاد الأفريقي، المجتمعون الجمعة في مدينة أكرا، إن ذلك صحيح."
    assert [f.role("place")[0].iri.rpartition("/")[2] for f in told(text, "Meeting")] == ["accra"]


def test_who_alone_is_named_before_when_he_went_visits() -> None:
    # as did Ruto last March when he visited Ghana; that Ruto, when he visited Ghana, asked nothing
    told_of = "أعلن الرئيس الكيني وليام روتو سفره. "
    for text in (
        "وسيصل الوزير جوا، أسوة بما فعله روتو في مارس الماضي عندما زار غانا.",
        "وكان هذا موقف روتو حين زار غانا سرا.",
        "وقال الناطق إن روتو عندما زار غانا لم يطلب شيئا.",
    ):
        assert visits(told_of + text) == [("وليام روتو", "GHA")]
    # the minister criticised Ruto after a quarrel that broke out when he visited Ghana
    text = "انتقد الوزير الرئيس الكيني وليام روتو، بعد خلاف نشب عندما زار غانا."
    assert visits(text) == []


@pytest.mark.parametrize(
    ("text", "status", "time"),
    [
        # «الخميس» is Thursday, the text is of a Monday
        ("يأتي الرئيس الكيني وليم روتو إلى باريس الخميس.", "announced", "2023-05-04"),
        ("جاء الرئيس الكيني وليم روتو إلى باريس الخميس.", "actual", "2023-04-27"),
        (
            "يوفد الاتحاد الأوروبي الخميس إلى كييف مفوضة التجارة سيسيليا مالمستروم.",
            "announced",
            "2023-05-04",
        ),
        ("توفد كندا وزير خارجيتها إلى كييف الخميس.", "announced", "2023-05-04"),
        ("ترسل جامعة الدول العربية وفدا إلى طرابلس الخميس.", "announced", "2023-05-04"),
        ("زار الرئيس الكيني أكرا تزامنا مع القمة.", "actual", None),
        ("وقعت غانا الاتفاق تزامنا مع زيارة الرئيس الكيني إلى أكرا.", "actual", None),
    ],
)
def test_who_comes_or_is_sent_on_a_day_is_to_come(text: str, status: str, time: str | None) -> None:
    (visit,) = told(text, "Visit", date="2023-05-01")
    assert (visit.status, visit.time and visit.time.edtf) == (status, time)


def test_who_leaves_the_place_that_he_visited_was_there() -> None:
    text = "وغادر الرئيس الكيني وليم روتو السبت تونس التي زارها ليومين."
    assert visits(text) == [("وليم روتو", "TUN")]
    assert told(text, "Visit")[0].confidence > 0.9


def test_who_comes_to_power_travels_nowhere() -> None:
    for text in (
        "جاء وليم روتو إلى السلطة في كينيا عام 2022.",
        "يأتي قرار الرئيس الكيني وليم روتو بعد إعلان باريس.",
    ):
        assert told(text, "Visit") == []
