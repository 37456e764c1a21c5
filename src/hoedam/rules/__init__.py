"""Rules are data: tables in YAML beside this file, read by the strict loader."""

from hoedam.rules.loader import check_ids, digest, load_table

__all__ = ["check_ids", "digest", "load_table"]
