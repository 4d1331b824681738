# La banca che vorrei: `make run` to use it, `make test` to check it, `make bench` to measure it.

SHELL := /bin/sh
HOST ?= 127.0.0.1
PORT ?= 8000
DEMO ?= 1
DEMO_PASSWORD ?= vorrei-demo
BASE_URL ?= http://$(HOST):$(PORT)
WORKERS ?= 2
BIN := .venv/bin
FLASK := $(BIN)/flask --app wsgi
PIP := $(BIN)/python -m pip --disable-pip-version-check install -q -c constraints.txt
DECLARED := setup.cfg pyproject.toml constraints.txt
CATALOGUE := ideas/translations/it/LC_MESSAGES/messages
SUITE := tests/house tests/workflow tests/ideas tests/journeys tests/browser

.PHONY: run test bench conformance audit check-port lint types browser chromium translations clean

run: .venv/.run $(CATALOGUE).mo check-port
	@export LOG_LEVEL=$${LOG_LEVEL:-WARNING} DEMO=$(DEMO) DEMO_PASSWORD='$(DEMO_PASSWORD)' BASE_URL=$(BASE_URL); \
	$(FLASK) db upgrade && $(FLASK) seed --if-empty || exit 1; \
	$(FOREGROUND) $(BIN)/granian --interface wsgi --host $(HOST) --port $(PORT) --workers 1 --blocking-threads 8 \
	    --log-level error wsgi:app & server=$$!; \
	$(FLASK) clock & clock=$$!; \
	trap : INT TERM; \
	$(call welcome); \
	wait $$server; ended=$$?; kill $$server $$clock 2>/dev/null; wait; \
	[ $$ended -eq 0 ] || [ $$ended -gt 128 ]

# A shell starts programs in the background deaf to Ctrl-C, which the server uses to stop its workers.
FOREGROUND = $(BIN)/python -c 'import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])'

define welcome
printf '%s\n' '' \
  'La banca che vorrei:  $(BASE_URL)' \
  'Mails that go out:    $(BASE_URL)/demo/mailbox' '' \
  'Demo people, all @demo.example, password $(DEMO_PASSWORD)' \
  '  customers       giulia marco anna' \
  '  moderation      moderatrice' \
  '  product         pm pm2       analysis  analista       development  sviluppo' \
  '  sign-offs       legale compliance sicurezza assistenza' \
  '  communications  comunicazione comunicazione2' \
  '  management      direzione    administrators  admin admin2' '' \
  'Ctrl-C stops everything.' ''
endef

check-port:
	@$(BIN)/python -c 'import socket; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("$(HOST)", $(PORT)))' \
	    2>/dev/null || { echo "Cannot serve on $(HOST):$(PORT): another program is using it. Choose another: make run PORT=8001"; exit 1; }

# Lint and types first, then one run of the whole suite on both databases and in a real browser.
test: .venv/.test $(CATALOGUE).mo lint types browser
	$(BIN)/pytest -q -n $(WORKERS) --maxschedchunk=4 --database both $(SUITE)

lint: .venv/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check -q .

types: .venv/.test
	$(BIN)/mypy

# BENCH='--database postgresql' and other options: docs/bench.md.
bench: .venv/.bench $(CATALOGUE).mo
	@$(BIN)/python -m tests.bench $(BENCH)

# What the process engine exports as BPMN, beside the official tools, another engine and pm4py. Needs Node 20.
conformance: .venv-conformance/.ready tests/conformance/node_modules/.package-lock.json
	@.venv-conformance/bin/python -m tests.conformance

# Lighthouse and the Nu HTML checker on the demo bank. Needs Node 20, Chromium, and Java for the second.
audit: .venv/.test $(CATALOGUE).mo chromium tests/audit/node_modules/.package-lock.json
	@$(BIN)/python -m tests.audit

tests/audit/node_modules/.package-lock.json: tests/audit/package-lock.json
	@command -v npm >/dev/null || { echo 'The audit needs Node 20 or newer with npm.'; exit 1; }
	@cd tests/audit && npm ci --silent --ignore-scripts
	@touch $@

.venv-conformance/.ready: .venv/bin/python $(DECLARED)
	@echo 'Installing what the conformance checks need'
	@.venv/bin/python -m venv .venv-conformance
	@.venv-conformance/bin/python -m pip --disable-pip-version-check install -q -c constraints.txt -e '.[conformance]'
	@touch $@

tests/conformance/node_modules/.package-lock.json: tests/conformance/package-lock.json
	@command -v npm >/dev/null || { echo 'The conformance checks need Node 20 or newer with npm.'; exit 1; }
	@cd tests/conformance && npm ci --silent
	@touch $@

# The browser tests use a Chromium that is there, or get one: where Debian has it the one without windows, which is
# smaller and faster. The audit wants the whole one.
browser: LOOKED_FOR := chromium-headless-shell chromium chromium-browser google-chrome
browser: PACKAGES := chromium-headless-shell chromium
chromium: LOOKED_FOR := chromium chromium-browser google-chrome
chromium: PACKAGES := chromium
browser chromium: .venv/.test
	@for name in $(LOOKED_FOR); do command -v $$name >/dev/null 2>&1 && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	    echo 'Installing Chromium for the browser tests'; apt-get update -qq; \
	    for name in $(PACKAGES); do apt-get install -y -qq $$name >/dev/null 2>&1 && exit 0; done; \
	fi; \
	$(BIN)/playwright install chromium && exit 0; \
	echo 'The browser tests need Chromium. Install the package "chromium", or run: $(BIN)/playwright install chromium'; exit 1

# New sentences of code and templates into the Italian catalogue; translate them, then run the tests.
translations: .venv/.run
	$(BIN)/pybabel -q extract -F pyproject.toml -k _l -k lazy_gettext --no-location --sort-output -o messages.pot .
	$(BIN)/pybabel -q update -i messages.pot -d ideas/translations -l it --no-fuzzy-matching --no-wrap
	@rm messages.pot

$(CATALOGUE).mo: $(CATALOGUE).po .venv/.run
	@$(BIN)/pybabel -q compile -d ideas/translations

.venv/bin/python:
	@for name in python3.11 python3.12 python3.13 python3.14 python3; do \
	    if $$name -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	        echo "Preparing .venv with $$name"; exec $$name -m venv .venv; \
	    fi; \
	done; \
	echo 'This needs Python 3.11 or newer with its venv module (Debian and Ubuntu: apt install python3-venv).'; exit 1

.venv/.run: .venv/bin/python $(DECLARED)
	@echo 'Installing what the application needs'
	@$(PIP) -e .
	@touch $@

.venv/.test: .venv/.run
	@echo 'Installing what the tests need'
	@$(PIP) -e '.[test]'
	@touch $@

.venv/.bench: .venv/.test
	@echo 'Installing the process engines to compare with'
	@$(PIP) -e '.[test,bench]'
	@touch $@

clean:
	rm -rf .venv .venv-conformance tests/conformance/node_modules tests/audit/node_modules instance build *.egg-info .pytest_cache .ruff_cache .mypy_cache
