"""An act that comes while the plan's file is being replaced: "Saved" waits for it, and nothing goes unsaid."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from model.store import plan_file
from model.store.opening import create_plan
from model.store.plan import Plan, Sitting
from model.store.working_file import WorkingFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Borsetshire.turnaround"


@pytest.fixture
def plan(path: Path, sitting: Sitting) -> Plan:
    """Open, with a publishing thread that leaves everything to the test."""
    made = create_plan(path, sitting, authority="Borsetshire", title="Improvement plan")
    working = working_file(made)
    working._stop.set()
    working._wake.set()
    working._thread.join()
    return made


def working_file(plan: Plan) -> WorkingFile:
    assert plan.working is not None
    return plan.working


def act(plan: Plan, number: int) -> None:
    with plan.batch(f"Add area {number}"):
        plan.add("area", number=number, title=f"Area {number}", position=number)


class JustBefore:
    """A lock; when it is next taken, something else gets in first."""

    def __init__(self, call: Callable[[], None]) -> None:
        self._lock = threading.Lock()
        self._call: Callable[[], None] | None = call

    def __enter__(self) -> None:
        call, self._call = self._call, None
        if call is not None:
            call()
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def test_an_act_at_the_last_moment_is_not_said_to_be_saved(plan: Plan) -> None:
    working = working_file(plan)
    act(plan, 1)
    working._standing = JustBefore(lambda: act(plan, 2))
    assert not working.publish().saved
    assert working.state.sentence == "Saved on this computer"
    assert working.publish().sentence == "Saved"
    plan.close()


def test_that_someone_else_saved_is_said_although_an_act_came_meanwhile(
    plan: Plan, path: Path, sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    working = working_file(plan)
    other = create_plan(tmp_path / "other.turnaround", sitting, authority="Theirs", title="Theirs")
    other.close()
    path.write_bytes((tmp_path / "other.turnaround").read_bytes())
    put_in_place = plan_file.put_in_place

    def put(part: Path, target: Path) -> None:
        put_in_place(part, target)
        if not plan.rows("SELECT 1 FROM area WHERE number = 2"):
            act(plan, 2)

    monkeypatch.setattr(plan_file, "put_in_place", put)
    act(plan, 1)
    assert not working.publish().saved
    assert working.publish().sentence.startswith("Someone else saved Borsetshire.turnaround meanwhile.")
    act(plan, 3)
    assert working.publish().sentence == "Saved"
    plan.close()
