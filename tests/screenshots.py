"""Pictures of every page in both languages on a phone, a tablet and a screen, to be looked at.

    python tests/screenshots.py ADDRESS FOLDER [--pages NAME …] [--dark]

ADDRESS is that of a running server, http://127.0.0.1:8000 say; the pages are those that
`test_readers.py` asks. Whole pages are taken, up to 16,000 pixels; the files are called NAME.LANG.WIDTH.png.
"""

import argparse
from itertools import product
from pathlib import Path

from browsing import browsing, missing
from test_readers import PAGES

WIDTHS = (360, 768, 1440)


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("address")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", nargs="+", choices=PAGES, default=list(PAGES), metavar="NAME")
    parser.add_argument("--dark", action="store_true")
    given = parser.parse_args()
    if lacking := missing():
        parser.error(lacking)
    given.folder.mkdir(parents=True, exist_ok=True)
    with browsing() as browser:
        for name, lang, width in product(given.pages, ("en", "ar"), WIDTHS):
            path = PAGES[name]
            address = f"{given.address}{path}{'&' if '?' in path else '?'}lang={lang}"
            browser.go(address, width=width, dark=given.dark)
            browser.picture(given.folder / f"{name}.{lang}.{width}.png")


if __name__ == "__main__":
    main()
