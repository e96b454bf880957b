"""A plan: one SQLite file through sqlite-utils, with one door for every change.

Records come out with ``get``, ``all`` and ``rows``; every change goes through ``batch``, as
one transaction with a name, and ends in one notice. Undo, redo and the reversal of an older
act read the change log and are batches themselves.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from model.errors import Conflict, Fault, Refused
from model.records import PlanDetails
from model.store import change_log, date_ledger, rows, search
from model.store.engine import Database, connect, sqlite3
from model.store.ids import IdMaker
from model.store.sitting import Notice, Sitting

if TYPE_CHECKING:
    from model.store.working_file import WorkingFile

R = TypeVar("R")

_OF_THE_WORLD = frozenset(
    {
        sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_TOOBIG,
    }
)  # fmt: skip
"""What SQLite says of the disk or the file, and not of our own statements."""


class Plan:
    """An open plan. One thread owns it; another thread asks for a ``reader`` of its own."""

    def __init__(self, db: Database, sitting: Sitting, *, path: Path | None = None, read_only: bool = False) -> None:
        self.db = db
        self.sitting = sitting
        self.path = path
        self.read_only = read_only
        self.file: Path | None = None  # the database behind it, where it is not in memory
        self.working: WorkingFile | None = None  # how it reaches its place; None when read only
        self.remark: str | None = None  # what was unusual at opening, in a sentence
        self._ids = IdMaker()
        self._batch: str | None = None
        self._listeners: list[Callable[[Notice], None]] = []
        self._undo: list[tuple[str, str]] = []  # (batch, title), this sitting's
        self._redo: list[tuple[str, str]] = []
        self._closing: list[Callable[[], None]] = []

    @classmethod
    def in_memory(cls, sitting: Sitting, *, authority: str, title: str) -> Plan:
        """A new plan that is kept in no file."""
        plan = cls(connect(":memory:"), sitting)
        plan.make(authority=authority, title=title)
        return plan

    @staticmethod
    def new_sitting_id(sitting: Sitting) -> str:
        return IdMaker().make(int(sitting.clock().timestamp() * 1000))

    def make(self, *, authority: str, title: str) -> None:
        """Give an empty database the tables of a plan and its first row."""
        from model.store import migrations

        migrations.migrate(self.db)
        with self.batch(f"Make the plan “{title}”"):
            self.add("plan", authority=authority, title=title)
        self._undo.clear()

    # --- reading

    def rows(self, sql: str, params: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a question in SQL of ours; values from people are always bound."""
        return self._asked(sql, params)

    def all(self, record: type[R], where: str = "", params: Sequence[Any] = (), order: str = "") -> list[R]:
        """Every record that fits; ``where`` and ``order`` are SQL of ours over the alias ``t``."""
        kind: type = record
        sql = rows.select(kind)
        if where:
            sql += f" WHERE {where}"
        if order:
            sql += f" ORDER BY {order}"
        return [rows.as_record(record, row) for row in self._asked(sql, params)]

    def find(self, record: type[R], row_id: str | None) -> R | None:
        if row_id is None:
            return None
        found = self.all(record, "t.id = ?", [row_id])
        return found[0] if found else None

    def get(self, record: type[R], row_id: str) -> R:
        """The record of that id. Raises Refused where it has been deleted meanwhile."""
        found = self.find(record, row_id)
        if found is None:
            raise Refused("That record is no longer in the plan; it may have been deleted or undone.")
        return found

    @property
    def details(self) -> PlanDetails:
        return self.all(PlanDetails)[0]

    def today(self, given: date) -> date:
        """The day this plan is read as on: its own, for a sample or an archive, or ``given``."""
        return self.details.stands_on or given

    # --- changing

    @contextmanager
    def batch(self, title: str) -> Iterator[None]:
        """One act, by the name a person gives it. All of it happens, or nothing does.

        A batch inside a batch joins it. A batch that changes nothing leaves no trace. Raises
        Refused where the database's own rules forbid what was asked, or the plan is read only.
        """
        if self._batch is not None:
            yield
            return
        title = rows.one_line(title)
        with self._all_or_nothing():
            batch = self._begin(title, "act", None)
            yield
            notice = self._commit(batch, title, "act")
        if notice is not None:
            self._undo.append((batch, title))
            self._redo.clear()
            self._tell(notice)

    def add(self, table: str, **values: Any) -> str:
        """Make a row; its id is new unless given. Only inside a batch."""
        values = rows.checked(table, values)
        values.setdefault("id", self.new_id())
        self._need_batch()
        self.db.utils.table(table).insert(values)
        return str(values["id"])

    def add_all(self, table: str, given: Iterable[Mapping[str, Any]]) -> list[str]:
        """Make rows that all give the same columns; for thousands, five times as quick as one at a time."""
        self._need_batch()
        made = [{"id": self.new_id(), **rows.checked(table, values)} for values in given]
        if made:
            columns = ", ".join(f'"{column}"' for column in made[0])
            marks = ", ".join(f":{column}" for column in made[0])
            self.db.conn.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', made)
        return [str(values["id"]) for values in made]

    def change(self, table: str, ids: str | Iterable[str], **values: Any) -> None:
        """Give the columns of one row or many these values. Rows that hold them already are left alone."""
        self._need_batch()
        values = rows.checked(table, values)
        if not values:
            return
        ids = [ids] if isinstance(ids, str) else list(ids)
        setting = ", ".join(f'"{column}" = ?' for column in values)
        differs = " OR ".join(f'"{column}" IS NOT ?' for column in values)
        given = list(values.values())
        self.db.conn.execute(
            f'UPDATE "{table}" SET {setting} WHERE id IN (SELECT value FROM json_each(?)) AND ({differs})',
            [*given, json.dumps(ids), *given],
        )

    def remove(self, table: str, ids: str | Iterable[str]) -> None:
        """Delete rows, with what stands under them."""
        self._need_batch()
        rows.checked(table, {})
        ids = [ids] if isinstance(ids, str) else list(ids)
        self.db.conn.execute(f'DELETE FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))', [json.dumps(ids)])

    def new_id(self) -> str:
        return self._ids.make(int(self.sitting.clock().timestamp() * 1000))

    def next_number(self, kind: str) -> int:
        """The next of people's numbers for ``kind``; never given twice, also not after an undo."""
        self._need_batch()
        (number,) = self.db.conn.execute(
            "INSERT INTO numbering (kind, last) VALUES (?, 1) "
            "ON CONFLICT (kind) DO UPDATE SET last = last + 1 RETURNING last",
            [kind],
        ).fetchone()
        return int(number)

    def last_position(self, table: str, where: str = "1", params: Sequence[Any] = ()) -> float:
        """The position after the last row of those that fit (SQL of ours over alias ``t``)."""
        rows.checked(table, {})
        (last,) = self.rows(f'SELECT max(t.position) FROM "{table}" AS t WHERE {where}', params)[0]
        return 1.0 if last is None else float(last) + 1.0

    # --- files, by digest, outside the log

    def keep_file(self, content: bytes) -> str:
        """Keep these bytes in the plan, once, and return their SHA-256 as hex."""
        self._need_batch()
        digest = hashlib.sha256(content).hexdigest()
        self.db.conn.execute(
            "INSERT INTO file (digest, size, content) VALUES (?, ?, ?) ON CONFLICT (digest) DO NOTHING",
            [digest, len(content), content],
        )
        return digest

    def kept_file(self, digest: str) -> bytes:
        """The bytes kept under that digest. Raises Refused where they are not here or not whole."""
        found = self.rows("SELECT content FROM file WHERE digest = ?", [digest])
        if not found:
            raise Refused("That file is not kept in this plan; it may have been sent without its attachments.")
        content = bytes(found[0][0])
        if hashlib.sha256(content).hexdigest() != digest:
            raise Refused("The file kept in the plan is damaged; restore the plan from a backup.")
        return content

    # --- undo, redo, reversal

    @property
    def undo_title(self) -> str | None:
        return self._undo[-1][1] if self._undo else None

    @property
    def redo_title(self) -> str | None:
        return self._redo[-1][1] if self._redo else None

    def undo(self) -> Notice | None:
        """Reverse this sitting's last act. None where there is none."""
        if not self._undo:
            return None
        batch, title = self._undo[-1]
        notice = self._reverse(batch, title, "undo")
        self._undo.pop()
        self._redo.append((notice.batch, title))
        self._tell(notice)
        return notice

    def redo(self) -> Notice | None:
        """Reverse the last undo. None where nothing was undone since the last act."""
        if not self._redo:
            return None
        batch, title = self._redo[-1]
        notice = self._reverse(batch, title, "redo")
        self._redo.pop()
        self._undo.append((notice.batch, title))
        self._tell(notice)
        return notice

    def reverse(self, batch: str) -> Notice:
        """Reverse an older act; itself an act that can be undone.

        Raises Conflict where what the act changed has been changed since, Refused where there
        is no such act or it is the one that made the plan.
        """
        found = self.rows("SELECT title FROM batch WHERE id = ?", [batch])
        if not found:
            raise Refused("That act is not in this plan's history.")
        if self.rows("SELECT 1 FROM change WHERE batch = ? AND record = 'plan' AND field IS NULL", [batch]):
            raise Refused("The act that made the plan cannot be put back; close the plan and delete its file instead.")
        title = str(found[0][0])
        notice = self._reverse(batch, title, "reversal")
        self._undo.append((notice.batch, f"Put back “{title}”"))
        self._redo.clear()
        self._tell(notice)
        return notice

    def forget_sitting(self) -> None:
        """Nothing done so far can be undone or redone any more; the history stays."""
        self._undo.clear()
        self._redo.clear()

    # --- listening

    def listen(self, callback: Callable[[Notice], None]) -> None:
        """Call ``callback`` with the notice of every batch, after it is safely in the file."""
        self._listeners.append(callback)

    def unlisten(self, callback: Callable[[Notice], None]) -> None:
        self._listeners.remove(callback)

    # --- other connections, closing

    def reader(self) -> Plan:
        """The plan as it is now, read only, for another thread; the caller closes it."""
        if self.file is not None:
            db = connect(self.file, read_only=True)
        else:
            db = connect(":memory:")
            db.conn.deserialize(self.db.conn.serialize())
        return Plan(db, self.sitting, path=self.path, read_only=True)

    def at_close(self, call: Callable[[], None]) -> None:
        """Have something done after the database is closed (publishing, giving back the lock)."""
        self._closing.append(call)

    def close(self) -> None:
        """Close the plan; twice is once."""
        if self._batch is not None:
            raise Fault("A plan was closed inside a batch")
        self._listeners.clear()
        self.db.conn.close()
        while self._closing:
            self._closing.pop()()

    # --- within

    def _asked(self, sql: str, params: Sequence[Any] | Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """The answer, or Refused where the file behind the plan is damaged or cannot be read."""
        try:
            return self.db.conn.execute(sql, params).fetchall()
        except sqlite3.Error as error:
            if self._batch is None and (_code(error) in _OF_THE_WORLD or "decode to UTF-8" in str(error)):
                raise Refused(
                    f"The plan's file on this computer cannot be read: {_plain(error)}. "
                    "Close the plan and restore it from a backup."
                ) from error
            raise

    def _need_batch(self) -> None:
        if self._batch is None:
            raise Fault("A plan is only changed inside a batch")

    def _begin(self, title: str, kind: str, of: str | None) -> str:
        if self.read_only:
            raise Refused("This plan is open to read only; save a copy to change it.")
        batch = self.new_id()
        self.db.conn.execute("BEGIN IMMEDIATE")
        self.db.conn.execute(
            "INSERT INTO batch (id, title, at, who, computer, kind, of) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [batch, title, self.sitting.clock().astimezone(UTC).isoformat(timespec="milliseconds"),
             rows.one_line(self.sitting.who), rows.one_line(self.sitting.computer), kind, of],
        )  # fmt: skip
        self.db.conn.execute("INSERT INTO current_batch (one, batch) VALUES (1, ?)", [batch])
        self._batch = batch
        return batch

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        """Whatever fails in here, nothing happened, and the next act begins afresh.

        What the world refuses, such as a disk that is full, is Refused; our own mistakes are raised as they are.
        """
        try:
            yield
        except sqlite3.IntegrityError as error:
            self._rollback()
            raise Refused(_sentence(error)) from error
        except sqlite3.Error as error:
            self._rollback()
            code = _code(error)
            if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise Refused("The plan's file on this computer is busy; try again in a moment.") from error
            if code in _OF_THE_WORLD:
                raise Refused(
                    f"The change could not be saved on this computer: {_plain(error)}. Nothing was changed."
                ) from error
            raise
        except BaseException:  # an act that any mistake or a KeyboardInterrupt cut short is taken back; raised again
            self._rollback()
            raise

    def _rollback(self) -> None:
        self._batch = None
        if self.db.conn.in_transaction:
            self.db.conn.execute("ROLLBACK")

    def _commit(self, batch: str, title: str, kind: str) -> Notice | None:
        changed = change_log.changed_rows(self.db, batch)
        if not changed:
            self._rollback()
            return None
        if "action" in changed or "date_change" in changed:
            date_ledger.check(self.db, batch, reverses=kind != "act")
        search.refresh(self.db, batch)
        self.db.conn.execute("DELETE FROM current_batch")
        self.db.conn.execute("COMMIT")
        self._batch = None
        return Notice(title, kind, changed, batch)

    def _reverse(self, batch: str, title: str, kind: str) -> Notice:
        if self._batch is not None:
            raise Fault("Undo inside a batch")
        title = rows.one_line(title)
        try:
            with self._all_or_nothing():
                into = self._begin(title, kind, batch)
                change_log.reverse_changes(self.db, batch, into)
                notice = self._commit(into, title, kind)
        except Conflict:
            raise
        except Refused as error:
            if isinstance(error.__cause__, sqlite3.IntegrityError):
                raise Conflict(f"This cannot be put back any more: {error}") from error
            raise
        if notice is None:
            raise Conflict("There is nothing left of this act to put back.")
        return notice

    def _tell(self, notice: Notice) -> None:
        for callback in list(self._listeners):
            callback(notice)


def _code(error: sqlite3.Error) -> int:
    """What SQLite calls the error; Python's own errors have none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF  # the rest says more of the same


def _plain(error: sqlite3.Error) -> str:
    return "a text in it is damaged" if "decode to UTF-8" in str(error) else rows.one_line(str(error))


def _sentence(error: sqlite3.IntegrityError) -> str:
    """What the database refused, in its constraint's own words where it has them."""
    said = str(error)
    kind, _, detail = said.partition(" constraint failed")
    detail = detail.lstrip(": ")
    if kind == "CHECK":
        return f"{detail}."
    if kind == "UNIQUE":
        return f"That is in the plan already ({detail.replace('_', ' ')})."
    if kind == "NOT NULL" and detail == "change.batch":
        raise Fault("A write outside a batch") from error
    if kind == "NOT NULL":
        return f"Something is missing: {detail.partition('.')[2].replace('_', ' ')}."
    return "Something else in the plan still depends on it, or what it names is not there."
