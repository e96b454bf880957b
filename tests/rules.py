"""The rules of the code that no tool knows, each a function of a file's text.

A finding is ``(line, sentence)``. test_rules.py holds the tree to them, and each of them to a piece of
code that breaks it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache

Finding = tuple[int, str]

FORBIDDEN_NAMES = re.compile(r"(utils?|common|helpers?|managers?|misc)", re.IGNORECASE)
MACHINE_PATH = re.compile(
    r"(^|[^A-Za-z0-9_./])/(work|farm|root|home)/[a-z]"
    r"|[A-Z]:\\+Users\\+[A-Za-z]"
    r"|https?://[^ ]*/simple(?![\w.-])"
)
SQL = re.compile(
    r"\s*(SELECT\s.+\sFROM\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s"
    r"|(CREATE|DROP|ALTER)\s+(TEMP\s+)?(TABLE|INDEX|VIEW|TRIGGER)\s|PRAGMA\s)",
    re.DOTALL,
)
CLOCKS = frozenset(
    {
        "date.today",
        "datetime.now",
        "datetime.today",
        "datetime.utcnow",
        "time.ctime",
        "time.gmtime",
        "time.localtime",
        "time.time",
        "time.time_ns",
    }
)


@cache
def parsed(text: str) -> ast.Module:
    """Its tree, made once: several rules look at the same files."""
    return ast.parse(text)


def _imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every module imported anywhere, in functions and by name at run time too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module
        elif isinstance(node, ast.Call) and _last_name(node.func) in ("import_module", "__import__"):
            for given in node.args[:1]:
                if isinstance(given, ast.Constant) and isinstance(given.value, str):
                    yield node.lineno, given.value


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def packages_imported(text: str) -> set[str]:
    """The names of the top packages that a file imports."""
    return {module.partition(".")[0] for _, module in _imported(parsed(text))}


def _no_import(packages: frozenset[str], sentence: str) -> Callable[[str], Iterator[Finding]]:
    def rule(text: str) -> Iterator[Finding]:
        for line, module in _imported(parsed(text)):
            if module.partition(".")[0] in packages:
                yield line, f"imports {module}: {sentence}"

    return rule


no_window_in_model = _no_import(frozenset({"PySide6", "shiboken6", "gui"}), "the model works without a window")
no_database_in_gui = _no_import(frozenset({"sqlite3", "sqlite_utils"}), "ask the model")


def no_clock_in_model(text: str) -> Iterator[Finding]:
    """Today and now are given: a paper for last month's meeting is made like this month's."""
    tree = parsed(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            name = f"{_last_name(node.value)}.{node.attr}"
            if name in CLOCKS:
                yield node.lineno, f"{name} reads the clock: today and now are given"
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            for alias in node.names:
                if f"time.{alias.name}" in CLOCKS:
                    yield node.lineno, f"time.{alias.name} reads the clock: today and now are given"


def no_sql_in_gui(text: str) -> Iterator[Finding]:
    """The window asks the model's questions by name; not even the end of a question is its own."""
    for node in ast.walk(parsed(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value):
            yield node.lineno, "SQL: let a module of the model ask it"
        elif isinstance(node, ast.Attribute) and node.attr == "db":
            yield node.lineno, "takes the database from the plan: let a module of the model ask it"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            keywords = {keyword.arg for keyword in node.keywords}
            if node.func.attr in ("execute", "executemany", "executescript"):
                yield node.lineno, f"{node.func.attr}: let a module of the model ask it"
            elif node.func.attr == "all" and (len(node.args) > 1 or keywords & {"where", "params", "order"}):
                yield node.lineno, "the end of an SQL question: let a module of the model ask it"


def no_lambda_that_holds_self(text: str) -> Iterator[Finding]:
    """A connection to a lambda that names ``self`` keeps a closed window alive."""
    for node in ast.walk(parsed(text)):
        if isinstance(node, ast.Call) and _last_name(node.func) == "connect":
            for given in node.args:
                if isinstance(given, ast.Lambda) and any(
                    isinstance(inner, ast.Name) and inner.id == "self" for inner in ast.walk(given.body)
                ):
                    yield (
                        node.lineno,
                        "a lambda that holds self: connect a method, or a partial of plain values",
                    )


def resources_through_library(text: str) -> Iterator[Finding]:
    """Only model/library.py knows where the program's data lies."""
    for node in ast.walk(parsed(text)):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and re.fullmatch(r"resources([/\\]\S*)?", node.value)
        ):
            yield node.lineno, "a path into resources/: ask model/library.py"


def forbidden_name(path: str) -> Iterator[Finding]:
    """A file or folder is called by what it holds."""
    for part in path.split("/"):
        if FORBIDDEN_NAMES.fullmatch(part.partition(".")[0]):
            yield 0, f"“{part}” says nothing about what it holds"


def machine_paths(text: str) -> Iterator[Finding]:
    """Nothing that holds on one machine only, such as a home folder or the address of a package index."""
    for number, line in enumerate(text.splitlines(), start=1):
        if MACHINE_PATH.search(line):
            yield number, f"a path or an index address of one machine: {line.strip()[:80]}"
