"""One section of a progress paper for each area: who raised it, how it stands, what is done about it."""

from __future__ import annotations

import re
from datetime import timedelta

from model.areas import ThreadStep
from model.records import Evidence
from model.reports.document import Block, Bullets, Column, Heading, Quote, Row, Run, Table, Words
from model.reports.paper_parts import (
    Setting,
    area_anchor,
    because,
    dates,
    day,
    mark,
    named,
    para,
    told_with,
)
from model.reports.paper_reading import PaperAction, PaperArea
from model.wording import a, listed, month_in_words, plural, sentence_case

MOST_SOURCES = 6
MOST_PRESSING = 3
RECENT = timedelta(days=92)
"""What was done lately is told as long as what is open: a quarter of a year."""


def sections(setting: Setting) -> list[Block]:
    """Every area in the plan's order."""
    if not setting.position.areas:
        return []
    blocks: list[Block] = [Heading(1, "Progress by area")]
    if not setting.roomy:
        appendix = Run("Appendix A", to="appendix")
        blocks.append(para("Each area tells what is pressing in it; every action stands in ", appendix, "."))
    for part in setting.position.areas:
        blocks += _section(setting, part)
    return blocks


def _section(setting: Setting, part: PaperArea) -> list[Block]:
    heading = Heading(2, f"Area {part.area.number}: {part.area.title}", anchor=area_anchor(part))
    if setting.roomy:
        return [heading, *_raised(setting, part), _ratings(part), *_actions(setting, part)]
    return [heading, *_raised(setting, part), para(*_in_words(part)), *_pressing(setting, part)]


def _ended(text: str) -> str:
    """The text as a sentence of its own."""
    text = text.rstrip()
    return text if text.endswith((".", "!", "?", "”")) else f"{text}."


# --- who raised it


def _raised(setting: Setting, part: PaperArea) -> list[Block]:
    """The words as they were and where they stand, where else the same was raised, and what is wanted."""
    area = part.area
    main = _main_source(part)
    said = sentence_case(a(area.kind)) + (f" (tagged “{area.tag.strip('()')}”)" if area.tag else "")
    if main is not None:
        said += f", from {_called(main)}{_pages([main])}"
    others = _places([step for step in part.sources if step is not main])
    if others:
        more = [f"{len(others) - MOST_SOURCES} more"] if len(others) > MOST_SOURCES else []
        joining = "; raised also at" if main is not None else ", raised at"
        said += f"{joining} {listed([*others[:MOST_SOURCES], *more])}"
    said += "." if part.sources else ". The plan names no source for it."
    if area.outcome:
        said += f" The outcome wanted: {_ended(area.outcome)}"
    sponsor = setting.naming.of(area.sponsor)
    if sponsor:
        said += f" Sponsor: {_ended(sponsor)}"
    words = part.words or (main.source.quote if main is not None else None)
    note = main.source.note if main is not None else None
    return [para(said), *([Quote(words, note or "")] if words else [])]


def _main_source(part: PaperArea) -> ThreadStep | None:
    """The source whose words the area carries; where no quotation is the same, one without, or the newest."""
    if part.words is None:
        return next((step for step in part.sources if step.source.quote), part.sources[0] if part.sources else None)
    plain = _plain(part.words)
    for step in part.sources:
        if step.source.quote and _plain(step.source.quote) == plain:
            return step
    return next((step for step in part.sources if not step.source.quote), None)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .“”\"'")


def _places(steps: list[ThreadStep]) -> list[str]:
    """Where it was raised, each inspection or meeting once, with its pages."""
    by_name: dict[str, list[ThreadStep]] = {}
    for step in steps:
        by_name.setdefault(_called(step), []).append(step)
    return [f"{name}{_pages(its)}" for name, its in by_name.items()]


def _called(step: ThreadStep) -> str:
    """A source in few words: "ILACS short inspection, April 2023"; its days stand under Background papers."""
    kind, comma, _ = step.name.partition(",")
    return f"{kind}, {month_in_words(step.day)}" if comma and step.day and step.table == "inspection" else step.name


def _pages(steps: list[ThreadStep]) -> str:
    said = []
    for step in steps:
        numbers = step.source.paragraph or ""
        paragraph = f"paragraph{'s' if re.search('[,;–]| to | and ', numbers) else ''} {numbers}" if numbers else ""
        page = f"page {step.source.page}" if step.source.page is not None else ""
        said.append(", ".join(filter(None, (page, paragraph))))
    found = listed(dict.fromkeys(filter(None, said)))
    return f" ({found})" if found else ""


# --- how it stands


def _ratings(part: PaperArea) -> Table:
    columns = (Column("Delivery", 1.25), Column("Impact", 1.25), Column("Why", 4))
    why = (Run("Delivery: ", bold=True), because(part.delivery), Run("\nImpact: ", bold=True), _why_impact(part))
    return Table(columns, (Row((mark(part.delivery), mark(part.impact), why)),), row_heading=None)


def _in_words(part: PaperArea) -> list[str | Run]:
    """Both ratings in a sentence each, where there are too many areas for a table in each."""
    return [
        "Delivery: ", Run(f"{part.delivery.word}. ", bold=True), f"{because(part.delivery)} ",
        "Impact: ", Run(f"{part.impact.word}. ", bold=True), _why_impact(part),
    ]  # fmt: skip


def _why_impact(part: PaperArea) -> str:
    """The reason of the rating, with the evidence it rests on in a sentence."""
    said = [because(part.impact)]
    telling = next((one for one in part.evidence if one.impact is not None), None)
    telling = telling or next((one for one in part.evidence if one.shows), None)
    if telling is not None:
        said.append(_piece(part, telling))
    return " ".join(said)


def _piece(part: PaperArea, one: Evidence) -> str:
    number = next((line.number for line in part.actions if line.action.id == one.action), "")
    of = f" (action {number})" if number else ""
    shows = f": {_ended(one.shows)}" if one.shows else "."
    return f"{one.title}{of}{shows}"


# --- what is done about it


def _actions(setting: Setting, part: PaperArea) -> list[Block]:
    lines = part.actions
    blocks: list[Block] = []
    if not lines:
        blocks.append(para("No action stands under this area yet."))
    shown = tuple(line for line in lines if _is_told(setting, line))
    if shown:
        columns = (
            Column("Action and owner", 2.9),
            Column("Status and dates", 2.35),
            Column("Delivery", 1.7),
            Column("Done, and what is next", 3),
        )
        rows = [
            Row((named(line, setting.owner(line)), _standing(line), mark(line.rating), _news(setting, line)))
            for line in shown
        ]
        blocks.append(Table(columns, tuple(rows)))
    said = _others(lines, shown)
    if part.also:
        numbers = listed(f"{one.number} ({one.title})" for one in part.also)
        said.append(f"Also answered by {'action' if len(part.also) == 1 else 'actions'} {numbers}.")
    return [*blocks, *([para(*said)] if said else [])]


def _is_told(setting: Setting, line: PaperAction) -> bool:
    """Whether an action is told with its dates and its news: open, or done lately."""
    action = line.action
    return line.open or (
        line.done and action.completed_on is not None and action.completed_on >= setting.today - RECENT
    )


def _pressing(setting: Setting, part: PaperArea) -> list[Block]:
    """In a long plan: the few actions of an area that are most behind."""
    behind = [line for line in part.actions if line.open and line.rating.value in ("red", "amber")]
    behind.sort(key=lambda line: (line.rating.rank, -line.days_late, line.action.area_number, line.action.item_number))
    told: list[Words] = [told_with(setting, line, because(line.rating)) for line in behind[:MOST_PRESSING]]
    left = len(behind) - len(told)
    if left:
        told.append(f"and {plural(left, 'more that is', 'more that are')} behind or off track")
    return [Bullets(tuple(told))] if told else []


def _standing(line: PaperAction) -> Words:
    action = line.action
    flags = ((action.on_hold, ", on hold"), (action.awaiting_signoff, ", awaiting sign-off"))
    percent = f", {action.percent}\xa0%" if line.open and action.percent else ""
    status = sentence_case(action.status) + percent + "".join(words for is_set, words in flags if is_set)
    return (Run(status, bold=True), f"\n{dates(line, told=False)}")


def _news(setting: Setting, line: PaperAction) -> Words | None:
    """What was done and what comes next, as the latest update and the milestones say; None for nothing new."""
    latest = line.latest
    said: list[str | Run] = []
    if latest is not None and latest.done:
        said.append(f"{_ended(latest.done)} ")
    if latest is not None and latest.next and line.open:
        said += [Run("Next: ", bold=True), f"{_ended(latest.next)} "]
    if latest is not None and latest.obstacle and line.open and not line.days_late:
        said += [Run("In the way: ", bold=True), f"{_ended(latest.obstacle)} "]
    if line.open and line.milestones:
        step = line.milestones[0]
        when = f", {day(step.due)}" if step.due is not None else ""
        past = " (past)" if step.due is not None and step.due < setting.today else ""
        said += [Run("Milestone: ", bold=True), f"{step.title.rstrip('.')}{when}{past}. "]
    if line.rating.overridden:
        said.append(f"{because(line.rating)} ")
    if latest is not None and said:
        said.append(f"({day(latest.on_day)})")
    elif not said and line.open and line.action.status == "in progress":
        said.append("No update yet.")
    return tuple(said) if said else None


def _others(lines: tuple[PaperAction, ...], shown: tuple[PaperAction, ...]) -> list[str | Run]:
    """In a sentence the actions that are not told one by one."""
    left = [line for line in lines if line not in shown]
    said = []
    for numbers, what in (
        ([line.number for line in left if line.done], "done earlier" if shown else "done"),
        ([line.number for line in left if line.action.status == "superseded"], "superseded"),
        ([line.number for line in left if line.open], "on track or not due yet"),
    ):
        if numbers:
            said.append(f"{listed(numbers)} {'is' if len(numbers) == 1 else 'are'} {what}")
    if not said:
        return []
    word = "Action" if len(left) == 1 else "Actions"
    return [f"{word} {listed(said)}: see ", Run("Appendix A", to="appendix"), ". "]
