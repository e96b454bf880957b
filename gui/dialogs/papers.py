"""Which paper, for whom, on which day: the choice that preview, printing and saving share.

What was chosen last for a plan is remembered, so that the paper saved from the menu is the one that was
looked at. Whatever it names that is no longer in the plan is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from gui.workspace import Workspace
from model import meetings, people
from model.deadlines import Wanted
from model.reports.document import Document
from model.store.plan import Plan
from model.wording import in_words

PROGRESS, OWNER, TIMELINE = "progress", "owner", "timeline"

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_LONGEST_NAME = 120
_COUNCILS = re.compile(
    r"\s+(County Council|City Council|Borough Council|Metropolitan Borough Council|Metropolitan Council|Council)$"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One paper: ids of the plan, and the day on which it is read."""

    kind: str  # PROGRESS, OWNER or TIMELINE
    today: date
    posts: bool
    body: str | None = None
    meeting: str | None = None
    owner: str | None = None
    paper: str = "a4"  # of a line of time: "a4" or "a3"
    wanted: Wanted | None = None  # what is on the line of time; None: everything that is not over
    group: str = "area"  # its rows
    forecast: bool = False  # a progress summary also says when the next inspection may come


def first_choice(workspace: Workspace, *, meeting: str | None = None, owner: str | None = None) -> Choice:
    """The paper to begin with: the one asked for, else as it was last, else for the next meeting."""
    plan, today = workspace.plan, workspace.today()
    kept = workspace.preferences.layout(_key(plan))
    kept = kept if isinstance(kept, dict) else {}
    posts = kept.get("posts")
    choice = Choice(
        kept.get("kind") if kept.get("kind") in (PROGRESS, OWNER) else PROGRESS,
        today,
        posts if isinstance(posts, bool) else plan.details.print_posts,
        owner=_known(kept.get("owner"), {one.id for one in people.people(plan)}),
        paper="a3" if kept.get("paper") == "a3" else "a4",
        forecast=kept.get("forecast") is True,
    )
    if owner is not None:
        return replace(choice, kind=OWNER, owner=owner)
    if meeting is not None:
        return for_meeting(plan, replace(choice, kind=PROGRESS), meeting)
    if "body" in kept:
        body = _known(kept["body"], {one.id for one in meetings.bodies(plan)})
        following = meetings.next_meeting(plan, today, body) if body else None
        return replace(choice, body=body, meeting=following.id if following else None)
    following = meetings.next_meeting(plan, today)
    return choice if following is None else replace(choice, body=following.body, meeting=following.id)


def of_line(workspace: Workspace, wanted: Wanted, group: str) -> Choice:
    """The line of time as the page shows it, on the sheet that was used last."""
    return replace(first_choice(workspace), kind=TIMELINE, wanted=wanted, group=group)


def for_meeting(plan: Plan, choice: Choice, meeting: str) -> Choice:
    for row in meetings.meetings(plan, choice.today):
        if row.meeting.id == meeting:
            return replace(choice, body=row.body.id, meeting=meeting)
    return choice


def remember(workspace: Workspace, choice: Choice) -> None:
    # As the plan says: then a plan that is set otherwise later is followed.
    posts = choice.posts if choice.posts != workspace.plan.details.print_posts else None
    kept = {"kind": choice.kind, "posts": posts, "body": choice.body, "owner": choice.owner, "paper": choice.paper}
    kept["forecast"] = choice.forecast
    if choice.kind == TIMELINE:
        # It is asked for where it is seen; from everywhere else the paper of before is wanted.
        before = workspace.preferences.layout(_key(workspace.plan))
        kept["kind"] = before.get("kind", PROGRESS) if isinstance(before, dict) else PROGRESS
    workspace.preferences.set_layout(_key(workspace.plan), kept)


def document(plan: Plan, choice: Choice, made: datetime) -> Document:
    """The paper itself, on any thread with a reader of its own. Refused where what it is for is gone."""
    from model.records import Body, Meeting
    from model.reports.owner_sheet import owner_sheet
    from model.reports.progress_paper import progress_paper
    from model.reports.timeline import timeline

    if choice.kind == TIMELINE:
        return timeline(
            plan, choice.today, made, wanted=choice.wanted, group=choice.group, paper=choice.paper, posts=choice.posts
        )
    if choice.kind == OWNER:
        return owner_sheet(plan, choice.owner or "", choice.today, made, posts=choice.posts)
    meeting = plan.get(Meeting, choice.meeting) if choice.meeting is not None else None
    body = plan.get(Body, choice.body).name if choice.body is not None else None
    return progress_paper(
        plan, choice.today, made, body=body, meeting=meeting, posts=choice.posts, forecast=choice.forecast
    )


def file_name(plan: Plan, choice: Choice) -> str:
    """What its file is called, without an ending: "Lincolnshire progress summary, 30 August 2023"."""
    whose = _COUNCILS.sub("", plan.details.authority)
    day = in_words(choice.today)
    if choice.kind == TIMELINE:
        return safe_name(f"{whose} line of time, {day}")
    if choice.kind == OWNER:
        person = next((one for one in people.people(plan) if one.id == choice.owner), None)
        who = people.printed(person, choice.posts) if person is not None else "owner"
        return safe_name(f"{whose} actions of {who}, {day}")
    return safe_name(f"{whose} progress summary, {day}")


def register_name(plan: Plan, today: date) -> str:
    return dated_name(plan, "action register", today)


def dated_name(plan: Plan, what: str, today: date) -> str:
    """As in "Lincolnshire action register, 30 August 2023"."""
    return safe_name(f"{_COUNCILS.sub('', plan.details.authority)} {what}, {in_words(today)}")


def plan_name(plan: Plan, today: date) -> str:
    return safe_name(f"{plan.details.title}, {in_words(today)}")


def safe_name(name: str) -> str:
    """The name with nothing in it that a file system of Windows or of a share refuses."""
    return " ".join(_FORBIDDEN.sub(" ", name).split())[:_LONGEST_NAME].rstrip(" .") or "paper"


def _key(plan: Plan) -> str:
    return f"paper/{plan.details.id}"


def _known(value: Any, ids: set[str]) -> str | None:
    return value if isinstance(value, str) and value in ids else None
