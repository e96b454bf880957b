"""Sets the due date printed in each joint letter against the computed one, as a table for docs/jtai-due-dates.md.

    .venv/bin/python -m tools.jtai_due_dates [FOLDER]

With a folder of letters (such as ../shared/corpus) the facts are read from them first and kept in
tests/files/jtai-due-dates.csv: authority, day of publication, day of the letter, the words and the page. The
table is made from those facts by the rule that the program ships.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections import Counter
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path

import pypdfium2

from model import printed_dates, rule_files
from model.dates import ENGLAND_AND_WALES, Period
from model.printed_dates import Compared
from model.wording import in_words, plural, with_weekday

ROOT = Path(__file__).resolve().parent.parent
FACTS = ROOT / "tests" / "files" / "jtai-due-dates.csv"
TABLE = ROOT / "docs" / "jtai-due-dates.md"
RULE = "R5"

_SENT = re.compile(r"send the written statement of (?:proposed )?action to \S+ by ([^.]*?\d{4}[^.]*)\.")
_FILE = re.compile(r"jtai-([a-z-]+)-(\d{4}-\d\d-\d\d)\.pdf")
_DATED = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")


@dataclass(frozen=True, slots=True)
class Letter:
    """What one letter says. ``published`` is the publisher's; ``dated`` stands at the letter's head."""

    authority: str
    published: date
    dated: date
    page: int
    printed: str

    @property
    def printed_day(self) -> date:
        return printed_dates.read_day(self.printed)


def read_letters(folder: Path) -> list[Letter]:
    """Every joint letter of a folder that prints a due date, by publication; other documents are passed over."""
    found = []
    for path in sorted(folder.glob("jtai-*.pdf")):
        named = _FILE.fullmatch(path.name)
        assert named is not None, path.name
        pages = _pages(path)
        dated = _DATED.search(pages[0][:80])
        for number, text in enumerate(pages, start=1):
            if (sent := _SENT.search(text)) is not None and dated is not None:
                head = printed_dates.read_day(dated[0])
                name = named[1].replace("-", " ").title()
                found.append(Letter(name, date.fromisoformat(named[2]), head, number, sent[1]))
    return sorted(found, key=lambda one: (one.published, one.authority))


def _pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def facts_as_csv(letters: list[Letter]) -> str:
    text = io.StringIO()
    write = csv.writer(text, lineterminator="\n")
    write.writerow([one.name for one in fields(Letter)])
    write.writerows(astuple(one) for one in letters)
    return text.getvalue()


def facts() -> list[Letter]:
    """The letters as they were last read."""
    with FACTS.open(encoding="utf-8", newline="") as stream:
        return [
            Letter(
                row["authority"], date.fromisoformat(row["published"]), date.fromisoformat(row["dated"]),
                int(row["page"]), row["printed"],
            )
            for row in csv.DictReader(stream)
        ]  # fmt: skip


def compared(letter: Letter, *, received: date | None = None) -> tuple[date, Compared]:
    """The computed day, counted from publication (or from a day of receipt), and the printed one beside it."""
    rule = rule_files.shipped_rule(RULE)
    assert rule is not None
    assert rule.length is not None
    start = received or letter.published
    due = Period(rule.length, rule.unit or "").from_day(start).day
    found = printed_dates.compare_working_days(
        letter.printed_day, due, start, rule.length, ENGLAND_AND_WALES, received_known=received is not None
    )
    return due, found


def table(letters: list[Letter]) -> str:
    """The page: what was compared, the table, and what follows."""
    rows, words = [], Counter[str]()
    for one in letters:
        due, found = compared(one)
        words[found.word] += 1
        odd = printed_dates.weekday_note(one.printed, one.printed_day, ENGLAND_AND_WALES)
        reason = found.reason or ("" if found.word == "exact" else "Set otherwise: no day of receipt would explain it.")
        days = "" if not found.days else f" by {plural(abs(found.days), 'working day')}"
        rows.append(
            f"| {one.authority} | {in_words(one.published)} | {in_words(one.dated)} | {with_weekday(one.printed_day)} "
            f"(p. {one.page}) | {with_weekday(due)} | {found.word}{days} | {' '.join(filter(None, (reason, odd)))} |"
        )
    counts = ", ".join(f"{words[word] or 'none'} {word}" for word in ("exact", "earlier", "later"))
    return "\n".join(
        (
            "# Due dates printed in joint letters",
            "",
            "Each letter after a joint targeted area inspection says by when the written statement of proposed action",
            f"has to be sent. Rule {RULE} counts 70 working days from the day the report was received; of these",
            "letters only the day of publication is known, so the count begins there. The printed date wins in the",
            "program, and the computed one stands beside it with the difference.",
            "",
            "Made by `python -m tools.jtai_due_dates` from `tests/files/jtai-due-dates.csv`, which holds what was read",
            "from the letters. Three of the twelve documents that the collection names so are area SEND reports and",
            "print no such date.",
            "",
            f"{plural(len(letters), 'letter')}: {counts}.",
            "",
            "| authority | published | letter dated | printed | computed | printed is | reason, where it can be told |",
            "|---|---|---|---|---|---|---|",
            *rows,
            "",
            'An earlier date fits a report that was received some days before it was published ("70 working days from',
            'pre-publication", says one letter): entering the day of receipt makes the computed date the printed one.',
            "",
        )
    )


def main(arguments: list[str]) -> None:
    if arguments:
        FACTS.write_text(facts_as_csv(read_letters(Path(arguments[0]))), encoding="utf-8", newline="\n")
    TABLE.write_text(table(facts()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
