"""What was read from a document: its pages as lines of words with their places. No plan, no opinion.

Places are in points from the top left corner of the page, so that a sentence can be shown where it stands.
A Word file, a web page or pasted text has pages without size, and its words no place.
"""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("pdf", "docx", "html", "text")


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page, in points from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, or one paragraph of a document without lines.

    ``text`` is as it stands on the page, less control characters; ``words`` are its parts between white space,
    with a place each where there are places. ``role`` is what the file itself says the line is, where it does:
    "heading 1" to "heading 6", "bullet", "number", "cell R,C" (row and column of a table, from 0), "footnote",
    "header", "footer". Digits above the line, as footnotes have, are "¹" and not "1".
    """

    text: str
    box: Box | None
    words: tuple[tuple[str, Box], ...]
    size: float  # of the letters, in points; 0 where it is not known
    bold: bool
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """``number`` counts from 1, as the viewer does and not as the page is printed."""

    number: int
    width: float  # points; 0 for a page without size
    height: float
    lines: tuple[Line, ...]  # in reading order, headers and footers among them

    @property
    def has_text(self) -> bool:
        return any(line.text.strip() for line in self.lines)


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole document as it was read. ``remarks`` are sentences for the person: "There is no text on pages 3 to 5."""

    kind: str  # KINDS
    name: str  # of the file, without its folder
    sha256: str
    pages: tuple[Page, ...]
    title: str | None = None  # what the file calls itself
    remarks: tuple[str, ...] = ()
