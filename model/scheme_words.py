"""A rating scheme in words: the key of every paper, and what the window says of the rules in force.

The one place for these words. What a colour means is said twice: in the council's own words, and by the rule
that gives it, with the scheme's numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from model.records import RATINGS
from model.scheme_files import IMPACT_CASES, Colour, Impact, Scheme, when_late
from model.wording import listed, plural, sentence_case

CASE_WORDS: Mapping[str, str] = {
    "embedded": "Embedded, with evidence, sign-off and re-check",
    "complete": "Complete, and not embedded",
    "reprogrammed": "Date moved, and it is said who agreed it",
    "not started": "Not started, and not due",
    "on hold": "On hold",
    "no date": "Without an agreed date",
    "closed": "Superseded",
    "part complete": "Area: some done, the others not due",
    "no actions": "Area without an action",
    "sustained": "Sustained",
    "at target": "At target",
    "moving": "Moving",
    "not moving": "Not moving",
    "worse": "Worse",
    "no data": "No evidence shows it",
}
"""Each case of a scheme as a person is asked about it."""

MOVED_CHOICES: Mapping[str, str] = {
    "agreed date": "Against the date agreed now, with a mark",
    "first agreed date": "Against the date first agreed",
    "own word": "By a word of its own, while the new date is ahead",
}
"""How a date that was moved can be rated."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One colour of a scheme as a key prints it."""

    value: str  # RATINGS
    word: str
    meaning: str  # in the council's words
    rule: str  # which cases take it, with the limits; a sentence

    @property
    def text(self) -> str:
        return f"{_ended(self.meaning)} {self.rule}".strip()


def best_first(part: Scheme | Impact) -> list[Colour]:
    """The colours that are used, in the order in which a key and a choice list them."""
    return sorted(part.colours, key=lambda colour: RATINGS.index(colour.value))


def delivery_key(scheme: Scheme) -> tuple[KeyLine, ...]:
    """The colours of the delivery rating, best first."""
    return _key(scheme, _clauses(scheme))


def impact_key(scheme: Scheme) -> tuple[KeyLine, ...]:
    """The colours of the impact rating, best first."""
    impact = scheme.impact
    shown: dict[tuple[str, str], list[str]] = {}
    for case in IMPACT_CASES:
        shown.setdefault(impact.case(case), []).append(case)
    clauses = []
    for (colour, word), cases in shown.items():
        evidence = listed((f"“{case}”" for case in cases if case != "no data"), "or")
        said = [f"the latest evidence shows {evidence}"] if evidence else []
        said += ["no evidence shows whether it works"] if "no data" in cases else []
        clauses.append((colour, word, ", or ".join(said)))
    return _key(impact, clauses)


def late_words(scheme: Scheme) -> str:
    """When an action is late, and when it is due soon."""
    soon = plural(scheme.limits.due_soon_days, "day")
    return (
        "An action is late when it is open and its agreed date has passed, and due soon in the last "
        f"{soon} before that date."
    )


def moved_words(scheme: Scheme) -> str:
    """How a date that was moved is rated."""
    colour, word = scheme.case(when_late(scheme))
    late = (
        f"One that was late when its date was moved is {colour} ({word}) at best until it is delivered, and is marked."
    )
    if scheme.moved == "first agreed date":
        return (
            "An action whose date was moved is still rated against the date first agreed; the date agreed now counts "
            f"as a forecast. {late}"
        )
    if scheme.moved == "own word":
        colour, word = scheme.case("reprogrammed")
        return (
            f"An action whose date was moved, and of which it is said who agreed it, is {colour} ({word}) while "
            f"the new date is ahead. {late}"
        )
    return f"An action whose date was moved is rated against the date agreed now, and is marked as moved. {late}"


def colours_in_words(part: Scheme | Impact) -> str:
    """As in "red, amber, green and grey"."""
    used = {one.value for one in part.colours}
    return listed(value for value in ("red", "amber", "green", "blue", "grey") if value in used)


def fallback_words(part: Scheme | Impact) -> str:
    """What colours that are not used are shown as, where there are any; a sentence or nothing."""
    used = {one.value for one in part.colours}
    gone = [value for value in ("blue", "grey") if value not in used]
    said = [f"{value} as {part.shown(value)} ({part.word(value)})" for value in gone]
    return f"A rating set by hand in a colour that is not used is kept, and shown: {listed(said)}." if said else ""


def _clauses(scheme: Scheme) -> list[tuple[str, str, str]]:
    """Colour, word, and what takes them, in the order in which a key reads."""
    limits = scheme.limits
    red, alone = plural(limits.red_after_days, "day"), plural(limits.late_without_forecast_days, "day")
    embedded, complete = scheme.case("embedded"), scheme.case("complete")
    by_first = scheme.moved == "first agreed date"
    due = "the date first agreed" if by_first else "the agreed date"
    late = f"past {due}" if by_first else "late"
    slip = f"more than {plural(limits.slip_days, 'day')} " if limits.slip_days else ""
    not_embedded = "complete" if embedded == complete else "complete, and not yet embedded"
    found = [
        (*scheme.case("on track"), "in progress and forecast in time"),
        (*embedded, "complete, with evidence, signed off by a second person, and to be checked again"),
        (*complete, not_embedded),
        (*scheme.case("not started"), "not started and not due"),
    ]
    if limits.late_without_forecast_days < limits.red_after_days:
        found += [
            (*scheme.case("behind"), f"{late} by up to {red} with a forecast ahead, or by up to {alone} without one"),
            (*scheme.case("off track"), f"{late} by more than {red}"),
            (*scheme.case("off track"), f"{late} by more than {alone} with no forecast ahead"),
        ]
    else:
        found += [
            (*scheme.case("behind"), f"{late} by up to {red}"),
            (*scheme.case("off track"), f"{late} by more than {red}"),
        ]
    found += [
        (*scheme.case("behind"), f"forecast {slip}after {due}"),
        (*scheme.case("behind"), f"not started {plural(limits.late_start_days, 'day')} after its start"),
    ]
    if scheme.moved == "own word":
        found += [
            (*scheme.case("reprogrammed"), "moved to a date that is ahead, and it is said who agreed it"),
            (*scheme.case("behind"), "moved, and nobody is named who agreed it"),
        ]
    found += [
        (*scheme.case(when_late(scheme)), "late when its date was moved, until it is delivered"),
        (*scheme.case("on hold"), "on hold"),
        (*scheme.case("no date"), "without an agreed date"),
        (*scheme.case("closed"), "superseded"),
        (*scheme.case("part complete"), "of an area: some actions done and the others not due"),
        (*scheme.case("no actions"), "of an area: without an action"),
    ]
    return found


def _key(part: Scheme | Impact, clauses: Iterable[tuple[str, str, str]]) -> tuple[KeyLine, ...]:
    by_colour: dict[str, list[str]] = {}
    for colour, word, text in clauses:
        own = part.word(colour)
        by_colour.setdefault(colour, []).append(text if word == own else f"{text} (“{word}”)")
    return tuple(
        KeyLine(one.value, one.word, one.meaning, _sentence(by_colour.get(one.value, ()))) for one in best_first(part)
    )


def _sentence(clauses: Iterable[str]) -> str:
    said = "; ".join(clauses)
    return f"{sentence_case(said)}." if said else "It is set by hand alone."


def _ended(text: str) -> str:
    return text if text.rstrip().endswith((".", "!", "?")) else f"{text}."
