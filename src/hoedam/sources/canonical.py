"""Canonical text: Unicode NFC, LF as the only line break, always encodable in UTF-8, nothing reworded."""

import re
import unicodedata

_BREAK = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# long runs without a character that is surely a starter; only these can hold long runs of combining marks
_MAY_COMBINE = re.compile("[^\x00-\u02ff\u1100-\u11ff\u2000-\u206f\u3001-\u3029\u3030-\u3098\u309b-\ud7ff]{31,}")
_JOINER = "\u034f"  # COMBINING GRAPHEME JOINER
_LONGEST_RUN = 30


def clean(text: str) -> str:
    """Lines end with LF, control characters and lone surrogates are U+FFFD, all is NFC."""
    if _SURROGATE.search(text):
        # a surrogate pair, as JSON escapes give it, is one character; a lone one is damage
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _BREAK.sub("\n", text)
    return compose(_CONTROL.sub("\ufffd", text))


def compose(text: str) -> str:
    """NFC in linear time, also where thousands of marks stand on one letter.

    Method: the Stream-Safe Text Process of Unicode Standard Annex 15 (a joiner after 30
    non-starters): without it, ordering a run of n marks takes n² steps.
    """
    return unicodedata.normalize("NFC", _MAY_COMBINE.sub(_stream_safe, text))


def _stream_safe(run: re.Match[str]) -> str:
    out: list[str] = []
    marks = 0
    for character in run[0]:
        decomposed = unicodedata.normalize("NFD", character)
        leading = 0 if not unicodedata.combining(decomposed[0]) else len(decomposed)
        if leading and marks + leading > _LONGEST_RUN:
            out.append(_JOINER)
            marks = 0
        out.append(character)
        marks = marks + leading if leading else len(decomposed) - 1
    return "".join(out)
