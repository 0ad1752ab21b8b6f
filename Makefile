# make archive: install and build the sample; make test: everything, browser included.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: archive test lint golden bench bench-versions bench-entities bench-search lock clean

archive: $(VENV)/core
	$(BIN)/sitegen build -q -c content -o output -f sitegen.toml
	@echo
	@echo "The sample archive is in output/. Look at it with:  $(BIN)/sitegen serve"

test: $(VENV)/dev
	@sh tests/need_chromium.sh
	$(BIN)/python -m pytest

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@sh tests/check_scripts.sh 7.0.2 8.18.0 $(VENV)/npm $(BIN)/python

golden: $(VENV)/dev
	$(BIN)/python -m pytest tests/golden --update-golden

bench: $(VENV)/dev
	$(BIN)/python tests/bench/bench_build.py

bench-versions: $(VENV)/dev
	$(BIN)/python tests/bench/bench_versions.py

bench-entities: $(VENV)/dev
	$(BIN)/python tests/bench/bench_entities.py

bench-search: $(VENV)/dev
	$(BIN)/python tests/bench/bench_search.py

# Names, versions and hashes of what we develop and test with; where it comes from is each machine's own matter.
lock:
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/pip install -q uv
	$(VENV)-lock/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements/core.lock
	$(VENV)-lock/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --extra dev --extra dask --extra pdf --extra fr pyproject.toml -c requirements/core.lock -o requirements/dev.lock
	rm -rf $(VENV)-lock

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/core: requirements/core.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --only-binary :all: --require-hashes -r requirements/core.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/dev: requirements/dev.lock $(VENV)/core
	$(BIN)/python -m pip install -q --disable-pip-version-check --only-binary :all: --require-hashes -r requirements/dev.lock
	@touch $@

clean:
	rm -rf $(VENV) .sitegen build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find output -mindepth 1 ! -name .gitkeep -delete
