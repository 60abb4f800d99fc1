# `make graph` builds the seeds into output/; `make test` runs every check. Both need only Python 3.11, pip and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: graph test quality bench lint clean

graph: $(VENV)/installed
	$(BIN)/kg build seeds -o output
	@echo "Open output/graph.html by double click; ask: $(BIN)/kg query output --list"

test: $(VENV)/tested
	$(MAKE) lint
	tools/chromium
	tools/rapper
	$(BIN)/python -m pytest
	$(BIN)/python -m pytest -m browser

quality: $(VENV)/tested  # needs ../shared/corpora
	$(BIN)/python -m pytest tests/quality -m quality

# Measures beside other ways, on blogs that lie beside the project.
BLOGS ?= ../shared/corpora
SETS := leovan d2l-zh lctt-ai jalammar iclr2024

bench: $(VENV)/tested
	$(BIN)/python benchmarks/ladder.py tests/quality/gold/seeds.jsonl=seeds $(foreach s,$(SETS),tests/quality/gold/$(s).jsonl=$(BLOGS)/$(s))
	$(BIN)/python benchmarks/speed.py $(SETS:%=$(BLOGS)/%)
	$(BIN)/python benchmarks/tags.py $(BLOGS)/truth/leovan.tags.jsonl $(BLOGS)/leovan
	$(BIN)/python benchmarks/rdf.py

lint: $(VENV)/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
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
