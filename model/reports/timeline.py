"""The line of time as a paper: a picture over as many pages as it needs, and every day in it month by month.

It may be pinned to a wall, so it leaves out what a paper for the public leaves out: actions that are exempt
from publication, and what comes from an inspection under embargo.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from model import deadline_rows, inspections, people, time_line, time_scale
from model.deadline_rows import DeadlineRow
from model.deadlines import KIND_WORDS, Deadlines, Wanted, record_of
from model.errors import Refused
from model.reports.document import Block, Callout, Column, Document, Facts, Group, Heading, Paragraph, Row, Table
from model.reports.paper_names import Naming
from model.reports.pictures import PictureMark, PictureRow, PictureTick, TimePicture
from model.reports.widths import LEFT, page_width, picture_rows, text_width
from model.store.plan import Plan
from model.time_line import Heading as LineHeading
from model.time_line import Lane, Mark, TimeLine
from model.wording import days_late, in_words, listed, month_in_words, plural, sentence_case, short

PAPERS = ("a4", "a3")
MOST = 1_500
"""Rows of the pictures: fifty sheets, and a hundred more of the table. Nobody wants more of them on paper."""

LETTERS = 8.5
"""Points of the words in a picture."""

SHAPES = {
    "action": "agreed date",
    "first": "agreed first, with a bar to the date now",
    "forecast": "forecast, where it differs",
    "asked": "move asked for, not agreed yet",
    "milestone": "milestone",
    "commitment": "commitment",
    "statutory": "statutory date",
    "meeting": "meeting",
    "papers": "papers due",
    "inspection": "report published or embargo ends",
    "question": "answer promised",
    "window": "window from first to last day",
    "late": "late",
    "done": "done or past",
}
"""The key of a picture: what each shape means."""

_EDGE = 0.012  # of the width, free at both ends


def timeline(
    plan: Plan,
    today: date,
    made: datetime,
    *,
    wanted: Wanted | None = None,
    group: str = "area",
    paper: str = "a4",
    posts: bool | None = None,
) -> Document:
    """The line of time of what is wanted, as on ``today``. ``paper`` is one of PAPERS, always landscape.

    Refused where there is nothing to draw, and where there are more than MOST rows.
    """
    asked = wanted or Wanted()
    naming = Naming(plan, posts)
    withheld = _Withheld(plan, today)
    shown, line = time_line.read(plan, today, asked, group)
    shown, line = withheld.taken_from(shown, line)
    lanes = sum(1 for _ in line.lanes)
    if not lanes:
        raise Refused("Nothing on the line of time has a date for these filters; take a filter off, or agree dates.")
    if lanes > MOST:
        raise Refused(
            f"The line of time has {lanes:,} rows; {MOST:,} can be printed. Choose an owner, an area or an inspection."
        )
    facts, said = _facts(plan, today, asked, group, shown), list(withheld.said())
    width = page_width(paper, landscape=True)
    pictures = _pictures(line, width, picture_rows(paper, _head(facts, said, _key(line), width)))
    keys = [entry.key for section in shown.sections for entry in section.entries]
    rows = {row.id: row for row in deadline_rows.rows(plan, keys, today)}
    blocks: list[Block] = [
        facts,
        *said,
        *pictures,
        Heading(1, "Every date, month by month"),
        _table(shown, rows, plan, naming),
    ]
    return naming.document(
        Document(
            title=f"Line of time, {in_words(today)}",
            made=made,
            blocks=tuple(blocks),
            subtitle=plan.details.title,
            author=plan.details.authority,
            header=f"{plan.details.title}: line of time, {in_words(today)}",
            footer="Sample data" if withheld.sample else plan.details.authority,
            landscape=True,
            paper=paper,
        )
    )


# --- what stays out


class _Withheld:
    """What is in the plan and in no public paper, and how it is told."""

    def __init__(self, plan: Plan, today: date) -> None:
        self.closed = {one.id for one in inspections.in_order(plan) if inspections.embargoed(one, today)}
        sources: dict[str, list[str | None]] = {}
        for area, inspection in plan.rows("SELECT area, inspection FROM source"):
            sources.setdefault(area, []).append(inspection)
        hidden = {area for area, found in sources.items() if all(one in self.closed for one in found)}
        self._actions = set()
        self._exempt: set[str] = set()
        self.sample = False
        for row, area, exempt, sample in plan.rows("SELECT id, area, exempt, sample FROM action"):
            self.sample = self.sample or bool(sample)
            if area in hidden:
                self._actions.add(row)
            elif exempt:
                self._exempt.add(row)
        self._commitments = {row for row, of in plan.rows("SELECT id, inspection FROM commitment") if of in self.closed}
        self._action_of = dict(plan.rows("SELECT id, action FROM milestone"))
        self.exempt = 0
        self.embargoed = 0

    def keeps(self, key: str) -> bool:
        """Whether a deadline may be printed."""
        table, record = record_of(key)
        action = self._action_of.get(record) if table == "milestone" else record if table == "action" else None
        if action is not None:
            return action not in self._actions and action not in self._exempt
        if table == "commitment":
            return record not in self._commitments
        return table != "inspection" or record not in self.closed

    def taken_from(self, shown: Deadlines, line: TimeLine) -> tuple[Deadlines, TimeLine]:
        """List and line without what stays out; how much that is is counted."""
        if not (self._actions or self._exempt or self.closed):
            return shown, line
        sections = []
        for section in shown.sections:
            kept = tuple(entry for entry in section.entries if self.keeps(entry.key))
            for entry in section.entries:
                if not self.keeps(entry.key):
                    is_exempt = record_of(entry.key)[1] in self._exempt
                    self.exempt += is_exempt
                    self.embargoed += not is_exempt and entry.kind != "milestone"
            sections.append(type(section)(section.key, section.label, kept))
        late = sum(entry.standing == "late" for section in sections for entry in section.entries)
        grouped: dict[str, list[Lane]] = {}
        labels: dict[str, str] = {}
        place = ""
        for row in line.rows:
            if isinstance(row, LineHeading):
                place = row.key
                # The name of a visit under embargo is not said either.
                labels[place] = "Another inspection" if row.key in self.closed else row.label
            elif marks := tuple(one for one in row.marks if self.keeps(one.key)):
                grouped.setdefault(place, []).append(Lane(row.label, marks))
        laid = time_line.laid_out(grouped, labels or {"": ""}, date.fromordinal(line.today), headings=bool(labels))
        return Deadlines(tuple(sections), shown.counts, late, shown.undated), laid

    def said(self) -> Iterable[Block]:
        if self.embargoed:
            yield Callout("Under embargo", f"{sentence_case(plural(self.embargoed, 'date'))} left out until it ends.")
        if self.exempt:
            are = "is" if self.exempt == 1 else "are"
            yield Paragraph(
                f"{sentence_case(plural(self.exempt, 'action'))} {are} exempt from publication, and {are} not shown.",
                small=True,
            )


# --- the head and the table


def _facts(plan: Plan, today: date, wanted: Wanted, group: str, shown: Deadlines) -> Facts:
    pairs: list[tuple[str, str | date]] = [("Position on", today)]
    pairs.append(("Shows", f"{plural(shown.shown, 'date')}, {shown.late:,} late"))
    if words := _narrowed(plan, wanted):
        pairs.append(("Only", words))
    if group != "none":
        pairs.append(("Rows by", time_line.GROUP_WORDS[group].lower()))
    return Facts(tuple(pairs))


def _narrowed(plan: Plan, wanted: Wanted) -> str:
    """The filters in words."""
    parts = []
    if wanted.kinds != Wanted().kinds:
        parts.append(listed(KIND_WORDS[kind].lower() for kind in wanted.kinds))
    names = {one.id: one.name for one in people.people(plan)}
    owners = [names[one] for one in wanted.owners if one in names] + (["nobody"] if wanted.no_owner else [])
    if owners:
        parts.append(f"owned by {listed(owners, 'or')}")
    found = dict(plan.rows("SELECT id, number FROM area"))
    areas = [str(found[one]) for one in wanted.areas if one in found]
    if areas:
        parts.append(f"area {listed(areas, 'or')}")
    named = inspections.names(plan)
    raised = [named[one] for one in wanted.inspections if one in named]
    if raised:
        parts.append(f"raised by {listed(raised, 'or')}")
    if wanted.done:
        parts.append("with what is done or past")
    return "; ".join(parts)


def _table(shown: Deadlines, rows: dict[str, DeadlineRow], plan: Plan, naming: Naming) -> Table:
    """The same dates in words, late ones first and then by month."""
    printed = {one.name: people.printed(one, naming.posts) for one in people.people(plan)}
    found: list[Row | Group] = []
    for section in shown.sections:
        lines = [rows[entry.key] for entry in section.entries if entry.key in rows]
        if lines:
            found.append(Group(f"{section.label} ({len(lines):,})"))
        for row in lines:
            found.append(
                Row(
                    (
                        row.day,
                        sentence_case(row.words),
                        KIND_WORDS[row.kind],
                        f"{row.number} {row.what}".strip(),
                        printed.get(row.who, row.who),
                        row.note,
                    )
                )
            )
    columns = (
        Column("Day", 1.0), Column("Stands", 1.2), Column("Kind", 1.0), Column("What", 3.4), Column("Who", 1.6),
        Column("Also", 2.6),
    )  # fmt: skip
    return Table(
        columns, tuple(found), "Every date in the picture: late ones first, then month by month", row_heading=3
    )


# --- the picture


@dataclass(frozen=True, slots=True)
class _Scale:
    """Ordinals as parts of the width."""

    first: int
    days: int

    def at(self, day: int) -> float:
        part = (time_scale.within(day) - self.first + 0.5) / self.days
        return round(_EDGE + part * (1 - 2 * _EDGE), 5)

    def start_of(self, day: int) -> float:
        return round(_EDGE + (day - self.first) / self.days * (1 - 2 * _EDGE), 5)


def _pictures(line: TimeLine, width: float, fit: tuple[int, int]) -> list[TimePicture]:
    """One picture a page: ``fit`` is how many rows the first page holds, and how many the others."""
    first, last = time_scale.within(line.first), time_scale.within(line.last)
    scale = _Scale(first, max(1, last - first + 1))
    digit = text_width("0", LETTERS)
    ruler = time_scale.ruler(first, last, (width - LEFT) * (1 - 2 * _EDGE) / scale.days, digit)
    upper = _named(ruler.upper, scale, width - LEFT)
    lower = _named(ruler.lower, scale, width - LEFT, scale.at(line.today))
    key = _key(line)
    pages = list(_pages(line.rows, fit))
    span = f"{month_in_words(date.fromordinal(first))} to {month_in_words(date.fromordinal(last))}"
    found = []
    for number, rows in enumerate(pages, start=1):
        of = f", part {number} of {len(pages)}" if len(pages) > 1 else ""
        found.append(
            TimePicture(
                caption=f"Line of time, {span}{of}",
                alt=_alt(rows, line, span, number, len(pages)),
                rows=tuple(_row(row, scale, line.today) for row in rows),
                upper=upper,
                lower=lower,
                today=scale.at(line.today),
                key=key if number == 1 else (),
            )
        )
    return found


def _named(
    ticks: Sequence[time_scale.Tick], scale: _Scale, width: float, today: float | None = None
) -> tuple[PictureTick, ...]:
    """The ticks, with their names where there is room: up to the next one, and beside the word over today."""
    places = [max(0.0, scale.start_of(tick.day)) for tick in ticks]
    found = []
    for number, (place, tick) in enumerate(zip(places, ticks, strict=True)):
        until = places[number + 1] if number + 1 < len(places) else 1.0
        start, end = place * width + 3, place * width + 5 + text_width(tick.label, LETTERS)
        beside = today is None or end < today * width - 14 or start > today * width + 14
        found.append(PictureTick(place, tick.label if end <= until * width and beside else ""))
    return tuple(found)


def _pages(rows: Sequence[Lane | LineHeading], fit: tuple[int, int]) -> Iterable[list[Lane | LineHeading]]:
    """Rows page by page; a group that goes on is named again, and no heading stands last on a page."""
    page: list[Lane | LineHeading] = []
    room = fit[0]
    heading: LineHeading | None = None
    for row in rows:
        last = len(page) + (isinstance(row, LineHeading)) >= room
        if last and page:
            yield page
            page, room = [], fit[1]
            if isinstance(row, Lane) and heading is not None:
                page.append(heading._replace(label=f"{heading.label}, continued"))
        if isinstance(row, LineHeading):
            heading = row
        page.append(row)
    if page:
        yield page


def _row(row: Lane | LineHeading, scale: _Scale, today: int) -> PictureRow:
    if isinstance(row, LineHeading):
        return PictureRow(short(row.label, 120))
    late = [one for one in row.marks if one.standing == "late"]
    about = next((one for one in late if one.kind == "action"), late[0] if late else None)
    return PictureRow(
        _fitting(row.label),
        tuple(_mark(one, scale) for one in row.marks),
        days_late(today - about.day) if about is not None else "",
    )


def _mark(one: Mark, scale: _Scale) -> PictureMark:
    return PictureMark(
        one.kind,
        one.standing,
        scale.at(one.day),
        scale.at(one.first) if one.first is not None else None,
        scale.at(one.forecast) if one.forecast is not None else None,
        scale.at(one.asked) if one.asked is not None else None,
    )


def _fitting(label: str) -> str:
    """The label as far as there is room for it."""
    while text_width(label, LETTERS) > LEFT - 12 and len(label) > 8:
        label = short(label, max(8, len(label) * 9 // 10))
    return label


def _head(facts: Facts, said: Sequence[Block], key: Sequence[tuple[str, str]], width: float) -> float:
    """Points that stand over the first picture: title, facts, what is left out, the key."""
    lines = sum(1 + int(text_width(str(value), 12) // (width - 130)) for _, value in facts.pairs)
    across = sum(30 + text_width(words, 9.5) for _, words in key)
    return 100 + 18.5 * lines + 62 * len(said) + 14 * (1 + across // (width - 60))


def _key(line: TimeLine) -> tuple[tuple[str, str], ...]:
    """The shapes that are in the pictures, in words."""
    shown = _shapes(line)
    return tuple((shape, words) for shape, words in SHAPES.items() if shape in shown)


def _shapes(line: TimeLine) -> set[str]:
    """What has to be named in the key."""
    marks = [one for lane in line.lanes for one in lane.marks]
    found = {one.kind for one in marks} | {one.standing for one in marks if one.standing != "coming"}
    if any(one.first is not None and one.kind == "action" for one in marks):
        found.add("first")
    if any(one.first is not None and one.kind != "action" for one in marks):
        found.add("window")
    if any(one.forecast is not None for one in marks):
        found.add("forecast")
    if any(one.asked is not None for one in marks):
        found.add("asked")
    return found


def _alt(rows: Sequence[Lane | LineHeading], line: TimeLine, span: str, number: int, of: int) -> str:
    """The picture in words: what is drawn, how much of it is late, and where every date is written out."""
    marks = [one for row in rows if isinstance(row, Lane) for one in row.marks]
    counts = [
        plural(count, KIND_WORDS[kind].lower())
        for kind in KIND_WORDS
        if kind != "papers" and (count := sum(one.kind == kind for one in marks))
    ]
    papers = sum(one.kind == "papers" for one in marks)
    if papers:
        counts.append(f"{plural(papers, 'day')} when papers are due")
    late = sum(one.standing == "late" for one in marks)
    moved = sum(one.first is not None for one in marks if one.kind == "action")
    part = f"part {number} of {of} of a line of time" if of > 1 else "a line of time"
    words = f"{sentence_case(part)} from {span}, today {in_words(date.fromordinal(line.today))}: {listed(counts)}; "
    words += f"{late:,} late" if late else "none late"
    if moved:
        words += f"; {plural(moved, 'agreed date')} moved"
    groups = [row.label for row in rows if isinstance(row, LineHeading)]
    if groups:
        words += f". Rows under {listed(short(one, 60) for one in groups[:12])}"
        words += f" and {len(groups) - 12} more" if len(groups) > 12 else ""
    return f"{words}. The table after the pictures gives every date in words."
