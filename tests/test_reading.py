"""A document in Chromium: its marks tell their facts by mouse and by keyboard, with scripts and without."""

from typing import Any

import pytest
from browsing import Browser
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.common.by import By

DOCUMENT = "/documents/002_5ac4877e0619bb8a"
SHOWN = """
const after = getComputedStyle(arguments[0], "::after");
return after.display === "none" || after.content === "none" ? "" : after.content;"""


def pieces(browser: Browser) -> list[Any]:
    found = browser.driver.find_elements(By.CSS_SELECTOR, ".piece:not([tabindex])")
    assert len(found) > 20
    return found


def lit(browser: Browser) -> list[str]:
    return [
        each.get_attribute("id") for each in browser.driver.find_elements(By.CSS_SELECTOR, "li.on")
    ]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_without_scripts_a_mark_tells_its_fact_at_the_foot_of_the_window(
    browser: Browser, served: str, lang: str
) -> None:
    with browser.without_scripts():
        browser.go(f"{served}{DOCUMENT}?lang={lang}")
        first = pieces(browser)[0]
        fact = first.get_attribute("data-fact")
        assert browser.run(SHOWN, first) == ""
        ActionChains(browser.driver).move_to_element(first).perform()
        assert browser.run(SHOWN, first) == f'"{fact}"'
        ActionChains(browser.driver).move_to_element(
            browser.driver.find_element(By.TAG_NAME, "h1")
        ).perform()
        assert browser.run(SHOWN, first) == ""
    assert browser.errors() == []


def test_a_mark_and_its_fact_light_up_together(browser: Browser, served: str) -> None:
    browser.go(f"{served}{DOCUMENT}?lang=ar")
    first, second = pieces(browser)[:2]
    ActionChains(browser.driver).move_to_element(first).perform()
    assert lit(browser) == first.get_attribute("aria-describedby").split()
    ActionChains(browser.driver).move_to_element(second).perform()
    assert lit(browser) == second.get_attribute("aria-describedby").split()
    ActionChains(browser.driver).send_keys(Keys.ESCAPE).perform()
    assert lit(browser) == []


def test_on_a_small_screen_the_fact_stands_at_its_foot(browser: Browser, served: str) -> None:
    browser.go(f"{served}{DOCUMENT}?lang=en", width=360, height=640)
    first = pieces(browser)[0]
    assert browser.run(SHOWN, first) == ""
    browser.run("arguments[0].focus({focusVisible: true})", first)
    assert first.get_attribute("data-fact") in browser.run(SHOWN, first)
    ActionChains(browser.driver).send_keys(Keys.ESCAPE).perform()
    assert browser.run(SHOWN, first) == ""


def test_the_keyboard_reaches_each_fact_once_and_leads_to_its_situation(
    browser: Browser, served: str
) -> None:
    browser.go(f"{served}{DOCUMENT}?lang=en")
    first, second = pieces(browser)[:2]
    browser.run("arguments[0].focus()", first)
    ActionChains(browser.driver).send_keys(Keys.TAB).perform()
    assert browser.driver.switch_to.active_element == second
    address = second.get_attribute("href")
    ActionChains(browser.driver).send_keys(Keys.ENTER).perform()
    assert browser.driver.current_url == address
    assert "/id/" in address


def test_the_whole_of_a_claim_is_marked_when_its_address_is_opened(
    browser: Browser, served: str
) -> None:
    browser.go(f"{served}{DOCUMENT}?lang=en")
    claim = browser.run("return document.querySelector('mark:has(mark)').id")
    browser.go(f"{served}{DOCUMENT}?lang=en#{claim}")
    quote, outline, top = browser.run("""
        const mark = document.querySelector(":target");
        return [mark.textContent, getComputedStyle(mark).outlineStyle, mark.getBoundingClientRect().top]""")
    assert len(quote) > 10
    assert outline == "solid"
    assert 0 <= top < 900
    assert claim.replace("c-", "f-") in lit(browser)
