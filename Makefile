# The whole developer manual: make demo | test | check | bench | setup | test-full
SHELL := /bin/bash
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
# Tesseract with Vietnamese reads scans; LibreOffice reads .doc/.odt/.rtf and lets the tests look at exports;
# Liberation and DejaVu draw the PDF samples; poppler-utils turns PDF pages into pictures for the tests. Debian 12's
# fonts-liberation lacks Vietnamese letters, which its fonts-liberation2 has; later releases have one package only.
SYSTEM_PACKAGES := tesseract-ocr tesseract-ocr-vie libreoffice-writer libreoffice-calc poppler-utils fonts-liberation fonts-dejavu-core

.PHONY: setup system demo test test-full check bench accuracy lock clean

setup: system $(BIN)/.ready

$(BIN)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

# Installs what is missing where it may (root on Debian or Ubuntu); elsewhere it prints the one command and goes on.
system:
	@if command -v tesseract >/dev/null && tesseract --list-langs 2>/dev/null | grep -qx vie \
	    && command -v soffice >/dev/null && command -v pdftoppm >/dev/null \
	    && fc-list :lang=vi family 2>/dev/null | grep -qi 'liberation serif'; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing $(SYSTEM_PACKAGES)"; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(SYSTEM_PACKAGES) >/dev/null; \
	    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq fonts-liberation2 >/dev/null 2>&1 || true; \
	else \
	    echo "Optional system packages are missing (scans, .doc files). To install them:"; \
	    echo "    sudo apt-get install $(SYSTEM_PACKAGES)"; \
	fi

demo: setup
	@bash app/demo.sh

# One worker a core; a worker that is done takes over tests of the others.
WORKERS := --numprocesses logical --maxprocesses 8 --dist worksteal

test: setup
	$(BIN)/python -m pytest -m "not full" $(WORKERS)

test-full: setup
	$(BIN)/python -m pytest --timeout 3600 $(WORKERS)

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup
	$(BIN)/python -m bench

# docs/accuracy*.md are written by the program, from the gold files beside the checkout and from the invented plans.
accuracy: setup
	$(BIN)/kehoach evaluate ../shared/gold --report docs/accuracy.md
	$(BIN)/kehoach evaluate tests/invented/gold --report docs/accuracy-invented.md

# A new lock from pyproject.toml; it names no index.
lock:
	$(BIN)/uv pip compile --universal --python-version 3.11 --group dev pyproject.toml --upgrade \
	    --no-emit-index-url --no-header --no-annotate --output-file requirements.lock

clean:
	rm -rf .venv build
