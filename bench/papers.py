"""The committee's paper against the engine alone on ready data, and the search query against the raw one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bench.measure import Figure, pairs
from model import text_search
from model.finding import Filter, Sort, action_ids, action_rows
from model.reports.pdf import write_pdf
from model.reports.progress_paper import progress_paper
from model.reports.word import write_word
from model.store.opening import read_plan
from model.store.sitting import Sitting


def paper_figures(path: Path, sitting: Sitting, today: date, label: str) -> list[Figure]:
    """From the plan to the finished file, against setting the same Document again."""
    plan = read_plan(path, sitting)
    made = sitting.clock()
    document = progress_paper(plan, today, made)
    pdf = pairs(lambda: write_pdf(progress_paper(plan, today, made)), lambda: write_pdf(document), runs=3)
    word = pairs(lambda: write_word(progress_paper(plan, today, made)), lambda: write_word(document), runs=3)
    pages = write_pdf(document).pages
    plan.close()
    return [
        Figure(f"{label}: the paper as PDF, {pages} pages, plan to file", "the engine on ready data", *pdf, 1.3),
        Figure(f"{label}: the paper as Word, plan to file", "the writer on ready data", *word, 1.3),
    ]


def search_figures(path: Path, sitting: Sitting, today: date, label: str) -> list[Figure]:
    """The query and the rows of the first page; the yardsticks are one 60 Hz frame and the raw query."""
    plan = read_plan(path, sitting)

    def keystroke(words: str) -> None:
        ids = action_ids(plan, Filter(text=words), Sort("found"), today, limit=60)
        action_rows(plan, ids, today)

    def raw(words: str) -> None:
        plan.rows("SELECT rowid FROM search WHERE search MATCH ? LIMIT 500", [f'"{words}"*'])

    found = []
    for words in ("c", "ca", "care", "supervision"):
        spent = pairs(lambda w=words: keystroke(w), lambda w=words: raw(w))  # type: ignore[misc]
        found.append(Figure(f"{label}: search “{words}”, ids and rows", "the raw query", *spent, 3.0))
    everywhere = pairs(lambda: text_search.search(plan, "care"), lambda: raw("care"))
    found.append(Figure(f"{label}: find “care” anywhere", "the raw query", *everywhere))
    plan.close()
    return found
