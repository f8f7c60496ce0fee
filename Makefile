# Baqylau: `make run` starts the public map, `make test` proves it.
# Each command alone does what it needs first, and does it again only when its list has changed.

SHELL := /bin/bash
.ONESHELL:
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := run
.PHONY: run rehearsal test check bench clean

PYTHON ?= python3
BIN := .venv/bin
CODE := geodata layouts callbacks dashboard tests bench app.py
# Parts may be missing while the project grows; what is there is checked.
THERE = $(wildcard $(CODE))
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

run: .venv/installed .venv/browser-parts
	@exec $(BIN)/python app.py

rehearsal: .venv/installed .venv/browser-parts
	@exec $(BIN)/python -m dashboard rehearsal

test: .venv/installed-dev .venv/browser-parts
	@missing=()
	command -v chromium >/dev/null || missing+=(chromium)
	command -v initdb /usr/lib/postgresql/*/bin/initdb >/dev/null || missing+=(postgresql)
	command -v nginx /usr/sbin/nginx >/dev/null || missing+=(nginx-light)
	ls /usr/lib/nginx/modules/ngx_http_brotli_static_module.so >/dev/null 2>&1 ||
	  missing+=(libnginx-mod-http-brotli-static)
	asking=""; [ "$$(id -u)" = 0 ] || asking="sudo -n"
	if [ "$${#missing[@]}" -gt 0 ] && command -v apt-get >/dev/null &&
	    { [ -z "$$asking" ] || sudo -n true 2>/dev/null; }; then
	  echo "Installing what the tests drive (Debian packages: $${missing[*]}) ..."
	  $$asking apt-get update -qq && $$asking env DEBIAN_FRONTEND=noninteractive \
	    apt-get install -y -qq --no-install-recommends "$${missing[@]}" && missing=()
	fi
	[ "$${#missing[@]}" = 0 ] || {
	  echo "The tests drive a real browser, database and web server; missing here: $${missing[*]}"
	  echo "Ask whoever may: apt-get install $${missing[*]}"
	  exit 1
	} >&2
	$(BIN)/python -m pytest -p no:dash -n 2

check: .venv/installed-dev
	@$(BIN)/ruff format --check $(THERE)
	$(BIN)/ruff check $(THERE)
	$(BIN)/mypy $(THERE)

bench: .venv/installed-dev .venv/browser-parts
	@$(BIN)/python -m bench

clean:
	rm -rf .venv node_modules var .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
	  echo "Baqylau needs Python 3.11 or newer; $(PYTHON) is $$(command -v $(PYTHON) >/dev/null && \
	    $(PYTHON) --version 2>&1 || echo missing)."
	  echo "Another one can be named: make run PYTHON=/path/to/python3.11"
	  exit 1
	} >&2
	$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || {
	  echo "Python's venv is missing. On Debian, as root:"
	  echo "  apt-get install $$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
	  echo "(the package python3-venv brings the same for the system's own Python)"
	  exit 1
	} >&2
	echo "Making the environment in .venv ..."
	rm -rf .venv && $(PYTHON) -m venv .venv

.venv/installed: requirements.txt | .venv/bin/python
	@echo "Installing what Baqylau stands on (requirements.txt) ..."
	$(PIP) -r requirements.txt
	touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	@echo "Installing what checks and tests need (requirements-dev.txt) ..."
	$(PIP) -r requirements-dev.txt
	touch $@

# Without npm, or without its registry, the map still works: the page is heavier and its letters
# are the system's. Only a success leaves the mark, so a later start tries again once npm is there.
.venv/browser-parts: package.json package-lock.json | .venv/bin/python
	@if ! command -v npm >/dev/null; then
	  echo "npm is not here: pages take the full plotly bundle and the system's typefaces."
	elif npm ci --omit=dev --ignore-scripts --no-audit --no-fund --silent; then
	  touch $@
	else
	  echo "npm could not install the parts for browsers: pages take the full plotly bundle" \
	    "and the system's typefaces."
	fi
