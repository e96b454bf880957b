"""Ids: UUIDv7 text (RFC 9562), so that two copies of a plan can be joined later.

The standard library has ``uuid.uuid7`` from Python 3.14 on; this is the same layout for the
versions before it, with the time given rather than read.
"""

from __future__ import annotations

import secrets
import uuid


class IdMaker:
    """Makes ids that sort in the order they were made, also within one millisecond."""

    def __init__(self) -> None:
        self._last_ms = -1
        self._counter = 0

    def make(self, now_ms: int) -> str:
        """A new id for ``now_ms``, milliseconds since 1970 in UTC."""
        # A clock that is set back must not make ids that sort before older ones.
        if now_ms > self._last_ms:
            self._last_ms = now_ms
            self._counter = secrets.randbits(24)
        else:
            self._counter += 1
        # 12 bits beside the version and 30 bits of the rest count; 32 bits stay random.
        count = self._counter & ((1 << 42) - 1)
        value = (
            (self._last_ms & ((1 << 48) - 1)) << 80
            | 0x7 << 76
            | (count >> 30) << 64
            | 0b10 << 62
            | (count & ((1 << 30) - 1)) << 32
            | secrets.randbits(32)
        )
        return str(uuid.UUID(int=value))
