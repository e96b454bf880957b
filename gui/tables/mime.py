"""Records under the pointer: what is dragged from one view to another is a table and its ids."""

from __future__ import annotations

import json
from collections.abc import Iterable

from PySide6.QtCore import QByteArray, QMimeData

MIME = "application/x-turnaround-ids"


def ids_mime(table: str, ids: Iterable[str], words: str = "") -> QMimeData:
    """These records to drag; ``words`` is what another program gets."""
    data = QMimeData()
    data.setData(MIME, QByteArray(json.dumps({"table": table, "ids": list(ids)}).encode()))
    if words:
        data.setText(words)
    return data


def ids_in(data: QMimeData) -> tuple[str, list[str]] | None:
    """The table and ids that are dragged; None where it is something else."""
    if not data.hasFormat(MIME):
        return None
    try:
        held = json.loads(bytes(data.data(MIME).data()))
    except ValueError:
        return None
    if not isinstance(held, dict) or not isinstance(held.get("table"), str) or not isinstance(held.get("ids"), list):
        return None
    ids = [row for row in held["ids"] if isinstance(row, str)]
    return (held["table"], ids) if ids else None
