"""The progress summary that a committee, cabinet, board or panel gets: a plan as a paper.

What needs attention comes first, then what was promised and what inspectors judged, then a section for
each area, and last the table of every action. Everything in it is worked out from the plan as on one
day; nothing is written for the paper alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from model import meetings
from model.errors import Refused
from model.records import Body, Meeting
from model.reports import paper_areas, paper_dates, paper_end, paper_forecast, paper_parts, paper_public
from model.reports.document import Block, Bullets, Callout, Document, Facts, Heading, Paragraph
from model.reports.paper_names import Naming
from model.reports.paper_parts import NUMBERED, Setting, para
from model.reports.paper_reading import Position, Withheld, position
from model.store.plan import Plan
from model.wording import in_words, listed, plural, sentence_case

NEWS = 31
"""Days that count as news where there was no meeting before."""


def progress_paper(
    plan: Plan,
    today: date,
    made: datetime,
    *,
    body: str | None = None,
    meeting: Meeting | None = None,
    meeting_day: date | None = None,
    posts: bool | None = None,
    forecast: bool = False,
) -> Document:
    """The progress summary as on ``today``, made at ``made`` (aware).

    ``body`` is the name of a body and ``meeting_day`` the day of a meeting that the plan need not have;
    ``meeting`` is one that it has, and names both. A body without a day gets the paper for its next meeting.
    ``posts`` None: names or posts as the plan says. ``forecast`` adds when the next inspection may come.
    Refused where the plan has no such body.
    """
    found = _body(plan, body, meeting)
    if found is not None and meeting is None and meeting_day is None:
        meeting = meetings.next_meeting(plan, today, found.id)
    day = meeting.on_day if meeting is not None else meeting_day
    # A paper is out before its meeting; what is under embargo on that day or on the day itself stays out.
    where = position(plan, today, min(today, day) if day else today)
    last = meetings.last_meeting(plan, min(today, day) if day else today, found.id) if found else None
    setting = Setting(
        where,
        Naming(plan, posts),
        found,
        meeting,
        day,
        last,
        last.on_day if last is not None else today - timedelta(days=NEWS),
    )
    parts = _nothing_yet(setting) if where.empty else _parts(setting, forecast=forecast)
    details = where.details
    paper = Document(
        title=f"{details.title}: progress summary",
        made=made,
        blocks=_numbered([_title_block(setting, made), *_sample(where), *parts]),
        author=details.authority,
        header=_header(setting),
        footer="Sample data" if _samples(where) else details.authority,
    )
    return setting.naming.document(paper)


def _body(plan: Plan, name: str | None, meeting: Meeting | None) -> Body | None:
    if meeting is not None:
        return plan.get(Body, meeting.body)
    if name is None:
        return None
    wanted = " ".join(name.split()).casefold()
    for one in meetings.bodies(plan):
        if one.name.casefold() == wanted:
            return one
    raise Refused(f"This plan has no body called “{name}”; add it on the page Meetings.", field="body")


def _parts(setting: Setting, *, forecast: bool) -> list[Block]:
    return [
        *_introduction(setting),
        *paper_parts.asked(setting),
        *paper_dates.dates_to_agree(setting),
        *_left_out(setting),
        *paper_parts.summary(setting),
        *paper_parts.exceptions(setting),
        *paper_public.since_last(setting),
        *paper_public.commitments(setting),
        *paper_public.judgements(setting),
        *(paper_forecast.next_inspection(setting) if forecast else []),
        *paper_areas.sections(setting),
        *paper_public.questions(setting),
        *paper_public.coming(setting),
        *paper_public.background(setting),
        *paper_end.key(setting),
        *_people(setting),
        *paper_end.appendix(setting),
    ]


def _title_block(setting: Setting, made: datetime) -> Facts:
    details = setting.position.details
    prepared = made.date()
    pairs: list[tuple[str, str | date | None]] = []
    if setting.body is not None:
        pairs.append(("Report to", setting.body.name))
    if setting.meeting_day is not None:
        pairs.append(("Date of meeting", setting.meeting_day))
    period = f", {details.period}" if details.period else ""
    status = f" ({details.statutory_status})" if details.statutory_status != "agreed" else ""
    pairs += [
        ("Subject", f"Progress of the plan{period}{status}"),
        ("Report of", details.authority),
        ("Position on", setting.today),
    ]
    if prepared != setting.today:
        pairs.append(("Prepared on", prepared))
    return Facts(tuple(pairs))


def _header(setting: Setting) -> str:
    if setting.body is None:
        return f"{setting.position.details.title}: progress on {in_words(setting.today)}"
    when = f", {in_words(setting.meeting_day)}" if setting.meeting_day else ""
    return f"{setting.position.details.title}: {setting.body.name}{when}"


def _introduction(setting: Setting) -> list[Block]:
    text = setting.position.details.introduction or ""
    return [para(" ".join(part.split())) for part in text.split("\n\n") if part.strip()]


def _samples(where: Position) -> bool:
    """Whether any record in the paper was made up for a sample plan."""
    marks = [line.action.sample for line in where.actions] + [part.area.sample for part in where.areas]
    marks += [row.commitment.sample for row in where.commitments]
    return any((*marks, *(one.sample for one in where.inspections), *(one.sample for one in where.meetings)))


def _sample(where: Position) -> list[Block]:
    if not _samples(where):
        return []
    made_up = sum(line.action.sample for line in where.actions)
    words = (
        f"This paper is made from a sample plan, to show what such a paper says. Of {len(where.actions):,} actions "
        f"{made_up:,} {'is' if made_up == 1 else 'are'} made up, and so are updates, evidence and dates. "
        f"It is no paper of {where.details.authority}."
    )
    return [Callout("Sample data", words)]


def _left_out(setting: Setting) -> list[Block]:
    """What the plan holds and this paper does not, in numbers only."""
    withheld = setting.position.withheld
    blocks: list[Block] = []
    if withheld.inspections:
        blocks.append(Callout("Under embargo", _embargo(withheld)))
    if withheld.exempt:
        count = plural(withheld.exempt, "action")
        verb = "is" if withheld.exempt == 1 else "are"
        blocks.append(
            para(
                f"{sentence_case(count)} {verb} exempt from publication, and {verb} in no part or figure of this paper."
            )
        )
    return blocks


def _embargo(withheld: Withheld) -> str:
    names = listed(name for _, name in withheld.inspections)
    counts = [
        plural(count, word)
        for count, word in (
            (withheld.areas, "area"), (withheld.actions, "action"), (withheld.commitments, "commitment"),
        )
        if count
    ]  # fmt: skip
    come = "comes" if sum((withheld.areas, withheld.actions, withheld.commitments)) == 1 else "come"
    also = f", with {listed(counts)} that {come} from it," if counts else ""
    until = f" A paper made on or after {in_words(withheld.last_day)} has it." if withheld.last_day else ""
    return f"What inspectors found at {names}{also} is not in this paper: it is not public yet.{until}"


def _people(setting: Setting) -> list[Block]:
    if setting.naming.posts:
        return [para("People are printed by their posts and not by name.")]
    return [para("People are printed by name, as this plan is set.")]


def _nothing_yet(setting: Setting) -> list[Block]:
    """The paper of a plan that holds nothing to report: what to enter, in the order that works."""
    blocks: list[Block] = [
        *_introduction(setting),
        *_left_out(setting),
        Heading(1, "Nothing to report yet"),
        para("This plan has no areas for improvement, actions or commitments that a paper could tell of. To fill it:"),
        Bullets(
            (
                "enter the inspection or visit, with its judgements;",
                "add each area for improvement in the inspectors' words, with the page it stands on;",
                "add what will be done about it: each action with its owner and the date that was agreed;",
                "keep what was promised in public as commitments, and the meetings that this paper goes to.",
            )
        ),
        para("The paper then makes itself: its counts, its late actions and its ratings are worked out on the day."),
    ]
    return [*blocks, *paper_public.judgements(setting), *paper_public.coming(setting)]


def _numbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with their paragraphs numbered through, as committee papers have them."""
    found: list[Block] = []
    number = 0
    for block in blocks:
        if isinstance(block, Paragraph) and block.label == NUMBERED:
            number += 1
            block = replace(block, label=f"{number}.")
        found.append(block)
    return tuple(found)
