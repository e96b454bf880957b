"""Opening a plan: nothing in the file is believed until it was compared with what must be there.

``open_plan`` makes a working file, a lock note and a backup, and carries on from what a crash
left. ``read_plan`` looks and leaves no trace. Whatever is refused, the file stays byte for
byte as it was.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from model.errors import Fault, NewerPlan, NotAPlan, PlanInUse, Refused
from model.store import backups, lock_note, plan_file, values, version
from model.store.engine import Database, connect, sqlite3
from model.store.plan import Plan
from model.store.rows import one_line
from model.store.sitting import Sitting
from model.store.working_file import (
    Folder,
    Progress,
    WorkingFile,
    folders_of,
    kept_name,
    new_folder,
    working_folder,
)

LARGE = 16 * 1024 * 1024
"""Bytes; a larger plan is shown at once and looked at thoroughly on the publishing thread, before
anything replaces it. Real plans are a tenth of this."""

# What Python raises on some damaged files, besides SQLite's own errors.
_DAMAGE = (sqlite3.Error, UnicodeDecodeError, MemoryError, OverflowError)


def create_plan(path: Path, sitting: Sitting, *, authority: str, title: str) -> Plan:
    """Make a new, empty plan at ``path`` and open it. Raises Refused rather than overwrite."""
    if not one_line(authority) or not one_line(title):
        raise Refused("A plan needs the name of its authority and a title.")
    write_new(path, lambda plan: plan.make(authority=authority, title=title), sitting)
    return open_plan(path, sitting)


def write_new(path: Path, fill: object, sitting: Sitting) -> None:
    """Write a new plan file whole, filled by ``fill(plan)``. Raises Refused rather than overwrite."""
    target = absolute(path)
    try:
        there = target.exists()
    except OSError as error:
        raise Refused(f"{target} cannot be made: {error.strerror}. Choose another name.") from error
    if there:
        raise Refused(f"{target} exists already; choose another name, or open it.")
    if not target.parent.is_dir():
        raise Refused(f"There is no folder {target.parent}; make it first, or choose another.")
    folder = Path(tempfile.mkdtemp(prefix="turnaround-"))
    try:
        database = folder / "plan.db"
        database.touch(mode=0o600)
        plan = Plan(connect(database), sitting)
        try:
            assert callable(fill)
            fill(plan)
        except sqlite3.OperationalError as error:
            raise Refused(
                f"{target} could not be made: {error}. Make room on this computer, then try again."
            ) from error
        finally:
            plan.db.conn.close()
        publish_new(database, target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish_new(database: Path, target: Path) -> None:
    """Put a finished database in its place as a plan. Raises Refused where that cannot be written."""
    part = plan_file.part_of(target, "new")
    try:
        plan_file.make_part(database, part)
        plan_file.put_in_place(part, target)
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise Refused(f"{target} could not be written: {reason}. Choose another folder.") from error
    finally:
        with suppress(OSError):
            part.unlink()


def absolute(path: Path) -> Path:
    """The plan's real place, so that a link to it is never replaced by a file."""
    try:
        return path.expanduser().resolve()
    except ValueError as error:
        raise Refused("The name of the file holds what no name can; choose another.") from error
    except (OSError, RuntimeError) as error:
        raise Refused(f"{path} cannot be found: {error}.") from error


def read_plan(path: Path, sitting: Sitting) -> Plan:
    """A plan to read only: from a private copy, with no lock note and nothing written beside it."""
    target = absolute(path)
    sealed = plan_file.read_header(target).seal is not None
    folder = Path(tempfile.mkdtemp(prefix="turnaround-"))
    try:
        database = folder / "plan.db"
        plan_file.copy_checked(target, database)
        db = examined(database, target.name, sealed=sealed)
        if not version.is_current(db):
            _migrated(db, target.name)
        plan = Plan(db, sitting, path=target, read_only=True)
        plan.file = database
    except BaseException:  # also a KeyboardInterrupt leaves no private copy of a plan behind; it is raised again
        shutil.rmtree(folder, ignore_errors=True)
        raise
    plan.at_close(lambda: shutil.rmtree(folder, ignore_errors=True))
    return plan


def open_plan(path: Path, sitting: Sitting) -> Plan:
    """Open a plan to work on. ``plan.remark`` says in a sentence what was unusual, if anything.

    Raises NotAPlan, NewerPlan, PlanInUse or Refused, each in one sentence, and then nothing was
    changed or left behind. Where the file or its folder is read only, the plan is too.
    """
    target = absolute(path)
    left = folders_of(sitting, target)
    if left and not target.exists():
        return _carry_on_without(target, sitting, left[-1])
    plan_file.read_header(target)
    reason = plan_file.read_only_reason(target)
    if reason is not None:
        plan = read_plan(target, sitting)
        plan.remark = reason
        return plan
    sitting_id = Plan.new_sitting_id(sitting)
    folder, progress, remark = _take_folder(target, sitting, sitting_id, left)
    try:
        remark = remark or _note_of_someone_gone(target, sitting)
        header = plan_file.read_header(target)
        large = header.length > LARGE
        db = examined(folder.database, target.name, thoroughly=not large, sealed=header.seal is not None)
        if not version.is_current(db):
            if large:
                _look_thoroughly(target)
            backups.make_backup(sitting, target, always=True)
            _migrated(db, target.name)
    except BaseException:  # the folder is given back whatever happened, and what happened is raised again
        # What a crash left stays for another try; a fresh copy does not.
        if _has_more(folder, progress):
            folder.give_back()
        else:
            folder.discard()
        raise
    return _working_plan(db, target, sitting, sitting_id, folder, progress, remark)


def restore_backup(backup: Path, path: Path, sitting: Sitting) -> None:
    """Put a backup in the place of a plan that is not open, keeping what is there as a backup too.

    Where what is there cannot be read as a plan, it is kept beside the restored plan under a
    name that says so. Raises Refused or NotAPlan with nothing changed.
    """
    target = absolute(path)
    read_plan(backup, sitting).close()
    folder = Path(tempfile.mkdtemp(prefix="turnaround-"))
    try:
        database = folder / "plan.db"
        plan_file.copy_checked(backup, database)
        if target.exists():
            try:
                backups.make_backup(sitting, target, always=True)
            except Refused:
                target.rename(kept_name(target, sitting))
        publish_new(database, target)
    except OSError as error:
        raise Refused(f"{target} could not be restored: {error.strerror}. It is as it was.") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _working_plan(
    db: Database,
    target: Path,
    sitting: Sitting,
    sitting_id: str,
    folder: Folder,
    progress: Progress,
    remark: str | None,
) -> Plan:
    plan = Plan(db, sitting, path=target)
    plan.file = folder.database
    plan.remark = remark
    plan.working = WorkingFile(plan, target, folder, progress, sitting_id, _settle(target, sitting, progress))
    if _has_more(folder, progress, db):
        plan.working.note_act()
    plan.working.start()
    plan.at_close(plan.working.close)
    return plan


def _take_folder(
    target: Path, sitting: Sitting, sitting_id: str, left: list[Folder]
) -> tuple[Folder, Progress, str | None]:
    """The working folder to use: what a crash left for this plan, or a fresh copy."""
    note = lock_note.read(target)
    for folder in left:
        if not folder.take():
            raise PlanInUse(
                f"{target.name} is open already on this computer; look for its window.",
                holder="this computer",
            )
    if note is not None and note.computer != sitting.computer and not note.stale(sitting.clock()):
        for folder in left:
            folder.give_back()
        raise PlanInUse(
            f"{note.sentence()}. Ask them to close it, or open it to read only.",
            holder=f"{note.who} on {note.computer}",
        )
    remark: str | None = None
    for folder in reversed(left):
        progress = folder.read()
        if progress is None:
            continue
        disk = plan_file.digest_of(target)
        if disk == progress.next:
            # The program stopped between the rename and noting it.
            progress = Progress(progress.plan, disk, progress.next_seq)
            folder.write(progress)
        if not _has_more(folder, progress):
            folder.discard()
        elif disk == progress.base:
            return (
                folder,
                progress,
                "Turnaround stopped before this plan was saved; its last acts were found and are in it.",
            )
        else:
            remark = _keep_beside(target, folder, sitting)
    folder = new_folder(sitting, sitting_id)
    folder.take()
    try:
        header = plan_file.read_header(target)
        if header.length > LARGE and header.seal is not None:
            plan_file.copy_unchecked(target, folder.database, header.length)
            digest = header.seal
        else:
            digest = plan_file.copy_checked(target, folder.database)
        progress = Progress(str(target), digest, _last_act(folder.database, target.name))
        folder.write(progress)
    except BaseException:  # whatever ended the copying, half a working file is never found as one; raised again
        folder.discard()
        raise
    return folder, progress, remark


def _settle(target: Path, sitting: Sitting, progress: Progress) -> Callable[[], None]:
    """What is done on the publishing thread before anything of ours replaces the plan."""

    def settle() -> None:
        if target.exists():
            if plan_file.read_header(target).length > LARGE:
                _look_thoroughly(target)
            if progress.seq > 1:  # a plan that holds more than its own making
                backups.make_backup(sitting, target)

    return settle


def _look_thoroughly(target: Path) -> None:
    """Seal and structure of a large plan, read where it stands. Raises NotAPlan."""
    plan_file.check_seal(target)
    db = connect(target, read_only=True)
    try:
        examine(db, target.name, sealed=plan_file.read_header(target).seal is not None)
    finally:
        db.conn.close()


def _keep_beside(target: Path, folder: Folder, sitting: Sitting) -> str:
    """What a crash left, and someone else's plan in its place: both are kept."""
    kept = kept_name(target, sitting)
    publish_new(folder.database, kept)
    folder.discard()
    return (
        f"Turnaround stopped before your last acts were saved, and someone else has saved {target.name} since. "
        f"This is theirs; yours is kept beside it as “{kept.name}”."
    )


def _carry_on_without(target: Path, sitting: Sitting, folder: Folder) -> Plan:
    """The plan is gone from its place, but this computer has a working file of it."""
    progress = folder.read()
    if progress is None or not folder.take():
        raise Refused(f"There is no file {target}. It may have been moved or renamed.")
    db = examined(folder.database, target.name)
    remark = f"{target.name} was not in its place; this is the copy that was kept on this computer."
    plan = _working_plan(db, target, sitting, Plan.new_sitting_id(sitting), folder, progress, remark)
    assert plan.working is not None
    plan.working.note_act()
    return plan


def _note_of_someone_gone(target: Path, sitting: Sitting) -> str | None:
    note = lock_note.read(target)
    if note is None or note.computer == sitting.computer:
        return None
    return f"{note.sentence()}, and did not close it. If they are still working, save a copy instead."


def _last_act(database: Path, name: str) -> int:
    db = examined(database, name, thoroughly=False)
    try:
        return int(db.conn.execute("SELECT coalesce(max(seq), 0) FROM batch").fetchone()[0])
    finally:
        db.conn.close()


def _has_more(folder: Folder, progress: Progress, db: Database | None = None) -> bool:
    """Whether the working file holds acts that are not in the plan."""
    own = db or connect(folder.database)
    try:
        return int(own.conn.execute("SELECT coalesce(max(seq), 0) FROM batch").fetchone()[0]) > progress.seq
    except sqlite3.Error:
        return False
    finally:
        if db is None:
            own.conn.close()


def examined(database: Path, name: str, *, thoroughly: bool = True, sealed: bool = True) -> Database:
    """A connection to a database made of our own parts only and, if ``thoroughly``, found whole.

    Raises NotAPlan. The schema is compared before any statement that could run a trigger, a
    view or a default of the file's.
    """
    try:
        db = connect(database)
    except _DAMAGE as error:
        raise NotAPlan(f"{name} is damaged and cannot be opened. {plan_file.RESTORE}") from error
    try:
        if not version.has_wanted_schema(db):
            raise NotAPlan(
                f"{name} holds parts that no Turnaround plan has, or lacks some, so it was not opened. "
                f"{plan_file.RESTORE}"
            )
        if thoroughly:
            examine(db, name, sealed=sealed)
        if db.conn.execute("SELECT count(*) FROM plan").fetchone() != (1,):
            raise NotAPlan(f"{name} does not hold one plan, so it is damaged. {plan_file.RESTORE}")
        db.conn.execute("SELECT id, authority, title, stands_on, rating_rules FROM plan").fetchone()
    except _DAMAGE as error:
        db.conn.close()
        raise NotAPlan(f"{name} is damaged and cannot be read. {plan_file.RESTORE}") from error
    except NotAPlan:
        db.conn.close()
        raise
    return db


def examine(db: Database, name: str, *, sealed: bool) -> None:
    """Raises NotAPlan where the database's structure is broken, something in it points nowhere, or a row
    holds what no plan holds. One that another program saved has its indexes compared too, which takes longer."""
    try:
        (said,) = db.conn.execute(f"PRAGMA {'quick_check' if sealed else 'integrity_check'}(1)").fetchone()
        broken = said != "ok" or db.conn.execute("PRAGMA foreign_key_check").fetchone() is not None
        # Rows of an older version are looked at once they have this one's form.
        db.conn.execute("SELECT rowid FROM search WHERE search MATCH '\"a\"*' LIMIT 1").fetchone()
        broken = broken or (version.is_current(db) and not values.fit(db))
    except _DAMAGE as error:
        raise NotAPlan(f"{name} is damaged and cannot be read. {plan_file.RESTORE}") from error
    if broken:
        raise NotAPlan(f"{name} is damaged. {plan_file.RESTORE}")


def _migrated(db: Database, name: str) -> None:
    from model.store import migrations

    try:
        migrations.migrate(db)
        sound = version.has_wanted_schema(db) and values.fit(db)
    except (*_DAMAGE, Fault) as error:
        db.conn.close()
        raise NotAPlan(
            f"{name} could not be brought to this version's form; it and its backup are as they were."
        ) from error
    if not sound:
        db.conn.close()
        raise NotAPlan(f"{name} is damaged. {plan_file.RESTORE}")


__all__ = [
    "NewerPlan", "NotAPlan", "PlanInUse", "create_plan", "open_plan", "read_plan", "restore_backup",
    "working_folder", "write_new",
]  # fmt: skip
