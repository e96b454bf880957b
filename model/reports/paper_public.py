"""What a progress paper says of the public side: promises, judgements, members' questions, meetings."""

from __future__ import annotations

from model import answered, judgement_grid, meetings
from model import commitments as commitments_
from model.answered import Answered
from model.calendar_days import calendar_of
from model.commitments import CommitmentRow
from model.judgement_grid import GridCell, JudgementGrid
from model.records import DateChange, Meeting, Question
from model.reports.document import Block, Bullets, Column, Heading, Paragraph, Row, Run, Table, Words
from model.reports.paper_parts import Setting, area_anchor, day, para
from model.wording import in_words, listed, plural, sentence_case, with_weekday

MOST_JUDGED = 5
"""Inspections side by side; of more, the newest stand in the table and the older ones below it."""

MOST_MEETINGS = 4
MOST_MOVES = 30


# --- promises


def commitments(setting: Setting) -> list[Block]:
    """Every promise with its clock: past and due first, met ones last."""
    rows = setting.position.commitments
    if not rows:
        return []
    columns = (Column("What was said", 4.3), Column("Due", 1.05), Column("Now", 1), Column("Answered by", 1.6))
    table = Table(
        columns,
        tuple(
            Row((_said(setting, row), row.clock.due, sentence_case(row.clock.words), _answers(setting, row)))
            for row in rows
        ),
        "What was promised in public, the soonest first",
        anchor="commitments",
    )
    return [Heading(1, "Commitments"), table]


def _said(setting: Setting, row: CommitmentRow) -> Words:
    """The sentence, who said it where, and what its day is counted from."""
    one = row.commitment
    said = _said_where(setting, row)
    return (
        Run(f"{one.number} ", bold=True),
        f"“{one.sentence.strip()}”",
        f"\n{said}" if said else "",
        f"\n{counted}" if (counted := _counted(setting, row)) else "",
        f"\n{one.outcome}" if one.outcome else "",
    )


def _said_where(setting: Setting, row: CommitmentRow) -> str:
    """Who said it, where and when: the meeting by its body and day."""
    one, position = row.commitment, setting.position
    meeting = next((meeting for meeting in position.meetings if meeting.id == one.meeting), None)
    if meeting is not None:
        where = f"{position.body_names[meeting.body]}, {in_words(meeting.on_day)}"
    elif one.inspection is not None:
        where = f"after {position.inspection_names[one.inspection]}"
    else:
        where = in_words(one.said_on) if one.said_on else ""
    page = f"page {one.page}" if one.page else ""
    said = ", ".join(filter(None, (one.speaker, where, page)))
    return f"{sentence_case(said)}." if said else ""


def _counted(setting: Setting, row: CommitmentRow) -> str:
    """How the day was worked out, where it was not simply said, and how it moved since."""
    one = row.commitment
    said = []
    due = commitments_.due_of(one, calendar_of(setting.position.plan), moved=row.first_due is not None)
    if due is None:
        said.append(f"“{one.phrase.strip()}” gives no date." if one.phrase else "No date was said.")
        if one.review_on is not None:
            said.append(f"It is looked at again on {in_words(one.review_on)}.")
    elif one.fixed_due is None or (one.phrase and row.first_due is None):
        said.append(f"{sentence_case(due.rule)}.")
    elif one.counted_from_what and row.first_due is None:
        said.append(f"Read as {one.counted_from_what.rstrip('.')}.")
    if due is not None and due.note:
        said.append(due.note)
    if row.moved:
        said.append(f"{row.moved}.")
    return " ".join(said)


def _answers(setting: Setting, row: CommitmentRow) -> Words:
    anchors = {part.area.id: area_anchor(part) for part in setting.position.areas}
    said: list[str | Run] = []
    its = [area for area in row.areas if area.id in anchors]
    for place, area in enumerate(its):
        before = ("Area " if len(its) == 1 else "Areas ") if place == 0 else " and " if place == len(its) - 1 else ", "
        said += [before, Run(str(area.number), to=anchors[area.id])]
    numbers = [setting.position.numbers[one.id] for one in row.actions if one.id in setting.position.numbers]
    if numbers:
        said.append(f"{chr(10) if said else ''}{'Action' if len(numbers) == 1 else 'Actions'} {listed(numbers)}")
    how_far = _how_far(setting, row)
    if said and how_far.total:
        said.append(f"\n{sentence_case(how_far.words)}")
    return tuple(said) if said else "Nothing yet"


def _how_far(setting: Setting, row: CommitmentRow) -> Answered:
    """How far its answer is, of the actions that are in the paper: each is counted once."""
    areas, named = {area.id for area in row.areas}, {one.id for one in row.actions}
    its = {
        line.action.id: line.action
        for part in setting.position.areas
        for line in part.actions
        if part.area.id in areas or line.action.id in named
    }
    shown = setting.position.numbers
    also = (one for part in setting.position.areas if part.area.id in areas for one in part.also if one.id in shown)
    its |= {one.id: one for one in also}
    return answered.of_actions(((one.status, one.agreed) for one in its.values()), setting.today)


# --- judgements


def judgements(setting: Setting) -> list[Block]:
    """What was judged at each inspection, in words; what is under embargo is left out."""
    grid = judgement_grid.judgement_grid(setting.position.plan)
    hidden = setting.position.withheld_ids
    graded = [n for n, one in enumerate(grid.columns) if one.graded and one.inspection.id not in hidden]
    graded = [n for n in graded if any(row.cells[n].state == "graded" for row in grid.rows)]
    visits = [one.name for one in grid.columns if not one.graded and one.inspection.id not in hidden]
    if not graded and not visits:
        return []
    blocks: list[Block] = [Heading(1, "What inspectors judged")]
    if graded:
        shown = graded[-MOST_JUDGED:]
        blocks += [_grid(grid, shown), *_notes(grid, shown), *_older(grid, graded[:-MOST_JUDGED])]
    if visits:
        blocks.append(para(f"No grades are given at visits: {listed(visits)}."))
    return blocks


def _grid(grid: JudgementGrid, shown: list[int]) -> Table:
    columns = (Column("Judgement area", 2.6), *(Column(grid.columns[n].short_name, 1.5) for n in shown))
    rows = [
        Row((row.line.name, *(_grade(row.cells[n]) for n in shown)))
        for row in grid.rows
        if any(row.cells[n].state == "graded" for n in shown)
    ]
    return Table(columns, tuple(rows), "Judgements by inspection, the oldest first")


def _grade(cell: GridCell) -> str:
    if cell.state == "graded" and len(cell.grades) > 1:
        return "\n".join(f"{one.grade_name} ({one.area.name})" for one in cell.grades)
    if cell.state == "graded":
        return cell.words
    return "No grade entered" if cell.state == "not entered" else "Not graded"


def _notes(grid: JudgementGrid, shown: list[int]) -> list[Block]:
    if not any(row.cells[n].state == "graded" and row.cells[n].reason for row in grid.rows for n in shown):
        return []
    return [
        Paragraph(
            "Frameworks change what they grade and what they call it. A grade stands in each line that it answers, "
            "also where one was given for two areas together.",
            small=True,
        )
    ]


def _older(grid: JudgementGrid, older: list[int]) -> list[Block]:
    told: list[Words] = []
    for n in older:
        grades = [f"{row.line.name}: {row.cells[n].words}" for row in grid.rows if row.cells[n].state == "graded"]
        told.append((Run(f"{grid.columns[n].name}. ", bold=True), f"{'; '.join(grades)}."))
    return [para("Earlier inspections:"), Bullets(tuple(told))] if told else []


# --- since the last meeting


def since_last(setting: Setting) -> list[Block]:
    """What the body resolved last time, and the dates that were moved since."""
    blocks: list[Block] = []
    if setting.last is not None:
        resolved = meetings.resolutions_of(setting.position.plan, setting.last.id)
        if resolved:
            blocks += [Heading(2, "What was resolved then"), Bullets(tuple(one.text for one in resolved))]
    numbers = setting.position.numbers
    moves = [
        (numbers[line.action.id], change, line.action.title)
        for line in setting.position.actions
        for change in line.moves
        if setting.since < change.on_day <= setting.today
    ]
    if moves:
        moves.sort(key=lambda move: (move[1].on_day, move[0]))
        columns = (Column("Action", 2.6), Column("From", 1), Column("To", 1), Column("Why, and who agreed", 3))
        rows = tuple(
            Row(((Run(f"{number} ", bold=True), title), change.old, change.new or "No date", _agreed(setting, change)))
            for number, change, title in moves[-MOST_MOVES:]
        )
        blocks.append(Table(columns, rows, "Agreed dates that were moved"))
    if not blocks:
        return []
    if setting.last is not None:
        return [Heading(1, f"Since the meeting of {in_words(setting.last.on_day)}"), *blocks]
    return [Heading(1, f"News of the last {(setting.today - setting.since).days} days"), *blocks]


def _agreed(setting: Setting, change: DateChange) -> str:
    by = change.agreed_by or (setting.position.meeting_names.get(change.meeting or "") or "")
    who = f"Agreed by {by}, {in_words(change.on_day)}." if by else f"Moved on {in_words(change.on_day)}."
    return f"{change.reason.rstrip('.')}. {who}" if change.reason else who


# --- members' questions


def questions(setting: Setting) -> list[Block]:
    """What members asked at the last meeting, and every promised follow-up that is still open."""
    position = setting.position
    days = {one.id: one for one in position.meetings}
    of_body = {one.id for one in position.meetings if setting.body is None or one.body == setting.body.id}
    latest = _latest(setting)
    found = [one for meeting in latest for one in meetings.questions_of(position.plan, meeting.id)]
    known = {one.id for one in found}
    found += [
        one
        for one in meetings.promises(position.plan)
        if one.id not in known and one.meeting in of_body and days[one.meeting].on_day <= setting.today
    ]
    if not found:
        return []
    found.sort(key=lambda one: (days[one.meeting].on_day, one.meeting, one.position))
    columns = (Column("Asked", 1.3), Column("Question and answer", 3.6), Column("Promised follow-up", 2))
    rows = tuple(Row((_asked(setting, one), _answered(one), _follow_up(setting, one))) for one in found)
    caption = "Asked at the last meeting, and every promised follow-up that is still open"
    return [Heading(1, "Members' questions"), Table(columns, rows, caption)]


def _latest(setting: Setting) -> list[Meeting]:
    """The last meeting of the body the paper is for; where it is for none, the last of each."""
    if setting.body is not None:
        return [setting.last] if setting.last is not None else []
    newest: dict[str, Meeting] = {}
    for one in setting.position.meetings:
        if one.on_day < setting.today:
            newest[one.body] = one
    return list(newest.values())


def _asked(setting: Setting, one: Question) -> str:
    meeting = next(meeting for meeting in setting.position.meetings if meeting.id == one.meeting)
    where = f"\n{setting.position.body_names[meeting.body]}" if setting.body is None else ""
    return f"{day(meeting.on_day)}{where}\n{sentence_case(one.member or 'a member')}"


def _answered(one: Question) -> Words:
    answer = one.answer or "No answer is recorded yet."
    return (Run(one.text, bold=True), f"\n{answer}")


def _follow_up(setting: Setting, one: Question) -> str | None:
    if not one.promised:
        return f"Answered {day(one.answered_on)}" if one.answered_on else None
    if one.answered_on and one.answered_on <= setting.today:
        return f"{one.promised}\nDone {day(one.answered_on)}"
    if one.promised_by is None:
        return f"{one.promised}\nNo day was promised"
    left = (one.promised_by - setting.today).days
    state = f"{plural(-left, 'day')} past" if left < 0 else f"in {plural(left, 'day')}" if left else "today"
    return f"{one.promised}\nBy {day(one.promised_by)}: {state}"


# --- what comes


def coming(setting: Setting) -> list[Block]:
    """The next meetings, and when their papers are due."""
    first = max(setting.today, setting.meeting_day or setting.today)
    coming = [
        one for one in setting.position.meetings if one.on_day > first or (one.on_day == first != setting.meeting_day)
    ]
    if not coming:
        return []
    calendar = calendar_of(setting.position.plan)
    told = tuple(
        f"{setting.position.meeting_names[one.id]}: papers by {with_weekday(meetings.papers_due(one, calendar).day)}"
        for one in coming[:MOST_MEETINGS]
    )
    return [Heading(1, "Next meetings"), Bullets(told)]


def background(setting: Setting) -> list[Block]:
    """The inspectors' reports and letters that the plan rests on, and where they can be read."""
    hidden = setting.position.withheld_ids
    told: list[Words] = []
    for row in setting.position.inspections:
        if row.published is None or row.id in hidden or row.published > setting.today:
            continue
        name = f"{setting.position.inspection_names[row.id]}, published {in_words(row.published)}"
        told.append((Run(name, url=row.link),) if row.link else name)
    return [Heading(1, "Background papers"), Bullets(tuple(told))] if told else []
