"""Plans of any size, made from a seed: the same plan from the same numbers, on every machine.

A real plan has 20 to 300 actions, an authority's whole history a few thousand. Each action has
two updates; one in ten has moved its date; words come from a list of the field's own.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from model.store.copies import strip_history
from model.store.opening import write_new
from model.store.plan import Plan
from model.store.sitting import Sitting

FIRST_DAY = date(2023, 6, 14)
TODAY = date(2026, 6, 15)

_WHAT = ("Audit", "Review", "Rewrite", "Launch", "Train staff in", "Agree", "Publish", "Test", "Embed", "Commission")
_OF = (
    "pathway plans", "supervision records", "the front door", "life-story work", "return home interviews",
    "child protection conferences", "the care leaver offer", "placement stability", "multi-agency thresholds",
    "the neglect strategy", "permanence tracking", "management oversight", "case recording", "health assessments",
    "private fostering", "the recruitment plan", "complaints learning", "the practice standards",
)  # fmt: skip
_FOR = (
    "in all localities",
    "with partners",
    "for care leavers",
    "for disabled children",
    "by team",
    "with young people",
)
_POSTS = ("Head of Service", "Service Manager", "Team Manager", "Principal Social Worker", "Strategic Lead")
_TEAMS = ("Leaving Care", "Safeguarding", "Fostering", "Early Help", "Quality Assurance", "Placements", "Front Door")
_STATUSES = ("not started",) * 3 + ("in progress",) * 5 + ("complete",) * 4 + ("superseded",)


def make(path: Path, sitting: Sitting, actions: int, *, seed: int = 1) -> Path:
    """Write a plan of that many actions to ``path``, which must not exist.

    Its history starts empty, as after "Save a copy without history": the log of one act that
    makes 100,000 actions at once is nothing that a plan in use would hold.
    """

    def made(plan: Plan) -> None:
        fill(plan, actions, seed=seed)
        strip_history(plan.db.conn)

    write_new(path, made, sitting)
    return path


def fill(plan: Plan, actions: int, *, seed: int = 1) -> None:
    """Make an empty database that plan."""
    plan.make(authority="Borsetshire", title="Borsetshire improvement plan")
    chance = random.Random(seed)
    with plan.batch(f"Make {actions} actions"):
        posts = [plan.add("person", kind="post", name=f"{post}, {team}") for team in _TEAMS for post in _POSTS]
        areas = max(1, min(actions // 10, 400))
        for _ in range(areas):
            plan.next_number("area")
        area_ids = [
            plan.add(
                "area", number=n, title=f"{chance.choice(_OF).capitalize()} {n}", position=n, words=_sentence(chance)
            )
            for n in range(1, areas + 1)
        ]  # fmt: skip
        rows = list(_actions(plan, chance, actions, area_ids, posts))
        _insert(plan, "action", rows)
        _insert(plan, "date_change", _moves(plan, chance, rows))
        _insert(plan, "action_update", _updates(plan, chance, rows))
        plan.db.conn.executemany(
            "INSERT INTO numbering (kind, last) VALUES (?, ?)",
            [(f"action {number}", actions // areas + 1) for number in range(1, areas + 1)],
        )
    plan._undo.clear()


def _insert(plan: Plan, table: str, rows: object) -> None:
    made = list(rows)  # type: ignore[call-overload]
    if made:
        names = list(made[0])
        marks = ", ".join("?" for _ in names)
        plan.db.conn.executemany(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", [tuple(row.values()) for row in made]
        )


def _sentence(chance: random.Random) -> str:
    return f"{chance.choice(_WHAT)} {chance.choice(_OF)} {chance.choice(_FOR)}"


def _actions(
    plan: Plan, chance: random.Random, count: int, areas: list[str], posts: list[str]
) -> Iterator[dict[str, object]]:
    for index in range(count):
        area = index % len(areas)
        start = FIRST_DAY + timedelta(days=chance.randrange(700))
        agreed = start + timedelta(days=chance.randrange(30, 700))
        first = agreed - timedelta(days=chance.randrange(14, 120)) if chance.random() < 0.1 else agreed
        status = chance.choice(_STATUSES)
        is_open = status in ("not started", "in progress")
        yield {
            "id": plan.new_id(),
            "area": areas[area],
            "area_number": area + 1,
            "item_number": index // len(areas) + 1,
            "title": _sentence(chance),
            "how": f"{_sentence(chance)}; report to the board",
            "owner": chance.choice(posts) if chance.random() < 0.95 else None,
            "sponsor": chance.choice(posts),
            "start": start.isoformat(),
            "first_agreed": first.isoformat(),
            "agreed": agreed.isoformat(),
            "forecast": (agreed + timedelta(days=chance.choice((0, 0, 0, 14, 45)))).isoformat() if is_open else None,
            "status": status,
            "percent": 100 if status == "complete" else chance.randrange(0, 95, 5),
            "success": _sentence(chance),
            "completed_on": None if is_open or status == "superseded" else agreed.isoformat(),
            "position": float(index + 1),
        }


def _moves(plan: Plan, chance: random.Random, rows: list[dict[str, object]]) -> Iterator[dict[str, object]]:
    for row in rows:
        steps = [(None, row["first_agreed"], None)]
        if row["first_agreed"] != row["agreed"]:
            steps.append((row["first_agreed"], row["agreed"], "Recruitment took longer than planned"))
        for old, new, reason in steps:
            yield {
                "id": plan.new_id(), "action": row["id"], "old": old, "new": new, "reason": reason,
                "agreed_by": "the Improvement Board" if reason else None,
                "on_day": old or row["start"],
            }  # fmt: skip


def _updates(plan: Plan, chance: random.Random, rows: list[dict[str, object]]) -> Iterator[dict[str, object]]:
    for row in rows:
        for months in (2, 5):
            said = date.fromisoformat(str(row["start"])) + timedelta(days=30 * months)
            yield {
                "id": plan.new_id(), "action": row["id"], "on_day": said.isoformat(), "said_by": row["owner"],
                "done": _sentence(chance), "next": _sentence(chance),
            }  # fmt: skip
