"""What tests of exports share: words that break files, and other programs to open them with."""

import shutil
import subprocess
from pathlib import Path

import pytest

HOSTILE = [
    "=HYPERLINK(\"http://x.example\",\"눌러 보세요\")",
    "+82-2-123",
    "-1+1",
    "@SUM(A1:A9)",
    "<script>alert('한')</script> & ]]> <!-- \"",
    "제어\x00문자\x08와\x0b종\x07소리\x1b[31m",
    "이모지 👩🏽‍🚀와 한자 𠀀𪚥",
    "탭\t과\n줄바꿈\r\n과\r복귀",
    "오른쪽\u200f에서 \u202e거꾸로\u202c 읽기",
    "끝\ufffe\uffff",
    "_x0041_ 이스케이프",
    "  앞뒤 공백  ",
    "",
]  # fmt: skip
LONG = "가나다라" * 25_000

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler (pdftotext) is not installed")


def pdf_text(file: Path, folder: Path) -> str:
    """What LibreOffice prints of an office file, as text with its layout."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    pdf = folder / f"{file.stem}.pdf"
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    return done.stdout.decode()
