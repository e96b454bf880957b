"""Holds every file of the project to the rules in rules.py, and each rule to code that breaks it."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import rules
from tools import check_lines

ROOT = Path(__file__).resolve().parent.parent

Rule = Callable[[str], Iterator[rules.Finding]]


def files(*folders: str) -> list[Path]:
    """The Python files of these folders, or of the whole project."""
    every = [path for path in check_lines.project_files(ROOT) if path.suffix == ".py"]
    return [path for path in every if not folders or path.relative_to(ROOT).parts[0] in folders]


def findings(rule: Rule, paths: list[Path]) -> list[str]:
    return [
        f"{path.relative_to(ROOT).as_posix()}:{line}: {sentence}"
        for path in paths
        for line, sentence in rule(path.read_text(encoding="utf-8"))
    ]


def test_the_files_are_found() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in files()}
    assert {"model/records/work.py", "tests/test_rules.py"} <= names
    assert not [name for name in names if name.startswith(".venv/")]


def test_the_files_are_found_without_git(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert set(files("model")) >= {ROOT / "model/records/work.py"}
    names = {path.relative_to(ROOT).parts[0] for path in check_lines.project_files(ROOT)}
    assert ".ci" in names
    assert ".venv" not in names


@pytest.mark.parametrize(
    ("rule", "folders"),
    [
        (rules.no_window_in_model, ("model",)),
        (rules.no_clock_in_model, ("model",)),
        (rules.no_database_in_gui, ("gui", "main.py")),
        (rules.no_sql_in_gui, ("gui", "main.py")),
        (rules.no_lambda_that_holds_self, ("gui", "main.py")),
    ],
)
def test_the_code_keeps_the_rule(rule: Rule, folders: tuple[str, ...]) -> None:
    assert findings(rule, files(*folders)) == []


def test_resources_are_opened_by_the_library_alone() -> None:
    others = [path for path in files("model", "gui", "main.py") if path != ROOT / "model/library.py"]
    assert findings(rules.resources_through_library, others) == []


def test_every_file_is_named_by_what_it_holds() -> None:
    names = [path.relative_to(ROOT).as_posix() for path in check_lines.project_files(ROOT)]
    assert [finding for name in names for finding in rules.forbidden_name(name)] == []


def test_no_file_is_over_the_cap() -> None:
    long = check_lines.too_long(check_lines.project_files(ROOT))
    assert [f"{path.relative_to(ROOT)}: {lines} lines" for path, lines in long] == []


def test_nothing_committed_names_a_machine() -> None:
    texts = []
    for path in check_lines.project_files(ROOT):
        if b"\0" not in path.read_bytes()[:8192]:
            texts.append(path)
    found = []
    for path in texts:
        text = path.read_bytes().decode("utf-8", errors="replace")
        found += [f"{path.relative_to(ROOT)}:{line}: {what}" for line, what in rules.machine_paths(text)]
    assert found == []


def test_every_package_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module_of = {"pyside6-essentials": "PySide6", "python-docx": "docx", "python-dateutil": "dateutil"}
    declared = set()
    for requirement in project["dependencies"]:
        name = re.match(r"[A-Za-z0-9._-]+", requirement)
        assert name is not None
        declared.add(module_of.get(name[0].lower(), name[0].lower().replace("-", "_")))
    ours = {"gui", "main", "model", *sys.stdlib_module_names}
    # What a library is made of comes with it: shiboken6 with PySide6.
    brought = {"shiboken6"}
    imported = set()
    for path in files("model", "gui", "main.py"):
        imported |= rules.packages_imported(path.read_text(encoding="utf-8"))
    assert imported - ours - brought - declared == set()


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        (rules.no_window_in_model, "def paint():\n    from PySide6.QtGui import QPainter\n"),
        (rules.no_window_in_model, "import importlib\nimportlib.import_module('PySide6.QtCore')\n"),
        (rules.no_window_in_model, "import gui.style\n"),
        (rules.no_clock_in_model, "from datetime import date\nday = date.today()\n"),
        (rules.no_clock_in_model, "import datetime\nnow = datetime.datetime.now(datetime.UTC)\n"),
        (
            rules.no_clock_in_model,
            "from dataclasses import field\nfrom datetime import date\nfield(default_factory=date.today)\n",
        ),
        (rules.no_clock_in_model, "from time import time\n"),
        (rules.no_database_in_gui, "def find():\n    import sqlite3\n"),
        (rules.no_database_in_gui, "from sqlite_utils import Database\n"),
        (rules.no_sql_in_gui, "plan.rows('select-ish')\nask('''\n  SELECT id\n  FROM action\n''')\n"),
        (rules.no_sql_in_gui, "plan.db\n"),
        (rules.no_sql_in_gui, "connection.execute(words)\n"),
        (rules.no_sql_in_gui, "plan.all(Action, order='t.position')\n"),
        (rules.no_sql_in_gui, "plan.all(Action, 't.owner_id = ?', [owner])\n"),
        (rules.no_lambda_that_holds_self, "button.clicked.connect(lambda: self.save())\n"),
        (rules.resources_through_library, "path = Path('resources') / 'typst'\n"),
        (rules.resources_through_library, "open('resources/typst/paper.typ')\n"),
        (rules.forbidden_name, "model/utils.py"),
        (rules.forbidden_name, "gui/helpers/colour.py"),
        (rules.machine_paths, "cache = '/" + "home/anna'\n"),
        (rules.machine_paths, "pip install -i https://index.example/" + "simple x\n"),
    ],
)
def test_a_broken_rule_is_found(rule: Rule, broken: str) -> None:
    assert len(list(rule(broken))) >= 1


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        (rules.no_window_in_model, "from model.areas import add\n"),
        (rules.no_clock_in_model, "day = plan.today(day)\nnow = plan.sitting.clock()\ntime.monotonic()\n"),
        (
            rules.no_sql_in_gui,
            "label.setText('Select an action from the table')\nplan.all(Action)\nall(x for x in y)\n",
        ),
        (rules.no_lambda_that_holds_self, "sorted(rows, key=lambda row: self.order(row))\n"),
        (
            rules.resources_through_library,
            "'''Data of the program is in resources/, and resources are limited.'''\n",
        ),
        (rules.forbidden_name, "model/commitments.py"),
        (rules.machine_paths, "https://www.example.org/simple-words and S:/plans\n"),
    ],
)
def test_ordinary_code_keeps_the_rule(rule: Rule, kept: str) -> None:
    assert list(rule(kept)) == []


def test_a_file_over_the_cap_is_found(tmp_path: Path) -> None:
    long, short = tmp_path / "long.py", tmp_path / "short.py"
    long.write_text("\n" * (check_lines.CAP + 1))
    short.write_text("\n" * check_lines.CAP)
    assert list(check_lines.too_long([long, short])) == [(long, check_lines.CAP + 1)]
