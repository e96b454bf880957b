"""The parts of a progress paper that stand before and after its areas: summary, what is late, key, table.

Each function gives the blocks of one part, none where there is nothing to say. A paragraph that the
paper numbers through is made with ``para``; its number comes when the paper is put together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from model import date_requests
from model.agreed_dates import deadline_in_words
from model.date_requests import RequestRow
from model.progress import Rating
from model.records import OPEN_STATUSES, STATUSES, Body, Meeting
from model.reports.document import (
    Block,
    Bullets,
    Callout,
    Column,
    Heading,
    Paragraph,
    RatingMark,
    Row,
    Run,
    Table,
    Words,
    short_date,
)
from model.reports.paper_names import NOBODY, Naming
from model.reports.paper_reading import Counts, PaperAction, PaperArea, Position, counted
from model.scheme_files import usual
from model.wording import due_in, in_words, listed, listed_shortly, plural, sentence_case

NUMBERED = "¶"
"""The label of a paragraph that still waits for its number."""

MOST_LATE = 20
"""Actions of a kind that are told one by one; the table at the end has them all."""

USUAL_WORDS = frozenset(
    word
    for part in (usual(), usual().impact)
    for word in (*(one.word for one in part.colours), *(one.word for one in part.cases if one.word))
)
"""Words of ratings that read as part of a sentence: "2 are off track"."""

ROOMY = 60
"""Actions up to which every area tells each of its own; past that the table at the end does."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One paper being made: where the plan stands, who is named how, and whom it is for."""

    position: Position
    naming: Naming
    body: Body | None
    meeting: Meeting | None
    meeting_day: date | None
    last: Meeting | None  # of the same body, before this one
    since: date  # what happened after this day is news

    @property
    def today(self) -> date:
        return self.position.today

    @property
    def roomy(self) -> bool:
        return len(self.position.actions) <= ROOMY

    @property
    def dates_asked(self) -> tuple[RequestRow, ...]:
        """The requests to move a date that this meeting is to decide on; without a meeting all that wait."""
        plan, told = self.position.plan, {row.commitment.id for row in self.position.commitments}
        rows = date_requests.waiting(plan)
        if self.meeting is not None:
            rows = date_requests.for_meeting(plan, self.meeting.id, self.today)
        return tuple(one for one in rows if one.row in self.position.numbers or one.row in told)

    def owner(self, line: PaperAction) -> str:
        return self.naming.of(line.action.owner, NOBODY)


def para(*words: str | Run) -> Paragraph:
    return Paragraph(words if len(words) != 1 else words[0], label=NUMBERED)


def day(given: date | None) -> str:
    """A date for a table in a text of its own, kept on one line."""
    return short_date(given).replace(" ", "\xa0") if given else ""


def mark(rating: Rating) -> RatingMark:
    return RatingMark(rating.value, rating.text)


def area_anchor(part: PaperArea) -> str:
    return f"area {part.area.id}"


def because(rating: Rating) -> str:
    """Why a rating is what it is, as a sentence without its beginning: "Its forecast has passed."."""
    return sentence_case(rating.because)


def dates(line: PaperAction, *, told: bool = True) -> str:
    """The dates of an action, a line each, with what is asked; where ``told``, also how far the agreed one came."""
    action = line.action
    if action.agreed is None:
        words = deadline_in_words(action)
        lines = [sentence_case(words) if words else "No date agreed"]
    else:
        lines = [f"Agreed {day(action.agreed)}"]
    if line.done and action.completed_on:
        lines.append(f"Done {day(action.completed_on)}")
    elif line.open and action.forecast and (action.forecast != action.agreed or line.days_late):
        lines.append(f"Forecast {day(action.forecast)}")
    elif line.days_late:
        lines.append("No forecast")
    if line.request is not None:
        lines.append(f"Asked for {day(line.request.request.wanted) or 'no date'}")
    if told:
        lines += [f"{one}." for one in (line.story.sentence, line.was_late) if one]
    return "\n".join(lines)


def named(line: PaperAction, owner: str = "") -> Words:
    """An action as a table names it: number and title, its owner and how its date moved on lines of their own."""
    moved = " ".join(f"{one}." for one in (line.story.sentence, line.was_late) if one)
    return (
        Run(f"{line.number} ", bold=True),
        line.action.title,
        f"\n{owner}" if owner else "",
        f"\n{moved}" if moved else "",
    )


# --- the summary


def asked(setting: Setting) -> list[Block]:
    """What the meeting is asked to do."""
    position = setting.position
    counts = position.counts
    things = [f"note the progress of {plural(counts.total, 'action')} in {plural(len(position.areas), 'area')}"]
    if counts.late:
        what = "the action that is late" if counts.late == 1 else f"the {counts.late:,} actions that are late"
        things.append(f"consider {what}, with what stands in the way and what comes next")
    requests = len(setting.dates_asked)
    if requests:
        what = "a new date" if requests == 1 else f"new dates for {of_what(setting.dates_asked)}"
        whose = f" for {setting.dates_asked[0].called.lower()}" if requests == 1 else ""
        things.append(f"agree {what}{whose}, as asked under “Dates to agree”")
    slips = [line for line in position.actions if line.slips and line.request is None]
    if slips:
        which = listed_shortly([line.number for line in slips], 8)
        word = "action" if len(slips) == 1 else "actions"
        things.append(f"say whether the agreed date of {word} {which} is to move: the forecast is later")
    past = [row for row in position.commitments if row.clock.state == "past"]
    if past:
        word = "commitment that is" if len(past) == 1 else f"{len(past):,} commitments that are"
        things.append(f"consider the {word} past the day that was promised")
    title = f"The {called(setting.body)} is asked to" if setting.body else "Members are asked to"
    ends = [";"] * (len(things) - 2) + ["; and", "."] if len(things) > 1 else ["."]
    lines = [f"({letter}) {thing}{end}" for letter, thing, end in zip("abcdef", things, ends, strict=False)]
    return [Callout(title, "\n".join(lines))]


def of_what(rows: Sequence[RequestRow]) -> str:
    """ "3 actions", "2 actions and 1 commitment"."""
    actions = sum(one.table == "action" for one in rows)
    counted = ((actions, "action"), (len(rows) - actions, "commitment"))
    return listed([plural(count, word) for count, word in counted if count])


def called(body: Body) -> str:
    return body.name.removeprefix("The ")


def summary(setting: Setting) -> list[Block]:
    position, counts = setting.position, setting.position.counts
    blocks: list[Block] = [Heading(1, "Summary")]
    if not counts.total:
        blocks.append(para(f"The plan has {plural(len(position.areas), 'area')} and no actions yet."))
    else:
        blocks += [para(_how_many(setting)), para(*_open_ones(setting))]
        blocks.append(para(*_by_rating(position)))
    if position.commitments:
        blocks.append(para(*_commitments(setting)))
    if counts.total:
        blocks.append(_status_table(position))
    if position.areas:
        blocks += _area_table(position)
    return blocks


def _how_many(setting: Setting) -> str:
    position, by_status = setting.position, setting.position.counts.by_status
    of = f"Of {plural(position.counts.total, 'action')} in {plural(len(position.areas), 'area')}, "
    statuses = ("embedded", "complete", "in progress", "not started", "superseded")
    parts = [f"{by_status[status]:,} {status}" for status in statuses if by_status[status]]
    verb = "is" if parts[0].startswith("1 ") else "are"
    parts[0] = parts[0].replace(" ", f" {verb} ", 1)
    fresh = [
        line
        for line in position.actions
        if line.done and line.action.completed_on and setting.since < line.action.completed_on <= setting.today
    ]
    news = ""
    if fresh:
        which = listed_shortly([line.number for line in fresh], 6)
        were = "was" if len(fresh) == 1 else "were"
        news = f" {len(fresh):,} {were} completed {_since(setting)} ({which})."
    return f"{of}{listed(parts)}.{news}"


def _since(setting: Setting) -> str:
    if setting.last is not None:
        return f"since the last meeting, on {in_words(setting.last.on_day)}"
    return f"in the last {(setting.today - setting.since).days} days"


def _open_ones(setting: Setting) -> list[str | Run]:
    counts = setting.position.counts
    if not counts.open:
        return ["No action is open."]
    said: list[str | Run] = [f"{sentence_case(plural(counts.open, 'action'))} {_are(counts.open)} open. "]
    if counts.late:
        longest = max(line.days_late for line in setting.position.actions)
        by = f" by {plural(longest, 'day')}" if counts.late == 1 else f", the longest by {plural(longest, 'day')}"
        said += [Run(f"{counts.late:,} {_are(counts.late)} late", bold=True), f"{by} ("]
        said += [Run("see the table of late actions", to="late"), "). "]
    else:
        said.append("None is late. ")
    soon = setting.position.rules.due_soon_days
    further = [
        (counts.due_soon, f"due in the next {plural(soon, 'day')}"),
        (counts.on_hold, "on hold"),
        (counts.no_date, "without an agreed date"),
        (counts.no_owner, "without an owner"),
    ]
    parts = [f"{count:,} {_are(count)} {what}" for count, what in further if count]
    if parts:
        said.append(f"{sentence_case(listed(parts))}. ")
    moved = sum(bool(line.moves) for line in setting.position.actions if line.open)
    if moved:
        whose = "agreed date" if moved == 1 else "agreed dates"
        said.append(
            f"The {whose} of {plural(moved, 'open action')} {_have(moved)} moved since {_it(moved)} first agreed."
        )
    return said


def _it(count: int) -> str:
    return "it was" if count == 1 else "they were"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def _by_rating(position: Position) -> list[str]:
    parts = position.areas
    delivery = _tally(part.delivery for part in parts)
    impact = _tally(part.impact for part in parts)
    many = plural(len(parts), "area")
    return [f"By delivery, of {many} {delivery}. By impact, which asks whether it worked, {impact}."]


def _tally(given: Iterable[Rating]) -> str:
    """As in "2 are off track, 1 is behind and 6 are on track", the worst first."""
    counts: dict[tuple[int, str], int] = {}
    for rating in given:
        counts[rating.rank, rating.word] = counts.get((rating.rank, rating.word), 0) + 1
    return listed(f"{count} {_said(word, count)}" for (_, word), count in sorted(counts.items()))


def _said(word: str, count: int) -> str:
    if word in ("No data", "No actions", "No date"):
        return f"{_have(count)} {word.lower()}"
    return f"{_are(count)} {word.lower()}" if word in USUAL_WORDS else f"{_are(count)} rated “{word}”"


def _in_sentence(word: str) -> str:
    """A rating's word in the middle of a sentence; a council's own word stays as it is."""
    return word.lower() if word in USUAL_WORDS else f"“{word}”"


def _commitments(setting: Setting) -> list[str | Run]:
    rows = setting.position.commitments
    by_state = {
        state: [row for row in rows if row.clock.state == state] for state in ("met", "past", "due", "needs a date")
    }
    parts = []
    for state, words in (
        ("past", "past the day that was promised"),
        ("due", "running"),
        ("needs a date", "without a date"),
        ("met", "met"),
    ):
        if count := len(by_state[state]):
            parts.append(f"{count:,} {_are(count)} {words}")
    said: list[str | Run] = [f"Of {plural(len(rows), 'commitment')} made in public, {listed(parts)}"]
    if by_state["due"]:
        first = by_state["due"][0]
        assert first.clock.due is not None
        said.append(f"; the next is due on {in_words(first.clock.due)}")
    return [*said, " (", Run("see commitments", to="commitments"), ")."]


def _status_table(position: Position) -> Table:
    """The statuses across, so that the sum can be followed with a finger."""
    counts = position.counts
    by_status = {status: counted(one for one in position.actions if one.action.status == status) for status in STATUSES}
    shown = [status for status in STATUSES if by_status[status].total]
    soon = f"Due in {plural(position.rules.due_soon_days, 'day')}"
    rows: list[Row] = [Row(("In the plan", *(by_status[status].total for status in shown), counts.total), strong=True)]
    for name, total, by in (
        ("Late", counts.late, {status: by_status[status].late for status in shown}),
        (soon, counts.due_soon, {status: by_status[status].due_soon for status in shown}),
    ):
        rows.append(Row((name, *(by[status] if status in OPEN_STATUSES else None for status in shown), total)))
    columns = (
        Column("Actions", 1.6),
        *(Column(sentence_case(status), 1.1, "right") for status in shown),
        Column("All", 0.7, "right"),
    )
    return Table(columns, tuple(rows), "Actions by status", anchor="statuses")


def _area_table(position: Position) -> list[Block]:
    columns = (
        Column("Area", 5),
        Column("Done", 1, "right"),
        Column("Open", 0.5, "right"),
        Column("Late", 0.5, "right"),
        Column("Delivery", 1.5),
        Column("Impact", 1.5),
    )
    rows = [_area_row(part) for part in position.areas]
    counts = position.counts
    rows.append(Row(("All areas", _done(counts), counts.open, counts.late, None, None), strong=True))
    blocks: list[Block] = [Table(columns, tuple(rows), "Areas at a glance", anchor="areas")]
    superseded = counts.by_status["superseded"]
    note = "Done: complete or embedded, of the actions in the area"
    note += f"; {superseded:,} superseded {_are(superseded)} left out." if superseded else "."
    return [*blocks, Paragraph(note, small=True)]


def _done(counts: Counts) -> str:
    # What was superseded is no work to do; the Overview counts the same way.
    return f"{counts.done:,} of {counts.total - counts.by_status['superseded']:,}".replace(" ", "\xa0")


def _area_row(part: PaperArea) -> Row:
    counts = counted(part.actions)
    name: Words = (Run(str(part.area.number), bold=True, to=area_anchor(part)), f"  {part.area.title}")
    return Row((name, _done(counts), counts.open, counts.late, mark(part.delivery), mark(part.impact)))


# --- exceptions


def exceptions(setting: Setting) -> list[Block]:
    """What needs somebody's attention: late first, then what will be, then what nobody carries."""
    lines = setting.position.actions
    late = sorted((line for line in lines if line.days_late), key=lambda line: (-line.days_late, _by_number(line)))
    blocks: list[Block] = []
    if late:
        blocks.append(_late(setting, late))
    behind = [line for line in lines if line.open and not line.days_late and line.rating.value in ("red", "amber")]
    if behind:
        blocks.append(Heading(2, "Not late yet, but behind"))
        blocks.append(_told(setting, [(line, because(line.rating)) for line in behind]))
    soon = sorted(
        (line for line in lines if line.due_soon), key=lambda line: (str(line.action.agreed), _by_number(line))
    )
    if soon:
        blocks.append(Heading(2, f"Due in the next {plural(setting.position.rules.due_soon_days, 'day')}"))
        blocks.append(_told(setting, [(line, _due(setting, line)) for line in soon]))
    gaps = [
        (line, what)
        for what, which in (
            ("no owner", lambda line: line.action.owner is None),
            ("no agreed date", lambda line: line.action.agreed is None),
            ("on hold", lambda line: line.action.on_hold),
        )
        for line in lines
        if line.open and which(line)
    ]
    if gaps:
        blocks.append(Heading(2, "Without an owner or a date, or on hold"))
        blocks.append(_told(setting, [(line, f"{what}.") for line, what in gaps]))
    return [Heading(1, "What needs attention"), *blocks] if blocks else []


def _by_number(line: PaperAction) -> tuple[int, int]:
    return line.action.area_number, line.action.item_number


def _late(setting: Setting, late: Sequence[PaperAction]) -> Table:
    columns = (
        Column("Action and owner", 2.8),
        Column("Dates", 2.4),
        Column("Days late", 0.7, "right"),
        Column("The way back", 3.6),
    )
    rows = [
        Row((named(line, setting.owner(line)), dates(line, told=False), line.days_late, way_back(line)))
        for line in late[:MOST_LATE]
    ]
    caption = f"Late: {plural(len(late), 'action')} open after the agreed date"
    if len(late) > len(rows):
        caption += f"; the {len(rows)} latest stand here and all of them in Appendix A"
    return Table(columns, tuple(rows), caption, anchor="late")


def way_back(line: PaperAction) -> Words:
    """What stands in the way and what is next, as the latest update says."""
    latest = line.latest
    said: list[str | Run] = []
    if line.rating.overridden:
        said.append(because(line.rating) + "\n")
    if latest is not None and latest.obstacle:
        said += [Run("In the way: ", bold=True), latest.obstacle, "\n"]
    if latest is not None and latest.next:
        said += [Run("Next: ", bold=True), latest.next, "\n"]
    if line.action.on_hold:
        said.append("On hold. ")
    if latest is None:
        said.append("No update has been given.")
    elif not (latest.obstacle or latest.next):
        said.append(f"The update of {day(latest.on_day)} names no next step.")
    else:
        said.append(f"(update of {day(latest.on_day)})")
    return tuple(said)


def _told(setting: Setting, lines: Sequence[tuple[PaperAction, str]]) -> Bullets:
    told: list[Words] = [told_with(setting, line, what) for line, what in lines[:MOST_LATE]]
    left = len(lines) - len(told)
    if left:
        told.append(f"and {plural(left, 'more action', 'more actions')}, in Appendix A")
    return Bullets(tuple(told))


def told_with(setting: Setting, line: PaperAction, what: str) -> Words:
    """An action on a line: number, title, owner, and something about it."""
    owner = f" ({setting.owner(line)})" if line.action.owner else ""
    return (Run(f"{line.number} ", bold=True), f"{line.action.title}{owner}: {what[:1].lower()}{what[1:]}")


def _due(setting: Setting, line: PaperAction) -> str:
    assert line.action.agreed is not None
    words = due_in((line.action.agreed - setting.today).days)
    return f"{words}, on {in_words(line.action.agreed)}; {_in_sentence(line.rating.word)}."
