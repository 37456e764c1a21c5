"""Bytes → Document: encoding, canonical text, blocks, metadata; plain text, Markdown and saved HTML pages."""

from hoedam.sources.files import find
from hoedam.sources.reader import load, load_text, read_file

__all__ = ["find", "load", "load_text", "read_file"]
