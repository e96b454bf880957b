"""How a deadline explains itself: rule and source, day 0, each holiday left out, the count, what the letter prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from model.dates import Due
from model.printed_dates import Compared
from model.records import DeadlineRule, InspectionDeadline
from model.wording import a, days_late, due_in, in_words, listed, month_in_words, plural, sentence_case, with_weekday

TRIGGERS: Mapping[str, tuple[str, str]] = {
    "received": ("received", "the day the report was received"),
    "published": ("published", "the day of publication"),
    "notified": ("notified", "the day of notification"),
    "fieldwork starts": ("fieldwork_start", "the first day of fieldwork"),
    "fieldwork ends": ("fieldwork_end", "the last day of fieldwork"),
}

LONG_PAST = 365
"""Days after which a deadline without an entry is history that nobody entered, and not late."""


def standing(
    day: date | None,
    first: date | None,
    met_on: date | None,
    not_owed: bool,
    expected: bool,
    rule: DeadlineRule,
    outcome_known: bool,
    today: date,
) -> tuple[str, str]:
    """How a deadline stands on a day, as ``StatutoryDate.standing``, and in words for a list."""
    if not_owed:
        return "not owed", "does not apply"
    if met_on is not None and expected:
        return "met", f"took place on {in_words(met_on)}"
    if met_on is not None:
        return "met", f"met on {in_words(met_on)}{against(met_on, day)}"
    if day is None:
        return "waiting", waits_for(rule, outcome_known)
    left = (day - today).days
    if expected:
        if left < 0:
            return "waiting", f"was expected by {about(day, rule)}; no such inspection is entered"
        if first is not None and first <= today:
            return "coming", f"can come now, until {in_words(day)}"
        if first is not None:
            return "coming", f"expected from {in_words(first)}"
        return "coming", f"expected about {about(day, rule)}"
    if left < -LONG_PAST:
        return "waiting", f"was due on {in_words(day)}; whether it was met is not entered"
    return ("late", days_late(-left)) if left < 0 else ("coming", due_in(left))


def waits_for(rule: DeadlineRule, outcome_known: bool) -> str:
    if not outcome_known:
        return "waiting: enter the outcome of the inspection"
    if rule.length is None:
        return "waiting: give the date that the letter prints"
    return f"waiting: give {TRIGGERS[rule.counts_from][1]}"


def about(day: date, rule: DeadlineRule) -> str:
    return month_in_words(day) if rule.approximate and not (rule.months_before or rule.months_after) else in_words(day)


def against(met_on: date, day: date | None) -> str:
    if day is None or met_on == day:
        return ""
    days = abs((met_on - day).days)
    return f", {plural(days, 'day')} {'early' if met_on < day else 'late'}"


def sentence(
    rule: DeadlineRule,
    computed: Due | None,
    day: date | None,
    first: date | None,
    printed: date | None,
    entered: InspectionDeadline | None,
    compared: Compared | None,
    words: str,
    standing: str,
) -> str:
    if standing == "not owed" and entered is not None:
        return f"It does not apply: {(entered.note or 'no reason is given').rstrip('.')}."
    if printed is not None:
        said = f"The letter prints {with_weekday(printed)}."
        return f"{said} {compared.sentence}" if compared is not None else said
    if computed is None or day is None:
        return f"{sentence_case(words)}."
    if first is not None:
        return f"Between {in_words(first)} and {in_words(day)}: {computed.rule}."
    if rule.approximate:
        return f"About {about(day, rule)}: {computed.rule}."
    return sentence_case(computed.sentence)


def rule_line(rule: DeadlineRule) -> str:
    period = plural(rule.length, (rule.unit or "").removesuffix("s")) if rule.length is not None else "no set period"
    if rule.counts_from in TRIGGERS:
        from_what = f"from {TRIGGERS[rule.counts_from][1]}"
    else:
        from_what = f"{'before' if rule.unit == 'clear days' else 'after'} {a(rule.counts_from)}"
    checked = f"checked on {in_words(rule.checked_on)}" if rule.checked_on else "not checked"
    source = f" {rule.authority} ({checked})." if rule.authority else f" No source is given ({checked})."
    return f"Rule {rule.code}: {rule.name}, {period} {from_what}.{source}"


def left_out(rule: DeadlineRule, days_out: Sequence[tuple[date, str]]) -> tuple[str, ...]:
    if rule.unit not in ("working days", "clear days"):
        return ()
    days = listed(f"{in_words(day)} ({name})" for day, name in days_out)
    return (f"Left out: Saturdays, Sundays and {days}." if days else "Left out: Saturdays and Sundays.",)


def explained(
    rule: DeadlineRule,
    start: date | None,
    start_what: str,
    days_out: Sequence[tuple[date, str]],
    computed: Due | None,
    day: date | None,
    first: date | None,
    entered: InspectionDeadline | None,
    compared: Compared | None,
    weekday_note: str | None,
    meeting_words: str | None,
    receipt_unknown: bool,
    otherwise: Sequence[str],
    owed_by: str | None,
    words: str,
) -> tuple[str, ...]:
    lines = [rule_line(rule)]
    if start is not None:
        lines.append(f"Day 0: {with_weekday(start)}, {start_what}.")
        if rule.counts_from == "received" and receipt_unknown:
            lines.append("Give the day of receipt, which may be earlier, and the count begins there.")
    if computed is not None:
        if rule.unit == "working days":
            lines += left_out(rule, days_out)
            lines.append(f"Working day {rule.length} is {with_weekday(computed.day)}.")
        else:
            lines.append(sentence_case(computed.sentence))
        if first is not None and day is not None:
            before, after = plural(rule.months_before, "month"), plural(rule.months_after, "month")
            lines.append(
                f"The window is from {before} before it to {after} after it: {in_words(first)} to {in_words(day)}."
            )
        if computed.note and rule.unit == "working days":
            lines.append(computed.note)
        lines += otherwise
    if entered is not None and entered.printed_day is not None:
        quoted = f" (“{entered.printed}”)" if entered.printed else ""
        page = f", on page {entered.page}" if entered.page else ""
        lines.append(f"The letter prints {with_weekday(entered.printed_day)}{quoted}{page}; the printed date wins.")
        if compared is not None:
            lines.append(compared.sentence)
        if weekday_note:
            lines.append(weekday_note)
    elif rule.approximate:
        lines.append("This date is approximate.")
    if owed_by:
        lines.append(f"Owed by the principal authority that the letter names: {owed_by}.")
    if meeting_words:
        lines.append(meeting_words)
    if rule.note:
        lines.append(rule.note)
    lines.append(f"{sentence_case(words)}." + (f" {entered.note}" if entered and entered.note else ""))
    return tuple(lines)
