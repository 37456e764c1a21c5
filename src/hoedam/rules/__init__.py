"""Rules are data: tables in YAML beside this file, read by the strict loader."""

from hoedam.rules.loader import digest, load_table

__all__ = ["digest", "load_table"]
