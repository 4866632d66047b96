"""Documents: what is read, what is said of it, and what is refused, in one sentence."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.errors import DocumentError
from mithaq.ingest.documents import LARGEST, Document, read_documents
from mithaq.ingest.entries import is_edtf
from mithaq.ingest.hypertext import read_hypertext
from mithaq.ingest.languages import guess_language

SEEDS = Path(__file__).parent.parent / "seeds"


def write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        folder.joinpath(f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    return folder


def read(*paths: Path) -> list[Document]:
    return list(read_documents(paths))


def refusal(*paths: Path) -> str:
    with pytest.raises(DocumentError) as caught:
        read(*paths)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_the_seeds_are_read_in_order_with_their_dates_and_what_these_rest_on() -> None:
    documents = read(SEEDS)
    assert [(document.id[:3], document.date) for document in documents] == [
        ("000", "2017-01"),
        ("001", "2022-11-24"),
        ("002", "2022-09"),
        ("003", "2022-11-27"),
        ("004", "2022-05"),
    ]
    assert all(document.date_basis and document.language == "ar" for document in documents)
    assert documents[2].publisher == "الدفاع العربي"  # "Arab Defence", as the author's note says
    assert documents[0].title is None


def test_a_text_is_what_path_read_text_gives_so_that_offsets_agree(tmp_path: Path) -> None:
    write(tmp_path, a="\ufeffone\r\ntwo\rthree\n")
    (document,) = read(tmp_path)
    assert document.text == "\ufeffone\ntwo\nthree\n"
    assert document.text == tmp_path.joinpath("a.txt").read_text(encoding="utf-8")


def test_a_text_without_an_entry_is_read_with_its_date_unknown(tmp_path: Path) -> None:
    write(tmp_path, a="انسحبت جورجيا.", b="Georgia left.", c="Грузия вышла.")
    documents = read(tmp_path)
    assert [document.language for document in documents] == ["ar", "en", "ru"]
    assert {(document.date, document.title, document.date_basis) for document in documents} == {
        (None, None, None)
    }


def test_one_text_is_read_with_the_entry_that_stands_beside_it(tmp_path: Path) -> None:
    write(tmp_path, a="Text.", b="Text.")
    tmp_path.joinpath("documents.toml").write_text('[a]\ndate = 1992-05-15\n[b]\ntitle = "T"\n')
    (document,) = read(tmp_path / "a.txt")
    assert (document.id, document.date) == ("a", "1992-05-15")


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, a="Text.")
    assert len(read(tmp_path, tmp_path / "a.txt")) == 1


def test_documents_come_sorted_whatever_the_order_of_the_paths(tmp_path: Path) -> None:
    write(tmp_path, b="Text.", a="Text.", c="Text.")
    paths = [tmp_path / f"{name}.txt" for name in "cab"]
    assert [document.id for document in read(*paths)] == ["a", "b", "c"]


def test_what_cannot_stand_in_an_iri_becomes_a_hyphen_in_the_id(tmp_path: Path) -> None:
    write(tmp_path, **{'a <b>"c" {d}': "Text."})
    tmp_path.joinpath("documents.toml").write_text("['a <b>\"c\" {d}']\ntitle = 'T'\n")
    (document,) = read(tmp_path)
    assert (document.id, document.title) == ("a-b-c-d-", "T")


def test_a_page_is_read_as_its_reader_sees_it(tmp_path: Path) -> None:
    tmp_path.joinpath("page.html").write_text(
        """<!DOCTYPE html><html lang="ar-EG"><head><title>العنوان</title><style>p {}</style></head>
        <body><nav>قائمة</nav><script>alert("x")</script><!-- hidden -->
        <h1>عنوان</h1><p>انسحبت <b>جور</b>جيا<br>من   المنظمة &amp; غيرها.</p></body></html>""",
        encoding="utf-8",
    )
    (document,) = read(tmp_path)
    assert document.text == "عنوان\nانسحبت جورجيا\nمن المنظمة & غيرها.\n"
    assert (document.title, document.language) == ("العنوان", "ar")


def test_the_entry_of_a_page_goes_before_what_the_page_says(tmp_path: Path) -> None:
    tmp_path.joinpath("page.html").write_text("<html lang=en><title>Page</title><p>Text.")
    tmp_path.joinpath("documents.toml").write_text('[page]\ntitle = "Entry"\nlanguage = "fr"\n')
    (document,) = read(tmp_path)
    assert (document.title, document.language) == ("Entry", "fr")


def test_a_page_nested_deeper_than_python_calls_is_read() -> None:
    assert read_hypertext("<div>" * 5000 + "deep").text == "deep\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xd9\x85\xff", r"a\.txt is not UTF-8: byte 2 is 0xFF"),
        (b"", r"a\.txt is empty"),
        (b"\xef\xbb\xbf \n\t", r"a\.txt is empty"),
        (b"one\ntwo\x00", r"a\.txt, line 2: the control character U\+0000 \(code point 7"),
        ("one\ufffe".encode(), r"U\+FFFE \(code point 3"),
        (b"one\x0ctwo", r"U\+000C"),
        (b"x" * (LARGEST + 1), r"a\.txt has 20\.0 MB, more than the 20 MB"),
    ],
)
def test_a_text_that_cannot_be_read_is_refused_with_the_place(
    tmp_path: Path, content: bytes, told: str
) -> None:
    tmp_path.joinpath("a.txt").write_bytes(content)
    assert re.search(told, refusal(tmp_path))


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ('[a]\ntitle = "x\n', r"documents\.toml: .*\(at line 2"),
        ("[a", r"documents\.toml: .*line 1"),
        ('[a]\ndate = "1992"\nauthr = "x"', r"documents\.toml, line 3: 'authr' is no key"),
        ('[b]\ntitle = "x"\n[a]\ndate = "14.9.2022"', r"line 4: '14\.9\.2022' is no date"),
        ("[a]\ndate = 2022", r"line 2: date must be a text in quotes"),
        ('[a]\ntitle = " "', r"line 2: title is empty"),
        ('[a]\nlanguage = "Arabic"', r"line 2: 'Arabic' is no language tag"),
        ('title = "x"', r"line 1: 'title' stands outside a table"),
        ('[a]\ntitle = "x"\n[c]\ntitle = "y"', r"line 3: there is no text c\.txt or c\.html"),
        ("[a]\ntitle = 'a'\n[a]\n", r"documents\.toml: .*line 3"),
    ],
)
def test_a_wrong_entry_is_refused_with_file_and_line(
    tmp_path: Path, entries: str, told: str
) -> None:
    write(tmp_path, a="Text.", b="Text.")
    tmp_path.joinpath("documents.toml").write_text(entries)
    assert re.search(told, refusal(tmp_path))


def test_entries_that_are_not_utf_8_are_refused(tmp_path: Path) -> None:
    write(tmp_path, a="Text.")
    tmp_path.joinpath("documents.toml").write_bytes(b'[a]\ntitle = "\xff"')
    assert "documents.toml is not UTF-8 (byte 13)" in refusal(tmp_path)


def test_paths_that_hold_no_text_are_refused(tmp_path: Path) -> None:
    tmp_path.joinpath("empty").mkdir()
    tmp_path.joinpath("a.pdf").write_text("x")
    assert "empty holds no text" in refusal(tmp_path / "empty")
    assert "none does not exist" in refusal(tmp_path / "none")
    assert "a.pdf is no text" in refusal(tmp_path / "a.pdf")


def test_two_documents_of_one_id_are_refused(tmp_path: Path) -> None:
    write(tmp_path, a="Text.").joinpath("a.html").write_text("<p>Text.")
    assert "are both the document a" in refusal(tmp_path)


def test_a_document_cannot_take_the_name_of_a_graph_of_the_dataset(tmp_path: Path) -> None:
    write(tmp_path, meta="Text.")
    assert "cannot be named 'meta'" in refusal(tmp_path)


@pytest.mark.parametrize(
    "date",
    [
        "1992",
        "1992-05",
        "1992-05-15",
        "2022-05~",
        "2022?",
        "2020-09/2020-11",
        "2001/..",
        "2001/",
        "/1999",
    ],
)
def test_dates_as_edtf_writes_them_are_dates(date: str) -> None:
    assert is_edtf(date)


@pytest.mark.parametrize(
    "date",
    ["", "92", "1992-13", "2022-02-30", "../..", "2022/2021", "٢٠٢٢", "2022-9", " 2022"],
)
def test_other_dates_are_none(date: str) -> None:
    assert not is_edtf(date)


@given(st.text(st.characters(categories=["L", "N", "P", "Z"]), min_size=1))
def test_every_text_has_one_language_or_none(text: str) -> None:
    assert guess_language(text) in {"ar", "en", "ru", "fa", "ur", "uk", None}


def test_letters_tell_persian_urdu_and_ukrainian_apart() -> None:
    persian = "گفت که این پیمان چه می‌گوید"  # "said what this pact says"
    urdu = "معاہدے کے بڑے ارکان"  # "the great members of the treaty"
    assert [guess_language(text) for text in (persian, urdu, "її договір")] == ["fa", "ur", "uk"]
