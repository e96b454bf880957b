"""How a deadline explains itself: rule and source, day 0, each holiday left out, the count, what the letter prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from model.dates import Due
from model.printed_dates import Compared
from model.records import DeadlineRule, InspectionDeadline
from model.wording import a, in_words, listed, month_in_words, plural, sentence_case, with_weekday

TRIGGERS: Mapping[str, tuple[str, str]] = {
    "received": ("received", "the day the report was received"),
    "published": ("published", "the day of publication"),
    "notified": ("notified", "the day of notification"),
    "fieldwork starts": ("fieldwork_start", "the first day of fieldwork"),
    "fieldwork ends": ("fieldwork_end", "the last day of fieldwork"),
}


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
    if meeting_words:
        lines.append(meeting_words)
    if rule.note:
        lines.append(rule.note)
    lines.append(f"{sentence_case(words)}." + (f" {entered.note}" if entered and entered.note else ""))
    return tuple(lines)
