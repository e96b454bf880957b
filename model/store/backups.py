"""Rolling backups on this computer: one when a plan is opened, one before every migration.

Each is a plan file like any other, sealed, under ``backups/`` in the local data folder, in a
folder named after the plan and its place.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from model.errors import Refused
from model.store import plan_file
from model.store.sitting import Sitting

KEPT = 12
"""Backups kept of one plan; the oldest goes when a newer one is made."""

_APART = timedelta(minutes=30)
_STAMP = "%Y-%m-%d %H%M%S"


@dataclass(frozen=True, slots=True)
class Backup:
    path: Path
    made: datetime
    size: int  # bytes


def backup_folder(sitting: Sitting, plan: Path) -> Path:
    place = hashlib.sha256(os.path.normcase(str(plan)).encode()).hexdigest()[:12]
    name = "".join(c for c in plan.stem if c.isalnum() or c in " -_")[:60] or "plan"
    return sitting.local_folder / "backups" / f"{name} {place}"


def backups_of(sitting: Sitting, plan: Path) -> list[Backup]:
    """The backups of the plan kept at that place, newest first."""
    folder = backup_folder(sitting, plan)
    found: list[Backup] = []
    for path in folder.glob(f"*{plan_file.SUFFIX}") if folder.is_dir() else ():
        try:
            made = datetime.strptime(path.stem[:17], _STAMP).replace(tzinfo=UTC)
            found.append(Backup(path, made, path.stat().st_size))
        except (ValueError, OSError):
            continue
    return sorted(found, key=lambda backup: (backup.made, len(backup.path.name), backup.path.name), reverse=True)


def make_backup(sitting: Sitting, plan: Path, *, always: bool = False) -> Path | None:
    """Copy the plan as it is on disk, and check the copy. None where a recent one will do.

    Raises Refused where the copy cannot be made: nothing risky may follow then.
    """
    now = sitting.clock().astimezone(UTC)
    kept = backups_of(sitting, plan)
    if kept and not always:
        same = plan_file.read_header(kept[0].path).seal == plan_file.read_header(plan).seal
        if same or now - kept[0].made < _APART:
            return None
    folder = backup_folder(sitting, plan)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder / f"{now:{_STAMP}}{plan_file.SUFFIX}"
    count = 1
    while target.exists():
        count += 1
        target = folder / f"{now:{_STAMP}} {count}{plan_file.SUFFIX}"
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    expected = plan_file.copy_checked(plan, part)
    if plan_file.seal(part) != expected:
        part.unlink(missing_ok=True)
        raise Refused("A backup could not be made: the copy differs from the plan. Check this computer's disk.")
    os.replace(part, target)
    for backup in backups_of(sitting, plan)[KEPT:]:
        backup.path.unlink(missing_ok=True)
    return target
