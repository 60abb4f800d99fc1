# `make graph` builds the seeds into output/; `make test` runs every check. Both need only Python 3.11, pip and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: graph test quality lint clean

graph: $(VENV)/installed
	$(BIN)/kg build seeds -o output
	@echo "Open output/graph.html by double click; ask: $(BIN)/kg query output --list"

test: $(VENV)/tested
	$(MAKE) lint
	tools/chromium
	$(BIN)/python -m pytest

quality: $(VENV)/tested  # needs ../shared/corpora
	$(BIN)/python -m pytest tests/quality -m quality

lint: $(VENV)/tested
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/tested: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@

clean:
	rm -rf $(VENV)
	find output -mindepth 1 ! -name .gitignore -delete
