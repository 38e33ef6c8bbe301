# Every target sets up what it needs; the second time that takes a second or two.

PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
TYPED := portal tests scripts wsgi.py gunicorn.conf.py $(wildcard bench)
PORT ?= 8000
export PORT

.DEFAULT_GOAL := help
.PHONY: help python setup setup-dev setup-test run test check e2e bench demo format requirements clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed. On Debian: apt-get install -y python3 python3-venv" >&2; exit 1; }

setup: python ## Install what serving needs: .venv, front-end files, fonts, translations, database
	@$(PYTHON) -m scripts.setup

setup-dev: python
	@$(PYTHON) -m scripts.setup dev

setup-test: python
	@$(PYTHON) -m scripts.setup test

run: setup ## Serve at http://127.0.0.1:8000 (PORT=… for another port), with demo data on the first start
	@exec $(BIN)/python -m scripts.serve

test: setup-test ## The whole test suite
	@$(BIN)/python -m pytest -n 2 --dist loadfile

check: setup-dev ## Style, types, layers, size budgets, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(TYPED)
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/architecture

e2e: setup-test ## Only the browser tests
	@$(BIN)/python -m pytest -m e2e

bench: setup-dev ## Ratios against their floors, measured in one run
	@$(BIN)/python -m bench

demo: setup-dev ## Play one filing over HTTP against the served portal; PDFs and a transcript in var/demo/
	@$(BIN)/python -m scripts.drive

format: setup-dev ## Bring the code into the one format
	@$(BIN)/ruff check --fix-only -q . && $(BIN)/ruff format .

requirements: setup-dev ## Compile requirements*.txt again from their .in files
	@for name in requirements requirements-dev requirements-node; do \
	CUSTOM_COMPILE_COMMAND="make requirements" PIP_CONFIG_FILE=/dev/null $(BIN)/pip-compile -q $(UPGRADE) --generate-hashes \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options --strip-extras --allow-unsafe \
	-o $$name.txt $$name.in || exit 1; done

clean: ## Remove what set-up made, except the data in var/
	@rm -rf .venv node_modules static/vendor translations/*/LC_MESSAGES/*.mo .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
