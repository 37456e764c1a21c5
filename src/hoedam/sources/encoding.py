"""Bytes → str: by byte order mark, by UTF-16's zeros, as UTF-8, as declared, as CP949; whichever fits.

Declarations lie (a page saved as UTF-8 keeps its `charset=euc-kr`), so strict UTF-8 comes before
the declaration, and a candidate that decodes to rubbish loses against one that does not.
"""

import codecs
import re
from collections.abc import Iterator

from hoedam.errors import SourceUnreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP container (HWPX, DOCX, XLSX or an archive)"),
    (b"\xd0\xcf\x11\xe0", "an OLE file (HWP 5, DOC or XLS)"),
    (b"HWP Document File", "an HWP 3 file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3", "an SQLite database"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s{0,3}=\s{0,3}[\"']?([A-Za-z0-9_\-]{3,20})")
_KOREAN_NAMES = {"euc-kr", "euckr", "ks_c_5601-1987", "ksc5601", "ks_c_5601", "x-windows-949", "windows-949", "uhc"}
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27}) + b"\x7f"
_BAD = re.compile("[\ufffd\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ue000-\uf8ff\ufff0-\ufffc\U000e0000-\U0010ffff]")
_PLAIN = re.compile("[\t\n\r\x20-\x7e\u3000-\u303f\u3130-\u318f\uac00-\ud7a3\u2010-\u2027\uff01-\uff5e]+")
_TOLERATED = 0.1  # share of unreadable characters up to which a damaged text is still a text


def decode(data: bytes, where: str) -> str:
    """The text of these bytes; single damaged bytes become U+FFFD.

    Raises SourceUnreadable, naming `where`, for empty and for binary data.
    """
    if not data.strip(b"\0 \t\r\n\f\v"):
        raise SourceUnreadable(f"{where} is empty: give a file that holds text.")
    for start, what in _MAGIC:
        if data.startswith(start):
            raise SourceUnreadable(f"{where} is {what}, not text: save its text as .txt, .md or .html and read that.")
    text = _marked(data) or _wide(data) or _strict(data)
    return text if text is not None else _best(data, where)


def _marked(data: bytes) -> str | None:
    """Decoded by its byte order mark."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, "replace")
    return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: it has zeros, and decodes to Hangul, ASCII and little else."""
    if data.count(0) * 50 < len(data):
        return None
    for name in ("utf-16-le", "utf-16-be"):
        text = data.decode(name, "replace")
        if sum(map(len, _PLAIN.findall(text))) > 0.9 * len(text):
            return text
    return None


def _strict(data: bytes) -> str | None:
    """UTF-8 without a fault, and not binary."""
    if _is_binary(data):
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _is_binary(data: bytes) -> bool:
    controls = len(data) - len(data.translate(None, _CONTROL))
    return controls * 100 > len(data)


def _best(data: bytes, where: str) -> str:
    """The candidate with the fewest unreadable characters; the earlier one where two are equal."""
    if not _is_binary(data):
        candidates = list(_candidates(data))
        faults = [len(_BAD.findall(text)) / len(text) for text in candidates]
        least = min(faults)
        if least <= _TOLERATED:
            return candidates[faults.index(least)]
    raise SourceUnreadable(f"{where} is not text in a known encoding: save it as UTF-8 text and read that.")


def _candidates(data: bytes) -> Iterator[str]:
    declared = _DECLARED.search(data, 0, 4096)
    names = [_codec(declared[1].decode("ascii"))] if declared else []
    for name in dict.fromkeys([*names, "cp949", "utf-8", "cp1252"]):
        if name and (text := data.decode(name, "replace")):
            yield text


def _codec(name: str) -> str | None:
    """Python's name of a declared text encoding, the Korean ones widened to CP949 as browsers do."""
    if name.lower() in _KOREAN_NAMES:
        return "cp949"
    try:
        codec = codecs.lookup(name)
    except LookupError:
        return None
    # rot13, hex and their like are codecs too, but not of text; utf-7 and punycode are not used on pages
    is_text = getattr(codec, "_is_text_encoding", True)
    return codec.name if is_text and codec.name not in {"utf-7", "punycode", "idna", "unicode_escape"} else None
