"""Chromium without a window, for tests that must see what a reader sees.

Fixture `browser` (conftest.py) gives one for all tests; without Chromium and its driver they are skipped.
"""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

AXE = Path(__file__).parent / "vendor" / "axe-core-4.14.1" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SERIOUS = ("serious", "critical")
_OPTIONS = (
    "--headless=new",
    "--no-sandbox",  # tests run as root in containers
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
_PROGRAMS = (("chromium", "google-chrome", "chrome"), ("chromedriver",))


@dataclass
class Browser:
    """A window; what it logs and asks for is collected until `errors` and `strangers` read it."""

    driver: webdriver.Chrome

    def go(
        self, address: str, *, width: int = 1440, height: int = 900, dark: bool = False
    ) -> "Browser":
        """Open `address` in a window of this size; what was logged before is forgotten."""
        with suppress(KeyError):
            self.driver.get_log("browser")
            self.driver.get_log("performance")
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        still = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.tell("Emulation.setEmulatedMedia", features=[scheme, still])
        self.size(width, height)
        self.driver.get(address)
        return self

    def tell(self, command: str, **arguments: Any) -> Any:
        """A command of the Chrome DevTools Protocol."""
        return self.driver.execute_cdp_cmd(command, arguments)

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script returns; pages' Content-Security-Policy does not hold for it."""
        return self.driver.execute_script(script, *arguments)

    def size(self, width: int, height: int = 900) -> None:
        """Give the page a window of this size."""
        self.tell(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip

    @contextmanager
    def without_scripts(self) -> Iterator["Browser"]:
        """No page runs its scripts meanwhile."""
        self.tell("Emulation.setScriptExecutionDisabled", value=True)
        try:
            yield self
        finally:
            self.tell("Emulation.setScriptExecutionDisabled", value=False)

    def errors(self) -> list[str]:
        """What the console was told since `go`, of the page's own failing: refused, missing, thrown."""
        return [
            entry["message"]
            for entry in self.driver.get_log("browser")
            if entry["level"] in ("SEVERE", "WARNING")
        ]

    def requests(self) -> list[str]:
        """The addresses that were asked for since `go`."""
        messages = [
            json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")
        ]
        return [
            each["params"]["request"]["url"]
            for each in messages
            if each["method"] == "Network.requestWillBeSent"
        ]

    def strangers(self) -> list[str]:
        """Those of `requests` that go to another host than the page's own."""
        own = urlsplit(self.driver.current_url).netloc
        return [
            each for each in self.requests()
            if urlsplit(each).scheme not in ("data", "blob") and urlsplit(each).netloc != own
        ]  # fmt: skip

    def violations(self, without: str | None = None) -> list[str]:
        """What axe-core finds seriously wrong with the page, once what `without` selects is taken out."""
        if not self.run("return Boolean(window.axe)"):
            self.run(AXE.read_text(encoding="utf-8"))
        found = self.driver.execute_async_script(
            """
            const [standards, without, done] = arguments;
            if (without) for (const each of document.querySelectorAll(without)) each.remove();
            axe.run({runOnly: standards, resultTypes: ["violations"]}).then(done);
            """,
            STANDARDS,
            without,
        )
        return [
            f"{each['impact']}: {each['id']}: {node['html'][:200]}: {node['failureSummary'][-300:]}"
            for each in found["violations"]
            if each["impact"] in SERIOUS
            for node in each["nodes"]
        ]

    def overflow(self) -> list[str]:
        """What sticks out of the page at its side: the page can be pushed, which it should not."""
        found: list[str] = self.run("""
            const root = document.documentElement;
            if (root.scrollWidth <= root.clientWidth) return [];
            return [...document.querySelectorAll("body *")]
              .filter(each => { const box = each.getBoundingClientRect();
                return box.width && (box.right > root.clientWidth + 1 || box.left < -1); })
              .map(each => each.outerHTML.slice(0, 120));""")
        return found

    def picture(self, path: Path) -> None:
        """The whole page as PNG."""
        width, height = self.run(
            "const root = document.documentElement; return [innerWidth, root.scrollHeight]"
        )
        before = self.run("return innerHeight")
        self.size(width, min(height, 16_000))
        self.driver.save_screenshot(str(path))
        self.size(width, before)


def missing() -> str | None:
    """What a machine lacks for these tests, in one word for pytest's skip; None where all is there."""
    lacking = [names[0] for names in _PROGRAMS if not any(map(shutil.which, names))]
    return f"needs {' and '.join(lacking)} (Debian: chromium, chromium-driver)" if lacking else None


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser for as long as it is needed."""
    chromium, driver = (next(filter(None, map(shutil.which, names))) for names in _PROGRAMS)
    options = webdriver.ChromeOptions()
    options.binary_location = str(chromium)
    for option in _OPTIONS:
        options.add_argument(option)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    opened = webdriver.Chrome(options=options, service=Service(str(driver)))
    try:
        opened.set_script_timeout(60)
        yield Browser(opened)
    finally:
        opened.quit()
