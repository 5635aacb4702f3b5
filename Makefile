# Two commands on a fresh machine: `make demo` and `make test`. Both set up what they need in .venv.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := demo

.DEFAULT_GOAL := help
.PHONY: help demo test check format browser servers eval bench golden digests clean

help: ## list these recipes
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 16

$(VENV)/run: pyproject.toml
	@$(PYTHON) -m venv $(VENV) || { echo "python3 -m venv does not work here; on Debian: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/dev: $(VENV)/run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(VENV)/run ## build a claim graph from the example, answer, explain, and leave a page in demo/
	@rm -rf $(DEMO)
	@PATH="$(abspath $(BIN)):$$PATH" bash examples/distillation-memo/demo.sh $(DEMO)

test: check ## everything that must hold: style, types, layers, tests

check: $(VENV)/dev ## ruff, mypy, import-linter and pytest
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest -n 2 --dist worksteal

format: $(VENV)/dev ## let ruff format and mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

browser: ## install Chromium for the browser tests (Debian, as root); without it they skip
	@command -v chromium >/dev/null && command -v chromedriver >/dev/null || \
	{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium chromium-driver; }

servers: ## install Virtuoso for the tests of a second SPARQL server (Debian, as root); without it they skip
	@command -v virtuoso-t >/dev/null || \
	{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends virtuoso-opensource-7-bin; }

eval: $(VENV)/dev ## print the quality figures beside their pinned floors (needs ../shared)
	$(BIN)/python -m tests.eval.report

bench: $(VENV)/dev ## time and memory at scale, as ratios measured in one run
	$(BIN)/python -m tests.bench.independence

golden: $(VENV)/dev ## write the golden files anew; read the diff before committing it
	$(BIN)/python -m tests.golden.test_golden_rdf

digests: ## write the digests of the trained models anew, which the doctor compares
	cd src/claimgraph/resources/weights && sha256sum */*.json */*.npz */*.onnx | LC_ALL=C sort -k2 > SHA256SUMS

clean: ## remove everything derived
	rm -rf $(VENV) $(DEMO) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build
