"""The end of a progress paper: how to read it, what each rating means, and the table of every action."""

from __future__ import annotations

from model.agreed_dates import deadline_in_words
from model.reports.document import Block, Cell, Column, Group, Heading, NewPage, Row, Table
from model.reports.paper_parts import Setting, day, mark, para
from model.reports.paper_reading import PaperAction
from model.reports.rating_key import rating_keys
from model.scheme_words import fallback_words, late_words, moved_words
from model.wording import in_words, plural, sentence_case

MOST_IN_TABLE = 1_000
"""Actions up to which the table has every one; past that those that are open."""


def key(setting: Setting) -> list[Block]:
    """What each rating means in this plan, by its own scheme."""
    scheme = setting.position.scheme
    return [
        Heading(1, "How to read this paper"),
        para(
            f"{late_words(scheme)} Moving an agreed date needs a reason, and "
            "the date first agreed is kept: where one agreed date is printed alone, it has never moved. "
            f"{moved_words(scheme)}"
        ),
        para(
            "Ratings follow the rules below unless a person set them by hand, and then the reason is printed. The "
            f"worst open action decides the delivery rating of its area. {fallback_words(scheme)}".strip()
        ),
        *rating_keys(scheme),
    ]


# --- the appendix


def appendix(setting: Setting) -> list[Block]:
    """Every action, grouped by area, on landscape pages."""
    columns = (
        Column("No.", 0.5),
        Column("Action", 4),
        Column("Owner", 2.2),
        Column("First agreed", 1),
        Column("Agreed", 1),
        Column("Forecast or completed", 1),
        Column("Status", 1.1),
        Column("Delivery", 1.25),
    )
    whole = len(setting.position.actions) <= MOST_IN_TABLE
    rows: list[Row | Group] = []
    count = 0
    for part in setting.position.areas:
        its = [line for line in part.actions if whole or line.open]
        if its:
            rows.append(Group(f"Area {part.area.number}: {part.area.title}"))
        rows += [_appendix_row(setting, line) for line in its]
        count += len(its)
    if not rows:
        return []
    title = "every action" if whole else "every open action"
    caption = (
        f"{sentence_case(plural(count, 'action' if whole else 'open action'))} on {in_words(setting.today)}, by area"
    )
    return [
        NewPage(landscape=True),
        Heading(1, f"Appendix A: {title}", anchor="appendix"),
        Table(columns, tuple(rows), caption),
    ]


def _agreed(line: PaperAction) -> Cell:
    """The agreed date, with how far it moved; a deadline in words where it is no date."""
    action = line.action
    if action.agreed is None:
        return deadline_in_words(action) or None
    if not line.story.times:
        return action.agreed
    return f"{day(action.agreed)}\n{line.story.moved_words}"


def _appendix_row(setting: Setting, line: PaperAction) -> Row:
    action = line.action
    status = sentence_case(action.status)
    if line.open and action.percent:
        status += f", {action.percent}\xa0%"
    ends = action.forecast if line.open else action.completed_on if line.done else None
    return Row(
        (
            line.number, action.title, setting.owner(line), action.first_agreed, _agreed(line), ends, status,
            mark(line.rating),
        )
    )  # fmt: skip
