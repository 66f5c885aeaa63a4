# The two commands that matter are `make demo` and `make test`; `make help` lists all of them.
# Everything Python happens in .venv, which is made and kept up to date by itself.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2
SECONDS ?= 600
KILLS ?= 2000
MAILS ?= 50000
DATABASE ?= sqlite
ARGS ?=
BENCH ?= $(if $(ARGS),reading,reading ingest latency queue)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
UV_VERSION := 0.13.9

# The first Python that really runs and is new enough: a version manager's stand-in may only say "not found".
FITS := import sys, sqlite3, ssl; print("yes" if (3, 11) <= sys.version_info[:2] <= (3, 13) else "no")
CANDIDATES := python3.13 python3.12 python3.11 python3
PYTHON ?= $(firstword $(foreach name,$(CANDIDATES),$(if $(filter yes,$(shell $(name) -c '$(FITS)' 2>/dev/null)),$(name))))

.PHONY: help
help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: $(VENV)/.demo ## the whole system on an embedded mail server; ONCE=1 ends after the first round
	@exec $(BIN)/sen-worker demo $(if $(ONCE),--once)

.PHONY: test
test: servers check ## everything: real servers, all gates, all tests, the slowest ten; ARGS="-k words" chooses
	@echo "== pytest"
	@exec $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --durations 10 --reruns 1 -r fER $(ARGS)

.PHONY: check
check: $(VENV)/.dev ## format, lint, types and the floors of the house
	@failed=; \
	gate() { echo "== $$*"; $(BIN)/"$$@" || failed="$$failed, $$1 $$2"; }; \
	gate ruff format --check .; \
	gate ruff check .; \
	gate mypy; \
	gate lint-imports --no-logo --no-cache; \
	if [ -n "$$failed" ]; then echo "check failed: $${failed#, }" >&2; exit 1; fi

.PHONY: bench
bench: $(VENV)/.dev ## measure; BENCH=ingest ARGS="--mails 5000" chooses one and its options
	@for each in $(BENCH); do \
	  case $$each in reading) module=benchmarks ;; *) module=benchmarks.$$each ;; esac; \
	  $(BIN)/python -m $$module $(ARGS) || exit 1; \
	done

.PHONY: screenshots
screenshots: $(VENV)/.dev ## take the pictures of the staff pages that the README shows (needs Chromium)
	@exec $(BIN)/python -m tools.screenshots

.PHONY: fuzz
fuzz: $(VENV)/.dev ## fuzz the reader of mail for SECONDS (600); what it learns and finds stays in .fuzz
	@mkdir -p .fuzz/kept .fuzz/findings
	@$(BIN)/python -m tests.fuzz.seeds .fuzz/seeds
	@exec $(BIN)/python -m tests.fuzz.harness -max_total_time=$(SECONDS) -timeout=60 -rss_limit_mb=1000 -max_len=16384 \
	  -dict=tests/fuzz/mail.dict -artifact_prefix=.fuzz/findings/ $(ARGS) .fuzz/kept .fuzz/seeds

.PHONY: conversations
conversations: $(VENV)/.dev ## play random conversations of customers, other senders and staff for up to SECONDS (600)
	@for each in any_conversation speaking_customers; do \
	  CONVERSATIONS=100000 timeout $$(($(SECONDS) / 2)) $(BIN)/python -m pytest -q -n 0 --timeout 0 tests/integration/test_$$each.py; \
	  status=$$?; test $$status -eq 124 || test $$status -eq 0 || exit $$status; \
	done

.PHONY: torture
torture: $(VENV)/.dev ## kill the worker KILLS (2000) times, at each step and at random; DATABASE=postgresql
	@exec $(BIN)/python -m tests.torture $(KILLS) $(DATABASE)

.PHONY: soak
soak: $(VENV)/.dev ## simulate half a year with MAILS (50000) by a clock that runs ahead; DATABASE=postgresql
	@exec $(BIN)/python -m tests.soak $(MAILS) $(DATABASE)

.PHONY: hostile
hostile: $(VENV)/.dev ## let a hostile IMAP server answer at random for SECONDS (1800)
	@exec $(BIN)/python -m tests.hostile $(if $(filter command line environment,$(origin SECONDS)),$(SECONDS),1800)

.PHONY: servers
servers: ## get the mail servers, the database and the browser that the tests use (Debian, as root)
	@exec .ci/servers

.PHONY: image
image: $(VENV)/.dev ## build the container image without a daemon, and try it on real servers (Debian, as root)
	@exec .ci/image $(BIN)/python

.PHONY: lock
lock: $(BIN)/python ## compile requirements/*.txt from pyproject.toml; UPGRADE=1 takes newer versions
	@set -e; tools=$$(mktemp -d); trap 'rm -rf "$$tools"' EXIT; \
	$(BIN)/python -m venv "$$tools"; \
	"$$tools/bin/python" -m pip --disable-pip-version-check -qq install uv==$(UV_VERSION); \
	compile() { out=requirements/$$1.txt; shift; echo "$$out"; \
	  "$$tools/bin/uv" pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
	    --python-version 3.11 --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) "$$@" -o "$$out"; }; \
	compile runtime pyproject.toml; \
	compile container pyproject.toml --extra google --extra microsoft -c requirements/runtime.txt; \
	compile demo pyproject.toml --extra demo -c requirements/runtime.txt; \
	compile dev pyproject.toml --extra demo --extra google --extra microsoft --group dev -c requirements/demo.txt \
	  -c requirements/container.txt; \
	compile build --group build -c requirements/dev.txt

.PHONY: sbom
sbom: $(BIN)/python ## write what the image's Python packages are to sbom.json (CycloneDX, with hashes)
	@$(call with_tool,cyclonedx-bom==7.5.0,cyclonedx-py requirements requirements/container.txt --pyproject pyproject.toml -o sbom.json)

.PHONY: audit
audit: $(BIN)/python ## look for known vulnerabilities of the locked versions (asks the network)
	@$(call with_tool,pip-audit==2.10.1,pip-audit --disable-pip --require-hashes -r requirements/container.txt)

.PHONY: site
site: $(VENV)/.dev ## render the documentation as a site in build/site; a link to nowhere fails
	@exec $(BIN)/python -m tools.site build/site

.PHONY: clean
clean: ## remove the environment and everything else that was made here
	rm -rf $(VENV) build dist sbom.json .coverage .fuzz .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find worker tests migrations benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@command -v "$(PYTHON)" >/dev/null || { echo "No Python 3.11, 3.12 or 3.13 was found. Install one, or name it: make PYTHON=/path/to/python3.13" >&2; exit 1; }
	@echo "Making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || .ci/servers venv "$(PYTHON)"
	@$(PYTHON) -m venv --clear $(VENV)

$(VENV)/.demo: $(BIN)/python pyproject.toml requirements/demo.txt requirements/build.txt
	@$(call install,demo build)

$(VENV)/.dev: $(BIN)/python pyproject.toml requirements/dev.txt
	@$(call install,dev)
	@touch $(VENV)/.demo

# A program that only this target needs, in an environment of its own.
define with_tool
set -e; tools=$$(mktemp -d); trap 'rm -rf "$$tools"' EXIT; \
$(BIN)/python -m venv "$$tools"; "$$tools/bin/python" -m pip --disable-pip-version-check -qq install $(1); \
"$$tools/bin/"$(2)
endef

# The project itself runs from the checkout, so that what is edited is what runs.
define install
echo "Installing the packages of $(patsubst %,requirements/%.txt,$(1))"; \
$(PIP) install --require-hashes $(patsubst %,-r requirements/%.txt,$(1)) || { \
  echo "The packages could not be installed: is the package index reachable?" >&2; exit 1; }; \
$(PIP) install --no-deps --no-build-isolation --editable . && touch $@
endef
