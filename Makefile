# What Mizan can do from a terminal. `make` alone lists it.
# Python: the first python3 on the path, or name one: make figures PYTHON=python3.12

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup figures test lab notebooks lint lock audit sbom clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-10s %s\n", $$1, $$2}' Makefile

setup: $(READY) ## make the environment in .venv (the others do it when it is missing or out of date)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "error: Mizan needs Python 3.11 or later, and '$(PYTHON)' is not: name one that is, as in: make figures PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "error: '$(PYTHON)' cannot make an environment. On Debian and Ubuntu: apt install python3-venv" >&2; exit 2; }
	@echo "Setting up .venv: some minutes and 3 GB, once" >&2
	$(BIN)/python -m pip install --quiet --no-compile --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

figures: $(READY) ## code the five seed articles and draw every figure into figures/
	$(BIN)/python -m analysis code seeds --out results/seeds
	$(BIN)/python -m analysis figures results/seeds --out figures --lang both

test: $(READY) ## run the tests and validate the notebooks (pyproject.toml says with what)
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

lab: $(READY) ## open JupyterLab on the notebooks
	@$(BIN)/jupyter trust notebooks/*.ipynb > /dev/null # else Lab shows them without their colours until they are run
	$(BIN)/jupyter lab notebooks

notebooks: $(READY) ## run the notebooks again and keep their new outputs
	$(BIN)/jupyter execute --inplace notebooks/*.ipynb

lint: $(READY) ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# One lock for every system and Python version. What torch needs on a graphics card is left out, so that a CPU build stays one.
lock: $(READY) ## derive requirements.lock from the pins in pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --all-extras \
	  --annotation-style line --custom-compile-command "make lock" --output-file requirements.lock pyproject.toml
	sed -i.old -E '/^(cuda|nvidia|triton)/d' requirements.lock && rm requirements.lock.old

audit: $(READY) ## look for known weaknesses of the dependencies (needs the internet)
	$(BIN)/uv tool run pip-audit==2.10.1 --requirement requirements.lock --no-deps --disable-pip --strict

sbom: $(READY) ## write the bill of materials of the dependencies, sbom.json
	$(BIN)/uv tool run --from cyclonedx-bom==7.5.0 cyclonedx-py requirements requirements.lock \
	  --output-reproducible --output-file sbom.json
	@# where a package was taken from differs between machines, and its line is no property of it
	$(BIN)/python -c 'import json; bill = json.load(open("sbom.json")); tools = bill["metadata"]["tools"]["components"]; \
	  [part.pop(key, None) for part in bill["components"] + tools for key in ("externalReferences", "description")]; \
	  open("sbom.json", "w").write(json.dumps(bill, indent=2, sort_keys=True) + "\n")'

clean: ## remove what was made here, except the environment, the figures and the notebooks' outputs
	rm -rf results build site .pytest_cache .hypothesis .mypy_cache .ruff_cache .benchmarks *.egg-info
	find . -path ./$(VENV) -prune -o \( -name __pycache__ -o -name .ipynb_checkpoints \) -type d -print | xargs rm -rf
