"""The draft of one document while a person works on it: what is ticked, what was edited, where it goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from gui.workspace import Workspace
from model.dates.phrases import find_phrases, read_phrase
from model.imports import review
from model.imports.pages import Reading
from model.imports.proposals import Proposals, Words
from model.imports.review import Chosen, Draft, Item
from model.records import AREA_KINDS
from model.reports.page_pictures import PagePictures

NONE, NEW = "none", "new"
"""Where a document goes besides an inspection or meeting of the plan: to none, or to one made of it."""

OF_INSPECTION = ("inspection", "judgements", "deadlines")
OF_MEETING = ("meeting", "resolutions", "questions")
"""Groups that cannot be taken in without an inspection, and without a meeting."""


@dataclass(frozen=True, slots=True, eq=False)
class Fetched:
    """A document as it came from its process: what was read, what it says, the file, and its pages to draw."""

    reading: Reading
    proposals: Proposals
    content: bytes | None
    pictures: PagePictures | None


class Review(QObject):
    """Holds the draft; every edit makes a new one and says which item changed."""

    changed = Signal(str)  # key of an item; "" for more than one
    placed = Signal()  # it goes to another inspection or meeting
    added = Signal(str)

    def __init__(self, workspace: Workspace, fetched: Fetched, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.fetched = fetched
        self.draft: Draft = review.draft(workspace.plan, fetched.proposals, workspace.today())
        self._touched: set[str] = set()  # items that a person changed
        self.edited = False
        said = fetched.proposals
        self.inspection = self.draft.inspection or (NEW if self.draft.framework or said.inspection else NONE)
        has_meeting = said.meeting is not None or bool(said.resolutions or said.questions)
        self.meeting = self.draft.meeting or (NEW if has_meeting else NONE)

    # --- items

    def item(self, key: str) -> Item | None:
        return next((item for item in self.draft.items if item.key == key), None)

    def edit(self, key: str, **values: Any) -> None:
        """Change an item; what follows from the change is changed along with it."""
        before = self.item(key)
        if before is None:
            return
        after = _along(before, replace(before, **values), self._workspace)
        if after == before:
            return
        self._touched.add(key)
        self.edited = True
        self.draft = self.draft.with_item(after)
        if after.group == "meeting" and after.field in ("body", "on_day"):
            self._take_meeting_fact(after)
        self.changed.emit("" if after.group != before.group else key)

    def tick(self, keys: Iterable[str], ticked: bool) -> None:
        keys = [key for key in keys if (item := self.item(key)) is not None and item.ticked != ticked]
        if not keys:
            return
        self._touched.update(keys)
        self.edited = True
        self.draft = self.draft.tick(keys, ticked)
        self.changed.emit(keys[0] if len(keys) == 1 else "")

    def add(self, kind: str, words: Words) -> Item:
        """Make an item of selected words. Refused as in ``review.by_hand``."""
        item = review.by_hand(self.draft, kind, _folded(words.quote), words)
        if kind == "commitment":
            item = _with_phrase(item, self.draft, self._workspace)
        self._touched.add(item.key)
        self.edited = True
        self.draft = self.draft.with_item(item)
        if item.group in OF_MEETING and self.meeting == NONE:
            self.meeting = NEW
            self.placed.emit()
        self.changed.emit("")
        self.added.emit(item.key)
        return item

    def remove(self, key: str) -> None:
        """Take away an item that was made by hand; what the document says is only ever unticked."""
        item = self.item(key)
        if item is not None and item.by_hand:
            self.draft = self.draft.without(key)
            self._touched.discard(key)
            self.edited = True
            self.changed.emit("")

    def take_all_the_same(self) -> None:
        """It is about the plan's own authority after all: tick what is sure or likely."""
        self.draft = replace(self.draft, other_authority=False)
        self.tick(
            [
                item.key
                for item in self.draft.items
                if item.confidence != "unsure" and not any(match.kind in ("twin", "differs") for match in item.matches)
            ],
            True,
        )
        self.placed.emit()

    # --- where it goes

    def choose_inspection(self, wanted: str) -> None:
        """An inspection of the plan (its id), NEW or NONE: everything is set beside the plan anew."""
        self.inspection = wanted
        self.edited = True
        self._match_again()
        if wanted == NONE:
            self._untick(OF_INSPECTION)
            self.draft = replace(self.draft, framework=None, type=None)
        self._tell()

    def choose_meeting(self, wanted: str) -> None:
        self.meeting = wanted
        self.edited = True
        self._match_again()
        if wanted == NONE:
            self._untick(OF_MEETING)
        self._tell()

    def set_framework(self, code: str | None) -> None:
        if code == self.draft.framework:
            return
        self.edited = True
        self.draft = replace(self.draft, framework=code, type=None, type_inferred=False)
        self._tell()

    def set_type(self, code: str | None) -> None:
        self.edited = True
        self.draft = replace(self.draft, type=code, type_inferred=False)
        self._tell()

    def set_fact(self, field: str, label: str, day: date | None) -> None:
        """A day that the document does not give, from the person who knows it; None takes it away again."""
        key = f"fact {field}"
        self.draft = self.draft.without(key)
        if day is not None:
            words = day.isoformat()
            self.draft = self.draft.with_item(
                Item(
                    key=key,
                    group="inspection",
                    kind="fact",
                    label=label,
                    text=words,
                    at=None,
                    confidence="sure",
                    ticked=True,
                    field=field,
                    value=words,
                    by_hand=True,
                    why="You gave this day.",
                )
            )
            self._touched.add(key)
        self.edited = True
        self._tell()

    def set_body(self, name: str | None) -> None:
        self._set_meeting("body", body=name)

    def set_day(self, day: date | None) -> None:
        self._set_meeting("on_day", on_day=day)

    # --- within

    def _set_meeting(self, field: str, **values: Any) -> None:
        self.edited = True
        self.draft = replace(self.draft, **values)
        shown = next(iter(values.values()))
        words = shown.isoformat() if isinstance(shown, date) else shown or ""
        item = self.item(f"meeting {field}")
        if item is not None and words:
            self._touched.add(item.key)
            self.draft = self.draft.with_item(replace(item, text=words, value=words))
        self._tell()

    def _take_meeting_fact(self, item: Item) -> None:
        if item.field == "body":
            self.draft = replace(self.draft, body=item.text)
        else:
            self.draft = replace(self.draft, on_day=date.fromisoformat(item.text) if item.text else None)
        self.placed.emit()

    def _match_again(self) -> None:
        """Set the document beside the plan anew; what a person changed stays as it is, but for its matches."""
        before = self.draft
        chosen = Chosen(_id(self.inspection), _id(self.meeting))
        fresh = review.draft(self._workspace.plan, self.fetched.proposals, self._workspace.today(), chosen=chosen)
        said = self.fetched.proposals.inspection
        fresh = replace(
            fresh, body=before.body, on_day=before.on_day, other_authority=before.other_authority,
            framework=before.framework or (said.framework if said else None),
            type=before.type or (said.type if said else None), type_inferred=before.type_inferred,
        )  # fmt: skip
        for item in before.items:
            if item.key in self._touched:
                new = next((one for one in fresh.items if one.key == item.key), None)
                fresh = fresh.with_item(replace(item, matches=new.matches) if new is not None else item)
        if before.other_authority:
            untouched = [item.key for item in fresh.items if item.key not in self._touched]
            fresh = fresh.tick(untouched, False)
        self.draft = fresh

    def _untick(self, groups: Iterable[str]) -> None:
        self.draft = self.draft.tick([item.key for item in self.draft.items if item.group in set(groups)], False)

    def _tell(self) -> None:
        self.changed.emit("")
        self.placed.emit()


def _id(wanted: str) -> str | None:
    return None if wanted in (NONE, NEW) else wanted


def _folded(quote: str) -> str:
    """Selected words as one text: a hyphen at a line's end joins, where a small letter follows."""
    text = ""
    for line in quote.split("\n"):
        line = line.strip()
        if text.endswith("-") and len(text) > 1 and text[-2].isalpha() and line[:1].islower():
            text = text[:-1] + line
        else:
            text = f"{text} {line}".strip()
    return text


def _along(before: Item, after: Item, workspace: Workspace) -> Item:
    """What follows from an edit: the group from the kind, a short title from the words, a day from its phrase."""
    if after.kind != before.kind:
        is_area = after.kind in AREA_KINDS
        after = replace(
            after, group=review.group_of(after.kind), label=after.kind.capitalize(),
            title=(after.title or review.title_of(after.text)) if is_area else None,
            into=after.into if is_area else None,
        )  # fmt: skip
    if after.text != before.text and before.title is not None and before.title == review.title_of(before.text):
        after = replace(after, title=review.title_of(after.text))
    if after.phrase != before.phrase and after.phrase:
        after = replace(after, due=_due(after.phrase, after.anchor, after.anchor_what, workspace) or after.due)
    return after


def _with_phrase(item: Item, draft: Draft, workspace: Workspace) -> Item:
    """A commitment by hand with the deadline that stands in its words."""
    found = find_phrases(item.text)
    if not found:
        return item
    words = found[0][2]
    anchor, what = draft.on_day, "the meeting" if draft.on_day else None
    due = _due(words, anchor, what, workspace)
    why = item.why if due else "Counted from which day? Give the day that it is due."
    return replace(item, phrase=words, anchor=anchor, anchor_what=what, due=due, why=why)


def _due(words: str, anchor: date | None, what: str | None, workspace: Workspace) -> date | None:
    phrase = read_phrase(words, said_on=anchor, said_on_what=what)
    return phrase.last if phrase is not None else None
