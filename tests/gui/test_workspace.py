"""One notice after each act, refusals in words, and a selection that holds only what there is."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gui.background import Task
from gui.workspace import Selection, Workspace
from model.errors import Fault, Refused
from model.records import Person
from model.store.plan import Notice, Plan


def add(plan: Plan, name: str) -> str:
    with plan.batch(f"Add {name}"):
        return plan.add("person", kind="post", name=name)


def refuse(plan: Plan) -> None:
    raise Refused("The date is before the start; choose a later one.", field="agreed")


def nothing(plan: Plan) -> None:
    return None


@pytest.fixture
def notices(workspace: Workspace) -> list[Notice]:
    heard: list[Notice] = []
    workspace.changed.connect(heard.append)
    return heard


def test_an_act_answers_with_its_result_and_one_notice(workspace: Workspace, notices: list[Notice]) -> None:
    made = workspace.do(add, "Head of Leaving Care")
    assert workspace.plan.get(Person, made).name == "Head of Leaving Care"
    assert [notice.title for notice in notices] == ["Add Head of Leaving Care"]
    assert workspace.do(nothing) is True
    assert len(notices) == 1


def test_what_is_refused_is_said_and_answers_none(workspace: Workspace, notices: list[Notice]) -> None:
    refused: list[str] = []
    workspace.refused.connect(refused.append)
    assert workspace.do(refuse) is None
    assert refused == ["The date is before the start; choose a later one."]
    with pytest.raises(Refused):
        workspace.run(refuse)
    assert notices == []


def test_several_acts_together_make_one_notice(workspace: Workspace, notices: list[Notice]) -> None:
    with workspace.together():
        first = workspace.do(add, "First")
        with workspace.together():
            second = workspace.do(add, "Second")
        assert notices == []
    assert len(notices) == 1
    assert notices[0].changed["person"] == {first, second}
    assert notices[0].title == "Add Second"


def test_the_status_line_says_what_was_done_and_undone(workspace: Workspace) -> None:
    said: list[str] = []
    workspace.said.connect(said.append)
    workspace.do(add, "First")
    workspace.undo()
    workspace.redo()
    assert said == ["Done: Add First", "Undone: Add First", "Done again: Add First"]


def test_a_record_that_is_gone_is_not_in_hand_any_more(workspace: Workspace) -> None:
    kept, gone = workspace.do(add, "Kept"), workspace.do(add, "Gone")
    workspace.select("person", [kept, gone])
    workspace.undo()
    assert workspace.selection == Selection("person", (kept,))
    assert workspace.selection.id == kept
    assert workspace.selection.of("action") == ()


def test_the_day_is_the_plan_s_own_where_it_stands_on_one(workspace: Workspace, today: date) -> None:
    assert workspace.today() == today
    plan = workspace.plan
    with plan.batch("Stand on a day"):
        plan.change("plan", plan.details.id, stands_on=date(2019, 3, 1))
    assert workspace.today() == date(2019, 3, 1)


def test_without_a_plan_asking_for_it_is_our_mistake(no_plan: Workspace) -> None:
    with pytest.raises(Fault):
        _ = no_plan.plan


def test_work_in_the_background_reads_on_its_own_and_answers_here(workspace: Workspace, qtbot: QtBot) -> None:
    workspace.do(add, "First")
    here = threading.get_ident()
    threads: list[int] = []
    answers: list[tuple[int, int]] = []
    steps: list[tuple[float, str]] = []

    def count(plan: Plan, task: Task, more: int) -> int:
        threads.append(threading.get_ident())
        task.report(0.5, "half way")
        return len(plan.all(Person)) + more

    def answer(number: int) -> None:
        answers.append((number, threading.get_ident()))

    def step(part: float, words: str) -> None:
        steps.append((part, words))

    workspace.background(count, 10, done=answer, progress=step)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [(11, here)]
    assert threads != [here]
    assert steps == [(0.5, "half way")]


def test_what_is_refused_in_the_background_is_said_in_the_window(workspace: Workspace, qtbot: QtBot) -> None:
    refused: list[str] = []
    workspace.refused.connect(refused.append)

    def fail(plan: Plan, task: Task) -> None:
        raise Refused("The folder is read only; choose another.")

    workspace.background(fail)
    qtbot.waitUntil(lambda: bool(refused))
    assert refused == ["The folder is read only; choose another."]


def test_a_task_that_was_called_off_says_nothing(workspace: Workspace, qtbot: QtBot) -> None:
    started, go_on = threading.Event(), threading.Event()
    said: list[Any] = []
    finished: list[bool] = []

    def slow(plan: Plan, task: Task) -> str:
        started.set()
        go_on.wait(10)
        task.report(1.0)
        return "done"

    task = workspace.background(slow, done=said.append, failed=said.append)
    task.finished.connect(lambda: finished.append(True))
    assert started.wait(10)
    task.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(finished))
    assert said == []
