"""The due dates that real joint letters print, against the computed ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from model import inspections, statutory_dates
from model.dates import ENGLAND_AND_WALES, add_working_days, working_days_between
from model.store.plan import Plan
from tests.model.inspected import due, jtai
from tools import jtai_due_dates
from tools.jtai_due_dates import Letter

LETTERS = {one.authority: one for one in jtai_due_dates.facts()}


@pytest.mark.parametrize(
    ("authority", "word", "days", "reason"),
    [
        ("Lincolnshire", "earlier", -7, "from 24 November 2016, 7 working days before publication"),
        ("Durham", "exact", 0, ""),
        ("Halton", "exact", 0, ""),
        ("Barnsley", "earlier", -1, "if 19 September 2022 (State Funeral of Queen Elizabeth II) counts as a working"),
        ("Kirklees", "earlier", -1, "if 19 September 2022 (State Funeral of Queen Elizabeth II) counts as a working"),
        ("Torbay", "earlier", -1, "from 29 January 2024, 1 working day before publication"),
        ("Lancashire", "earlier", -32, ""),
        ("Coventry", "exact", 0, ""),
        ("Norfolk", "exact", 0, ""),
    ],
)
def test_how_a_letter_compares(authority: str, word: str, days: int, reason: str) -> None:
    _, found = jtai_due_dates.compared(LETTERS[authority])
    assert (found.word, found.days) == (word, days)
    assert reason in found.reason
    assert bool(found.reason) == bool(reason)


def test_every_letter_is_compared() -> None:
    assert len(LETTERS) == 9


@pytest.mark.parametrize("letter", LETTERS.values(), ids=lambda letter: letter.authority)
def test_a_plan_says_the_same_of_the_letter(plan: Plan, letter: Letter) -> None:
    inspection = jtai(plan, published=letter.published)
    statutory_dates.set_printed(plan, inspection, "R5", f"by {letter.printed}", page=letter.page)
    one = due(plan, inspection, "R5", letter.published)
    computed, found = jtai_due_dates.compared(letter)
    assert (one.day, one.printed, one.computed and one.computed.day) == (
        letter.printed_day,
        letter.printed_day,
        computed,
    )
    assert one.difference_days == found.days == working_days_between(letter.published, letter.printed_day) - 70
    assert one.weekday_note is None


@pytest.mark.parametrize("authority", ["Lincolnshire", "Torbay"])
def test_with_the_day_of_receipt_the_computed_date_is_the_printed_one(plan: Plan, authority: str) -> None:
    letter = LETTERS[authority]
    inspection = jtai(plan, published=letter.published)
    statutory_dates.set_printed(plan, inspection, "R5", letter.printed)
    received = {"Lincolnshire": date(2016, 11, 24), "Torbay": date(2024, 1, 29)}[authority]
    inspections.edit(plan, inspection, received=received)
    one = due(plan, inspection, "R5", letter.published)
    assert (one.difference, one.difference_days) == (None, 0)
    assert add_working_days(received, 70, ENGLAND_AND_WALES) == letter.printed_day


def test_the_page_of_the_table_is_up_to_date() -> None:
    assert jtai_due_dates.TABLE.read_text(encoding="utf-8") == jtai_due_dates.table(jtai_due_dates.facts())


def test_the_letters_print_what_was_read(shared: Path) -> None:
    assert jtai_due_dates.read_letters(shared / "corpus") == jtai_due_dates.facts()
