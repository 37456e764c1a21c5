"""Text that any file format can hold: what XML, spreadsheets and printers cannot take is removed or made visible."""

import re

# XML 1.0 (production 2, Char) has no place for these, escaped or not; tab and line feed are kept.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
# Bidirectional embeddings, overrides and isolates reach over the words beside them; the plain marks do not.
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


def whole(text: str) -> str:
    """The text as UTF-8 can write it: a lone surrogate, which only a file's name can bring, becomes U+FFFD."""
    return _SURROGATES.sub("\ufffd", text)


def clean(text: str) -> str:
    """The text without control characters; tabs stay, every line break is a line feed."""
    return _CONTROLS.sub("", whole(text.replace("\r\n", "\n").replace("\r", "\n")))


def printed(text: str) -> str:
    """`clean`, and without the marks that would turn the direction of the words around it on a page."""
    return _BIDI.sub("", clean(text))


def one_line(text: str) -> str:
    """`clean` on one line: every run of white space is one space."""
    return " ".join(clean(text).split())


def utf16_length(text: str) -> int:
    """The length in UTF-16 code units, in which spreadsheets and browsers count."""
    return len(text) + sum(character > "\uffff" for character in text)


def to_utf16(text: str, offset: int) -> int:
    """The offset in UTF-16 code units of an offset in code points."""
    return utf16_length(text[:offset])


def from_utf16(text: str, offset: int) -> int:
    """The offset in code points of an offset in UTF-16 code units.

    Raises ValueError where it lies outside the text or between the halves of a character.
    """
    before = text.encode("utf-16-le")[: 2 * offset]
    if offset < 0 or len(before) < 2 * offset:
        raise ValueError(f"offset {offset} lies outside a text of {utf16_length(text)} UTF-16 code units")
    try:
        return len(before.decode("utf-16-le"))
    except UnicodeDecodeError:
        raise ValueError(f"offset {offset} lies between the two halves of a character") from None
