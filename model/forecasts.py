"""When the inspectorate may come next, and which areas would still be open on that day.

Two readings stand side by side: the rule, which gives a window, and how long councils have in fact
waited, which gives a likely day. Neither is a deadline. An area is open on a day where the forecast or
agreed date of one of its open actions lies after it, where such a date is missing or past already, or
where it has no action at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from model import framework_files, inspections, rule_files, statutory_dates
from model.calendar_days import calendar_of
from model.dates import add_working_days
from model.dates.months import add_months
from model.records import OPEN_STATUSES, Area, Framework, Grade, Inspection, InspectionType, JudgementArea
from model.statutory_dates import StatutoryDate
from model.store.plan import Plan
from model.wording import in_words, month_in_words, plural


@dataclass(frozen=True, slots=True)
class OpenArea:
    """An area that would be open on a day. ``last`` is the last date of its open actions, where all have one."""

    area: Area
    actions: int  # open on that day
    last: date | None
    sentence: str  # "2 of 5 actions would be open, the last until 30 June 2027"


@dataclass(frozen=True, slots=True)
class Forecast:
    """One reading of when something may come: a window by rule, or a likely day as measured."""

    inspection: Inspection  # the one it follows
    what: str  # "Next ILACS inspection"
    basis: str  # "rule" or "measured"
    first: date | None
    last: date | None
    likely: date | None
    sentence: str
    source: str
    note: str | None
    open_on: date  # the day for which areas were looked at: the first on which they may come
    open_areas: tuple[OpenArea, ...]

    @property
    def open_sentence(self) -> str:
        """As in "On 24 October 2025, 2 areas would be open: 1, 4."""
        if not self.open_areas:
            return f"On {in_words(self.open_on)} no area would be open, if every date is kept."
        named = ", ".join(str(one.area.number) for one in self.open_areas)
        count = plural(len(self.open_areas), "area")
        return f"On {in_words(self.open_on)} {count} would be open, if every date is kept: {named}."


def next_inspection(plan: Plan, today: date) -> list[Forecast]:
    """What may come next, by rule and then as measured; nothing for what has come already."""
    found = [_by_rule(plan, one, today) for one in statutory_dates.all_of(plan, today) if _awaited(one)]
    measured = _measured(plan, today)
    return [*found, *([measured] if measured else []), *_reports(plan, today)]


def areas_open_on(plan: Plan, day: date, today: date) -> tuple[OpenArea, ...]:
    """The areas that would be open on a day that is to come, in the plan's order, if every date is kept."""
    open_status = ", ".join(f"'{status}'" for status in OPEN_STATUSES)
    counts: dict[str, tuple[int, int, int, int, str | None]] = {
        row[0]: tuple(row[1:])
        for row in plan.rows(
            f"""WITH answers AS (
                SELECT a.area, a.id FROM action AS a UNION SELECT o.area, o.action FROM also_answers AS o)
            SELECT r.id, count(a.id) FILTER (WHERE a.status <> 'superseded'),
                count(a.id) FILTER (WHERE a.status IN ({open_status}) AND coalesce(a.forecast, a.agreed) > :day),
                count(a.id) FILTER (WHERE a.status IN ({open_status}) AND coalesce(a.forecast, a.agreed) IS NULL),
                count(a.id) FILTER (WHERE a.status IN ({open_status}) AND coalesce(a.forecast, a.agreed) < :today),
                max(coalesce(a.forecast, a.agreed)) FILTER (WHERE a.status IN ({open_status}))
            FROM area AS r LEFT JOIN answers AS n ON n.area = r.id LEFT JOIN action AS a ON a.id = n.id
            GROUP BY r.id""",
            {"day": day.isoformat(), "today": today.isoformat()},
        )
    }
    found = []
    for area in plan.all(Area, order="t.position, t.number"):
        total, later, undated, past, last = counts[area.id]
        still = later + undated + past
        if total and not still:
            continue
        ends = date.fromisoformat(last) if last and not undated and not past else None
        found.append(OpenArea(area, still, ends, _open_words(total, later, undated, past, ends)))
    return tuple(found)


def _open_words(total: int, later: int, undated: int, past: int, last: date | None) -> str:
    if not total:
        return "It has no action yet."
    parts = []
    if later:
        parts.append(
            f"{later} of {plural(total, 'action')} would be open"
            + (f", the last until {in_words(last)}" if last else "")
        )
    if past:
        parts.append(f"{plural(past, 'action')} late without a forecast to come")
    if undated:
        parts.append(f"{plural(undated, 'action')} without a date")
    return f"{'; '.join(parts)}."


# --- by rule


def _awaited(one: StatutoryDate) -> bool:
    return one.expected and one.day is not None and one.standing in ("coming", "waiting")


def _by_rule(plan: Plan, one: StatutoryDate, today: date) -> Forecast:
    assert one.inspection is not None
    assert one.day is not None
    opens = max(one.first or one.day, today)
    return Forecast(
        one.inspection, one.what, "rule", one.first or one.day, one.day, one.computed.day if one.computed else one.day,
        one.sentence, one.rule.authority or f"Rule {one.rule.code}", one.rule.note, opens,
        areas_open_on(plan, opens, today),
    )  # fmt: skip


# --- as measured


def _measured(plan: Plan, today: date) -> Forecast | None:
    """From the latest graded ILACS inspection, by what the councils with its grade have waited."""
    families = _families()
    codes = {one.id: one.code for one in plan.all(Framework)}
    graded = [
        (one.fieldwork_start, one)
        for one in plan.all(Inspection)
        if one.graded and one.fieldwork_start and families.get(codes[one.framework]) == "ilacs"
    ]
    if not graded:
        return None
    began, latest = max(graded, key=lambda pair: (pair[0], pair[1].number))
    given = _grade(plan, latest)
    if given is None:
        return None
    grade, how = given
    measured = rule_files.intervals()
    wait = measured.wait("ilacs", grade.code)
    if wait is None:
        return None
    likely = add_months(began, wait.median_months)
    sentence = (
        f"Councils {how} waited {wait.words} (median) for their next inspection: from {in_words(began)} that is "
        f"about {month_in_words(likely)}."
    )
    first = None
    if wait.fewest_months is not None:
        first = add_months(began, wait.fewest_months)
        sentence += f" The shortest wait measured would end in {month_in_words(first)}."
    opens = max(likely, today)
    return Forecast(
        latest, "Next ILACS inspection", "measured", first, None, likely, sentence, measured.source, measured.note,
        opens, areas_open_on(plan, opens, today),
    )  # fmt: skip


def _grade(plan: Plan, inspection: Inspection) -> tuple[Grade, str] | None:
    """The overall grade; since April 2026 there is none, and the lowest of the grades stands for it."""
    grades = {one.id: one for one in plan.all(Grade)}
    areas = {one.id: one for one in plan.all(JudgementArea)}
    given = plan.rows("SELECT area, grade FROM judgement WHERE inspection = ?", [inspection.id])
    overall = [grades[grade] for area, grade in given if areas[area].overall]
    if overall:
        return overall[0], f"graded {overall[0].name.lower()}"
    if any(area.overall for area in areas.values() if area.framework == inspection.framework) or not given:
        return None
    lowest = max((grades[grade] for _, grade in given), key=lambda one: one.level)
    return lowest, f"graded {lowest.name.lower()} (here the lowest grade, since no overall one is given)"


def _reports(plan: Plan, today: date) -> list[Forecast]:
    """When the report of an inspection may be published that has ended."""
    families, measured = _families(), rule_files.intervals()
    codes = {one.id: one.code for one in plan.all(Framework)} | {one.id: one.code for one in plan.all(InspectionType)}
    calendar = calendar_of(plan)
    found = []
    for one in plan.all(Inspection, "t.fieldwork_end IS NOT NULL AND t.published IS NULL", order="t.number"):
        wait = measured.report(families.get(codes[one.framework], ""), codes[one.type])
        if wait is None or one.fieldwork_end is None or one.fieldwork_end > today:
            continue
        likely = add_working_days(one.fieldwork_end, wait.median_working_days, calendar)
        last = add_working_days(one.fieldwork_end, wait.most_working_days, calendar)
        name = inspections.name_of(plan, one)
        sentence = (
            f"Reports came out {wait.median_working_days} working days after fieldwork (median), nine of ten within "
            f"{wait.most_working_days}: after {in_words(one.fieldwork_end)} that is {in_words(likely)}, "
            f"and {in_words(last)}."
        )
        opens = max(likely, today)
        found.append(
            Forecast(
                one, f"Report of {name}", "measured", likely, last, likely, sentence, measured.source, None, opens,
                areas_open_on(plan, opens, today),
            )
        )  # fmt: skip
    return found


def _families() -> dict[str, str]:
    return {file.code: file.family or file.code for file in framework_files.built_in()}
