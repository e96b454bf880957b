"""The parts of a file that is a ZIP inside, such as a Word file, none larger than is safe."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from lxml import etree

from model.errors import Refused
from model.imports import limits

_CHUNK = 256 * 1024


class Parts:
    """Refuses, when it is made or when a part is read, what is locked, damaged or blown up."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        self._left = limits.ZIP_INFLATED
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
            raise self._damaged() from error
        entries = self._zip.infolist()
        if len(entries) > limits.ZIP_ENTRIES:
            raise Refused(
                f"{name} holds {len(entries):,} parts; a document has at most {limits.ZIP_ENTRIES:,}. It was not read."
            )
        self._entries = {entry.filename.lstrip("/"): entry for entry in entries}

    @property
    def names(self) -> list[str]:
        return list(self._entries)

    def read(self, part: str) -> bytes | None:
        """None where there is no such part."""
        entry = self._entries.get(part)
        if entry is None:
            return None
        if entry.flag_bits & 1:
            raise Refused(f"{self.name} is locked with a password. Save it without one, and import that.")
        made = bytearray()
        try:
            with self._zip.open(entry) as part_of_it:
                while chunk := part_of_it.read(_CHUNK):
                    made += chunk
                    self._left -= len(chunk)
                    blown_up = len(made) > 1_000_000 and len(made) > limits.ZIP_RATIO * max(1, entry.compress_size)
                    if len(made) > limits.PART_INFLATED or self._left < 0 or blown_up:
                        raise Refused(f"{self.name} unpacks to far more than a document holds; it was not read.")
        except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError) as error:
            raise self._damaged() from error
        return bytes(made)

    def markup(self, part: str) -> Any:
        """The root of a part in XML; None where there is no such part. No entity of it is ever looked up."""
        content = self.read(part)
        if content is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._damaged() from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise Refused(
                f"{self.name} holds definitions that no word processor writes and that could reach for other files; "
                "it was not read."
            )
        return root

    def _damaged(self) -> Refused:
        return Refused(f"{self.name} is damaged and cannot be read. Ask for another copy, or save it again in Word.")
