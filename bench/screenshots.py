"""Pictures of a running hoedam, to be looked at: every page in Korean and English, wide and narrow, light and dark.

    hoedam serve &
    python bench/screenshots.py FOLDER --address http://127.0.0.1:8000 [--paths / /review …]

FOLDER gets one PNG file a picture, named PAGE-LANGUAGE-WIDTH-SCHEME.png, the whole height of the page. Needs Chromium
(`apt-get install chromium`, or HOEDAM_CHROMIUM names one) and what `pip install -e ".[dev]"` brings.
"""

import argparse
import itertools
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Error, sync_playwright

CHROMIUM = os.environ.get("HOEDAM_CHROMIUM", "/usr/bin/chromium")
# every page, with the numbers that the demo's ledger gives (`hoedam demo`)
PAGES = [
    "/", "/add", "/documents", "/documents/d6", "/documents/d6/why/r251", "/documents/d5/compare/d6", "/records/r261",
    "/review", "/review/r261", "/review/r261/edit", "/review/several", "/relations", "/relations/GEO",
    "/relations/GEO/compare?left=m81&right=m106", "/relations/GEO/events", "/commitments", "/commitments?overdue=1",
    "/commitments/board", "/commitments/c72", "/followups", "/statements", "/utterances", "/utterances/u25", "/meetings",
    "/meetings/m106", "/matters", "/matters/a17", "/names", "/names/n5", "/merge?id=n5&other=n137", "/network", "/figures",
    "/history", "/history/seal", "/searches", "/search?words=%EB%AC%B4%EC%97%AD%EA%B4%80", "/settings", "/settings/users",
    "/sign-in", "/api", "/commitments/c9999",
]  # fmt: skip
LANGUAGES = ["ko", "en"]
WIDTHS = {1280: 800, 390: 844}
SCHEMES = ["light", "dark"]
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def loopback(address: str) -> str:
    """The address without its last slash; refused unless it is this machine's own."""
    if urlsplit(address).hostname not in LOOPBACK:
        raise argparse.ArgumentTypeError(f"{address} is not on loopback: give http://127.0.0.1:PORT")
    return address.rstrip("/")


def name(path: str) -> str:
    """A plain file name for a path: '/statements?q=협력' is statements-q-협력, '/' is start."""
    return re.sub(r"\W+", "-", path).strip("-") or "start"


def in_language(path: str, language: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}lang={language}"


def pictures(browser: Browser, address: str, paths: list[str], folder: Path) -> Iterator[Path]:
    """Take each picture, and give its file; a page that answers with an error is pictured too, and said on stderr."""
    for (width, height), scheme, language in itertools.product(WIDTHS.items(), SCHEMES, LANGUAGES):
        size = {"width": width, "height": height}
        with browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce") as context:
            page = context.new_page()
            for path in paths:
                answer = page.goto(address + in_language(path, language))
                page.evaluate("document.fonts.ready.then(() => null)")
                if answer and not answer.ok:
                    print(f"{path} answered {answer.status}", file=sys.stderr)
                file = folder / f"{name(path)}-{language}-{width}-{scheme}.png"
                page.screenshot(path=file, full_page=True)
                yield file


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--address", type=loopback, default="http://127.0.0.1:8000")
    parser.add_argument("--paths", nargs="+", default=PAGES)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    try:
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=CHROMIUM, chromium_sandbox=False)
            for file in pictures(browser, asked.address, asked.paths, asked.folder):
                print(file)
    except Error as error:
        print(f"Stopped: {error.message.splitlines()[0]} (is hoedam serve running, Chromium there?)", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
