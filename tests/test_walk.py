"""Walks in Chromium: from a question to the sentence that says it and back, by keyboard, in both languages."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from browsing import Browser
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from mithaq.server.words import words

LANGUAGES = ("en", "ar")
ASKED = {"en": "Which members withdrew?", "ar": "أي الأعضاء انسحبوا؟"}
GEORGIA = {"en": "Georgia", "ar": "جورجيا"}
ON_A_DATE = "/queries/members-on-a-date?alliance=CSTO&lang="


class Walker:
    """A reader without a mouse: whatever is pressed has been reached with the tabulator."""

    def __init__(self, browser: Browser) -> None:
        self.browser, self.driver = browser, browser.driver

    @property
    def focus(self) -> WebElement:
        return self.driver.switch_to.active_element

    def press(self, *keys: str) -> None:
        self.focus.send_keys(*keys)

    def reach(self, wanted: WebElement) -> None:
        """Go on with the tabulator until `wanted` has the focus, from its near neighbourhood."""
        self.browser.run(
            """
            const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
              .filter(each => each.tabIndex >= 0 && each.checkVisibility());
            const place = all.indexOf(arguments[0]);
            (all[place - 2] ?? all[0]).focus();""",
            wanted,
        )
        for _ in range(9):  # a date has a stop for each of its parts
            if self.focus == wanted:
                break
            self.press(Keys.TAB)
        assert self.focus == wanted, wanted.get_attribute("outerHTML")
        assert self.browser.run("return arguments[0].matches(':focus-visible')", wanted)

    def follow(self, wanted: WebElement) -> None:
        """Reach a link, press Enter, and wait for the page that it leads to."""
        self.reach(wanted)
        before = self.driver.current_url
        self.press(Keys.ENTER)
        WebDriverWait(self.driver, 10).until(lambda driver: driver.current_url != before)

    def link(self, text: str, within: str = "body") -> WebElement:
        found = self.driver.find_element(By.CSS_SELECTOR, within)
        return found.find_element(By.XPATH, f".//a[normalize-space()='{text}']")

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def drawn(self) -> set[str]:
        """The paths that the picture's links lead to."""
        found = self.browser.run(
            "return [...document.querySelectorAll('.drawing svg a')].map(each => each.getAttribute('href'))"
        )
        return {urlsplit(each).path for each in found}

    @property
    def path(self) -> str:
        return urlsplit(self.driver.current_url).path

    @property
    def given(self) -> dict[str, str]:
        return {k: v[0] for k, v in parse_qs(urlsplit(self.driver.current_url).query).items()}


@pytest.fixture
def walker(browser: Browser, served: str) -> Iterator[Walker]:
    browser.go(f"{served}/documents")
    yield Walker(browser)
    assert browser.strangers() == []
    assert browser.errors() == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_from_a_question_to_the_sentence_that_says_it_and_back(
    walker: Walker, served: str, lang: str
) -> None:
    walker.browser.go(f"{served}/?lang={lang}")
    walker.follow(walker.link(ASKED[lang]))
    (row,) = [each for each in walker.all(".rows tbody tr") if GEORGIA[lang] in each.text]

    why = row.find_element(By.CSS_SELECTOR, ".why a")
    walker.reach(why)
    walker.press(Keys.ENTER)
    opened = "true"
    WebDriverWait(walker.driver, 10).until(lambda _: why.get_attribute("aria-expanded") == opened)
    assert walker.path == "/queries/which-members-withdrew"  # the quotes opened where the row is
    quotes = walker.one(".quotes")
    quote = quotes.find_element(By.CSS_SELECTOR, "blockquote").text
    assert GEORGIA["ar"] in quote
    offsets = re.findall(r"(\d+)–(\d+)", quotes.text)[0]
    assert walker.browser.violations() == []
    walker.press(Keys.ENTER)
    assert not quotes.is_displayed()
    walker.press(Keys.ENTER)
    assert quotes.is_displayed()

    walker.follow(quotes.find_element(By.CSS_SELECTOR, "a[href*='#c-']"))
    assert walker.given == {"lang": lang}
    marked = walker.one("mark:target")
    told = walker.browser.run(
        "return [...document.querySelectorAll(`mark[data-claim='${arguments[0].dataset.claim}']`)].map(each => each.textContent).join('')",
        marked,
    )
    assert told == quote
    text = walker.browser.run("return document.querySelector('article').textContent")
    assert text[int(offsets[0]) : int(offsets[1])] == quote
    top, height = walker.browser.run(
        "const box = arguments[0].getBoundingClientRect(); return [box.top, innerHeight]", marked
    )
    assert 0 <= top < height  # it stands in the window

    state = next(
        each for each in walker.all(".said li a[href*='/id/state/GEO']") if each.is_displayed()
    )
    walker.follow(state)
    assert walker.path == "/id/state/GEO"
    assert walker.one("h1").text == GEORGIA[lang]
    for path in ("/documents/", "/queries/which-members-withdrew", "/"):
        walker.driver.back()
        assert walker.path.startswith(path)


def test_why_leads_to_the_quotes_without_scripts_too(walker: Walker, served: str) -> None:
    with walker.browser.without_scripts():
        walker.browser.go(f"{served}/queries/which-members-withdrew?lang=ar")
        href = walker.one(".why a").get_attribute("href")
        walker.browser.go(str(href))
    assert walker.driver.current_url.endswith("#evidence")
    assert walker.one("#evidence ~ figure blockquote").text


def test_the_language_is_switched_midway_and_all_stays(walker: Walker, served: str) -> None:
    walker.browser.go(f"{served}{ON_A_DATE}ar&date=2022-11-23")
    countries = walker.drawn()
    walker.follow(walker.one(".switch"))
    assert walker.given == {"alliance": "CSTO", "date": "2022-11-23", "lang": "en"}
    assert walker.one("html").get_attribute("dir") == "ltr"
    assert walker.one("input[name=date]").get_attribute("value") == "2022-11-23"
    assert walker.drawn() == countries
    walker.follow(walker.one(".switch"))
    assert walker.given["lang"] == "ar"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_map_is_asked_at_two_dates(walker: Walker, served: str, lang: str) -> None:
    walker.browser.go(f"{served}{ON_A_DATE}{lang}&date=2022-11-23")

    then = walker.drawn()
    assert "/id/state/ARM" in then
    walker.reach(walker.one("input[name=date]"))
    walker.browser.run("arguments[0].value = '1990-01-01'", walker.focus)
    walker.follow(walker.one("main form button"))
    assert walker.given["date"] == "1990-01-01"
    assert walker.given["alliance"].endswith("CSTO")
    assert walker.drawn() != then
    walker.driver.back()
    assert walker.drawn() == then


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_form_is_filled_and_sent_by_keyboard(walker: Walker, served: str, lang: str) -> None:
    walker.browser.go(f"{served}/queries/which-members-withdrew?lang={lang}")
    choice = walker.one("select[name=state]")
    walker.reach(choice)
    walker.press(GEORGIA[lang][:4])
    walker.follow(walker.one("main form button"))
    assert walker.given["state"].endswith("/state/GEO")
    assert len(walker.all(".rows tbody tr")) == 1
    walker.follow(walker.link(words(lang)["help"], "header"))
    assert walker.path == "/help/reading"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_stop_of_the_tabulator_skips_to_the_content(
    walker: Walker, served: str, lang: str
) -> None:
    walker.browser.go(f"{served}/queries?lang={lang}")
    walker.one("body").send_keys(Keys.TAB)
    assert walker.focus.get_attribute("class") == "skip"
    assert walker.focus.is_displayed()
    walker.press(Keys.ENTER)
    assert walker.focus == walker.one("main")


def test_a_fact_is_read_and_put_out_by_keyboard(walker: Walker, served: str) -> None:
    walker.browser.go(f"{served}/documents/002_5ac4877e0619bb8a?lang=ar", width=768)
    piece = walker.one("mark a.piece:not([tabindex='-1'])")
    walker.reach(piece)
    shown = "return getComputedStyle(arguments[0], '::after').display"
    assert walker.browser.run(shown, piece) != "none"
    walker.press(Keys.ESCAPE)
    assert walker.browser.run(shown, piece) == "none"
