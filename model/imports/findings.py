"""Lists of findings in a report: what must improve, what must be done at once, recommendations, strengths.

A list begins at its heading and ends at the next heading that is none of its own themes, at a number that does not
follow, or at a paragraph. Numbers run on over themes and page ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from model.imports import sections
from model.imports.blocks import Block
from model.imports.citations import taken_apart
from model.imports.folding import Joiner, heading_words, same, without_note_marks
from model.imports.proposals import Finding, Words

_DEEPER = 10.0  # points that a point stands further in than its item
_LONGEST_THEME = 14  # words
_TIMED = re.compile(r"immediately|within .{3,30}|by .{3,30}|in the .{3,20} term")  # "Within three months:"
_MOST_LEADS = 6
_LEAD_ONLY = re.compile(
    r"\bfollowing (?:\w+ ){0,2}(?:actions?|steps?|measures?)\b[^.]{0,60}[.:]?$|^in order to improve\b"
)


@dataclass(slots=True)
class _Item:
    block: Block
    theme: str | None
    points: list[_Item] = field(default_factory=list)

    @property
    def number(self) -> str | None:
        return self.block.mark.number if self.block.mark else None


@dataclass(slots=True)
class _Group:
    """A sentence that leads in, and what stands under it."""

    lead: Block | None
    items: list[_Item] = field(default_factory=list)


@dataclass(slots=True)
class Section:
    """One list. ``board`` is whether it is the safeguarding children board's."""

    opens: str
    heading: Block
    board: bool = False
    theme: str | None = None
    groups: list[_Group] = field(default_factory=list)
    leads: list[Block] = field(default_factory=list)
    numbered: bool | None = None
    left: float | None = None
    last_number: str | None = None

    @property
    def items(self) -> list[_Item]:
        return [item for group in self.groups for item in group.items]


def sections_of(blocks: Sequence[Block]) -> list[Section]:
    """Every list of a document with what stands in it, in order; empty ones too."""
    found: list[Section] = []
    open_one: Section | None = None
    board = False
    contents: Block | None = None
    for index, block in enumerate(blocks):
        words = block.words
        if words == "contents":
            contents, open_one = block, None
        if contents is not None:
            if _is_of_contents(block, contents):
                continue
            contents = None
        if _is_heading(block, words):
            if (block.page > 1 or found) and not words.startswith(("review of", "and review")):
                about = sections.about_the_board(words)
                board = board if about is None else about
            opens = sections.opened_by(words)
            if opens is not None:
                if not (open_one and open_one.opens == opens and not open_one.items and not open_one.leads):
                    open_one = Section(opens, block, board)
                    found.append(open_one)
                continue
            if open_one is not None and _is_theme(block, open_one, blocks[index + 1 : index + 3]):
                open_one.theme = _theme_words(block)
                continue
            open_one = None
            continue
        announced = _announced(block, blocks[index + 1 : index + 2], board)
        if announced is not None or open_one is None:
            open_one = announced
            found += [announced] if announced is not None else []
            continue
        if block.kind == "item":
            if not _add(open_one, block):
                open_one = None
        elif not _text(open_one, block, blocks[index + 1 : index + 3]):
            open_one = None
    for section in found:
        if section.items and section.opens != sections.STRENGTH:
            # One numbering runs through a report, and the authority comes first.
            section.board = section.board and section.items[0].number != "1"
            break
    return found


def _is_heading(block: Block, words: str) -> bool:
    if block.kind == "heading":
        return True
    if len(words.split()) > _LONGEST_THEME or len(block.pieces) > 3:
        return False
    if block.kind == "item" and (block.mark is None or block.mark.number is None):
        return False
    ends = block.quote.rstrip()
    if ends.endswith(".") or (block.kind == "item" and sections.opened_by(words) is None):
        return False
    return sections.opened_by(words) is not None or sections.ends_list(words) or sections.is_topic(words)


def _is_of_contents(block: Block, contents: Block) -> bool:
    """Whether a line is one of the contents: on their page, or, where lines have no page, with a page's number."""
    if block is contents:
        return True
    ends_with_page = bool(re.search(r"\d$", block.quote.rstrip()))
    if contents.left is not None:
        return block.page == contents.page and (ends_with_page or block.kind != "heading")
    return ends_with_page and len(block.words.split()) < 2 * _LONGEST_THEME


def _announced(block: Block, after: Sequence[Block], board: bool) -> Section | None:
    """A list that a sentence opens and no heading."""
    if block.kind != "text" or not after or after[0].kind != "item":
        return None
    words = same(" ".join(block.texts)).rstrip(" :.")
    opens = sections.led_in_by(words[-160:])
    if opens is None or not block.quote.rstrip().endswith((":", ".")):
        return None
    return Section(opens, block, board)


def _theme_words(block: Block) -> str:
    return " ".join(" ".join(block.texts).split()).strip(" :")


def _is_theme(block: Block, section: Section, after: Sequence[Block]) -> bool:
    """A heading inside the list: printed smaller than the list's own, or the numbers run on behind it."""
    words = block.words
    if not words or len(words.split()) > _LONGEST_THEME or sections.ends_list(words) or not after:
        return False
    ahead = next((one for one in after if one.kind == "item"), None)
    if ahead is None or (after[0].kind != "item" and not _could_be_theme(after[0])):
        return False
    if block.quote.rstrip().endswith(":"):
        return block.kind == "heading" or bool(_TIMED.fullmatch(words))
    number = ahead.mark.number if ahead.mark else None
    runs_on = number is not None and section.numbered is not False and _follows(section.last_number, number)
    if number is not None and not runs_on:
        return False
    if sections.is_topic(words) and not runs_on:
        return False
    if block.kind != "heading":
        return not block.quote.rstrip().endswith((".", ";", ","))
    own, level = section.heading.level, block.level
    if own is not None and level is not None and level != own:
        return level > own
    if block.weight < section.heading.weight:
        return True
    return runs_on and (section.last_number is not None or block.weight <= section.heading.weight)


def _could_be_theme(block: Block) -> bool:
    return block.kind != "item" and len(block.words.split()) <= _LONGEST_THEME


def _follows(before: str | None, number: str) -> bool:
    if before is None:
        return True
    first, last = before.split("."), number.split(".")
    if len(first) == len(last) and first[:-1] == last[:-1]:
        return int(last[-1]) == int(first[-1]) + 1
    if len(last) == len(first) + 1:
        return last[:-1] == first and last[-1] == "1"
    return len(last) < len(first) and int(last[-1]) == int(first[len(last) - 1]) + 1


def _add(section: Section, block: Block) -> bool:
    """Takes in an item; False where it is no part of this list."""
    mark = block.mark
    number = mark.number if mark else None
    if not section.groups:
        section.groups.append(_Group(None))
    group = section.groups[-1]
    item = _Item(block, section.theme)
    if not section.items:
        section.numbered = number is not None
        section.left, section.last_number = block.left, number
        group.items.append(item)
        return True
    if number is not None:
        if section.numbered and _follows(section.last_number, number):
            section.last_number = number
            group.items.append(item)
            return True
        if section.numbered or not _is_deeper(section, block):
            return False
        group.items[-1 if group.items else 0].points.append(item)
        return True
    if section.numbered and len(section.items) == 1 and _LEAD_ONLY.search(_flat(section.items[0].block)):
        # "15. In order to improve ..., the following action should be taken": what follows is the list.
        section.groups[:] = [_Group(section.items[0].block, [item])]
        section.numbered, section.left = False, block.left
        return True
    if section.numbered:
        section.items[-1].points.append(item)
        return True
    first = section.items[0].block.mark
    dash = mark is not None and (mark.is_dash or mark.is_letter) and not (first and (first.is_dash or first.is_letter))
    if (dash or _is_deeper(section, block) or _completes(group, block)) and group.items:
        group.items[-1].points.append(item)
        return True
    if section.left is not None and block.left is not None and block.left < section.left - 30:
        return False
    group.items.append(item)
    return True


def _completes(group: _Group, block: Block) -> bool:
    """Whether an item goes on with a sentence that ends in a colon, where no place shows that it stands deeper."""
    if not group.items or block.left is not None:
        return False
    return _flat(group.items[-1].block).endswith(":") and " ".join(block.texts).lstrip()[:1].islower()


def _is_deeper(section: Section, block: Block) -> bool:
    return section.left is not None and block.left is not None and block.left > section.left + _DEEPER


def _text(section: Section, block: Block, after: Sequence[Block]) -> bool:
    """Takes in a paragraph: a lead, a theme, or the next lead; False where it ends the list."""
    if _is_theme(block, section, after) and not (not section.items and block.quote.rstrip().endswith(".")):
        section.theme = _theme_words(block)
        return True
    if not section.items:
        if len(section.leads) >= _MOST_LEADS * 2:
            return False
        section.leads.append(block)
        if section.groups:
            section.groups[-1].lead = block
        else:
            section.groups.append(_Group(block))
        return True
    if block.quote.rstrip().endswith(":") and after and after[0].kind == "item":
        section.groups.append(_Group(block))
        return True
    return False


# From a list to findings


@dataclass(frozen=True, slots=True)
class Wording:
    """How the lists of one document are named."""

    kind_of: Callable[[Section], str | None]
    joiner: Joiner
    confidence: str = "sure"
    paragraphs: bool = False  # whether paragraphs without bullets are findings, as in letters


def findings_of(section: Section, wording: Wording) -> Iterator[Finding]:
    """The findings of one list."""
    kind = wording.kind_of(section)
    if kind is None:
        return
    if not section.items:
        yield from _paragraphs(section, kind, wording)
        return
    items = section.items
    led = [group for group in section.groups if group.items]
    if _one_a_group(section, led):
        for group in led:
            yield _led(kind, group, wording, section)
        return
    for item in items:
        yield from _of_item(kind, item, wording, section)


def _one_a_group(section: Section, led: Sequence[_Group]) -> bool:
    """Whether each sentence with its bullets is one finding: "Area for priority action", or several such sentences."""
    if section.opens != sections.PRIORITY or section.numbered:
        return False
    with_lead = [group for group in led if group.lead is not None and len(_flat(group.lead).split()) >= 8]
    if len(with_lead) != len(led) or not led:
        return False
    if len(led) > 1:
        return True
    return sections.names_one(section.heading.words) and len(led[0].items) > 1


def _of_item(kind: str, item: _Item, wording: Wording, section: Section) -> Iterator[Finding]:
    """One finding; or, where a number stands before a mere title with bullets below, one a bullet."""
    lead = _flat(item.block)
    is_title = (
        item.number is not None
        and len(item.points) > 1
        and not lead.endswith((".", ":", ";", ","))
        and len(lead.split()) <= _LONGEST_THEME
    )
    if not is_title:
        yield _finding(kind, item, wording, section)
        return
    for point in item.points:
        point.theme = " ".join(" ".join(item.block.texts).split())
        yield _finding(kind, point, wording, section)


def _flat(block: Block) -> str:
    return same(" ".join(block.texts))


def _finding(kind: str, item: _Item, wording: Wording, section: Section) -> Finding:
    blocks = [
        item.block,
        *(point.block for point in item.points),
        *(one.block for point in item.points for one in point.points),
    ]
    texts = [wording.joiner.join(block.texts) for block in blocks]
    return _made(kind, item.number, texts, blocks, item.theme or _heading_as_theme(section), wording)


def _led(kind: str, group: _Group, wording: Wording, section: Section) -> Finding:
    blocks = [group.lead] if group.lead else []
    for item in group.items:
        blocks += [item.block, *(point.block for point in item.points)]
    leads = [lead for lead in section.leads if lead is not group.lead] if len(section.groups) == 1 else []
    blocks = [*leads, *blocks]
    texts = [wording.joiner.join(block.texts) for block in blocks]
    points = len(blocks) - len(leads) - (1 if group.lead else 0)
    return _made(kind, None, texts, blocks, section.theme, wording, points)


def _heading_as_theme(section: Section) -> str | None:
    """Of the board's lists: whether it must act at once or improve, which its kind does not say."""
    if section.board and section.opens in (sections.PRIORITY, sections.IMPROVE):
        printed = _theme_words(section.heading)
        return printed if not same(printed).startswith("what ") else None
    return None


def _made(
    kind: str,
    number: str | None,
    texts: Sequence[str],
    blocks: Sequence[Block],
    theme: str | None,
    wording: Wording,
    points: int | None = None,
) -> Finding:
    cited = [taken_apart(without_note_marks(text)) for text in texts]
    own = points if points is not None else len(texts) - 1
    tags = [one.tag for one in cited if one.tag]
    last = blocks[-1].pieces[-1].page
    return Finding(
        kind,
        number,
        " ".join(one.text for one in cited if one.text),
        "; ".join(tags) or None,
        tuple(dict.fromkeys(number for one in cited for number in one.paragraphs)),
        Words(blocks[0].page, "\n".join(block.quote for block in blocks), last if last != blocks[0].page else None),
        theme=theme,
        points=tuple(one.text for one in cited[len(cited) - own :]) if own else (),
        confidence=wording.confidence,
    )


def _paragraphs(section: Section, kind: str, wording: Wording) -> Iterator[Finding]:
    """Findings that stand as paragraphs of their own, as in letters."""
    if not wording.paragraphs or section.opens == sections.STRENGTH:
        return
    for block in section.leads:
        flat = _flat(block)
        if sections.says_none(flat) or len(flat.split()) < 5 or flat.endswith(":"):
            continue
        text = wording.joiner.join(block.texts)
        made = _made(kind, None, [text], [block], section.theme, wording)
        yield Finding(
            made.kind, None, made.text, made.tag, made.paragraphs, made.at, theme=made.theme, confidence="likely"
        )


def heading_of(section: Section) -> str:
    return heading_words(section.heading.quote)
