"""The end of a progress paper: how to read it, what each rating means, and the table of every action."""

from __future__ import annotations

from model.progress import DELIVERY_WORDS, IMPACT_WORDS
from model.records import RATINGS
from model.reports.document import Block, Column, Group, Heading, Key, NewPage, RatingMark, Row, Table
from model.reports.paper_parts import Setting, mark, para
from model.reports.paper_reading import PaperAction
from model.wording import in_words, plural, sentence_case

MOST_IN_TABLE = 1_000
"""Actions up to which the table has every one; past that those that are open."""


def key(setting: Setting) -> list[Block]:
    """What each rating means in this plan, by its own rules."""
    rules = setting.position.rules
    slip = f" by more than {plural(rules.slip_days, 'day')}" if rules.slip_days else ""
    delivery = {
        "blue": "Complete, with evidence, signed off by a second person, and to be checked again.",
        "green": "In progress and forecast in time (on track); or complete, and not yet embedded.",
        "amber": f"Late by up to {plural(rules.red_after_days, 'day')} with a forecast ahead, or by up to "
        f"{plural(rules.late_without_forecast_days, 'day')} without one; or not late yet, but forecast{slip or ''} "
        f"after the agreed date, or not begun {plural(rules.late_start_days, 'day')} after its start.",
        "red": f"Late by more than {plural(rules.red_after_days, 'day')}; or by more than "
        f"{plural(rules.late_without_forecast_days, 'day')} with no forecast ahead, since no way back is agreed.",
        "grey": "Not started and not due; or on hold, without an agreed date, or superseded (closed). An area is part "
        "complete where some of its actions are done and the others are not due.",
    }
    impact = {
        "blue": "The latest evidence shows that what was wanted has lasted.",
        "green": "The latest evidence shows what was wanted.",
        "amber": "The latest evidence shows movement, and not yet what was wanted.",
        "red": "The latest evidence shows no movement, or that things are worse.",
        "grey": "No evidence shows yet whether it works.",
    }
    late = "An action is late when it is open and its agreed date has passed, and due soon in the last "
    return [
        Heading(1, "How to read this paper"),
        para(
            late + f"{plural(rules.due_soon_days, 'day')} before that date. Moving an agreed date needs a reason, and "
            "the date first agreed is kept: where one agreed date is printed alone, it has never moved. Ratings follow "
            "the rules below unless a person set them by hand, and then the reason is printed. The worst open "
            "action decides the delivery rating of its area."
        ),
        Key(
            tuple((RatingMark(value, DELIVERY_WORDS[value]), delivery[value]) for value in RATINGS),
            "Delivery: is it being done?",
        ),
        Key(
            tuple((RatingMark(value, IMPACT_WORDS[value]), impact[value]) for value in RATINGS),
            "Impact: does it work?",
        ),
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


def _appendix_row(setting: Setting, line: PaperAction) -> Row:
    action = line.action
    status = sentence_case(action.status)
    if line.open and action.percent:
        status += f", {action.percent}\xa0%"
    ends = action.forecast if line.open else action.completed_on if line.done else None
    return Row(
        (
            line.number, action.title, setting.owner(line), action.first_agreed, action.agreed, ends, status,
            mark(line.rating),
        )
    )  # fmt: skip
