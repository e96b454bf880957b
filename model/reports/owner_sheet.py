"""One owner's sheet: what they have to do, what was last said of it, what is asked, and room to write.

It goes to the owner and not before the public, so it holds every action they own, also those that are
left out of papers.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from model import meetings, ratings
from model.calendar_days import calendar_of
from model.people import ANSWER_WITHIN
from model.records import Action, Area, Person
from model.reports.document import Block, Column, Document, Facts, Heading, Paragraph, Row, Run, Table, Words
from model.reports.paper_names import Naming
from model.reports.paper_parts import dates, day, mark
from model.reports.paper_reading import PaperAction, counted, lines_of
from model.reports.rating_key import delivery_rating_key
from model.scheme_words import late_words, moved_words
from model.store.plan import Plan
from model.wording import in_words, listed, plural, sentence_case, with_weekday

LATELY = timedelta(days=92)
"""What was completed in the last quarter of a year is listed as done."""


def owner_sheet(plan: Plan, person_id: str, today: date, made: datetime, *, posts: bool | None = None) -> Document:
    """The sheet of one owner as on ``today``. Refused where the person is no longer in the plan."""
    person = plan.get(Person, person_id)
    naming = Naming(plan, posts)
    scheme = ratings.scheme_of(plan)
    actions = plan.all(Action, "t.owner = ?", [person_id], "t.agreed IS NULL, t.agreed, t.area_number, t.item_number")
    lines = list(lines_of(plan, actions, today, scheme).values())
    areas = {one.id: one for one in plan.all(Area)}
    to_do = sorted((line for line in lines if line.open), key=lambda line: -(line.days_late > 0))
    done = [
        line
        for line in lines
        if line.done and line.action.completed_on is not None and line.action.completed_on >= today - LATELY
    ]
    blocks: list[Block] = [
        _facts(plan, person, naming, today),
        _in_short(lines, done, today, scheme.limits.due_soon_days),
    ]
    if to_do:
        blocks += [Heading(1, "To do"), _table(to_do, areas, today)]
        blocks.append(
            Paragraph("Write what was done, what is next and what stands in the way; then send it back.", small=True)
        )
    if done:
        blocks += [Heading(1, "Done lately"), _done(done, areas)]
    if to_do or done:
        blocks += [Heading(1, "What the ratings mean"), Paragraph(f"{late_words(scheme)} {moved_words(scheme)}")]
        blocks.append(delivery_rating_key(scheme))
    paper = Document(
        title=f"{naming.of(person_id)}: actions on {in_words(today)}",
        made=made,
        blocks=tuple(blocks),
        author=plan.details.authority,
        header=f"{plan.details.title}: {naming.of(person_id)}",
        footer="Sample data" if any(one.sample for one in actions) else plan.details.authority,
        landscape=True,
    )
    return naming.document(paper)


def _facts(plan: Plan, person: Person, naming: Naming, today: date) -> Facts:
    pairs: list[tuple[str, str | date | None]] = [("Owner", naming.of(person.id))]
    if not naming.posts and person.post and person.post != person.name:
        pairs.append(("Post", person.post))
    if person.team:
        pairs.append(("Team", person.team))
    pairs += [("Plan", plan.details.title), ("Position on", today)]
    coming = meetings.next_meeting(plan, today)
    if coming is not None:
        papers = meetings.papers_due(coming, calendar_of(plan)).day
        out = f"; its papers go out on {with_weekday(papers)}" if papers >= today else ""
        pairs.append(("Next meeting", f"{meetings.name_of(plan, coming)}{out}"))
    return Facts(tuple(pairs))


def _in_short(lines: list[PaperAction], done: list[PaperAction], today: date, soon: int) -> Paragraph:
    counts = counted(lines)
    if not lines:
        return Paragraph("No action in the plan has this owner.")
    parts = [f"{counts.late:,} late" if counts.late else "none late"]
    if counts.due_soon:
        parts.append(f"{counts.due_soon:,} due in the next {plural(soon, 'day')}")
    said = f"{sentence_case(plural(counts.open, 'open action'))}" + (f": {listed(parts)}." if counts.open else ".")
    said += f" {sentence_case(plural(len(done), 'action'))} completed since {in_words(today - LATELY)}."
    return Paragraph(f"{said} {counts.total:,} in all.")


def _table(to_do: list[PaperAction], areas: dict[str, Area], today: date) -> Table:
    columns = (
        Column("Action", 2.6),
        Column("Dates", 1.5),
        Column("Delivery", 1.1),
        Column("Last said", 2.4),
        Column("Asked of you", 2),
        Column("Your update", 2.4),
    )
    rows = tuple(
        Row((_named(line, areas), _dates(line), mark(line.rating), _last_said(line), _asked(line, today), None))
        for line in to_do
    )
    return Table(columns, rows, "Open actions, late ones first, then by agreed date")


def _named(line: PaperAction, areas: dict[str, Area]) -> Words:
    area = areas[line.action.area]
    known = f"\nDone when: {line.action.success}" if line.action.success else ""
    exempt = "\nNot for publication" if line.action.exempt else ""
    return (Run(f"{line.number} {line.action.title}", bold=True), f"\nArea {area.number}: {area.title}{known}{exempt}")


def _dates(line: PaperAction) -> Words:
    if not line.days_late:
        return dates(line)
    return (Run(f"{plural(line.days_late, 'day')} late", bold=True), f"\n{dates(line)}")


def _last_said(line: PaperAction) -> Words | None:
    latest = line.latest
    if latest is None:
        return None
    said: list[str | Run] = [Run(f"{day(latest.on_day)} ", bold=True)]
    if latest.done:
        said.append(latest.done)
    for word, text in (("Next", latest.next), ("In the way", latest.obstacle)):
        if text:
            said += [Run(f"\n{word}: ", bold=True), text]
    return tuple(said)


def _asked(line: PaperAction, today: date) -> str:
    """What this owner is to say, worked out from what is missing."""
    action, latest = line.action, line.latest
    wanted: list[str] = []
    if action.agreed is None:
        wanted.append("A date to agree.")
    elif line.days_late and (action.forecast is None or action.forecast < today):
        wanted.append("When will it be done? No forecast is ahead.")
    elif action.forecast is not None and action.forecast > max(action.agreed, today):
        wanted.append(
            f"How to be back by {day(action.agreed)}, or why a new date is to be agreed."
            if not line.days_late
            else f"Does the forecast of {day(action.forecast)} hold?"
        )
    if action.status == "not started" and action.start is not None and action.start <= today:
        wanted.append(f"Has it begun? It was to start on {day(action.start)}.")
    if latest is None:
        wanted.append("A first update.")
    elif (today - latest.on_day).days > ANSWER_WITHIN:
        wanted.append(f"An update: the last is of {day(latest.on_day)}.")
    for step in line.milestones[:2]:
        if step.due is None:
            continue
        when = (
            f"Was “{step.title}” done? It was due {day(step.due)}."
            if step.due < today
            else f"Next: {step.title}, {day(step.due)}."
        )
        wanted.append(when)
    if action.awaiting_signoff:
        wanted.append("Who signs it off?")
    return "\n".join(wanted) if wanted else "What was done, and what is next."


def _done(done: list[PaperAction], areas: dict[str, Area]) -> Table:
    columns = (Column("Action", 5), Column("Agreed", 1), Column("Completed", 1), Column("Delivery", 1.2))
    rows = tuple(
        Row((_named(line, areas), line.action.agreed, line.action.completed_on, mark(line.rating))) for line in done
    )
    return Table(columns, rows)
