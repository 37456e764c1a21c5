"""Across documents: which records of different readings are one thing, and what follows up what."""

from hoedam.resolve.compare import likeness
from hoedam.resolve.judged import Likeness

__all__ = ["Likeness", "likeness"]
