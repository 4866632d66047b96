"""The stylesheet, the typeface, and the files that others made."""

import re
import tomllib
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from itertools import product
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from mithaq.ontology.facttypes import fact_types
from mithaq.server.app import create_app, kind
from mithaq.server.backend import Backend
from mithaq.server.settings import Settings

ROOT = Path(__file__).parent.parent
STATIC = ROOT / "server" / "static"
SHEET = re.sub(
    r"/\*.*?\*/", "", (STATIC / "style.css").read_text(encoding="utf-8"), flags=re.DOTALL
)
FAMILIES = ("membership", "treaty", "defence", "incident", "meeting", "office", "word")
TEXT, PART = 4.5, 3.0
"""WCAG 2.2, 1.4.3 for text (AA) and 1.4.11 for what must be seen to use a page."""
PAIRS = [
    *product(("ink", "soft", "accent", "warning"), ("paper", "panel"), (TEXT,)),
    *product(("ink", "accent"), FAMILIES, (TEXT,)),
    *product(("edge", "accent"), ("paper", "panel"), (PART,)),
    *((f"{family}-edge", ground, PART) for family in FAMILIES for ground in ("paper", "panel")),
    ("paper", "accent", TEXT),  # a button
    *(("paper", f"{family}-edge", TEXT) for family in FAMILIES),  # the word before a mark
]


@pytest.fixture(scope="module")
def client(graph_folder: Path) -> Iterator[FlaskClient]:
    with closing(Backend(graph_folder, Settings())) as backend:
        yield create_app(backend).test_client()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("foreground", "ground", "least"), PAIRS)
def test_colours_can_be_told_apart(scheme: str, foreground: str, ground: str, least: float) -> None:
    colours = _colours(scheme)
    assert _contrast(colours[foreground], colours[ground]) >= least


def test_contrast_is_computed_as_the_standard_says() -> None:
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert _contrast("#123456", "#123456") == 1


def test_the_colours_of_the_dark_are_those_of_the_light() -> None:
    assert set(_declared(_blocks()[0])) == set(_declared(_blocks()[1]))


def test_colours_stand_in_custom_properties_only() -> None:
    used = re.sub(r":root \{.*?\}", "", SHEET, flags=re.DOTALL)
    assert not re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", used)


def test_the_sheet_mirrors_by_itself() -> None:
    one_sided = r"(?<![-\w])(?:margin|padding|border)-(?:left|right)\b|(?<![-\w])(?:left|right)\s*:|float\s*:"
    assert not re.findall(one_sided, SHEET)
    assert set(re.findall(r"text-align:\s*(?:left|right)", SHEET)) <= {"text-align: left"}  # code
    assert "letter-spacing" not in SHEET  # Arabic letters join


def test_every_kind_of_situation_has_a_colour() -> None:
    kinds = {
        kind(f"https://w3id.org/mithaq/id/{re.sub('(?<!^)(?=[A-Z])', '-', name).lower()}/x")
        for name in fact_types()
    } - {"provision"}
    coloured = set(re.findall(r"\.([\w-]+)(?=[^{}]*\{ --mark:)", SHEET))
    assert kinds <= coloured


def test_the_sheet_asks_for_nothing_elsewhere() -> None:
    wanted = re.findall(r'url\("([^"]*)"\)', SHEET)
    assert wanted
    assert all((STATIC / each).is_file() for each in wanted)
    assert "@import" not in SHEET


def test_every_file_of_others_is_listed_with_licence_and_hash() -> None:
    listed = tomllib.loads((ROOT / "server" / "vendored.toml").read_text(encoding="utf-8"))
    files = {name: digest for each in listed["package"] for name, digest in each["files"].items()}
    there = [
        path.relative_to(ROOT).as_posix()
        for folder in ("server/static/vendor", "tests/vendor")
        for path in ROOT.joinpath(folder).rglob("*")
        if path.is_file()
    ]
    assert sorted(files) == sorted(there)
    for name, digest in files.items():
        assert sha256(ROOT.joinpath(name).read_bytes()).hexdigest() == digest, name
    for each in listed["package"]:
        assert each["version"] in next(iter(each["files"]))
        assert {"name", "what", "version", "licence", "source"} <= each.keys()
        assert any("LICENSE" in name for name in each["files"])


def test_a_file_under_the_address_of_its_content_lasts(client: FlaskClient) -> None:
    home = client.get("/", headers={"Accept": "text/html"}).text
    address = re.findall(r'href="(/static/style.css\?v=\w+)"', home)[0]
    sheet = client.get(address)
    assert sheet.mimetype == "text/css"
    assert sheet.data == (STATIC / "style.css").read_bytes()
    assert "immutable" in sheet.headers["Cache-Control"]
    for other in ("/static/style.css", "/static/style.css?v=000000000000"):
        assert "immutable" not in client.get(other).headers["Cache-Control"]


def test_the_typeface_is_sent_as_one_and_lasts(client: FlaskClient) -> None:
    for path in re.findall(r'url\("([^"]*)"\)', SHEET):
        font = client.get(f"/static/{path}")
        assert font.mimetype == "font/woff2"
        assert font.data.startswith(b"wOF2")
        assert "immutable" in font.headers["Cache-Control"]


def test_static_files_are_sent_compressed(client: FlaskClient) -> None:
    sent = client.get("/static/style.css", headers={"Accept-Encoding": "br"})
    assert sent.headers["Content-Encoding"] == "br"
    assert len(sent.data) * 2 < (STATIC / "style.css").stat().st_size


@pytest.mark.parametrize(
    "path", ["../app.py", "%2e%2e/app.py", "vendor", "", "style.css/", "..%5capp.py", "/etc/passwd"]
)
def test_nothing_but_the_files_is_sent(client: FlaskClient, path: str) -> None:
    assert client.get(f"/static/{path}").status_code in (308, 404)


def _blocks() -> list[str]:
    """What `:root` declares: in the light, in the dark; what print changes is left out."""
    return re.findall(r":root \{(.*?)\}", SHEET, flags=re.DOTALL)[:2]


def _declared(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", block))


def _colours(scheme: str) -> dict[str, str]:
    light, dark = map(_declared, _blocks())
    return light if scheme == "light" else light | dark


def _contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2, contrast ratio and relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
