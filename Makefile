# Mithaq: `make serve` and `make test` do all their own set-up, with uv where it is on the PATH, else
# with Python's venv and pip. A second run finds the stamps in .venv and starts at once.

VENV   := .venv
BIN    := $(VENV)/bin
HOST   ?= 127.0.0.1
PORT   ?= 8000
UV     ?= $(shell command -v uv 2>/dev/null)
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

.PHONY: help serve build test coverage lint types lock picture clean

# Tests of what the server does under load have the machine to themselves; the others share it.
TESTS := pytest -n auto --dist loadfile -m 'not alone' && pytest -m alone

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */	/' | expand -t 12

serve: $(VENV)/.run  ## build the graph of seeds/ where there is none, and serve it (HOST=, PORT=)
	@exec $(BIN)/mithaq serve --host $(HOST) --port $(PORT)

build: $(VENV)/.run  ## build the graph of seeds/
	@$(BIN)/mithaq build seeds

test: lint types  ## everything that must hold: lint, types, layers, spelling, dependencies, tests
	@. $(BIN)/activate && lint-imports && codespell && deptry . && $(TESTS)

coverage: $(VENV)/.dev  ## which lines the tests run; takes three times as long
	@. $(BIN)/activate && pytest --cov

lint: $(VENV)/.dev  ## style and format
	@$(BIN)/ruff check && $(BIN)/ruff format --check

types: $(VENV)/.dev  ## types
	@$(BIN)/mypy && $(BIN)/mypy bench

lock:  ## write the lock files anew (needs uv)
	uv pip compile $(LOCKED) --group install pyproject.toml -o requirements.lock
	uv pip compile $(LOCKED) --group install --group dev pyproject.toml -o requirements-dev.lock

picture: $(VENV)/.run  ## draw the class hierarchy of the READMEs anew
	@$(BIN)/python -m mithaq.server.hierarchy ontology

clean:  ## remove the environment, the built graph and what tools leave behind
	rm -rf $(VENV) graph build dist *.egg-info .coverage .mypy_cache .ruff_cache .pytest_cache \
		.hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

LOCKED := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-header --annotation-style line

# The environment itself, and what installs into it. A dangling link to a Python that is gone counts as none.
$(BIN)/python:
ifneq ($(UV),)
	@$(UV) venv --quiet --clear --python '>=3.11' $(VENV)
else
	@test -n "$(PYTHON)" || { echo "Mithaq needs Python 3.11 or newer: install it, or set PYTHON=" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) has no module venv: install the package python3-venv, or uv" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)
endif

ifneq ($(UV),)
PIP := $(UV) pip install --quiet --python $(BIN)/python
else
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV) …" >&2
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

# The tools' lock holds every package of the other one, so one install does for both stamps.
$(VENV)/.dev: requirements-dev.lock requirements-jars.lock requirements.lock pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV) with the tools …" >&2
	@$(PIP) --require-hashes -r requirements-dev.lock
	@$(PIP) --require-hashes --no-deps -r requirements-jars.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $(VENV)/.run $@
