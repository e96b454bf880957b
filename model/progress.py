"""What is late, and the two ratings that explain themselves: delivery and impact.

Pure functions of records and a given day. What the rules find is a *case* ("on track", "on hold", "embedded");
which colour and which word a case takes, and after how many days, is the plan's rating scheme
(``model/scheme_files.py``). A person may override a rating with a reason; what the rules suggest is kept beside it.

``model/ratings.py`` asks the same rules of a whole plan in SQL; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from model.agreed_dates import Moves
from model.records import OPEN_STATUSES, Action, Area, Evidence
from model.scheme_files import Colour, Impact, Rules, Scheme, usual, when_late
from model.wording import in_words, listed, plural

SHAPES: Mapping[str, str] = {
    "blue": "square",
    "green": "circle",
    "amber": "triangle",
    "red": "diamond",
    "grey": "ring",
}
"""The shape beside the colour and the word, so that colour is never the only sign."""

WORST_FIRST = ("red", "amber", "green", "blue", "grey")
"""The order in which ratings are looked at; grey last, since there is nothing to see yet."""

MOVED, MOVED_WHEN_LATE = "moved", "moved when late"
"""The marks of an open action whose agreed date was moved."""


def default_rules() -> Rules:
    """The limits of the usual scheme."""
    return usual().limits


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating as it is shown, and what the rules suggest where a person overrode them."""

    value: str  # RATINGS, one that the scheme uses
    word: str
    reason: str  # a sentence: "Delivery amber (Behind): the forecast is 14 days after the agreed date."
    suggested: str
    suggested_word: str
    overridden: bool = False
    because: str = ""  # the reason without its beginning
    mark: str = ""  # MOVED or MOVED_WHEN_LATE, where the scheme wants it told
    case: str = ""  # what the rules found of an action or of impact, in the words of scheme_files

    @property
    def text(self) -> str:
        """The word with its mark: "Behind, moved when late"."""
        return f"{self.word}, {self.mark}" if self.mark else self.word

    @property
    def shape(self) -> str:
        return SHAPES[self.value]

    @property
    def rank(self) -> int:
        """0 for red, the worst, to 4 for grey."""
        return WORST_FIRST.index(self.value)


# --- late


def is_open(action: Action) -> bool:
    return action.status in OPEN_STATUSES


def is_late(action: Action, today: date) -> bool:
    """Open, and the agreed date is before today. On the agreed date itself it is not late."""
    return days_late(action, today) > 0


def days_late(action: Action, today: date) -> int:
    """Days since the agreed date of an open action; 0 where it is not late."""
    if action.agreed is None or not is_open(action):
        return 0
    return max(0, (today - action.agreed).days)


def is_due_soon(action: Action, today: date, rules: Rules) -> bool:
    """Open, and agreed for today or one of the next ``due_soon_days`` days."""
    if action.agreed is None or not is_open(action):
        return False
    return today <= action.agreed <= today + timedelta(days=rules.due_soon_days)


# --- the delivery rating of an action


def delivery(action: Action, today: date, scheme: Scheme, evidence: int, moves: Moves | None = None) -> Rating:
    """Did we do it. ``evidence`` is how many pieces of evidence the action has, ``moves`` what its ledger tells."""
    case, because = _found(action, today, scheme, evidence)
    mark = ""
    if moves is not None and moves.times and is_open(action):
        if not action.on_hold:
            case, because = _after_moves(case, because, action, scheme, moves)
        told = scheme.moved == "agreed date" and moves.days != 0
        mark = MOVED_WHEN_LATE if moves.was_late else MOVED if told else ""
    return _rating("Delivery", scheme, case, because, action.delivery_override, action.delivery_reason, mark)


def missing_for_embedded(action: Action, evidence: int) -> list[str]:
    """What *embedded* still needs: evidence, a second person's sign-off, a re-check date."""
    missing = []
    if evidence == 0:
        missing.append("evidence")
    if action.signed_off_by is None or action.signed_off_by == action.owner:
        missing.append("the sign-off of someone other than its owner")
    if action.recheck_on is None:
        missing.append("a re-check date")
    return missing


def _found(action: Action, today: date, scheme: Scheme, evidence: int) -> tuple[str, str]:
    """The case, and why; what a moved date adds to it is not asked yet."""
    if action.status == "superseded":
        return "closed", "it was superseded"
    if action.status == "embedded":
        missing = missing_for_embedded(action, evidence)
        if missing:
            return "complete", f"it is complete, but to count as embedded it needs {listed(missing)}"
        if action.recheck_on is not None and action.recheck_on < today:
            return "complete", f"it was to be checked again on {in_words(action.recheck_on)}"
        return "embedded", f"it is embedded, with {plural(evidence, 'piece')} of evidence"
    if action.status == "complete":
        when = f" on {in_words(action.completed_on)}" if action.completed_on else ""
        return "complete", f"it was completed{when} and is not yet embedded"
    if action.on_hold:
        late = days_late(action, today)
        after = f", {plural(late, 'day')} after the agreed date" if late else ""
        return "on hold", f"it is on hold{after}"
    due, ends, first = due_day(action, scheme)
    if due is None:
        return "no date", "no date has been agreed"
    if due < today:
        return _found_late(action, due, ends, first, today, scheme.limits)
    return _found_in_time(action, due, ends, first, today, scheme.limits)


def due_day(action: Action, scheme: Scheme) -> tuple[date | None, date | None, bool]:
    """The day an action is rated against, the day it is expected to be done, and whether the first is the date
    first agreed in place of the one agreed now.

    Where a scheme goes by the first date, a date agreed since is what is expected of it: a forecast.
    """
    first, agreed = action.first_agreed, action.agreed
    if scheme.moved == "first agreed date" and first is not None and (agreed is None or first < agreed):
        return first, action.forecast or agreed, True
    return agreed, action.forecast, False


def _found_late(
    action: Action, due: date, ends: date | None, first: bool, today: date, limits: Rules
) -> tuple[str, str]:
    late = (today - due).days
    because = f"it is {plural(late, 'day')} {'past the date first agreed' if first else 'late'}"
    if ends is None:
        recovery = "no forecast is given"
    elif ends < today:
        recovery = f"its {_called(action, first)} of {in_words(ends)} has passed"
    else:
        recovery = ""
    if late > limits.red_after_days:
        also = f" and {recovery}" if recovery else ""
        return "off track", f"{because}{also} (red after {plural(limits.red_after_days, 'day')})"
    if recovery:
        limit = f"(red after {plural(limits.late_without_forecast_days, 'day')} without a forecast)"
        case = "off track" if late > limits.late_without_forecast_days else "behind"
        return case, f"{because} and {recovery} {limit}"
    assert ends is not None
    to = "moved to" if first and action.forecast is None else "forecast for"
    return "behind", f"{because} and {to} {in_words(ends)} (red after {plural(limits.red_after_days, 'day')})"


def _called(action: Action, first: bool) -> str:
    return "new date" if first and action.forecast is None else "forecast"


def _found_in_time(
    action: Action, due: date, ends: date | None, first: bool, today: date, limits: Rules
) -> tuple[str, str]:
    if ends is not None and ends < today:
        return "behind", f"its {_called(action, first)} of {in_words(ends)} has passed"
    if ends is not None and (ends - due).days > limits.slip_days:
        after = f"{plural((ends - due).days, 'day')} after the {'date first agreed' if first else 'agreed date'}"
        return "behind", f"the {_called(action, first)} is {after}{_beyond(limits.slip_days)}"
    if action.status == "not started":
        if action.start is not None and (today - action.start).days > limits.late_start_days:
            because = f"it was to start on {in_words(action.start)} and has not started"
            return "behind", f"{because}{_beyond(limits.late_start_days)}"
        return "not started", f"it has not started and is not due until {in_words(due)}"
    return "on track", f"it is in progress and due on {in_words(due)}"


def _beyond(days: int) -> str:
    return f" (amber after {plural(days, 'day')})" if days else " (amber from the first day)"


def _after_moves(case: str, because: str, action: Action, scheme: Scheme, moves: Moves) -> tuple[str, str]:
    """The case once it is known that the date moved: what was late stays marked until it is delivered."""
    good = case in ("on track", "not started", "no date")
    if moves.was_late and (good or (case == "behind" and scheme.moved_late == "red")):
        found = when_late(scheme)
        on = f" on {in_words(moves.was_late_on)}" if moves.was_late_on else ""
        colour, _ = scheme.case(found)
        was = f"it was {plural(moves.was_late, 'day')} late when its date was moved{on}"
        return found, f"{was} ({colour} until it is delivered)"
    if scheme.moved == "own word" and case in ("on track", "not started"):
        assert action.agreed is not None
        moved = f"its date was moved to {in_words(action.agreed)}"
        if moves.agreed_by is not None:
            return "reprogrammed", f"{moved}, agreed by {moves.agreed_by}"
        return "behind", f"{moved}, and nobody is named who agreed it"
    return case, because


# --- an area


@dataclass(frozen=True, slots=True)
class ActionCounts:
    """The actions of an area, by delivery rating: those open, and all of them."""

    open: Mapping[str, int]
    all: Mapping[str, int]
    superseded: int = 0  # among all, and not counted as work to do


def area_delivery(area: Area, counts: ActionCounts, scheme: Scheme) -> Rating:
    """The worst open action decides, never an average: an area with one action off track is off track.

    With nothing open it is embedded when all is embedded, otherwise complete.
    """
    value, word, because = _found_of_area(counts, scheme)
    return _shown("Delivery", scheme, value, word, because, area.delivery_override, area.delivery_reason)


def _found_of_area(counts: ActionCounts, scheme: Scheme) -> tuple[str, str, str]:
    """The colour, its word, and why."""
    total, still_open = sum(counts.all.values()), sum(counts.open.values())
    if total == 0:
        return *scheme.case("no actions"), "no action stands under it"
    if still_open == 0:
        return _found_of_done(counts, total, scheme)
    worst = next(value for value in WORST_FIRST if counts.open.get(value))
    if worst == "blue" and (scheme.moved != "own word" or scheme.case("reprogrammed")[0] != "blue"):
        worst = "green"  # an open action that a person overrode to blue
    done = total - still_open - counts.superseded
    if worst == "grey" and done:
        waiting = f"{plural(still_open, 'open action')} {'is' if still_open == 1 else 'are'}"
        because = f"{plural(done, 'action')} complete, and {waiting} not begun and not due, on hold or without a date"
        return *scheme.case("part complete"), because
    split = listed([f"{counts.open[value]} {value}" for value in WORST_FIRST if counts.open.get(value)])
    return worst, scheme.word(worst), f"of {plural(still_open, 'open action')} {split}"


def _found_of_done(counts: ActionCounts, total: int, scheme: Scheme) -> tuple[str, str, str]:
    done = total - counts.superseded
    if done == 0:
        because = f"{'its only action was' if total == 1 else 'all its actions were'} superseded"
        return *scheme.case("closed"), because
    all_of = "its only action is" if done == 1 else f"all {done} actions are"
    embedded, complete = scheme.case("embedded"), scheme.case("complete")
    if embedded[0] == complete[0]:  # this scheme does not tell the two apart by colour
        return *complete, f"{all_of} complete"
    count = counts.all.get(embedded[0], 0)
    if count == done:
        return *embedded, f"{all_of} embedded"
    return *complete, f"{all_of} complete and {count} embedded"


def impact(newest: Evidence | None, scheme: Scheme, override: str | None = None, reason: str | None = None) -> Rating:
    """Did it work: by ``newest``, the latest evidence that shows an impact, if there is any."""
    if newest is None or newest.impact is None:
        case, because = "no data", "no evidence shows whether it works"
    else:
        case = newest.impact
        when = f" of {in_words(newest.on_day)}" if newest.on_day else ""
        because = f"the latest evidence{when} shows “{newest.impact}”"
    return _rating("Impact", scheme.impact, case, because, override, reason)


def _rating(
    kind: str, part: Scheme | Impact, case: str, because: str, override: str | None, reason: str | None, mark: str = ""
) -> Rating:
    value, word = part.case(case)
    return _shown(kind, part, value, word, because, override, reason, mark, case)


def _shown(
    kind: str,
    part: Scheme | Impact,
    value: str,
    word: str,
    because: str,
    override: str | None,
    reason: str | None,
    mark: str = "",
    case: str = "",
) -> Rating:
    if override is None:
        sentence = f"{kind} {value} ({word}): {because}."
        return Rating(value, word, sentence, value, word, False, f"{because}.", mark, case)
    shown, called = part.shown(override), part.word(override)
    by_hand = "set by hand" if shown == override else f"set by hand as {override}, which is not used any more"
    why = f"{(reason or '').rstrip('.')}. The rules suggest {value} ({word}): {because}."
    return Rating(shown, called, f"{kind} {shown} ({called}), {by_hand}: {why}", value, word, True, why, mark, case)


def worst_first(part: Scheme | Impact) -> list[Colour]:
    """The colours that a scheme uses, in the order in which ratings are looked at."""
    return sorted(part.colours, key=lambda colour: WORST_FIRST.index(colour.value))
