"""What a document says, set beside what the plan holds: the same inspection, a twin, an old worry raised again.

Nothing is decided here and nothing dropped. A match carries both texts and says in a sentence why it was made, so
that a person can see whether it is one.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rapidfuzz import fuzz

from model import commitments, inspections
from model.imports.proposals import InspectionSaid, MeetingSaid, Proposals
from model.records import Area, Body, Commitment, Document, Framework, Inspection, Meeting, Source
from model.store.plan import Plan
from model.wording import in_words

SAME = 92
"""Likeness, of 100, from which two texts are taken for one: they differ by a slip of the pen."""

ALIKE = 48
"""Likeness from which an old area is shown beside a new finding as perhaps the same worry."""

MOST = 4  # old areas shown beside one finding

_WORD = re.compile(r"[a-z]+")
_COMMON_WORDS = """
    a about across all also an and any are as at be been between by can children child childrens ensure
    for from has have how in including increase improve improved improvement into is it its local
    authority more need needs not of on or our out over so such that the their them there they this
    those through to up use was when where which who will with within young people council service
    services effective effectiveness quality practice work make sure strengthen consistent consistently
    consistency timely timeliness
"""
_COMMON = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True, slots=True)
class Match:
    """Something in the plan that a proposal is like. ``likeness`` is of 100; ``sentence`` says why it is shown."""

    table: str
    id: str
    kind: str  # "same", "twin", "thread" or "differs"
    likeness: int
    title: str  # "Area 3, raised at ILACS short inspection, 24 to 28 April 2023"
    text: str  # the plan's own words, to stand beside the new ones
    sentence: str


# --- documents, inspections, meetings


def same_document(plan: Plan, sha256: str) -> Document | None:
    """The document with these very bytes, where the plan holds it."""
    found = plan.all(Document, "t.digest = ?", [sha256])
    return found[0] if found else None


def same_inspection(plan: Plan, said: InspectionSaid | None) -> Match | None:
    """The inspection in the plan that the document is about: of that family of frameworks, in those days."""
    if said is None:
        return None
    wanted = {
        name: _day(getattr(said, name).value)
        for name in ("fieldwork_start", "fieldwork_end", "published")
        if getattr(said, name) is not None
    }
    if not any(wanted.values()):
        return None
    family = _family(said.framework)
    frameworks = {one.id: one.code for one in plan.all(Framework)}
    names = inspections.names(plan)
    for one in inspections.in_order(plan):
        if family is not None and _family(frameworks[one.framework]) != family:
            continue
        why = _same_days(one, wanted)
        if why is not None:
            return Match("inspection", one.id, "same", 100, names[one.id], names[one.id], f"{why}.")
    return None


def same_meeting(plan: Plan, said: MeetingSaid | None) -> Match | None:
    """The meeting of that body on that day, where the plan holds it."""
    if said is None or said.body is None or said.on_day is None:
        return None
    day = _day(said.on_day.value)
    bodies = {one.id: one.name for one in plan.all(Body)}
    for one in plan.all(Meeting, "t.on_day = ?", [day.isoformat() if day else ""]):
        name = bodies[one.body]
        if fuzz.token_set_ratio(name.casefold(), said.body.value.casefold()) >= SAME:
            title = f"{name}, {in_words(one.on_day)}"
            return Match("meeting", one.id, "same", 100, title, title, "The same body on the same day.")
    return None


def _same_days(one: Inspection, wanted: Mapping[str, date | None]) -> str | None:
    start, end = wanted.get("fieldwork_start"), wanted.get("fieldwork_end") or wanted.get("fieldwork_start")
    if start and one.fieldwork_start:
        if one.fieldwork_start == start:
            return "The plan holds an inspection whose fieldwork began on that day"
        # Papers of the council and the report give different days of one visit.
        last = one.fieldwork_end or one.fieldwork_start
        if end and one.fieldwork_start <= end and start <= last:
            return "The plan holds an inspection whose fieldwork overlaps these days"
    published = wanted.get("published")
    if published and one.published and abs((published - one.published).days) <= 3:
        return "The plan holds an inspection published within three days of this one"
    return None


def _family(code: str | None) -> str | None:
    return re.sub(r"-\d{4}$", "", code) if code else None


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


# --- words


class _Folded(NamedTuple):
    """A text for comparing: its letters, its telling words, and how much these tell."""

    plain: str
    stems: frozenset[str]
    weight: float


class Worries:
    """The areas of a plan, ready to be compared with what documents say."""

    def __init__(self, plan: Plan) -> None:
        self._areas = plan.all(Area, order="t.number")
        self._texts = {one.id: one.words or one.title for one in self._areas}
        self._sources: dict[str, list[Source]] = {}
        for source in plan.all(Source):
            self._sources.setdefault(source.area, []).append(source)
        self._names = inspections.names(plan)
        self._years = {one.id: inspections.about(one) for one in plan.all(Inspection)}
        stems = {one: _stems(text) for one, text in self._texts.items()}
        self._weights = _weights(stems.values())
        self._rarest = max(self._weights.values(), default=1.0)
        self._folded = {one: self._fold(text, stems[one]) for one, text in self._texts.items()}

    def like(self, text: str, inspection: str | None, *, anywhere: bool) -> tuple[Match, ...]:
        """Areas like the text, the likest first: twins of the same inspection, and older ones of the same worry.

        ``anywhere``: the document is about no inspection of its own, so that the same words are a twin wherever
        they come from.
        """
        found = []
        mine = self._fold(text, _stems(text))
        for area in self._areas:
            its = self._texts[area.id]
            likeness = self._likeness(mine, self._folded[area.id])
            if likeness < ALIKE:
                continue
            here = any(source.inspection == inspection for source in self._sources.get(area.id, ()) if inspection)
            twin = likeness >= SAME and (here or anywhere)
            raised = self._raised(area)
            if twin:
                comes = " and comes from the same inspection" if here else ""
                sentence = f"Area {area.number} says the same{comes}."
            elif here:
                sentence = f"Area {area.number} comes from the same inspection and is worded much like it."
            else:
                sentence = f"This was raised{raised}." if raised else f"Area {area.number} is worded much like it."
            kind = "twin" if twin else "thread"
            title = f"Area {area.number}{',' if raised else ''} {('raised' + raised) if raised else ''}".strip()
            found.append(Match("area", area.id, kind, likeness, title, its, sentence))
        found.sort(key=lambda one: (one.kind != "twin", -one.likeness))
        return tuple(found[:MOST])

    def _raised(self, area: Area) -> str:
        days = [self._years.get(one.inspection or "") for one in self._sources.get(area.id, ())]
        years = sorted({str(day.year) for day in days if day is not None})
        if not years:
            return ""
        return f" in {years[0]}" if len(years) == 1 else f" in {', '.join(years[:-1])} and {years[-1]}"

    def _fold(self, text: str, stems: frozenset[str]) -> _Folded:
        return _Folded(_plain(text), stems, sum(map(self._weight, stems)))

    def _likeness(self, one: _Folded, other: _Folded) -> int:
        """Of 100: the share of telling words that the two have in common, or how alike they are to the letter."""
        letters = fuzz.ratio(one.plain, other.plain, score_cutoff=SAME)
        if letters:
            return int(letters)
        common = one.stems & other.stems
        if len(common) < 2:
            return 0
        both = sum(map(self._weight, common))
        least, every = min(one.weight, other.weight), one.weight + other.weight - both
        # Between "all of the shorter is in the longer" and "they are the same set of words".
        return min(SAME - 1, int(100 * (0.6 * both / least + 0.4 * both / every)))

    def _weight(self, word: str) -> float:
        return self._weights.get(word, self._rarest)


def like_commitments(plan: Plan, text: str, today: date) -> Match | None:
    """A commitment that the plan holds in nearly these words."""
    for row in commitments.commitments(plan, today):
        one: Commitment = row.commitment
        if fuzz.ratio(_plain(text), _plain(one.sentence)) >= SAME:
            title = f"Commitment {one.number}"
            return Match("commitment", one.id, "twin", 100, title, one.sentence, f"{title} is the same sentence.")
    return None


def twins_within(texts: Sequence[str]) -> Mapping[int, int]:
    """Which texts of one document say what an earlier one says: a summary repeats the report."""
    found: dict[int, int] = {}
    plain = [_plain(text) for text in texts]
    for later in range(len(plain)):
        for earlier in range(later):
            if earlier not in found and fuzz.ratio(plain[later], plain[earlier]) >= SAME:
                found[later] = earlier
                break
    return found


def agrees(proposals: Proposals, authority: str) -> bool:
    """Whether the document is about the plan's own authority, or does not name one."""
    if proposals.authority is None:
        return True
    mine, theirs = _authority(authority), _authority(proposals.authority.value)
    return not mine or not theirs or fuzz.token_set_ratio(mine, theirs) >= 85


def _authority(name: str) -> str:
    words = _WORD.findall(name.casefold())
    generic = {"council", "county", "city", "borough", "metropolitan", "london", "royal", "district", "of", "the",
               "unitary", "authority", "children", "services", "s"}  # fmt: skip
    return " ".join(word for word in words if word not in generic)


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _stems(text: str) -> frozenset[str]:
    """The telling words of a text, cut to their stem so that "placing" meets "placement"."""
    return frozenset(word[:5] for word in _WORD.findall(text.casefold()) if len(word) > 2 and word not in _COMMON)


def _weights(every: Collection[frozenset[str]]) -> Mapping[str, float]:
    """What a word tells: the fewer areas hold it, the more."""
    counted = Counter(word for stems in every for word in stems)
    return {word: math.log(1 + len(every) / count) for word, count in counted.items()}
