"""Every page in Chromium, in both languages: nobody is shut out, nothing fails, no other host is asked."""

import pytest
from browsing import Browser

PAGES = {
    "home": "/",
    "questions": "/queries",
    "question": "/queries/which-members-withdrew",
    "timeline": "/queries/timeline",
    "search": "/search?q=NATO",
    "memberships": "/queries/membership-timeline",
    "map": "/queries/members-on-a-date",
    "network": "/queries/network",
    "documents": "/documents",
    "document": "/documents/002_5ac4877e0619bb8a",
    "state": "/id/state/ARM",
    "situation": "/id/withdrawal/CSTO/UZB",
    "ontology": "/ontology",
    "editor": "/editor",
    "reading": "/help/reading",
    "querying": "/help/querying",
    "problem": "/nothing-is-here",
}
MANY_ALIKE = {"ontology": ".term ~ .term, .tree li li"}
"""What a page has hundreds of: axe asks the first, for all it takes half a minute."""


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_there_for_everybody(browser: Browser, served: str, name: str, lang: str) -> None:
    address = f"{served}{PAGES[name]}{'&' if '?' in PAGES[name] else '?'}lang={lang}"
    browser.go(address, width=360, dark=lang == "ar")
    errors = browser.errors()
    if name == "problem":
        errors = [each for each in errors if "404" not in each]
    assert errors == []
    assert browser.strangers() == []
    for width in (1440, 768, 360):
        browser.size(width)
        assert browser.overflow() == []
    assert browser.violations(without=MANY_ALIKE.get(name)) == []


def test_the_browser_of_the_tests_sees_what_is_wrong(browser: Browser, served: str) -> None:
    browser.go(f"{served}/documents?lang=en")
    assert browser.violations() == []
    browser.run("""
        document.querySelector("main").innerHTML +=
          "<img src='http://elsewhere.example/x.png'><p style='width: 300vw'>wide</p>";
        console.error("an error");""")
    assert any("image-alt" in each for each in browser.violations())
    assert any("an error" in each for each in browser.errors())
    assert browser.strangers() == ["http://elsewhere.example/x.png"]
