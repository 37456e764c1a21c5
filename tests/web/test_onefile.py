"""A reading as one file: everything inside, nothing asked of anybody, no server loaded."""

import re
import subprocess
import sys
from pathlib import Path

from ledgers import SAMPLES


def read(*words: object) -> subprocess.CompletedProcess[str]:
    code = (
        "import atexit, sys; from hoedam.cli.main import main;"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr)); main()"
    )
    command = [sys.executable, "-c", code, "read", *map(str, words), "--format", "html"]
    return subprocess.run(command, capture_output=True, text=True, check=True)


def test_one_reading_is_a_page_by_itself() -> None:
    done = read(SAMPLES / "2019-wire.md", "--lang", "ko")
    assert '<html lang="ko">' in done.stdout and "무역관을 열어" in done.stdout and "</html>" in done.stdout
    assert not re.search(r"<script|<link|<img|url\(|@import|\s(src|action)=", done.stdout)
    assert all(link.startswith("#") for link in re.findall(r'href="([^"]*)"', done.stdout))
    assert not {"fastapi", "starlette", "uvicorn"} & set(done.stderr.split())


def test_several_readings_stand_in_one_file_with_anchors_of_their_own(tmp_path: Path) -> None:
    evil = tmp_path / "evil.txt"
    evil.write_text("</style><script>alert(1)</script>\n한 대통령은 “무역관을 열겠다”고 밝혔다.", encoding="utf-8")
    target = tmp_path / "all.html"
    read(SAMPLES / "2019-wire.md", SAMPLES / "2022-readout.md", evil, "-o", target)
    page = target.read_text(encoding="utf-8")
    assert page.count('<section class="document">') == 3 and page.count("</html>") == 1
    assert "<script" not in page and page.count("</style>") == 1
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in re.findall(r'href="(#[^"]+)"', page)} <= set(ids)
