# Every habit of this house as a verb. `make` alone lists them.
# Needs make, Python 3.11 or newer and Node 20 or newer; fetches everything else into .venv and node_modules.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules
.PHONY: help run test check nightly fix browser bench docs demo lock clean

PORT ?= 8000
DATA ?= data
export DATA  # recipes say "$$DATA", so that names with spaces and quotes survive

VENV := .venv
PYTHON := $(VENV)/bin/python
PIP := $(PYTHON) -m pip --disable-pip-version-check --quiet
BUILT := src/wholeperson/interface/static/built

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 18

# ---- What the verbs stand on ----------------------------------------------------------------------------------------
# Stamps live inside the thing they vouch for, so that deleting the thing deletes its stamp.

$(PYTHON):
	@found=; for try in python3 python3.14 python3.13 python3.12 python3.11; do \
	  if command -v $$try >/dev/null 2>&1 && $$try -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then found=$$try; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "Whole Person needs Python 3.11 or newer, and none was found; on Debian or Ubuntu: apt-get install python3 python3-venv" >&2; exit 1; \
	fi; \
	if ! $$found -c 'import venv, ensurepip' 2>/dev/null; then \
	  version=$$($$found -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	  echo "Python $$version has no venv; on Debian or Ubuntu: apt-get install python$$version-venv" >&2; exit 1; \
	fi; \
	echo "Making $(VENV) with $$found"; $$found -m venv $(VENV)

$(VENV)/.platform: pyproject.toml requirements.lock | $(PYTHON)
	@echo "Installing the platform (the first time takes a few minutes)"
	$(PIP) install -c requirements.lock -e '.[platform]'
	@touch $@

# One environment serves both, so having the tests' tools means having the platform.
$(VENV)/.dev: pyproject.toml requirements.lock | $(PYTHON)
	@echo "Installing the platform and the tools of the tests (the first time takes a few minutes)"
	$(PIP) install -c requirements.lock -e '.[platform,dev]'
	@touch $(VENV)/.platform $@

node_modules/.installed: package.json package-lock.json
	@command -v node >/dev/null 2>&1 && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || { \
	  echo "Whole Person needs Node 20 or newer to fetch its browser libraries; see https://nodejs.org/" >&2; exit 1; }
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@

node_modules/.built: node_modules/.installed $(shell sh tools/bundle-sources)
	npm run --silent build
	@touch $@

# ---- The verbs ------------------------------------------------------------------------------------------------------

run: $(VENV)/.platform node_modules/.built ## start the platform with the demonstration alliances [PORT=8000] [DATA=folder]
	@# exec, so that a stop reaches the server itself; `serve` says which folder your data is in.
	@exec $(VENV)/bin/wholeperson serve --demo --port "$(PORT)" --data "$$DATA"

demo: $(VENV)/.platform node_modules/.built ## load the demonstration alliances into DATA without starting anything
	@$(VENV)/bin/wholeperson demo --data "$$DATA"

test: $(VENV)/.dev node_modules/.built ## everything, with one summary at the end (under twelve minutes on two cores)
	@$(PYTHON) -m tools.machine
	@$(PYTHON) -m tools.everything test

check: $(VENV)/.dev node_modules/.built ## the quick part of test: lint, types, walls, unit
	@$(PYTHON) -m tools.everything check

nightly: $(VENV)/.dev node_modules/.built ## ten thousand steps in search of a section that is read unshared (a quarter of an hour or more)
	@STEPS=10000 $(PYTHON) -m pytest tests/wholeperson/test_unshared_stays_unread.py

browser: $(VENV)/.dev node_modules/.built ## the journeys in a real browser alone
	@$(PYTHON) -m tools.machine
	@$(PYTHON) -m pytest tests/browser

fix: $(VENV)/.dev ## let the tools mend what they can: format, safe lint fixes, spelling, coverage floors
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .
	$(VENV)/bin/codespell --write-changes

docs: $(VENV)/.dev ## write again the parts of the documentation that are made from the code
	$(PYTHON) -m tools.generate

bench: $(VENV)/.dev ## the workloads in benchmarks/, each beside a peer or a limit
	$(PYTHON) -m benchmarks

lock: $(VENV)/.dev ## write requirements.lock again from pyproject.toml
	$(PYTHON) -m tools.lock

clean: ## remove what make made, except your data
	rm -rf $(VENV) node_modules build $(BUILT) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
