"""What one owner is reminded of, as plain text to paste into a message, and as the draft of an e-mail.

It goes to the owner and not before the public, so it holds every open action they own. A draft is a
``mailto:`` address: nothing is sent by the program, and nothing that was typed into a plan can become
a further recipient or a header of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import quote

from model import finding, meetings, people
from model.calendar_days import calendar_of
from model.finding import ActionRow
from model.people import ANSWER_WITHIN
from model.records import Milestone, Person
from model.store.plan import Plan
from model.wording import days_late, due_in, in_words, plural, sentence_case, short, with_weekday

LONGEST_DRAFT = 1_900
"""Characters of a ``mailto:`` address; longer ones are cut or refused by Windows and by mail programs."""

MOST_EACH = 40
"""Actions told under one heading; of more, how many there are."""

_ADDRESS = re.compile(
    r"[A-Za-z0-9_+'-]+(?:\.[A-Za-z0-9_+'-]+)*"
    r"@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+"
)
_CUT = "This message was cut because it is too long for a draft. Paste the whole text, which Turnaround can copy."


@dataclass(frozen=True, slots=True)
class Letter:
    """A reminder to one owner. ``lines`` is what there is to remind of; none: there is nothing to say."""

    person: Person
    address: str | None  # where it can be sent to; None: see ``no_address``
    no_address: str  # why not, in a sentence
    subject: str
    text: str  # lines end in \n
    late: int
    soon: int
    owed: int

    @property
    def anything(self) -> bool:
        return bool(self.late or self.soon or self.owed)

    @property
    def counted(self) -> str:
        """As in "2 late, 1 due soon, 3 updates owed"."""
        parts = [
            f"{self.late:,} late" if self.late else "",
            f"{self.soon:,} due soon" if self.soon else "",
            f"{plural(self.owed, 'update')} owed" if self.owed else "",
        ]
        return ", ".join(part for part in parts if part) or "nothing to remind of"


@dataclass(frozen=True, slots=True)
class Draft:
    """The address that opens a draft in the mail program. ``whole``: all of the text is in it."""

    url: str
    whole: bool


def letters(plan: Plan, today: date, owners: Iterable[str] | None = None) -> tuple[Letter, ...]:
    """The reminders of these owners, or of everyone who owns something and has not left, by name."""
    everyone = people.people(plan)
    if owners is None:
        owning = {load.person.id for load in people.loads(plan, today) if load.person is not None and load.open}
        wanted = {one.id for one in everyone if one.id in owning and one.left_on is None}
    else:
        wanted = set(owners)
    closing = _closing(plan, today)
    return tuple(_letter(plan, today, one, closing) for one in everyone if one.id in wanted)


def address_of(person: Person) -> tuple[str | None, str]:
    """Where a reminder can be sent to, or None and why not in a sentence.

    Taken is one plain address as councils give them out. Anything with a space, a comma, a question mark or a
    line break is refused: such an address could name further people or put words into the message's head.
    """
    given = (person.email or "").strip()
    if not given:
        return None, f"{person.name} has no e-mail address in the plan."
    if len(given) > 254 or not _ADDRESS.fullmatch(given):
        return None, f"The e-mail address of {person.name} cannot be used for a draft; check how it is written."
    return given, ""


def draft(letter: Letter, longest: int = LONGEST_DRAFT) -> Draft | None:
    """The draft of a reminder (RFC 6068); None where there is no address to send it to.

    Where the text is too long it ends after a whole line, with a sentence that says so.
    """
    if letter.address is None:
        return None
    head = f"mailto:{quote(letter.address, safe='@')}?subject={quote(letter.subject, safe='')}&body="
    lines = letter.text.rstrip("\n").split("\n")
    whole = head + _body(lines)
    if len(whole) <= longest:
        return Draft(whole, True)
    room = longest - len(head) - len(_body(["", "", _CUT]))
    kept: list[str] = []
    for line in lines:
        room -= len(_body([line, ""]))
        if room < 0:
            break
        kept.append(line)
    return Draft(head + _body([*kept, "", _CUT]), False)


def _body(lines: Sequence[str]) -> str:
    return quote("\r\n".join(lines), safe="")


# --- the text


def _letter(plan: Plan, today: date, person: Person, closing: Sequence[str]) -> Letter:
    held = people.held(plan, person.id, today)
    rows = {row.id: row for row in finding.action_rows(plan, held.open, today)}
    late = [rows[one] for one in held.groups["late"]]
    soon = [rows[one] for one in held.groups["due soon"]]
    owed = [row for row in rows.values() if row.id in held.unanswered]
    steps = _steps(plan, today, rows)
    name = short(_line(plan.details.title), 80)
    lines = [f"{name}: your actions on {in_words(today)}", ""]
    lines += _part("Late", late)
    lines += _part("Due soon", soon)
    lines += _part(f"Update owed: none was given in the last {ANSWER_WITHIN} days", owed)
    if steps:
        lines += ["Steps that are late or due soon:", *steps, ""]
    if not (late or soon or owed):
        lines += [f"{sentence_case(plural(len(rows), 'open action'))}, none of them late or due soon.", ""]
    lines += ["Please say for each: what was done, what is next, and what stands in the way.", *closing]
    address, why = address_of(person)
    subject = f"{name}: {_subject(len(late), len(soon), len(owed))}"
    text = "\n".join(lines).rstrip("\n") + "\n"
    return Letter(person, address, why, subject, text, len(late), len(soon), len(owed))


def _subject(late: int, soon: int, owed: int) -> str:
    parts = [f"{late:,} late" if late else "", f"{soon:,} due soon" if soon else ""]
    said = ", ".join(part for part in parts if part)
    if owed and not said:
        said = f"{plural(owed, 'update')} owed"
    return f"your actions ({said})" if said else "your actions"


def _part(heading: str, rows: Sequence[ActionRow]) -> list[str]:
    if not rows:
        return []
    lines = [f"{heading} ({len(rows):,}):"]
    for row in rows[:MOST_EACH]:
        lines.append(f"- {row.number} {short(_line(row.title), 200)}: {_when(row)}")
    if len(rows) > MOST_EACH:
        lines.append(f"- and {len(rows) - MOST_EACH:,} more")
    return [*lines, ""]


def _when(row: ActionRow) -> str:
    if row.agreed is None:
        return "no date agreed"
    left = row.days_left or 0
    stands = days_late(row.days_late) if row.late else due_in(left)
    said = f"agreed for {with_weekday(row.agreed)}, {stands}"
    if row.first_agreed is not None and row.first_agreed != row.agreed:
        said += f"; first agreed for {in_words(row.first_agreed)}"
    return said


def _steps(plan: Plan, today: date, actions: Mapping[str, ActionRow]) -> list[str]:
    """The milestones of these actions that are late or due in a fortnight."""
    last = today + timedelta(days=14)
    found = plan.all(
        Milestone, "t.done_on IS NULL AND t.due IS NOT NULL AND t.due <= ?", [last.isoformat()], "t.due, t.id"
    )
    said = []
    for step in found:
        if step.action in actions and step.due is not None:
            left = (step.due - today).days
            stands = due_in(left) if left >= 0 else days_late(-left)
            number = actions[step.action].number
            said.append(f"- {number} {short(_line(step.title), 200)}: {in_words(step.due)}, {stands}")
    return said[:MOST_EACH]


def _closing(plan: Plan, today: date) -> list[str]:
    """The next meeting, which is why the updates are wanted now."""
    coming = meetings.next_meeting(plan, today)
    if coming is None:
        return []
    papers = meetings.papers_due(coming, calendar_of(plan)).day
    out = f"; its papers go out on {with_weekday(papers)}" if papers >= today else ""
    return [f"The next meeting is {_line(meetings.name_of(plan, coming))}{out}."]


def _line(text: str) -> str:
    """On one line: what was typed cannot look like a line of ours."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
