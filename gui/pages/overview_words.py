"""What the Overview says in words; every sentence adds up to the figures beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from model.finding import AreaRow, Counts
from model.meetings import MeetingRow
from model.records import PlanDetails
from model.trend import MonthPoint
from model.wording import due_in, in_words, plural, with_weekday


def headline(counts: Counts, soon_days: int) -> str:
    """All actions, split so that the parts add up: "33 actions: 13 complete, 4 late, 2 due in the next 14 days"."""
    if not counts.total:
        return "No actions yet."
    done = counts.by_status["complete"] + counts.by_status["embedded"]
    later = counts.open - counts.late - counts.due_soon - counts.no_agreed_date
    parts = [
        f"{done:,} complete",
        f"{counts.late:,} late" if counts.late else "none late",
        f"{counts.due_soon:,} due in the next {plural(soon_days, 'day')}" if counts.due_soon else "",
        f"{later:,} due later" if later else "",
        f"{counts.no_agreed_date:,} without a date" if counts.no_agreed_date else "",
        f"{counts.by_status['superseded']:,} superseded" if counts.by_status["superseded"] else "",
    ]
    return f"{plural(counts.total, 'action')}: {', '.join(part for part in parts if part)}."


def about(details: PlanDetails) -> str:
    """Which plan it is: title, authority, period, how far it has come."""
    status = f"plan {details.statutory_status}" if details.statutory_status != "draft" else "draft"
    return " · ".join(part for part in (details.title, details.authority, details.period, status) if part)


def read_as_on(day: date, *, sample: bool) -> tuple[str, str]:
    """The short words and the whole sentence for a plan that stands on a day."""
    kind = "Sample plan" if sample else "Archived plan"
    counted = "what is late, due and left is counted from that day. File, Plan details changes it."
    return f"{kind}, read as on {in_words(day)}", f"This plan is read as if today were {in_words(day)}: {counted}"


def done_words(area: AreaRow) -> str:
    """As in "2 of 6, 1 late", under the heading Complete. Superseded actions are not counted as work to do."""
    if not area.open + area.complete:
        return "no actions" if not area.total else "superseded"
    late = f", {area.late:,} late" if area.late else ""
    return f"{area.complete:,} of {area.open + area.complete:,}{late}"


def trend_words(points: Sequence[MonthPoint]) -> str:
    """What the picture shows, in a sentence."""
    if not points or not points[-1].total:
        return "No action has an agreed date yet."
    now = points[-1]
    return f"{now.due:,} of {now.total:,} were first agreed to be done by now, {now.complete:,} are complete"


def meeting_words(row: MeetingRow, today: date) -> tuple[str, str, bool]:
    """When the meeting is, when its papers are due, and whether that is past."""
    papers = (row.papers.day - today).days
    when = "today" if row.days == 0 else "tomorrow" if row.days == 1 else f"in {plural(row.days, 'day')}"
    due = f"Papers {due_in(papers) if papers >= 0 else 'were due ' + plural(-papers, 'day') + ' ago'}"
    return f"{with_weekday(row.meeting.on_day)}, {when}", f"{due}, {with_weekday(row.papers.day)}", papers < 0


def time_ago(at: datetime, now: datetime) -> str:
    """When an act was done, as people say it: "just now", "5 minutes ago", "today 14:05", "3 March 2026"."""
    here, there = now.astimezone(), at.astimezone()
    seconds = (here - there).total_seconds()
    if 0 <= seconds < 60:
        return "just now"
    if 0 <= seconds < 3600:
        return f"{plural(int(seconds // 60), 'minute')} ago"
    clock = f"{there:%H:%M}"
    if there.date() == here.date():
        return f"today {clock}"
    if (here.date() - there.date()).days == 1:
        return f"yesterday {clock}"
    return f"{in_words(there.date())}"
