"""What an inspector would ask first: rules over a plan, each a function, each finding a sentence.

A check changes nothing. What it finds names the record that mends it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from model.store.plan import Plan
from model.wording import in_words, listed, plural, short


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at, and the record where it is mended."""

    check: str
    sentence: str
    table: str
    row: str


def problems(plan: Plan, today: date) -> list[Problem]:
    """All that the checks find, in the order of the list below."""
    return [problem for check in CHECKS for problem in check(plan, today)]


def contents(plan: Plan) -> str:
    """How much the plan holds, in words."""
    counts = (
        plural(int(plan.rows(f"SELECT count(*) FROM {table}")[0][0]), word)
        for table, word in (
            ("inspection", "inspection"), ("area", "area"), ("action", "action"), ("action_update", "update"),
            ("commitment", "commitment"), ("meeting", "meeting"), ("batch", "act"),
        )
    )  # fmt: skip
    return listed(list(counts))


def _actions(plan: Plan, where: str, words: str) -> Iterator[Problem]:
    for row, area, item, title in plan.rows(
        f"SELECT id, area_number, item_number, title FROM action AS t WHERE {where} ORDER BY 2, 3"
    ):
        yield Problem(words, f"Action {area}.{item} “{short(title)}” {words}.", "action", row)


def areas_without_actions(plan: Plan, today: date) -> Iterator[Problem]:
    for row, number, title in plan.rows(
        "SELECT id, number, title FROM area AS t WHERE NOT EXISTS (SELECT 1 FROM action WHERE area = t.id) "
        "AND NOT EXISTS (SELECT 1 FROM also_answers WHERE area = t.id) ORDER BY 2"
    ):
        yield Problem("has no action", f"Area {number} “{short(title)}” has no action.", "area", row)


def areas_without_a_source(plan: Plan, today: date) -> Iterator[Problem]:
    for row, number, title in plan.rows(
        "SELECT id, number, title FROM area AS t WHERE NOT EXISTS (SELECT 1 FROM source WHERE area = t.id) ORDER BY 2"
    ):
        yield Problem("has no source", f"Area {number} “{short(title)}” says nowhere who raised it.", "area", row)


def open_actions_without_an_owner(plan: Plan, today: date) -> Iterator[Problem]:
    return _actions(plan, "owner IS NULL AND status IN ('not started', 'in progress')", "is open and has no owner")


def open_actions_without_a_date(plan: Plan, today: date) -> Iterator[Problem]:
    return _actions(
        plan,
        "agreed IS NULL AND deadline_words IS NULL AND status IN ('not started', 'in progress')",
        "is open and has no agreed date",
    )


def deadlines_in_words_to_review(plan: Plan, today: date) -> Iterator[Problem]:
    """A deadline that is no date is looked at again on a day that is said, and has not passed."""
    for row, area, item, title, words, review in plan.rows(
        """SELECT id, area_number, item_number, title, deadline_words, review_on FROM action
        WHERE agreed IS NULL AND deadline_words IS NOT NULL AND status IN ('not started', 'in progress')
        AND (review_on IS NULL OR review_on < ?) ORDER BY 2, 3""",
        [today.isoformat()],
    ):
        of = f"The deadline of action {area}.{item} “{short(title)}” is “{short(words, 40)}”"
        if review is None:
            yield Problem("needs a review date", f"{of}, and no day is set to review it.", "action", row)
        else:
            on = in_words(date.fromisoformat(review))
            yield Problem("review date past", f"{of} and was to be reviewed on {on}.", "action", row)


def requests_for_a_date_undecided(plan: Plan, today: date) -> Iterator[Problem]:
    """A request to move a date that was brought to a meeting is decided there."""
    for row, area, item, on_day in plan.rows(
        """SELECT a.id, a.area_number, a.item_number, m.on_day FROM date_request AS r
        JOIN action AS a ON a.id = r.action JOIN meeting AS m ON m.id = r.meeting
        WHERE r.state = 'waiting' AND m.on_day < ? ORDER BY 2, 3""",
        [today.isoformat()],
    ):
        on = in_words(date.fromisoformat(on_day))
        yield Problem(
            "date request undecided",
            f"A new date was asked for action {area}.{item} at the meeting of {on}, and no decision is noted.",
            "action",
            row,
        )


def owners_who_left(plan: Plan, today: date) -> Iterator[Problem]:
    for row, area, item, title, name in plan.rows(
        "SELECT t.id, t.area_number, t.item_number, t.title, p.name "
        "FROM action AS t JOIN person AS p ON p.id = t.owner "
        "WHERE p.left_on <= ? AND t.status IN ('not started', 'in progress') ORDER BY 2, 3",
        [today.isoformat()],
    ):
        sentence = f"Action {area}.{item} “{short(title)}” is open and its owner, {name}, has left."
        yield Problem("owner has left", sentence, "action", row)


def embedded_without_evidence(plan: Plan, today: date) -> Iterator[Problem]:
    return _actions(
        plan,
        "status = 'embedded' AND (NOT EXISTS (SELECT 1 FROM evidence WHERE action = t.id) "
        "OR signed_off_by IS NULL OR recheck_on IS NULL)",
        "is embedded without evidence, a second person's sign-off and a re-check date",
    )


def dates_the_ledger_does_not_bear_out(plan: Plan, today: date) -> Iterator[Problem]:
    """The agreed date of every action is the last line of its ledger."""
    return _actions(
        plan,
        "agreed IS NOT (SELECT new FROM date_change WHERE action = t.id ORDER BY id DESC LIMIT 1)",
        "has an agreed date that its date ledger does not bear out",
    )


def commitments_without_a_date(plan: Plan, today: date) -> Iterator[Problem]:
    for row, number, sentence in plan.rows(
        "SELECT id, number, sentence FROM commitment WHERE met_on IS NULL AND fixed_due IS NULL "
        "AND (amount IS NULL OR counted_from IS NULL) ORDER BY 2"
    ):
        words = f"Commitment {number} “{short(sentence)}” has no date: say what it is counted from, or when it is due."
        yield Problem("has no date", words, "commitment", row)


def graded_inspections_without_judgements(plan: Plan, today: date) -> Iterator[Problem]:
    for row, number in plan.rows(
        "SELECT id, number FROM inspection AS t WHERE graded = 1 AND published IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM judgement WHERE inspection = t.id) ORDER BY 2"
    ):
        sentence = f"Inspection {number} is graded and published, and has no judgement."
        yield Problem("has no judgement", sentence, "inspection", row)


CHECKS: tuple[Callable[[Plan, date], Iterator[Problem]], ...] = (
    areas_without_actions,
    areas_without_a_source,
    open_actions_without_an_owner,
    open_actions_without_a_date,
    deadlines_in_words_to_review,
    requests_for_a_date_undecided,
    owners_who_left,
    embedded_without_evidence,
    dates_the_ledger_does_not_bear_out,
    commitments_without_a_date,
    graded_inspections_without_judgements,
)
