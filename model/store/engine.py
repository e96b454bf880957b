"""The one SQLite library of the process, and the one way to connect."""

from __future__ import annotations

import sqlite3
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from model.errors import Fault

if TYPE_CHECKING:
    import sqlite_utils

__all__ = ["Database", "connect", "sqlite3"]


class Database:
    """A connection, and sqlite-utils over it from the first time that it is asked for.

    Reading a plan needs the connection alone; sqlite-utils takes longer to load than the plan.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.conn = connection

    @cached_property
    def utils(self) -> sqlite_utils.Database:
        """sqlite-utils over this connection, for the schema, its migrations and new rows."""
        import sqlite_utils
        from sqlite_utils import utils

        # It prefers pysqlite3 where that is installed. Two SQLite libraries in one process do
        # not see each other's locks.
        if utils.sqlite3 is not sqlite3:  # type: ignore[attr-defined]
            raise Fault("pysqlite3 is installed; Turnaround uses Python's own sqlite3")
        # What other packages of this Python hook into sqlite-utils has no business in a plan.
        return sqlite_utils.Database(self.conn, execute_plugins=False)


def connect(where: Path | str, *, read_only: bool = False) -> Database:
    """A connection set as every one of ours is: nothing in the file can make anything run."""
    if isinstance(where, Path):
        uri = where.absolute().as_uri() + ("?mode=ro" if read_only else "?mode=rw")
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=10, check_same_thread=False)
    else:
        connection = sqlite3.connect(where, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    # A killed process, and a cut of the power, lose no act that was answered.
    connection.execute("PRAGMA journal_mode = TRUNCATE" if not read_only else "PRAGMA query_only = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA temp_store = MEMORY")
    return Database(connection)
