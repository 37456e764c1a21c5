"""What holds for all exports together."""

import subprocess
import sys
from pathlib import Path

import hoedam.exports

FOLDER = Path(hoedam.exports.__file__).parent
LIBRARIES = ("xlsxwriter", "docx", "hwpx", "icalendar", "pyarrow", "lxml", "babel", "kiwipiepy")


def test_importing_loads_no_library() -> None:
    """`hoedam --help` stays quick whatever it can write."""
    modules = sorted(f"hoedam.exports.{file.stem}" for file in FOLDER.glob("*.py") if file.stem != "__init__")
    script = f"import sys, {', '.join(modules)}; print([name for name in {LIBRARIES!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_every_module_is_listed_or_shared() -> None:
    listed = hoedam.exports.__doc__ or ""
    shared = {"archive", "briefing", "codes", "events", "parquet", "periods", "text", "values", "xlsx"}
    modules = {file.stem for file in FOLDER.glob("*.py")} - {"__init__"}
    ledger = {"chronicle", "dossier", "figures", "handing", "lists", "taking"}
    assert {name for name in modules if f"{name}." not in listed} == shared | ledger
    assert all(f"`{name}`" in listed for name in ledger)
