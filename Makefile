# make demo · make test · make gold · make bench · make check
# Each makes .venv first, with exactly the versions of constraints.txt. Another interpreter: make PYTHON=python3.12 …

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
RUNS   := $(VENV)/.runs
STAMP  := $(VENV)/.installed

.PHONY: demo test gold bench check docs clean

demo: $(RUNS)
	$(BIN)/hoedam demo --serve

# Two processes, each with whole files and with a database of its own.
test: check
	$(BIN)/pytest -n 2 --dist loadfile

# What needs no test run: style, types, layers, and the examples of every rule.
check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hoedam rules --check

# Per-field figures against the floors; the second line scores what was set aside.
gold: $(STAMP)
	$(BIN)/hoedam evaluate gold --floors gold/baseline.json --show
	$(BIN)/hoedam evaluate gold/heldout --floors gold/baseline.json

bench: $(STAMP)
	for script in bench/throughput.py bench/time_examples.py bench/agreement.py 'bench/ledger.py --quick'; do $(BIN)/python $$script || exit 1; done

# docs/cli.md is written from the commands' own help.
docs: $(STAMP)
	$(BIN)/python docs/write_cli.py

clean:
	rm -rf $(VENV) build dist src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# What hoedam needs to run; and on top of it what its tests need.
$(RUNS): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $(RUNS)

$(STAMP): $(RUNS)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $(STAMP)
