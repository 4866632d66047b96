"""The editor as it is used, in Chromium: by keyboard, in both languages, and without a script."""

import re
import time
import urllib.request
from collections.abc import Iterator
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from browsing import Browser
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

SECONDS = 20
MQ = "PREFIX mq: <https://w3id.org/mithaq/ontology#>\n"
WITHDREW = f"{MQ}SELECT ?member {{ ?situation a mq:Withdrawal ; mq:member ?member }}"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
WITHDRAWAL = "انسحاب"  # withdrawal
WITH_HAMZA = "إنسحاب"  # the same, as many write it
WITHDREW_FIRST = "انسح"  # its beginning
THE_MEMBERSHIP = "العضوية"  # the membership
NATO = "الناتو"  # NATO


class Editor:
    """The page with its box, as one who types meets it."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    def until(self, script: str, *arguments: str) -> object:
        """What `script` returns as soon as that is something."""
        return WebDriverWait(self.browser.driver, SECONDS, 0.05).until(
            lambda _: self.browser.run(f"return {script}", *arguments)
        )

    def open(self, address: str, *, width: int = 1440, dark: bool = False) -> None:
        self.browser.go(address, width=width, dark=dark)
        self.until(
            "document.querySelector('.cm-content') && document.getElementById('query').hidden"
        )
        # the terms are there as soon as one completes
        self.until(
            "performance.getEntriesByName(location.origin + '/editor/terms.json')[0]?.responseEnd"
        )

    def press(self, *keys: str, held: str = "") -> None:
        chain = ActionChains(self.browser.driver, duration=0)
        for each in held:
            chain.key_down(each)
        chain.send_keys(*keys)
        for each in held:
            chain.key_up(each)
        chain.perform()

    def to_the_box(self) -> None:
        """By Tab from the top of the page."""
        for _ in range(30):
            self.press(Keys.TAB)
            if self.browser.run("return document.activeElement.matches('.cm-content')"):
                return
        raise AssertionError("Tab does not come to the box")

    def write(self, text: str) -> None:
        """In place of all there is."""
        self.press("a", held=Keys.CONTROL)
        self.press(text)

    def run(self) -> str:
        """The status after Ctrl+Enter."""
        self.press(Keys.ENTER, held=Keys.CONTROL)
        return self.status()

    def status(self) -> str:
        return str(
            self.until(
                "document.getElementById('cancel').hidden && document.getElementById('status').textContent"
            )
        )

    @property
    def text(self) -> str:
        return str(self.browser.run("return document.getElementById('query').value"))

    def offers(self, ending: str) -> int:
        """The place of what ends so among what is offered, as soon as it is."""
        found = self.until(
            """(place => place >= 0 && [place])(
              [...document.querySelectorAll(".cm-tooltip-autocomplete li")]
              .findIndex(each => each.textContent.endsWith(arguments[0])))""",
            ending,
        )
        assert isinstance(found, list)
        return int(found[0])

    def choose(self, ending: str) -> None:
        """What ends so, by the keys."""
        place = self.offers(ending)
        time.sleep(0.15)  # CodeMirror takes no key for what has only just come up
        self.press(*[Keys.DOWN] * place, Keys.ENTER)
        self.until("!document.querySelector('.cm-tooltip-autocomplete')")


@pytest.fixture
def editor(browser: Browser) -> Iterator[Editor]:
    """Nothing fails and nobody else is asked, whatever is done."""
    yield Editor(browser)
    assert browser.errors() == []
    assert browser.strangers() == []


@pytest.mark.parametrize(
    ("lang", "typed", "width"), [("en", "withdraw", 1440), ("ar", WITHDREW_FIRST, 360)]
)
def test_a_query_is_written_by_names_and_mended_by_keyboard_alone(
    editor: Editor, browser: Browser, served: str, lang: str, typed: str, width: int
) -> None:
    editor.open(f"{served}/editor?lang={lang}", width=width, dark=lang == "ar")
    editor.to_the_box()
    editor.write(f"SELECT ?member {{ ?situation a {typed}")
    assert editor.offers("mq:Withdrawal") == 0
    assert browser.violations() == []
    assert browser.overflow() == []
    editor.choose("mq:Withdrawal")
    editor.press(" ; mq:member ?mem")
    editor.choose("?member")
    editor.press("\n")
    assert editor.text.startswith(
        MQ + "SELECT ?member { ?situation a mq:Withdrawal ; mq:member ?member"
    )
    assert rows(editor.run()) == 3
    cells = browser.run(
        "return [...document.querySelectorAll('#answer td')].map(each => each.innerText)"
    )
    assert len(cells) == 3
    editor.press("?situation mq:member ?a ?b")
    assert rows(editor.run()) is None
    marked = browser.run("""
        const mark = document.querySelector(".cm-lint-marker-error").getBoundingClientRect();
        return [...document.querySelectorAll(".cm-lineNumbers .cm-gutterElement")]
          .filter(each => Math.abs(each.getBoundingClientRect().top - mark.top) < 12).map(each => each.textContent);""")
    assert marked == ["3"]
    told = browser.run("return document.querySelector('.problem').dataset.line")
    assert told == marked[0]
    assert browser.violations() == []
    editor.press("k", held=Keys.CONTROL + Keys.SHIFT)  # the line is deleted
    editor.press(Keys.END, held=Keys.CONTROL)
    editor.press("}")
    assert rows(editor.run()) == 3
    assert not browser.run("return document.querySelector('.cm-lint-marker-error')")
    editor.press(Keys.ESCAPE, Keys.TAB)
    assert browser.run("return document.activeElement.textContent.trim()") in ("Run", "نفذ")  # run


def test_things_variables_and_prefixes_complete(editor: Editor, served: str) -> None:
    editor.open(f"{served}/editor?lang=ar")
    editor.to_the_box()
    for typed, term in (
        (WITH_HAMZA, "mq:Withdrawal"),
        (WITHDRAWAL, "mq:Withdrawal"),
        (THE_MEMBERSHIP, "mq:Membership"),
        (NATO, "<https://w3id.org/mithaq/id/alliance/NATO>"),
        ("Armeni", "<https://w3id.org/mithaq/id/state/ARM>"),
        ("mq:Withdr", "mq:Withdrawal"),
        ("PREFIX sko", "skos: <http://www.w3.org/2004/02/skos/core#>"),
    ):
        editor.write(typed)
        assert editor.offers(term) == 0
        editor.press(Keys.ESCAPE)
    for elsewhere in ('FILTER(?x = "Arme', "# Arme", "<http://Arme", '"x"@arm', "SELECT"):
        editor.write(elsewhere)
        time.sleep(0.2)  # it comes up after a tenth of a second, where it does
        assert not editor.browser.run("return document.querySelector('.cm-tooltip-autocomplete')")
    editor.write("ASK { ?situation rdf")
    editor.choose("http://www.w3.org/2000/01/rdf-schema#")
    editor.press("label ?si")
    editor.choose("?situation")
    assert editor.text == (
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\nASK { ?situation rdfs:label ?situation}"
    )


def test_a_link_brings_the_query_and_its_answer_and_so_does_the_other_language(
    editor: Editor, browser: Browser, served: str
) -> None:
    long = WITHDREW + "\n# " + "x" * 4000
    for query in (WITHDREW, long):
        editor.open(f"{served}/editor?lang=en")
        editor.to_the_box()
        browser.run(
            "document.execCommand('selectAll'); document.execCommand('insertText', false, arguments[0])",
            query,
        )
        assert editor.text == query
        assert rows(editor.run()) == 3
        link = browser.run("return document.getElementById('share').href")
        assert browser.driver.current_url == link
        editor.open(link)
        assert rows(editor.status()) == 3
        assert editor.text == query
        editor.press(Keys.END, held=Keys.CONTROL)
    editor.to_the_box()
    editor.press(Keys.END, held=Keys.CONTROL)
    editor.press("y")
    browser.run("document.querySelector('.switch').click()")
    editor.until("document.documentElement.lang == 'ar' && document.querySelector('.cm-content')")
    assert editor.text == long + "y"
    assert rows(editor.status()) == 3


def test_a_long_query_is_cancelled_and_the_server_ends_it(editor: Editor, served: str) -> None:
    before = _replaced(served)
    editor.open(f"{served}/editor?lang=en")
    editor.to_the_box()
    editor.write(ENDLESS)
    editor.press(Keys.ENTER, held=Keys.CONTROL)
    editor.until("!document.getElementById('cancel').hidden")
    editor.press(Keys.ESCAPE, Keys.TAB, Keys.TAB, Keys.ENTER)
    assert editor.status() == "Cancelled"
    WebDriverWait(editor.browser.driver, SECONDS, 0.1).until(lambda _: _replaced(served) > before)
    editor.write(WITHDREW)
    assert rows(editor.run()) == 3


def test_a_question_fills_the_box_and_is_drawn(
    editor: Editor, browser: Browser, served: str
) -> None:
    editor.open(f"{served}/editor?lang=ar", width=768)
    browser.run("document.getElementById('question').value = 'network'")
    browser.run("document.querySelector('#begin button').click()")
    editor.until("document.getElementById('query').value.includes('view: network')")
    editor.run()
    assert browser.run("return Boolean(document.querySelector('#answer svg'))")
    assert browser.violations() == []
    assert browser.overflow() == []


def test_without_a_script_it_is_a_form(browser: Browser, served: str) -> None:
    with browser.without_scripts():
        browser.go(f"{served}/editor?lang=ar&query={quote(WITHDREW)}")
        driver = browser.driver
        driver.find_element("css selector", "#editor button").click()
        WebDriverWait(driver, SECONDS).until(
            lambda _: driver.find_elements("css selector", "#answer table")
        )
        assert len(driver.find_elements("css selector", "#answer tbody tr")) == 3
        switch = driver.find_element("css selector", ".switch").get_attribute("href")
        assert parse_qs(urlsplit(str(switch)).query) == {"query": [WITHDREW], "lang": ["en"]}
    assert browser.errors() == []


def rows(status: str) -> int | None:
    """How many rows a status tells of, if it is that of an answer."""
    found = re.fullmatch(r"\w+: (\d+) · \u2066\d+ ms\u2069", status)
    return int(found[1]) if found else None


def _replaced(served: str) -> float:
    """How many workers of free queries were ended."""
    with urllib.request.urlopen(f"{served}/metrics") as answer:
        lines = answer.read().decode().splitlines()
    found = [
        each for each in lines if each.startswith('mithaq_workers_replaced_total{lane="queries"}')
    ]
    return float(found[0].split()[-1])
