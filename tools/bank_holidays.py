"""Writes resources/bank-holidays.csv from the ``holidays`` package: run it when a day was proclaimed.

    .venv/bin/python -m tools.bank_holidays

The program reads the table, since the package takes a third of a second to import.
"""

from __future__ import annotations

import csv
import io

from model import library
from model.dates.bank_holidays import FIRST_YEAR, LAST_TABLED_YEAR, from_package


def table() -> str:
    """The bank holidays of England and Wales, one a line, from the first tabled year to the last."""
    text = io.StringIO()
    write = csv.writer(text, lineterminator="\n")
    for year in range(FIRST_YEAR, LAST_TABLED_YEAR + 1):
        for day, name in sorted(from_package(year).items()):
            write.writerow((day.isoformat(), name))
    return text.getvalue()


if __name__ == "__main__":
    library.path("bank-holidays.csv").write_text(table(), encoding="utf-8", newline="\n")
