"""Plans on disk: saved means saved, and a file that cannot be used is left byte for byte as it was."""

from __future__ import annotations

import os
import random
import sqlite3
import stat
import threading
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from model.errors import NewerPlan, NotAPlan, PlanInUse, Refused
from model.records import Area, Batch
from model.store import backups, lock_note, plan_file, version, working_file
from model.store.lock_note import LockNote
from model.store.opening import create_plan, open_plan, read_plan, restore_backup
from model.store.plan import Plan, Sitting


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "shared drive"
    folder.mkdir()
    return folder / "Borsetshire.turnaround"


@pytest.fixture
def made(path: Path, sitting: Sitting) -> Path:
    """A plan of one area, closed."""
    plan = create_plan(path, sitting, authority="Borsetshire", title="Improvement plan")
    add_area(plan, "Planning for care leavers")
    plan.close()
    return path


def add_area(plan: Plan, title: str) -> str:
    with plan.batch(f"Add area “{title}”"):
        return plan.add("area", number=plan.next_number("area"), title=title, position=plan.last_position("area"))


def titles(plan: Plan) -> list[str]:
    return [area.title for area in plan.all(Area, order="t.number")]


def stop_dead(plan: Plan) -> None:
    """What a killed process leaves: the thread gone, nothing closed, the system's locks let go."""
    assert plan.working is not None
    plan.unlisten(plan.working.note_act)
    plan.working._stop.set()
    plan.working._wake.set()
    plan.working._thread.join()
    plan.db.conn.close()
    plan.working.folder.give_back()


def test_what_was_said_to_be_saved_is_in_the_file(made: Path, sitting: Sitting) -> None:
    plan = open_plan(made, sitting)
    add_area(plan, "Supervision")
    assert plan.working is not None
    assert not plan.working.state.saved
    assert plan.working.publish() == working_file.SavedState(True, "Saved")
    other = read_plan(made, sitting)
    assert titles(other) == ["Planning for care leavers", "Supervision"]
    other.close()
    plan.close()
    assert [one.name for one in made.parent.iterdir()] == [made.name]
    assert list((sitting.local_folder / "working").iterdir()) == []


def test_the_thread_saves_by_itself(made: Path, sitting: Sitting) -> None:
    plan = open_plan(made, sitting)
    assert plan.working is not None
    states: list[working_file.SavedState] = []
    saved = threading.Event()
    plan.working.listen(lambda state: (states.append(state), saved.set() if state.saved else None))
    add_area(plan, "Supervision")
    assert saved.wait(20)
    assert [state.saved for state in states] == [False, True]
    stop_dead(plan)
    other = read_plan(made, sitting)
    assert titles(other) == ["Planning for care leavers", "Supervision"]
    other.close()


def test_a_crash_loses_nothing_and_says_so(made: Path, sitting: Sitting) -> None:
    plan = open_plan(made, sitting)
    add_area(plan, "Supervision")
    stop_dead(plan)
    plan = open_plan(made, sitting)
    assert plan.remark is not None
    assert "stopped before this plan was saved" in plan.remark
    assert titles(plan) == ["Planning for care leavers", "Supervision"]
    plan.close()
    other = read_plan(made, sitting)
    assert titles(other) == ["Planning for care leavers", "Supervision"]
    other.close()


def test_a_crash_between_the_rename_and_its_note_is_no_conflict(made: Path, sitting: Sitting) -> None:
    plan = open_plan(made, sitting)
    add_area(plan, "Supervision")
    assert plan.working is not None
    folder = plan.working.folder
    before = folder.read()
    plan.working.publish()
    after = folder.read()
    assert before is not None
    assert after is not None
    stop_dead(plan)
    folder.write(replace(before, next=after.base, next_seq=after.seq))
    plan = open_plan(made, sitting)
    assert plan.remark is None
    assert titles(plan) == ["Planning for care leavers", "Supervision"]
    plan.close()


def test_someone_elses_plan_is_never_written_over(made: Path, sitting: Sitting, tmp_path: Path) -> None:
    plan = open_plan(made, sitting)
    theirs = create_plan(tmp_path / "theirs.turnaround", sitting, authority="Borsetshire", title="Theirs")
    theirs.close()
    os.replace(tmp_path / "theirs.turnaround", made)
    their_bytes = made.read_bytes()
    add_area(plan, "Supervision")
    assert plan.working is not None
    state = plan.working.publish()
    assert state.saved
    assert "Someone else saved" in state.sentence
    assert made.read_bytes() == their_bytes
    assert plan.path is not None
    assert "kept from" in plan.path.name
    add_area(plan, "Placements")
    plan.close()
    ours = read_plan(plan.path, sitting)
    assert titles(ours) == ["Planning for care leavers", "Supervision", "Placements"]
    ours.close()


def test_a_crash_and_someone_elses_plan_are_both_kept(made: Path, sitting: Sitting, tmp_path: Path) -> None:
    plan = open_plan(made, sitting)
    add_area(plan, "Supervision")
    stop_dead(plan)
    create_plan(tmp_path / "theirs.turnaround", sitting, authority="Borsetshire", title="Theirs").close()
    os.replace(tmp_path / "theirs.turnaround", made)
    plan = open_plan(made, sitting)
    assert plan.details.title == "Theirs"
    assert plan.remark is not None
    plan.close()
    (kept,) = made.parent.glob("*kept from*")
    ours = read_plan(kept, sitting)
    assert titles(ours) == ["Planning for care leavers", "Supervision"]
    ours.close()


def test_a_share_that_goes_away_is_said_and_mended(made: Path, sitting: Sitting) -> None:
    plan = open_plan(made, sitting)
    gone = made.parent.rename(made.parent.with_name("gone"))
    add_area(plan, "Supervision")
    assert plan.working is not None
    state = plan.working.publish()
    assert not state.saved
    assert state.sentence.startswith("Saved on this computer, not yet in ")
    gone.rename(made.parent)
    assert plan.working.publish().saved
    plan.close()
    other = read_plan(made, sitting)
    assert titles(other) == ["Planning for care leavers", "Supervision"]
    other.close()


def test_closing_while_the_share_is_gone_keeps_the_acts_for_the_next_opening(made: Path, sitting: Sitting) -> None:
    plan = open_plan(made, sitting)
    add_area(plan, "Supervision")
    gone = made.parent.rename(made.parent.with_name("gone"))
    plan.close()
    plan = open_plan(made, sitting)  # still gone: the copy on this computer opens
    assert titles(plan) == ["Planning for care leavers", "Supervision"]
    assert plan.remark is not None
    gone.rename(made.parent)
    plan.close()
    other = read_plan(made, sitting)
    assert titles(other) == ["Planning for care leavers", "Supervision"]
    other.close()


def test_the_same_plan_twice_is_refused(made: Path, sitting: Sitting) -> None:
    plan = open_plan(made, sitting)
    with pytest.raises(PlanInUse, match="open already on this computer"):
        open_plan(made, sitting)
    add_area(plan, "Supervision")
    plan.close()
    open_plan(made, sitting).close()


def test_someone_elsewhere_is_named_until_their_note_is_old(made: Path, sitting: Sitting) -> None:
    now = sitting.clock()
    note = LockNote("Head of Service", "PC-2", now - timedelta(hours=1), now, "s" * 36)
    lock_note.write(made, note)
    before = made.read_bytes()
    with pytest.raises(PlanInUse, match="Head of Service on PC-2") as caught:
        open_plan(made, sitting)
    assert caught.value.holder == "Head of Service on PC-2"
    read_plan(made, sitting).close()
    lock_note.write(made, replace(note, heartbeat=now - timedelta(minutes=11)))
    plan = open_plan(made, sitting)
    assert plan.remark is not None
    assert "did not close it" in plan.remark
    plan.close()
    assert made.read_bytes() == before


def test_a_lock_note_is_never_followed_as_a_link_or_believed_beyond_its_size(made: Path, sitting: Sitting) -> None:
    secret = made.parent / "secret.txt"
    secret.write_text("Turnaround has this plan open\nA\nB\n2026-01-01T00:00:00+00:00\n2026-01-01T00:00:00+00:00\nx\n")
    lock_note.note_path(made).symlink_to(secret)
    assert lock_note.read(made) is None
    plan = open_plan(made, sitting)
    plan.close()
    assert secret.read_text().startswith("Turnaround has")
    lock_note.note_path(made).write_bytes(b"\xff" * 5_000_000)
    assert lock_note.read(made) is None


def refuse(path: Path, sitting: Sitting, kind: type[Refused], words: str) -> None:
    """Both ways of opening refuse, in one line, and change neither the file nor what is beside it."""
    before, beside = path.read_bytes(), sorted(path.parent.iterdir())
    for opening in (open_plan, read_plan):
        with pytest.raises(kind, match=words) as caught:
            opening(path, sitting)
        assert "\n" not in str(caught.value)
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == beside
    left = sitting.local_folder / "working"
    assert not left.exists() or list(left.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"SQLite format 3\x00", random.Random(1).randbytes(50_000), b"PK\x03\x04" + bytes(4000)],
    ids=["empty", "one byte", "only a beginning", "random", "a workbook"],
)
def test_a_file_that_is_no_plan(path: Path, sitting: Sitting, content: bytes) -> None:
    path.write_bytes(content)
    refuse(path, sitting, NotAPlan, "not a Turnaround plan")


def test_another_programs_database(path: Path, sitting: Sitting) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE t (x)")
    other.commit()
    other.close()
    refuse(path, sitting, NotAPlan, "database of another program")


def test_a_newer_plan(made: Path, sitting: Sitting) -> None:
    content = bytearray(made.read_bytes())
    content[60:64] = (version.VERSION + 1).to_bytes(4, "big")
    made.write_bytes(content)
    refuse(made, sitting, NewerPlan, "newer Turnaround")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.995])
def test_a_truncated_plan(made: Path, sitting: Sitting, share: float) -> None:
    content = made.read_bytes()
    made.write_bytes(content[: int(len(content) * share)])
    refuse(made, sitting, NotAPlan, "damaged")


@pytest.mark.parametrize("lost", [1, 20, 66, 82])
def test_a_plan_cut_off_inside_its_seal(made: Path, sitting: Sitting, lost: int) -> None:
    made.write_bytes(made.read_bytes()[:-lost])
    refuse(made, sitting, NotAPlan, "its end is missing")


def test_a_bit_that_flipped_inside_a_text(made: Path, sitting: Sitting) -> None:
    content = bytearray(made.read_bytes())
    where = content.index(b"Planning for care leavers")
    content[where] ^= 1
    made.write_bytes(content)
    refuse(made, sitting, NotAPlan, "not what was saved")


def test_damage_anywhere_without_a_seal_is_refused_or_harmless(made: Path, sitting: Sitting) -> None:
    """A file that lost its seal, with bytes changed at random: a sentence or a plan, never a crash."""
    whole = made.read_bytes()[: -plan_file.SEAL_LENGTH]
    chance = random.Random(7)
    for _ in range(60):
        content = bytearray(whole)
        for _ in range(chance.choice([1, 20, 400])):
            content[chance.randrange(100, len(content))] = chance.randrange(256)
        made.write_bytes(content)
        with suppress(Refused):
            read_plan(made, sitting).close()


@pytest.mark.parametrize(
    "hostile",
    [
        "CREATE TRIGGER evil AFTER INSERT ON batch BEGIN DELETE FROM area; END",
        "CREATE VIEW evil AS SELECT load_extension('evil')",
        "CREATE TABLE evil (x DEFAULT (randomblob(1000000)))",
        "DROP TRIGGER log_area_title",
        "CREATE INDEX evil ON area (upper(title))",
        "ALTER TABLE area ADD COLUMN evil TEXT",
    ],
)
def test_a_plan_with_parts_that_are_not_ours(made: Path, sitting: Sitting, hostile: str) -> None:
    made.write_bytes(made.read_bytes()[: -plan_file.SEAL_LENGTH])
    other = sqlite3.connect(made)
    other.execute(hostile)
    other.commit()
    other.close()
    refuse(made, sitting, NotAPlan, "holds parts that no Turnaround plan has")


def test_a_read_only_plan_is_open_to_read(made: Path, sitting: Sitting) -> None:
    made.chmod(0o444)
    before = made.read_bytes()
    plan = open_plan(made, sitting)
    assert plan.read_only
    assert plan.remark is not None
    assert "read only" in plan.remark
    with pytest.raises(Refused, match="save a copy"):
        add_area(plan, "Supervision")
    plan.close()
    assert made.read_bytes() == before
    assert stat.S_IMODE(made.stat().st_mode) == 0o444


def test_a_read_only_folder(made: Path, sitting: Sitting) -> None:
    made.parent.chmod(0o555)
    try:
        plan = open_plan(made, sitting)
        assert plan.read_only
        assert plan.remark is not None
        assert "folder" in plan.remark
        plan.close()
        assert [one.name for one in made.parent.iterdir()] == [made.name]
    finally:
        made.parent.chmod(0o755)


@pytest.mark.parametrize("name", ["missing.turnaround", "."])
def test_what_is_not_there_or_a_folder(path: Path, sitting: Sitting, name: str) -> None:
    with pytest.raises(Refused):
        open_plan(path.parent / name, sitting)


def test_a_new_plan_overwrites_nothing(made: Path, sitting: Sitting) -> None:
    before = made.read_bytes()
    with pytest.raises(Refused, match="exists already"):
        create_plan(made, sitting, authority="B", title="T")
    with pytest.raises(Refused, match="no folder"):
        create_plan(made.parent / "no" / "x.turnaround", sitting, authority="B", title="T")
    with pytest.raises(Refused, match="name of its authority"):
        create_plan(made.parent / "x.turnaround", sitting, authority=" ", title="T")
    assert made.read_bytes() == before


def test_a_link_to_a_plan_stays_a_link(made: Path, sitting: Sitting) -> None:
    link = made.parent / "link.turnaround"
    link.symlink_to(made)
    plan = open_plan(link, sitting)
    add_area(plan, "Supervision")
    plan.close()
    assert link.is_symlink()
    other = read_plan(made, sitting)
    assert len(titles(other)) == 2
    other.close()


def test_backups_roll_and_can_be_restored(made: Path, sitting: Sitting) -> None:
    moment = datetime(2026, 1, 1, 9, tzinfo=UTC)
    for n in range(backups.KEPT + 3):
        later = replace(sitting, clock=lambda now=moment + timedelta(hours=n): now)
        plan = open_plan(made, later)
        add_area(plan, f"Area {n}")
        plan.close()
    kept = backups.backups_of(sitting, made)
    assert len(kept) == backups.KEPT
    assert kept[0].made > kept[-1].made
    oldest = kept[-1]
    last = read_plan(made, sitting)
    expected = titles(last)
    last.close()
    restore_backup(oldest.path, made, later)
    plan = open_plan(made, later)
    assert len(titles(plan)) == 4
    plan.close()
    newest = backups.backups_of(sitting, made)[0]
    restore_backup(newest.path, made, later)  # what was restored over is itself a backup
    plan = open_plan(made, later)
    assert titles(plan) == expected
    plan.close()


def test_a_damaged_plan_is_kept_when_a_backup_is_restored_over_it(made: Path, sitting: Sitting) -> None:
    open_plan(made, sitting).close()
    (backup,) = backups.backups_of(sitting, made)
    made.write_bytes(b"damaged")
    restore_backup(backup.path, made, sitting)
    plan = open_plan(made, sitting)
    assert titles(plan) == ["Planning for care leavers"]
    plan.close()
    (kept,) = made.parent.glob("*kept from*")
    assert kept.read_bytes() == b"damaged"


def test_numbers_and_history_survive_closing(made: Path, sitting: Sitting) -> None:
    plan = open_plan(made, sitting)
    assert plan.undo() is None  # undo is the sitting's; the history is for good
    assert [batch.title for batch in plan.all(Batch, order="t.seq")][-1] == "Add area “Planning for care leavers”"
    add_area(plan, "Supervision")
    plan.undo()
    plan.close()
    plan = open_plan(made, sitting)
    add_area(plan, "Placements")
    assert [area.number for area in plan.all(Area, order="t.number")] == [1, 3]
    plan.close()
