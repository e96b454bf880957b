# The commands of the project: `make help` lists them. On Windows see README.md.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help venv run test slow-test window-test check bench bench-smoke pictures clean

VENV := .venv
PY := $(VENV)/bin/python
MADE := $(VENV)/made-from-pyproject

# The first Python that PySide6 6.11 has a wheel for.
SUITABLE := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c '$(SUITABLE)' 2>/dev/null && { echo $$p; break; }; done)

# Qt on a virtual screen, whatever screen there is: the same size of window on every machine.
VIRTUAL_SCREEN := env -u WAYLAND_DISPLAY QT_QPA_PLATFORM=xcb xvfb-run -a -s "-screen 0 1600x1000x24"

help: ## lists these commands
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | awk -F'|' '{ printf "  make %-12s %s\n", $$1, $$2 }'

venv: $(MADE) ## makes .venv with everything the others use

$(MADE): pyproject.toml
	@if [ -z "$(PYTHON)" ]; then \
		echo "Turnaround needs Python 3.11, 3.12, 3.13 or 3.14, and none was found: install one and type the command again." >&2; exit 1; fi
	@$(PYTHON) tools/system_libraries.py venv
	@echo "Making $(VENV) with $$($(PYTHON) --version): a few minutes the first time."
	@$(PY) -c '$(SUITABLE)' 2>/dev/null && $(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

run: venv ## opens the window on a sample plan; without a display, writes that plan's paper and says where
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		mkdir -p out && folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
		$(PY) main.py new "$$folder/sample.turnaround" --sample lincolnshire && \
		$(PY) main.py report "$$folder/sample.turnaround" --out out/committee-paper.pdf && \
		echo "There is no display here for the window. The sample plan's committee paper is in out/committee-paper.pdf"; \
	else \
		$(PY) tools/system_libraries.py window && $(PY) -m compileall -q main.py model gui && exec $(PY) main.py --sample; \
	fi

test: venv ## runs the tests, without a screen (ARGS="-k words" for some of them)
	@$(PY) tools/system_libraries.py qt
	$(PY) -m pytest --numprocesses auto -m "not slow" $(ARGS)

slow-test: venv ## runs the tests marked slow, which `make test` leaves out
	@$(PY) tools/system_libraries.py qt
	$(PY) -m pytest --numprocesses auto -m slow $(ARGS)

window-test: venv ## runs the tests that drive a real window, on a virtual screen
	@$(PY) tools/system_libraries.py window xvfb
	$(VIRTUAL_SCREEN) $(PY) -m pytest -m window $(ARGS)

check: venv ## style, types, import contracts, length of files
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy model
	$(VENV)/bin/lint-imports
	$(PY) tools/check_lines.py

bench: venv ## measures the program beside what it is compared with, and prints a table
	@$(PY) tools/system_libraries.py qt
	$(PY) -m bench $(ARGS)

bench-smoke: venv ## the same with a few rows, to see that it still runs
	@$(PY) tools/system_libraries.py qt
	$(PY) -m bench --smoke

pictures: venv ## makes the pictures of the window in docs/pictures from the sample plan
	@$(PY) tools/system_libraries.py window xvfb
	$(VIRTUAL_SCREEN) $(PY) tools/pictures.py

clean: ## removes .venv and everything made
	rm -rf $(VENV) build out .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
