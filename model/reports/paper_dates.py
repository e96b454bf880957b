"""The decision on new dates that a paper asks for: each with the date in force, the one wanted, and why."""

from __future__ import annotations

from model.date_requests import RequestRow
from model.reports.document import Block, Column, Heading, Row, Run, Table, Words
from model.reports.paper_parts import Setting, called, day, of_what
from model.wording import plural


def dates_to_agree(setting: Setting) -> list[Block]:
    """The requests to move a date, as a decision that is asked for: old and wanted date, and why."""
    rows = setting.dates_asked
    if not rows:
        return []
    who = f"The {called(setting.body)} is" if setting.body else "Members are"
    what = "a new date for" if len(rows) == 1 else "new dates for"
    columns = (Column("What and whose", 3), Column("Agreed for", 1.3), Column("Asked for", 1.3), Column("Reason", 3))
    table = Table(
        columns,
        tuple(Row((_asked_of(setting, one), day(one.now), _wanted(one), _why(one))) for one in rows),
        f"{who} asked to agree {what} {of_what(rows)}",
        anchor="dates to agree",
    )
    return [Heading(1, "Dates to agree"), table]


def _asked_of(setting: Setting, one: RequestRow) -> Words:
    owner = setting.naming.of(one.owner) if one.owner else ""
    title = one.title if one.table == "action" else f"“{one.title}”"
    return (Run(f"{one.number} ", bold=True), title, f"\n{owner}" if owner else "")


def _wanted(one: RequestRow) -> Words:
    wanted = day(one.request.wanted) or "no date"
    if one.days is None:
        return wanted
    return f"{wanted}\n{plural(abs(one.days), 'day')} {'later' if one.days > 0 else 'earlier'}"


def _why(one: RequestRow) -> str:
    by = f" (asked by {one.request.asked_by}, {day(one.request.asked_on)})" if one.request.asked_by else ""
    before = f" Moved {one.moved} times before." if one.moved > 1 else " Moved once before." if one.moved else ""
    return f"{one.request.reason.rstrip('.')}{by}.{before}"
