# Two commands do everything on a fresh machine with Python 3.11 or newer: `make demo` and `make test`.
# Each makes .venv and installs what it needs, pinned, on first use.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo run dashboard test check eval bench screenshots requirements clean
.DEFAULT_GOAL := demo

demo: .venv/installed
	@$(BIN)/briefing demo
	@$(BIN)/briefing dashboard --archive $(or $(BRIEFING_ARCHIVE),archive)/demo

run: .venv/installed
	@$(BIN)/briefing run || [ $$? -eq 3 ]
	@$(BIN)/briefing dashboard

dashboard: .venv/installed
	@$(BIN)/briefing dashboard

test: .venv/installed-tests
	@$(BIN)/python -m pytest

check: .venv/installed-tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest --cov --cov-report=term --cov-fail-under=95

eval: .venv/installed-tests
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check rouge-score==0.1.2
	$(BIN)/python -m benchmarks.quality

bench: .venv/installed-tests
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.ratios
	$(BIN)/python -m benchmarks.pdf
	$(BIN)/python -m benchmarks.dashboard

screenshots: .venv/installed-tests
	$(BIN)/python -m benchmarks.screenshots

# Pins the whole closure of pyproject.toml as it stands in .venv; change the floors there first.
requirements: .venv/installed-tests
	$(BIN)/python -m benchmarks.requirements

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	@$(PYTHON) -m venv .venv

.venv/installed: requirements.txt pyproject.toml | .venv/bin/python
	@echo "Installing the pinned packages into .venv (about two minutes, 1.6 GB) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/installed-tests: .venv/installed tests/requirements.txt tests/install_browser.sh
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@sh tests/install_browser.sh
	@touch $@

clean:
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage htmlcov *.egg-info
