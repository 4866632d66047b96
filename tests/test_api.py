"""The library: the same rows from a graph on this machine and from a server, in every shape."""

import builtins
import copy
import csv
import io
import json
import pickle
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, serialize

import mithaq
from mithaq import Graph
from mithaq.api import embedded
from mithaq.api.htmltable import MOST_ROWS
from mithaq.api.remote import endpoint
from mithaq.api.rows import Row, Rows
from mithaq.errors import (
    ExtraError,
    MithaqError,
    NotFoundError,
    OutputError,
    ParameterError,
    QueryError,
    QueryRefused,
    QuerySyntaxError,
    QueryTimeout,
    QueryTooLarge,
    ServerError,
    StoreError,
)
from mithaq.queries.questions import question, question_names
from mithaq.store import current, document_text

CSTO = "https://w3id.org/mithaq/id/alliance/CSTO"
GEORGIA_LEFT = "https://w3id.org/mithaq/id/withdrawal/CSTO/GEO"
SERVICE = "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }"
WITHDRAWAL = "<https://w3id.org/mithaq/ontology#Withdrawal>"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPED = f"""
SELECT * {{
  VALUES (?number ?share ?truth ?instant ?mixed ?wrong ?thing ?word) {{
    (1 0.5 true "2022-09-14T00:00:00Z"^^<{XSD}dateTime> 1 "x"^^<{XSD}integer> <{CSTO}> "a"@en)
    (UNDEF UNDEF UNDEF UNDEF "one" "1"^^<{XSD}integer> UNDEF UNDEF)
  }}
}}
"""
"""A column for each type that a term may have, and one that mixes types."""


@pytest.fixture(scope="module")
def here(graph_folder: Path) -> Graph:
    return Graph.open(graph_folder)


@pytest.fixture(scope="module")
def there(served: str) -> Graph:
    return Graph.connect(served)


def graph_of(*quads: Quad) -> Graph:
    store = Store()
    store.extend(quads)
    return Graph("here", embedded.evaluating(store))


def selected(graph: Graph, sparql: str) -> Rows:
    found = graph.query(sparql)
    assert isinstance(found, Rows)
    return found


# Here and there


@pytest.mark.parametrize("name", question_names())
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_question_has_the_same_rows_here_and_there(
    name: str, lang: str, here: Graph, there: Graph
) -> None:
    assert here.ask(name, lang=lang) == there.ask(name, lang=lang)


def test_names_are_found_here_and_there(here: Graph, there: Graph) -> None:
    russia = "روسيا"  # Russia
    for graph in (here, there):
        assert len(graph.ask("which-members-withdrew", alliance="CSTO", state="georgia")) == 1
        assert graph.ask("who-signed-which-treaty", state=russia)[0]["signatoryName"] == "Russia"


def test_select_ask_and_construct_give_the_same_here_and_there(here: Graph, there: Graph) -> None:
    select = f"SELECT ?one {{ ?one a {WITHDRAWAL} }} ORDER BY ?one"
    construct = f"CONSTRUCT WHERE {{ ?one a {WITHDRAWAL} }}"
    assert here.query(select) == there.query(select)
    assert [row.one for row in selected(here, select)][1] == GEORGIA_LEFT
    for graph in (here, there):
        assert graph.query(f"ASK {{ ?one a {WITHDRAWAL} }}") is True
        assert graph.query("ASK { ?one a <urn:nothing> }") is False
        built = graph.query(construct)
        assert isinstance(built, tuple)
        assert len(built) == 3
        assert all(isinstance(each, Triple) for each in built)
        assert GEORGIA_LEFT.encode() in (serialize(built, format=RdfFormat.TURTLE) or b"")


def test_an_ask_query_at_mithaqs_own_door_is_an_endpoint_too(served: str) -> None:
    assert Graph.connect(f"{served}/sparql").query("ASK {}") is True


@pytest.mark.parametrize(
    ("sparql", "kind", "says"),
    [
        ("SELECT", QuerySyntaxError, "line 1, column 7: the query ends too early"),
        ("DELETE WHERE { ?s ?p ?o }", QueryRefused, "DELETE is not answered here"),
        ("LOAD <http://127.0.0.1:9/>", QueryRefused, "LOAD is not answered here"),
        (f"ASK {{ {SERVICE} }}", QueryRefused, "SERVICE"),
        ("ASK {" + "{" * 3000 + "}" * 3000 + "}", QueryTooLarge, "nested more than"),
        ("\ud800", QueryError, "."),
    ],
)
def test_what_is_no_query_is_one_sentence_here_and_there(
    sparql: str, kind: type[MithaqError], says: str, here: Graph, there: Graph
) -> None:
    for graph in (here, there):
        with pytest.raises(kind, match=says) as raised:
            graph.query(sparql)
        assert raised.type is kind or kind is QueryError
        if isinstance(raised.value, QuerySyntaxError):
            assert (raised.value.line, raised.value.column) == (1, 7)
            assert str(raised.value).splitlines()[1:] == ["SELECT", "      ^"]


@pytest.mark.parametrize(
    ("name", "arguments", "kind", "says"),
    [
        ("which-members-left", {}, NotFoundError, "did you mean 'which-members-withdrew'"),
        ("which-members-withdrew", {"aliance": "CSTO"}, ParameterError, "did you mean 'alliance'"),
        ("which-members-withdrew", {"the_state": "x"}, ParameterError, "no parameter 'the_state'"),
        ("which-members-withdrew", {"alliance": "Atlantis"}, ParameterError, "is called"),
        ("which-members-withdrew", {"lang": "fr"}, ParameterError, "lang: 'fr' is not one of"),
        ("members-on-a-date", {"date": "soon"}, ParameterError, "a day such as"),
        ("members-on-a-date", {"date": 'x" } #'}, ParameterError, "a day such as"),
    ],
)
def test_a_wrong_question_is_one_sentence(
    name: str, arguments: dict[str, str], kind: type[MithaqError], says: str, here: Graph
) -> None:
    with pytest.raises(kind, match=says):
        here.ask(name, **arguments)


def test_names_may_be_pythons_own_and_arguments_too(here: Graph) -> None:
    asked = here.ask("members-on-a-date", alliance="CSTO", date="2022-11-23")
    same = here.ask("members_on_a_date", alliance=CSTO, date=date(2022, 11, 23))
    assert list(same) == list(asked)
    late = datetime(2022, 11, 23, 3, tzinfo=timezone(timedelta(hours=3)))
    for instant in (late, late.astimezone(UTC).replace(tzinfo=None)):
        assert list(here.ask("members-on-a-date", alliance="CSTO", date=instant)) == list(asked)
    assert here.ask("members-on-a-date", alliance=None) == here.ask("members-on-a-date")


def test_without_a_folder_the_graph_is_where_the_command_line_has_it(
    graph_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MITHAQ_GRAPH", str(graph_folder))
    assert len(Graph.open().ask("which-members-withdrew")) == 3
    monkeypatch.delenv("MITHAQ_GRAPH")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError, match="graph holds no graph: run `mithaq build`"):
        Graph.open()


def test_the_questions_are_listed_in_both_languages(here: Graph) -> None:
    listed = here.questions()
    assert [row.name for row in listed] == list(question_names())
    assert {"name": "evidence", "question": "Which passages say this?"}.items() <= next(
        row.as_dict() for row in listed if row.name == "evidence"
    ).items()
    assert 'dir="rtl"' in here.questions(lang="ar")._repr_html_()
    with pytest.raises(ParameterError, match="lang: 'fr'"):
        here.questions(lang="fr")


def test_a_question_of_ones_own_is_asked_like_all_others(
    here: Graph, there: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = question("which-members-withdrew").sparql
    (tmp_path / "who-left.rq").write_text(ours, encoding="utf-8")
    asks = re.sub(r"^SELECT.*", "ASK {}", ours, flags=re.MULTILINE | re.DOTALL)
    (tmp_path / "did-they.rq").write_text(asks, encoding="utf-8")
    calls = re.sub(r"^SELECT.*", f"SELECT * {{ {SERVICE} }}", ours, flags=re.MULTILINE | re.DOTALL)
    (tmp_path / "ask-others.rq").write_text(calls, encoding="utf-8")
    monkeypatch.setenv("MITHAQ_QUESTIONS", str(tmp_path))
    for graph in (here, there):
        assert [row.memberName for row in graph.ask("who-left", state="GEO")] == ["Georgia"]
        with pytest.raises(QueryError, match="a question is a SELECT query"):
            graph.ask("did-they")
        with pytest.raises(QueryRefused, match="SERVICE"):
            graph.ask("ask-others")


# Evidence


def test_evidence_is_the_claims_behind_a_row(here: Graph, there: Graph, graph_folder: Path) -> None:
    for graph in (here, there):
        row = graph.ask("which-members-withdrew", state="GEO", lang="ar")[0]
        (claim,) = graph.evidence(row)
        text = document_text(current(graph_folder), str(claim.documentName))
        assert isinstance(claim.start, int)
        assert isinstance(claim.end, int)
        assert text[claim.start : claim.end] == claim.quote
        assert claim.status == "https://w3id.org/mithaq/ontology#Actual"
        assert claim.statusName == "واقع"  # actual
        assert claim.documentName == row.documents
        assert graph.evidence(row, lang="en")[0].statusName == "actual"
        assert list(graph.evidence(GEORGIA_LEFT, lang="ar")) == [claim]
        assert list(graph.evidence("id/withdrawal/CSTO/GEO", lang="ar")) == [claim]


def test_the_evidence_of_every_row_is_in_its_documents(here: Graph) -> None:
    for name in question_names():
        for row in here.ask(name)[:5]:
            if "situation" in row.columns and isinstance(row["situation"], str):
                quoted = {each.documentName for each in here.evidence(row)}
                said = str(row.as_dict().get("documents") or row.as_dict().get("documentName"))
                assert quoted & set(said.split("; ")), (name, row)


def test_a_response_has_its_evidence_beside_that_of_the_request(here: Graph) -> None:
    row = next(r for r in here.ask("requests-and-responses") if r.response)
    situations = {each.situation for each in here.evidence(row)}
    assert situations == {row.situation, row.response}


def test_the_evidence_of_a_document_is_all_that_it_says(here: Graph) -> None:
    for row in here.ask("documents"):
        assert len(here.evidence(row)) == row.claims == len(here.evidence(str(row.document)))


def test_a_row_that_holds_no_situation_has_no_evidence(here: Graph) -> None:
    row = selected(here, "SELECT ?one { VALUES ?one { 1 } }")[0]
    with pytest.raises(ParameterError, match="no situation and no document, only one; let"):
        here.evidence(row)


def test_a_row_that_rests_on_documents_says_how_to_read_them(here: Graph) -> None:
    row = here.ask("alliances", alliance="CSTO")[0]
    with pytest.raises(ParameterError, match="rests on whole documents") as raised:
        here.evidence(row)
    named = re.search(r"evidence\('(.*?)'\)", str(raised.value))
    assert named is not None
    assert here.evidence(named[1])


# Rows


def test_a_row_is_read_by_place_by_name_and_whole(here: Graph) -> None:
    rows = here.ask("forces", alliance="CSTO")
    row = rows[0]
    assert row[0] == row["forceName"] == row.forceName == row.as_dict()["forceName"]
    assert row["people"] == 4000
    assert row[-1] == row.situation
    assert row[:2] == (row[0], row[1])
    assert len(row) == len(rows.columns)
    with pytest.raises(KeyError, match="no column 'x', but forceName, people"):
        row["x"]
    with pytest.raises(AttributeError, match="no column 'x'"):
        _ = row.x
    with pytest.raises(IndexError):
        row[99]


def test_rows_are_a_sequence(here: Graph) -> None:
    rows = here.ask("which-members-withdrew")
    assert [row.memberName for row in rows[1:]] == ["Georgia", "Uzbekistan"]
    assert next(reversed(rows)).memberName == "Uzbekistan"
    assert rows[1] in rows
    assert rows[-1] == rows[2]
    assert isinstance(rows[:1], Rows)
    assert not here.ask("chairs", alliance="https://example.org/none")
    assert repr(rows).startswith("<3 rows of which-members-withdrew: memberName, allianceName")
    assert repr(here).startswith("<the graph of ")


def test_a_row_can_be_copied_and_pickled() -> None:
    row = Row(("a", "count"), (1, None), "en")
    for again in (copy.deepcopy(row), pickle.loads(pickle.dumps(row))):  # noqa: S301
        assert again == row
        assert again["count"] is None


def test_headings_stand_over_all_columns_in_the_language(here: Graph) -> None:
    rows = here.ask("which-members-withdrew", lang="ar")
    assert rows.headings[0] == "العضو"  # member
    assert rows.language == "ar"
    assert len(rows.headings) == len(rows.columns) == 7
    assert selected(here, "SELECT ?time { VALUES ?time { 1 } }").headings == ("time",)


def test_csv_and_json_are_those_of_the_command_line(here: Graph, tmp_path: Path) -> None:
    rows = here.ask("which-members-withdrew", lang="ar")
    read = list(csv.DictReader(io.StringIO(rows.to_csv())))
    assert [row["memberName"] for row in read] == [row.memberName for row in rows]
    assert json.loads(rows.to_json())["rows"] == [row.as_dict() for row in rows]
    rows.to_csv(tmp_path / "rows.csv", bom=True)
    rows.to_csv(tmp_path / "plain.csv")
    rows.to_json(str(tmp_path / "rows.json"))
    assert (tmp_path / "plain.csv").read_bytes() == rows.to_csv().encode()
    assert (tmp_path / "rows.csv").read_bytes() == rows.to_csv(bom=True).encode()
    assert (tmp_path / "rows.csv").read_bytes().startswith(b"\xef\xbb\xbfmemberName,")
    assert (tmp_path / "rows.json").read_text(encoding="utf-8") == rows.to_json()
    with pytest.raises(OutputError, match="cannot be written: No such file or directory"):
        rows.to_csv(tmp_path / "nowhere" / "rows.csv")
    for made in (rows.to_csv(), rows.to_json()):
        assert not set(made) & set("\u2066\u2067\u2068\u2069\u200e\u200f\ufeff")


def test_a_number_that_json_does_not_have_is_a_text(here: Graph) -> None:
    row = selected(
        here,
        f'SELECT * {{ VALUES (?a ?b ?c) {{ ("INF"^^<{XSD}double> "NaN"^^<{XSD}double> "1.0"^^<{XSD}float>) }} }}',
    )[0]
    assert list(row) == ["INF", "NaN", 1]


def test_printed_rows_are_a_markdown_table(here: Graph) -> None:
    lines = str(here.ask("which-members-withdrew")).splitlines()
    assert lines[0] == "| Member | Alliance | Date | Documents |"
    assert len(lines) == 5


# Notebooks


def test_a_notebook_shows_arabic_from_right_to_left(here: Graph) -> None:
    shown = here.ask("which-members-withdrew", lang="ar")._repr_html_()
    assert shown.startswith('<div dir="rtl" lang="ar">')
    assert "<bdi>العضو</bdi></th>" in shown  # member
    assert "<bdi>غير معروف</bdi></td>" in shown  # unknown
    assert "https://" not in shown
    assert shown.count("<td") == shown.count("<td style") == 3 * 4
    assert 'dir="ltr" lang="en"' in here.ask("which-members-withdrew")._repr_html_()
    assert type(shown) is str


def test_a_date_stays_in_one_line_and_a_sentence_does_not(here: Graph) -> None:
    shown = here.ask("incidents")._repr_html_()
    assert '<td style="text-align: start; white-space: nowrap"><bdi>2022-09-12</bdi>' in shown
    assert '<td style="text-align: start"><bdi>Armenia; Azerbaijan</bdi>' in shown


def test_a_notebook_is_told_what_is_arabic_in_an_english_table(here: Graph) -> None:
    shown = here.evidence(GEORGIA_LEFT, lang="en")._repr_html_()
    assert '<bdi lang="ar">جورجيا' in shown  # Georgia …
    assert "<bdi>actual</bdi>" in shown


def test_a_notebook_gets_no_markup_from_the_graph() -> None:
    evil = '<script>"&'
    said = Quad(NamedNode("urn:x"), NamedNode("urn:p"), Literal(evil))
    shown = selected(graph_of(said), "SELECT * { ?s ?p ?o }")._repr_html_()
    assert "&lt;script&gt;&#34;&amp;" in shown
    assert "<script" not in shown
    assert '<bdi dir="ltr">urn:x</bdi>' in shown


def test_a_long_answer_says_how_much_of_it_is_shown(here: Graph) -> None:
    rows = here.ask("evidence")
    assert len(rows) > MOST_ROWS
    shown = rows._repr_html_()
    assert shown.count("<tr>") == MOST_ROWS + 1
    assert f"<p>{MOST_ROWS} of {len(rows)} rows are shown.</p>" in shown
    assert "<p>" not in rows[:MOST_ROWS]._repr_html_()


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_an_empty_answer_says_that_nobody_says_so(lang: str, here: Graph) -> None:
    shown = here.ask("chairs", alliance="https://example.org/none", lang=lang)._repr_html_()
    assert "<p>" in shown
    assert "<td" not in shown


# pandas


def test_a_frame_has_the_columns_and_cells_of_the_rows(here: Graph) -> None:
    rows = here.ask("which-members-withdrew", lang="ar")
    frame = rows.to_pandas()
    assert list(frame.columns) == list(rows.columns)
    assert frame["member"].tolist() == [row.member for row in rows]
    assert frame["time"].tolist() == ["unknown"] * 3


def test_the_columns_of_a_frame_have_the_types_of_the_graph(here: Graph) -> None:
    frame = selected(here, TYPED).to_pandas()
    types = {name: str(kind) for name, kind in frame.dtypes.items()}
    assert types.pop("instant").startswith("datetime64[")
    assert types == {
        "number": "Int64",
        "share": "Float64",
        "truth": "boolean",
        "mixed": "string",
        "wrong": "string",
        "thing": "string",
        "word": "string",
    }
    assert frame["number"].sum() == 1
    assert frame["instant"].dt.day[0] == 14
    assert str(frame["instant"].dt.tz) == "UTC"
    assert frame["thing"][0] == CSTO
    assert frame.isna().loc[1].to_dict() == {
        name: name not in ("mixed", "wrong") for name in frame.columns
    }


def test_dates_become_days_where_a_person_says_so(here: Graph) -> None:
    frame = here.ask("incidents").to_pandas(parse_dates=["time"])
    by_text = here.ask("incidents").to_pandas()["time"]
    assert frame["time"][by_text == "2022-09-12"].dt.day.tolist() == [12]
    assert frame["time"][by_text == "2021-05"].dt.month.tolist() == [5]
    assert frame["time"].isna().tolist() == (by_text == "unknown").tolist()
    nobody = here.ask("which-members-withdrew").to_pandas(parse_dates=["time"])
    assert nobody["time"].dtype == frame["time"].dtype
    with pytest.raises(NotFoundError, match="parse_dates: there is no column 'day', but"):
        here.ask("incidents").to_pandas(parse_dates=["day"])


def test_an_empty_answer_is_an_empty_frame_with_its_columns(here: Graph) -> None:
    rows = here.ask("chairs", alliance="https://example.org/none")
    frame = rows.to_pandas(parse_dates=["time"])
    assert frame.empty
    assert list(frame.columns) == list(rows.columns)


def test_without_pandas_a_sentence_says_how_to_get_it(
    here: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = here.ask("which-members-withdrew")
    real = builtins.__import__

    def without(name: str, *arguments: object, **named: object) -> object:
        if name.partition(".")[0] == "pandas":
            raise ModuleNotFoundError(name)
        return real(name, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ExtraError, match=r"needs pandas: pip install 'mithaq\[pandas\]'"):
        rows.to_pandas()


# Servers that are none


@contextmanager
def answering(answer: Callable[[BaseHTTPRequestHandler], object]) -> Iterator[str]:
    """The address of something that speaks HTTP, but is no endpoint."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            answer(self)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def send(status: int, body: bytes, **headers: str) -> Callable[[BaseHTTPRequestHandler], object]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


JSON = "application/sparql-results+json"
TRIPLES = "application/n-triples"
REFUSED = b'{"type": "https://w3id.org/mithaq/problem/server-error", "detail": "too many wait"}'


STRANGERS = {
    "a page": (send(200, b"<p>", Content_Type="text/html"), ServerError, "it sent text/html"),
    "no JSON": (send(200, b"{", Content_Type=JSON), ServerError, "cannot be read"),
    "no triples": (send(200, b"<a", Content_Type=TRIPLES), ServerError, "cannot be read"),
    "nothing": (send(404, b"no"), ServerError, "answered 404 Not Found: is it an endpoint?"),
    "another": (
        send(400, b"syntax error at '}'\nSELECT", Content_Type="text/plain"),
        QueryError,
        "answered 400 Bad Request: syntax error at '}'$",
    ),
    "no problem": (send(500, b'{"type": ["x"]}'), ServerError, "answered 500"),
    "elsewhere": (send(302, b"", Location="http://127.0.0.1:9/"), ServerError, "answered 302"),
    "full": (send(503, REFUSED), ServerError, "^too many wait$"),
    "cut": (send(200, b"{", Content_Length="9", Content_Type=JSON), QueryError, "broke the answer"),
}


@pytest.mark.parametrize("stranger", STRANGERS)
def test_what_is_no_endpoint_is_told_in_one_sentence(stranger: str) -> None:
    answer, kind, says = STRANGERS[stranger]
    with answering(answer) as address, pytest.raises(kind, match=says) as raised:
        Graph.connect(address)
    assert raised.type is kind
    assert "\n" not in str(raised.value)


def test_a_silent_server_is_left_after_the_time_that_was_set() -> None:
    over = threading.Event()
    with answering(lambda _handler: bool(over.wait(20))) as address:
        with pytest.raises(QueryTimeout, match=r"was silent for 0\.2 seconds: ask for less"):
            Graph.connect(address, timeout=0.2)
        over.set()


def test_a_server_that_is_not_there_is_told_in_one_sentence() -> None:
    with answering(send(200, b"")) as address:
        gone = address
    with pytest.raises(ServerError, match=r"cannot be reached \(Connection refused\): is the"):
        Graph.connect(gone)


@pytest.mark.parametrize(
    "url", ["", "graph", "file:///etc/passwd", "http://", "ftp://x/", "http://[x", "http://x:y/"]
)
def test_what_is_no_address_of_a_server_is_not_asked(url: str) -> None:
    with pytest.raises(ServerError, match="is no server's address"):
        endpoint(url)


# Start


def test_importing_mithaq_loads_nothing_and_the_graph_no_web() -> None:
    program = """
import sys, mithaq
print(*sorted({"pyoxigraph", "yaml", "mithaq.api"} & set(sys.modules)))
mithaq.Graph
print(*sorted({"flask", "uvicorn", "rdflib", "pandas", "urllib.request"} & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "\n\n"


def test_mithaq_has_no_other_names() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Graf'"):
        mithaq.Graf  # noqa: B018
