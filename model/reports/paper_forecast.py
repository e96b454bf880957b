"""When the next inspection may come, for a paper that asks for it, with the areas that would be open then.

What would be open is worked out from the actions that stand in the paper, so that it says nothing of those that do
not; what follows an inspection under embargo is left out.
"""

from __future__ import annotations

from datetime import date

from model import forecasts
from model.forecasts import Forecast
from model.reports.document import Block, Bullets, Heading, Run, Words
from model.reports.paper_parts import Setting, area_anchor, para
from model.reports.paper_reading import PaperArea
from model.wording import in_words, plural, sentence_case


def next_inspection(setting: Setting) -> list[Block]:
    """Both readings, by rule and as measured; nothing where neither can be given."""
    position = setting.position
    found = [
        one
        for one in forecasts.next_inspection(position.plan, setting.today)
        if one.inspection.id not in position.withheld_ids
    ]
    if not found:
        return []
    blocks: list[Block] = [Heading(1, "When the next inspection may come")]
    blocks.append(para("None of these is a date that anybody has announced; they show what to be ready for."))
    blocks.append(Bullets(tuple(_told(one) for one in found)))
    ahead = [one for one in found if one.open_on > setting.today]
    if ahead:
        blocks += _open_then(setting, min(ahead, key=lambda one: one.open_on))
    return blocks


def _told(one: Forecast) -> Words:
    note = f" {one.note}" if one.note else ""
    return (Run(f"{one.what}, {'by rule' if one.basis == 'rule' else 'as measured'}: ", bold=True),
            f"{_small(one.sentence)}{note} Source: {one.source.rstrip('.')}.")  # fmt: skip


def _small(sentence: str) -> str:
    """A sentence after a colon; a name at its beginning stays as it is."""
    return sentence[:1].lower() + sentence[1:] if sentence.startswith(("Between", "About", "Councils")) else sentence


def _open_then(setting: Setting, first: Forecast) -> list[Block]:
    day = first.open_on
    still = [part for part in setting.position.areas if _open_on(part, day, setting.today)]
    if not still:
        return [para(f"On {in_words(day)}, the first day of these, no area would be open if every date is kept.")]
    count = sentence_case(plural(len(still), "area"))
    lines: tuple[Words, ...] = tuple(
        (Run(f"{part.area.number} ", bold=True, to=area_anchor(part)), part.area.title) for part in still
    )
    words = f"{count} would still be open on {in_words(day)}, the first day of these, though every date were kept:"
    return [para(words), Bullets(lines)]


def _open_on(part: PaperArea, day: date, today: date) -> bool:
    """Whether one of its open actions is due after that day, has no date, or is past its date already."""
    if not part.actions and not part.also:
        return True
    ends = [line.action.forecast or line.action.agreed for line in part.actions if line.open]
    return any(end is None or end > day or end < today for end in ends)
