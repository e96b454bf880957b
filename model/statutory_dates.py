"""What is due after each inspection and before each meeting, by the rules of the plan; each date explains itself.

Day 0 is the day of receipt. Where only the day of publication is known the count begins there and says
so; where neither is, the deadline waits for it. A date that the letter prints wins, and the computed one
stands beside it. Some dates are owed by nobody: a window in which the inspectorate is *expected*.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from model import deadline_rules, deadline_words, framework_files, inspections, meetings, printed_dates
from model.calendar_days import calendar_of
from model.dates import Calendar, Due, Period, skipped
from model.dates.months import add_months
from model.deadline_words import TRIGGERS
from model.errors import Refused
from model.printed_dates import Compared
from model.records import Body, DeadlineRule, Framework, Inspection, InspectionDeadline, InspectionType, Meeting
from model.rule_files import OF_MEETINGS, Applies
from model.store.plan import Plan
from model.wording import due_in, in_words, plural, with_weekday

NEAR = 10
"""Years from its inspection within which a printed date is believed."""

_CUSTOM = "The law is about committees and the cabinet; a board is counted in the same way by custom."


@dataclass(frozen=True, slots=True, kw_only=True)
class StatutoryDate:
    """One date that a rule gives, or that a letter prints where a rule gives one.

    ``day`` counts: the printed one where there is one. ``first`` is the first day of a window, ``day`` then its
    last. ``standing`` is late, coming, met, not owed, or waiting (for a day, for the outcome, or to be told whether
    it was met). ``expected``: the inspectorate comes; such a date is never late. ``explanation`` is everything, a
    sentence a line; ``sentence`` the shortest that holds the count.
    """

    key: str  # "R2 018f…": the rule's code and the id of the inspection or meeting
    rule: DeadlineRule
    inspection: Inspection | None
    meeting: Meeting | None = None
    what: str  # the rule's name
    of: str  # what it belongs to, by name
    counts_from: date | None = None  # day 0
    counts_from_what: str = ""
    day: date | None = None
    first: date | None = None
    computed: Due | None = None
    printed: date | None = None
    printed_words: str | None = None
    difference: str | None = None
    difference_days: int | None = None  # working days, printed less computed
    weekday_note: str | None = None
    skipped: tuple[tuple[date, str], ...] = ()
    standing: str
    words: str  # "due in 12 days", "3 days late", "met on 4 May 2023"
    days_left: int | None = None
    met_on: date | None = None
    note: str | None = None  # what was entered beside it: why it is not owed
    expected: bool = False
    sentence: str
    explanation: tuple[str, ...] = ()
    last_meeting: Meeting | None = None
    last_meeting_papers: date | None = None
    last_meeting_sentence: str | None = None

    @property
    def id(self) -> str:
        return self.key

    @property
    def approximate(self) -> bool:
        return self.rule.approximate and self.printed is None


def of_inspection(plan: Plan, inspection: Inspection | str, today: date) -> list[StatutoryDate]:
    """What is due after one inspection, in the order of the rules."""
    one = plan.get(Inspection, inspection) if isinstance(inspection, str) else inspection
    return _Reading(plan, today).of_inspection(one)


def of_meeting(plan: Plan, meeting: Meeting | str, today: date) -> list[StatutoryDate]:
    """What is due before or after one meeting: its papers, and whatever other rules count from a meeting."""
    one = plan.get(Meeting, meeting) if isinstance(meeting, str) else meeting
    return _Reading(plan, today).of_meeting(one)


def all_of(plan: Plan, today: date, *, with_meetings: bool = False) -> list[StatutoryDate]:
    """What is due after every inspection; ``with_meetings`` adds what is due for every meeting.

    By day, those without one last.
    """
    reading = _Reading(plan, today)
    found = [date for one in inspections.in_order(plan) for date in reading.of_inspection(one)]
    if with_meetings:
        found += [date for one in plan.all(Meeting, order="t.on_day, t.id") for date in reading.of_meeting(one)]
    return sorted(found, key=lambda one: one.day or date.max)


def find(plan: Plan, key: str, today: date) -> StatutoryDate | None:
    """The date with that key; None where its rule no longer gives one."""
    record = key.partition(" ")[2]
    reading = _Reading(plan, today)
    inspection, meeting = plan.find(Inspection, record), plan.find(Meeting, record)
    found = reading.of_inspection(inspection) if inspection else reading.of_meeting(meeting) if meeting else []
    return next((one for one in found if one.key == key), None)


class _Reading:
    """One reading of a plan on one day: what every date needs to know, asked once."""

    def __init__(self, plan: Plan, today: date) -> None:
        self.plan, self.today = plan, today
        self.calendar: Calendar = calendar_of(plan)
        self.rules = deadline_rules.readable(plan)
        self.entered = {(one.inspection, one.rule): one for one in plan.all(InspectionDeadline)}
        self.frameworks = {one.id: one.code for one in plan.all(Framework)}
        self.types = {one.id: one.code for one in plan.all(InspectionType)}
        self.inspections = plan.all(Inspection)
        self.names = inspections.names(plan)
        self.meeting_names = meetings.names(plan)
        self.bodies = {one.id: one for one in plan.all(Body)}
        self.approving = [one for one in plan.all(Meeting, order="t.on_day, t.id") if self.bodies[one.body].approves]
        self.family = {file.code: file.family or file.code for file in framework_files.built_in()}
        self.stated: dict[tuple[str, str], list[tuple[date, str]]] = {}
        for row, field, value, title in plan.rows(
            """SELECT v.inspection, v.field, v.value, d.title FROM stated_value AS v
            LEFT JOIN document AS d ON d.id = v.document WHERE v.value IS date(v.value) ORDER BY v.value"""
        ):
            self.stated.setdefault((row, field), []).append((date.fromisoformat(value), title or "A document"))
        self.kinds: dict[str, set[str]] = {}
        for row, kind in plan.rows(
            """SELECT s.inspection, a.kind FROM source AS s JOIN area AS a ON a.id = s.area
            WHERE s.inspection IS NOT NULL"""
        ):
            self.kinds.setdefault(row, set()).add(kind)
        self.grades: dict[str, list[tuple[str, bool]]] = {}
        for row, grade, overall in plan.rows(
            """SELECT j.inspection, g.code, a.overall FROM judgement AS j JOIN grade AS g ON g.id = j.grade
            JOIN judgement_area AS a ON a.id = j.area"""
        ):
            self.grades.setdefault(row, []).append((grade, bool(overall)))

    # --- which rules

    def of_inspection(self, inspection: Inspection) -> list[StatutoryDate]:
        found = []
        for rule, applies in self.rules:
            entered = self.entered.get((inspection.id, rule.code))
            if rule.counts_from in OF_MEETINGS or (not rule.in_use and entered is None):
                continue
            fits = self._fits(inspection, applies)
            if fits is False and entered is None:
                continue
            if fits is None and (rule.approximate or applies.expected):
                continue  # which window it will be hangs on the outcome: nothing to wait for by day
            if rule.length is None and applies.expected and entered is None:
                continue  # kept for its words
            found.append(self._date(inspection, rule, applies, entered, outcome_known=fits is not None))
        return found

    def of_meeting(self, meeting: Meeting) -> list[StatutoryDate]:
        body = self.bodies[meeting.body]
        return [
            self._of_meeting(meeting, rule)
            for rule, applies in self.rules
            if rule.counts_from in OF_MEETINGS
            and rule.in_use
            and rule.length is not None
            and (not applies.bodies or body.kind in applies.bodies)
            and (not applies.approves or body.approves)
        ]

    def _fits(self, inspection: Inspection, applies: Applies) -> bool | None:
        """Whether a rule is of this inspection; None where that hangs on an outcome that is not entered."""
        code = self.frameworks[inspection.framework]
        if applies.frameworks and not {code, self.family.get(code, code)} & set(applies.frameworks):
            return False
        if applies.types and self.types[inspection.type] not in applies.types:
            return False
        if applies.kinds and not self.kinds.get(inspection.id, set()) & set(applies.kinds):
            return False
        if applies.outcomes:
            given = self.grades.get(inspection.id, [])
            overall = [grade for grade, is_overall in given if is_overall] or [grade for grade, _ in given]
            if not overall:
                return None if inspection.graded else False
            return bool(set(overall) & set(applies.outcomes))
        return True

    # --- one date of an inspection

    def _date(
        self,
        inspection: Inspection,
        rule: DeadlineRule,
        applies: Applies,
        entered: InspectionDeadline | None,
        *,
        outcome_known: bool,
    ) -> StatutoryDate:
        start, start_what = self._day_zero(inspection, rule)
        computed = first = None
        left_out: tuple[tuple[date, str], ...] = ()
        if start is not None and rule.length is not None and rule.unit is not None and outcome_known:
            computed = _counted(rule.length, rule.unit, start, start_what, self.calendar)
            if rule.unit == "working days":
                left_out = _skipped(start, computed.day, self.calendar)
        printed = entered.printed_day if entered else None
        day = printed or (computed.day if computed else None)
        if printed is None and computed is not None and (rule.months_before or rule.months_after):
            first, day = add_months(computed.day, -rule.months_before), add_months(computed.day, rule.months_after)
        compared = self._compared(rule, start, computed, printed, inspection.received is not None)
        met_on = entered.met_on if entered else None
        if met_on is None and applies.expected:
            met_on = self._answered(inspection, applies)
        not_owed = bool(entered and entered.not_owed)
        standing, words = deadline_words.standing(
            day, first, met_on, not_owed, applies.expected, rule, outcome_known, self.today
        )
        last, papers, meeting_words = None, None, None
        if applies.approval and day is not None and standing in ("late", "coming"):
            last, papers, meeting_words = self._last_meeting(day, start)
        sentence = deadline_words.sentence(rule, computed, day, first, printed, entered, compared, words, standing)
        noted = printed_dates.weekday_note(entered.printed, printed, self.calendar) if entered and printed else None
        otherwise = self._otherwise(inspection, rule, start) if computed is not None else []
        explanation = deadline_words.explained(
            rule, start, start_what, left_out, computed, day, first, entered, compared, noted, meeting_words,
            inspection.received is None, otherwise, None if applies.expected else inspection.principal_authority, words,
        )  # fmt: skip
        return StatutoryDate(
            key=f"{rule.code} {inspection.id}", rule=rule, inspection=inspection, what=rule.name,
            of=self.names[inspection.id], counts_from=start, counts_from_what=start_what, day=day, first=first,
            computed=computed, printed=printed, printed_words=entered.printed if entered else None,
            difference=compared.sentence if compared and compared.word != "exact" else None,
            difference_days=compared.days if compared else None, weekday_note=noted, skipped=left_out,
            standing=standing, words=words, days_left=(day - self.today).days if day else None, met_on=met_on,
            note=entered.note if entered else None, expected=applies.expected, sentence=sentence,
            explanation=explanation, last_meeting=last, last_meeting_papers=papers,
            last_meeting_sentence=meeting_words,
        )  # fmt: skip

    def _otherwise(self, inspection: Inspection, rule: DeadlineRule, start: date | None) -> list[str]:
        """What the date would be by another day that some document gives for day 0, a sentence each."""
        column, what = TRIGGERS[rule.counts_from]
        if column == "received" and inspection.received is None:
            column, what = TRIGGERS["published"]
        if rule.length is None or rule.unit is None:
            return []
        said = []
        for day, title in self.stated.get((inspection.id, column), []):
            if day != start:
                due = _counted(rule.length, rule.unit, day, "", self.calendar).day
                said.append(f"{title} gives {in_words(day)} as {what}: from there it would be {with_weekday(due)}.")
        return said

    def _day_zero(self, inspection: Inspection, rule: DeadlineRule) -> tuple[date | None, str]:
        column, what = TRIGGERS[rule.counts_from]
        day: date | None = getattr(inspection, column)
        if day is None and rule.counts_from == "received" and inspection.published is not None:
            return inspection.published, "publication; the day of receipt is not entered"
        return day, what if day is None else what.removeprefix("the day of ")

    def _compared(
        self, rule: DeadlineRule, start: date | None, computed: Due | None, printed: date | None, received_known: bool
    ) -> Compared | None:
        if printed is None or computed is None or start is None:
            return None
        if rule.unit == "working days" and rule.length is not None:
            return printed_dates.compare_working_days(
                printed, computed.day, start, rule.length, self.calendar, received_known=received_known
            )
        return printed_dates.compare(printed, computed.day)

    def _answered(self, inspection: Inspection, applies: Applies) -> date | None:
        """The first day of the first later inspection of which an expectation spoke."""
        since = inspections.about(inspection)
        if since is None:
            return None
        later = [
            day
            for one in self.inspections
            if one.id != inspection.id
            and self._family_and_type(one) in applies.answered_by
            and (day := inspections.about(one)) is not None
            and since < day <= self.today
        ]
        return min(later, default=None)

    def _family_and_type(self, inspection: Inspection) -> str:
        code = self.frameworks[inspection.framework]
        return f"{self.family.get(code, code)}/{self.types[inspection.type]}"

    # --- meetings

    def _last_meeting(self, day: date, start: date | None) -> tuple[Meeting | None, date | None, str]:
        """The last approving meeting before a day, from day 0 on; when its papers are due; and both in words."""
        if not any(body.approves for body in self.bodies.values()):
            return None, None, "No body of this plan is marked as one that can approve it."
        before = [one for one in self.approving if one.on_day < day and (start is None or start <= one.on_day)]
        if not before:
            return None, None, f"No meeting that can approve it stands in the plan before {in_words(day)}."
        last = before[-1]
        papers = meetings.papers_due(last, self.calendar).day
        name = self.meeting_names[last.id]
        if last.on_day < self.today:
            return last, papers, f"The last meeting before it that could approve it was {name}; no other is entered."
        past = "were" if papers < self.today else "are"
        words = f"The last meeting before it that can approve it is {name}; its papers {past} due on"
        return last, papers, f"{words} {with_weekday(papers)}."

    def _of_meeting(self, meeting: Meeting, rule: DeadlineRule) -> StatutoryDate:
        assert rule.length is not None
        assert rule.unit is not None
        name, held = self.meeting_names[meeting.id], with_weekday(meeting.on_day)
        printed = None
        left_out: tuple[tuple[date, str], ...] = ()
        if rule.unit == "clear days":
            computed = meetings.clear_days(meeting.on_day, rule.length, self.calendar)
            left_out = _skipped(computed.day, meeting.on_day - timedelta(days=1), self.calendar)
        else:
            computed = _counted(rule.length, rule.unit, meeting.on_day, "the meeting", self.calendar)
        sentence, day = computed.sentence, computed.day
        if rule.code == deadline_rules.PAPERS:
            due = meetings.papers_due(meeting, self.calendar)
            day, sentence = due.day, due.sentence
            printed = None if due.worked_out else due.day
        custom = (_CUSTOM,) if rule.statutory and self.bodies[meeting.body].kind in ("board", "other") else ()
        left = (day - self.today).days
        if left >= 0:
            standing, words = "coming", due_in(left)
        else:  # nobody enters that papers went out
            standing, words = "met", f"was {in_words(day)}"
        return StatutoryDate(
            key=f"{rule.code} {meeting.id}", rule=rule, inspection=None, meeting=meeting, what=rule.name, of=name,
            counts_from=meeting.on_day, counts_from_what="the meeting", day=day, computed=computed, printed=printed,
            skipped=left_out, standing=standing, words=words, days_left=left, sentence=sentence,
            explanation=(
                deadline_words.rule_line(rule), f"Day 0: {held}, the meeting.",
                *deadline_words.left_out(rule, left_out), sentence, *custom,
            ),
        )  # fmt: skip


@lru_cache(maxsize=4096)
def _counted(length: int, unit: str, start: date, named: str, calendar: Calendar) -> Due:
    """Counting goes day by day, and the same dates are asked for after every act."""
    return Period(length, unit).from_day(start, named, calendar)


@lru_cache(maxsize=4096)
def _skipped(first: date, last: date, calendar: Calendar) -> tuple[tuple[date, str], ...]:
    return skipped(first, last, calendar)


# --- verbs: what is known of one deadline beside its rule


def set_printed(
    plan: Plan,
    inspection: str,
    rule: str,
    words: str | None = None,
    day: date | None = None,
    *,
    page: int | None = None,
    document: str | None = None,
) -> None:
    """Give the date that the letter prints; it wins over the computed one. ``rule`` is a code.

    ``words`` as printed ("by Friday 18 April 2023"); without ``day`` the day is read from them. With neither the
    printed date is taken away, and its page and document with it; otherwise those stay unless others are given.
    Refused: words from which no one day can be read, where no day is given; a day a century off.
    """
    words = " ".join((words or "").split()) or None
    if words is not None and day is None:
        day = printed_dates.read_day(words)
    _check_near(plan, inspection, rule, day)
    values: dict[str, Any] = {"printed": words, "printed_day": day}
    values |= {name: value for name, value in (("page", page), ("document", document)) if value or day is None}
    _write(plan, inspection, rule, f"Set the printed date of {_named(plan, inspection, rule)}", **values)


def set_met(plan: Plan, inspection: str, rule: str, on_day: date | None) -> None:
    """Say on which day a deadline was met; None: not yet. Refused: a day before fieldwork began."""
    first = plan.get(Inspection, inspection).fieldwork_start
    if on_day is not None and first is not None and on_day < first:
        raise Refused(f"It cannot have been met before fieldwork began, on {in_words(first)}.", field="met_on")
    act = f"Set the day of {_named(plan, inspection, rule)}"
    _write(plan, inspection, rule, act, met_on=on_day)


def set_not_owed(plan: Plan, inspection: str, rule: str, reason: str) -> None:
    """Say that a deadline does not apply to this inspection, and why. Refused without a reason."""
    reason = " ".join(reason.split())
    if not reason:
        raise Refused("Say why it does not apply.", field="note")
    act = f"Set aside {_named(plan, inspection, rule)}"
    _write(plan, inspection, rule, act, not_owed=True, note=reason)


def set_owed(plan: Plan, inspection: str, rule: str) -> None:
    """Take back that a deadline does not apply."""
    act = f"Take up again {_named(plan, inspection, rule)}"
    _write(plan, inspection, rule, act, not_owed=False, note=None)


def set_note(plan: Plan, inspection: str, rule: str, note: str | None) -> None:
    """A note beside a deadline. Refused: none, where it says why the deadline does not apply."""
    note = " ".join((note or "").split()) or None
    entered = _entered(plan, inspection, rule)
    if note is None and entered is not None and entered.not_owed:
        raise Refused("Say why it does not apply.", field="note")
    _write(plan, inspection, rule, f"Edit the note of {_named(plan, inspection, rule)}", note=note)


def clear(plan: Plan, inspection: str, rule: str) -> None:
    """Forget what was entered of a deadline; its rule stays. Refused where nothing was."""
    entered = _entered(plan, inspection, rule)
    if entered is None:
        raise Refused("Nothing is entered of this deadline.")
    with plan.batch(f"Clear what was entered of {_named(plan, inspection, rule)}"):
        plan.remove("inspection_deadline", entered.id)


def _check_near(plan: Plan, inspection: str, rule: str, day: date | None) -> None:
    """A printed day lies within some years of its inspection; otherwise its year is a slip."""
    about = inspections.about(plan.get(Inspection, inspection))
    if day is None or about is None:
        return
    years = abs(day.year - about.year)
    if years > NEAR:
        name = deadline_rules.rule(plan, rule).name
        raise Refused(
            f"{in_words(day)} is {plural(years, 'year')} from the inspection; check the year of “{name}”.",
            field="printed_day",
        )


def _named(plan: Plan, inspection: str, rule: str) -> str:
    name = inspections.name_of(plan, plan.get(Inspection, inspection))
    return f"“{deadline_rules.rule(plan, rule).name}” of {name}"


def _entered(plan: Plan, inspection: str, rule: str) -> InspectionDeadline | None:
    found = plan.all(InspectionDeadline, "t.inspection = ? AND t.rule = ?", [inspection, rule])
    return found[0] if found else None


def _write(plan: Plan, inspection: str, rule: str, act: str, **values: Any) -> None:
    """Write beside a deadline; a row that says nothing any more goes."""
    entered = _entered(plan, inspection, rule)
    with plan.batch(act):
        if entered is None:
            if any(value is not None and value is not False for value in values.values()):
                plan.add("inspection_deadline", inspection=inspection, rule=rule, **values)
            return
        now = replace(entered, **values)
        if not (now.printed or now.printed_day or now.met_on or now.not_owed or now.note):
            plan.remove("inspection_deadline", entered.id)
        else:
            plan.change("inspection_deadline", entered.id, **values)
