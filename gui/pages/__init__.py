"""The pages, in the order of the list at the left. A page's module is imported when it is first shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageEntry:
    """``shows`` names the tables whose records this page is the place to look at."""

    id: str
    title: str
    icon: str
    place: str  # module:class
    purpose: str
    shows: tuple[str, ...] = ()


PAGES: tuple[PageEntry, ...] = (
    PageEntry(
        "overview",
        "Overview",
        "overview",
        "gui.pages.overview:OverviewPage",
        "What is late, due soon and not working, in three minutes.",
        ("plan",),
    ),
    PageEntry(
        "inspections",
        "Inspections",
        "inspections",
        "gui.pages.inspections:InspectionsPage",
        "Inspections over time, and the judgements of them all.",
        ("inspection", "judgement"),
    ),
    PageEntry(
        "plan",
        "Plan",
        "plan",
        "gui.pages.plan:PlanPage",
        "Areas for improvement, their actions and milestones.",
        ("area", "source", "milestone"),
    ),
    PageEntry(
        "actions",
        "Actions",
        "actions",
        "gui.pages.actions:ActionsPage",
        "Every action: filter, group, assign, re-date.",
        ("action", "action_update", "evidence"),
    ),
    PageEntry(
        "owners",
        "Owners",
        "owners",
        "gui.pages.owners:OwnersPage",
        "Who carries what, and what of it is late.",
        ("person",),
    ),
    PageEntry(
        "deadlines",
        "Deadlines",
        "deadlines",
        "gui.pages.deadlines:DeadlinesPage",
        "Actions, commitments, meetings and papers by date.",
        ("commitment",),
    ),
    PageEntry(
        "meetings",
        "Meetings",
        "meetings",
        "gui.pages.meetings:MeetingsPage",
        "Committees and boards, their meetings, questions and papers.",
        ("meeting", "body", "resolution", "question"),
    ),
    PageEntry(
        "history",
        "History",
        "history",
        "gui.pages.history:HistoryPage",
        "Who changed what, and when; put back an old act.",
        ("batch",),
    ),
)


def page_showing(table: str) -> PageEntry | None:
    """The page that is the place to look at a record of that table."""
    return next((page for page in PAGES if table in page.shows), None)
