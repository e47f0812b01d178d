# `make report` and `make test` do everything; they need Python 3.11 or newer, and a network once.

PYTHON ?= python3
# One worker more than cores: there is always one that waits for a server or a browser.
CORES = $(shell $(PYTHON) -c 'import os; print(min(os.cpu_count() or 1, 8))')
JOBS ?= $(shell echo $$(($(CORES) + 1)))
VENV := .venv
BIN := $(VENV)/bin

# PIP_USER, PIP_TARGET and their like would install elsewhere or otherwise than the lock says.
# Those that say where packages come from stay.
PACKAGES_FROM := INDEX_URL EXTRA_INDEX_URL NO_INDEX FIND_LINKS CERT CLIENT_CERT TRUSTED_HOST PROXY \
	TIMEOUT DEFAULT_TIMEOUT RETRIES CACHE_DIR NO_CACHE_DIR CONFIG_FILE KEYRING_PROVIDER
unexport $(filter-out $(PACKAGES_FROM:%=PIP_%),$(filter PIP_%,$(.VARIABLES)))
unexport PYTHONHOME PYTHONPATH
# Each command would compile a thousand modules anew, which takes longer than its work.
unexport PYTHONDONTWRITEBYTECODE

ifdef REQUIRE
export ISP_GRAPH_REQUIRE := $(REQUIRE)
endif

INSTALL = $(BIN)/python scripts/install.py
STAGE = printf '\n== %s\n'

.PHONY: help report demo test quick pythons test-neo4j lock-neo4j fuzz screenshots golden format lock clean
.DEFAULT_GOAL := help

help:
	@echo "make report   the page of the Brussels network of 2015, in out/"
	@echo "make demo     the page of the fictional demonstration, in out/"
	@echo "make test     every check (REQUIRE=1: a missing Chromium or Neo4j fails instead of being skipped)"
	@echo "make quick    what can be checked in a minute: no browser, server, process, drawn data or whole page"
	@echo "make pythons  the same with each Python that uv can provide"
	@echo "make test-neo4j  the checks on a Neo4j server alone (RELEASE=2026.08.1: on the newest line)"
	@echo "make fuzz     the demonstration spoiled in 10,000 ways (COUNT=n for another number)"
	@echo "make screenshots  every section of the page, in three languages and on two screens, in out/screenshots"
	@echo "make format   lay out and mend the code"
	@echo "make golden   renew the answers that tests/golden keeps, and look at the difference"
	@echo "make lock     renew the locks from pyproject.toml (UPGRADE=1: to the newest versions)"
	@echo "make lock-neo4j  renew the locks of the jars of Neo4j, from scripts/lock_jars.py"
	@echo "make clean    remove what was made, except $(VENV)"

report: $(VENV)/.installed
	@mkdir -p out/bruxelles-2015
	@$(BIN)/isp-graph report bruxelles-2015 -o out/bruxelles-2015/report.html --force

demo: $(VENV)/.installed
	@mkdir -p out/demo
	@$(BIN)/isp-graph report demo -o out/demo/report.html --force

test: $(VENV)/.installed-test
	@$(STAGE) "ruff check"
	@$(BIN)/ruff check .
	@$(STAGE) "ruff format"
	@$(BIN)/ruff format --check .
	@$(STAGE) "mypy"
	@$(BIN)/mypy --num-workers $(CORES)
	@$(STAGE) "imports"
	@$(BIN)/lint-imports
	@$(STAGE) "tests and doctests"
	@$(BIN)/python -m pytest -q -n $(JOBS) --doctest-modules tests isp_graph
	@$(STAGE) "all passed"

QUICK = not (browser or server or process or fuzz or slow)

quick: $(VENV)/.installed-test
	@$(BIN)/ruff check .
	@$(BIN)/python -m pytest -q -n $(CORES) -m "$(QUICK)" --doctest-modules tests isp_graph

UV = $(BIN)/python -m uv
VERSIONS ?= 3.11 3.12 3.13

pythons: $(VENV)/.installed-test
	@for version in $(VERSIONS); do \
		own=$(VENV)/python-$$version; \
		if ! $(UV) venv --quiet --clear --python $$version $$own; then \
			echo "Python $$version: uv cannot provide it here" >&2; continue; \
		fi; \
		$(STAGE) "Python $$version"; \
		$(UV) pip install --quiet --python $$own/bin/python --require-hashes -r requirements-test.lock && \
		$(UV) pip install --quiet --python $$own/bin/python --no-deps --no-build-isolation -e . && \
		$$own/bin/python -m pytest -q -n $(CORES) -m "$(QUICK)" --doctest-modules tests isp_graph || exit 1; \
	done

test-neo4j: $(VENV)/.installed-test
	@$(if $(RELEASE),ISP_GRAPH_NEO4J_RELEASE=$(RELEASE)) $(BIN)/python -m pytest -q tests/contract/neo4j

lock-neo4j: $(VENV)/.installed-test
	@$(BIN)/python -m scripts.lock_jars

fuzz: $(VENV)/.installed-test
	@$(BIN)/python -m tests.fuzz $(or $(COUNT),10000)

screenshots: $(VENV)/.installed-test
	@$(BIN)/python -m scripts.screenshots out/screenshots

golden: $(VENV)/.installed-test
	@ISP_GRAPH_RENEW=1 $(BIN)/python -m pytest -q tests/golden

format: $(VENV)/.installed-test
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

COMPILE = $(BIN)/python -m uv pip compile --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet $(if $(UPGRADE),--upgrade)
EXTRAS = --extra pandas --extra neo4j --extra neo4j-server

lock: $(VENV)/.installed
	$(COMPILE) pyproject.toml --group build -o requirements.lock
	$(COMPILE) pyproject.toml $(EXTRAS) --group test --group build -c requirements.lock -o requirements-test.lock
	$(COMPILE) --group pyproject.toml:install -o requirements-install.lock

clean:
	rm -rf out dist build .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +

# The environment: made once, and again where the checkout was moved or its Python went away.

ifneq ($(shell $(BIN)/python -c '' 2>/dev/null && cat $(VENV)/.made-in 2>/dev/null),$(CURDIR))
.PHONY: $(VENV)/.made-in
endif

$(VENV)/.made-in:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "isp-graph needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>/dev/null || echo not there). Name another one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; \
		exit 1; }
	@echo "Making $(VENV) ..." >&2
	@$(PYTHON) -m venv --clear $(VENV)
	@printf '%s\n' "$(CURDIR)" > $@

$(VENV)/.installed: $(VENV)/.made-in requirements.lock requirements-install.lock pyproject.toml
	@echo "Installing what isp-graph needs (a few minutes the first time) ..." >&2
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed requirements-test.lock
	@echo "Installing what the checks need ..." >&2
	@$(INSTALL) --require-hashes -r requirements-test.lock
	@touch $@
