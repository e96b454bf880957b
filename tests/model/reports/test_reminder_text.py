"""Reminders to owners: what they say, and drafts that nothing typed into a plan can bend."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import actions, areas, meetings, milestones, people, updates
from model.records import Person
from model.reports import reminder_text
from model.reports.reminder_text import LONGEST_DRAFT, Letter
from model.store.plan import Plan

TODAY = date(2023, 8, 30)


@pytest.fixture
def head(plan: Plan) -> str:
    return people.add(plan, "Head of Leaving Care", email="head.leaving@borsetshire.gov.uk")


def given_work(plan: Plan, owner: str, *titles_and_days: tuple[str, date | None]) -> list[str]:
    area = areas.add(plan, "Leaving care")
    return [
        actions.add(plan, area, title, owner=owner, agreed=day, on_day=date(2023, 5, 1), start=date(2023, 5, 1))
        for title, day in titles_and_days
    ]


def letter_of(plan: Plan, owner: str) -> Letter:
    (letter,) = reminder_text.letters(plan, TODAY, [owner])
    return letter


def mail(url: str) -> tuple[str, dict[str, str]]:
    """The recipient, and the headers and body that a mail program reads."""
    parts = urlsplit(url)
    assert parts.scheme == "mailto"
    assert "+" not in parts.query
    return unquote(parts.path), dict(parse_qsl(parts.query, strict_parsing=True))


def test_a_reminder_says_what_is_late_due_and_owed(plan: Plan, head: str) -> None:
    late, soon, _ = given_work(
        plan, head, ("Audit every plan", date(2023, 8, 20)), ("Train all advisers", date(2023, 9, 6)),
        ("Ask care leavers", date(2024, 1, 31)),
    )  # fmt: skip
    updates.add(plan, soon, date(2023, 8, 28), done="Half of them")
    milestones.add(plan, late, "Questions agreed", due=date(2023, 8, 1))
    meetings.add(plan, meetings.add_body(plan, "Corporate Parenting Panel"), date(2023, 9, 7))
    letter = letter_of(plan, head)
    assert letter.subject == "Improvement plan: your actions (1 late, 1 due soon)"
    assert letter.counted == "1 late, 1 due soon, 2 updates owed"
    assert letter.text == (
        "Improvement plan: your actions on 30 August 2023\n\n"
        "Late (1):\n- 1.1 Audit every plan: agreed for Sunday 20 August 2023, 10 days late\n\n"
        "Due soon (1):\n- 1.2 Train all advisers: agreed for Wednesday 6 September 2023, due in 7 days\n\n"
        "Update owed: none was given in the last 31 days (2):\n"
        "- 1.1 Audit every plan: agreed for Sunday 20 August 2023, 10 days late\n"
        "- 1.3 Ask care leavers: agreed for Wednesday 31 January 2024, due in 154 days\n\n"
        "Steps that are late or due soon:\n- 1.1 Questions agreed: 1 August 2023, 29 days late\n\n"
        "Please say for each: what was done, what is next, and what stands in the way.\n"
        "The next meeting is Corporate Parenting Panel, 7 September 2023; "
        "its papers go out on Wednesday 30 August 2023.\n"
    )


def test_everyone_who_owns_something_open_is_reminded_and_nobody_who_left(plan: Plan, head: str) -> None:
    gone, idle = people.add(plan, "Someone who left"), people.add(plan, "Somebody without work")
    given_work(plan, head, ("One", None))
    given_work(plan, gone, ("Two", None))
    people.edit(plan, gone, left_on=date(2023, 8, 1))
    assert [one.person.id for one in reminder_text.letters(plan, TODAY)] == [head]
    assert not letter_of(plan, idle).anything


def test_a_draft_is_a_mailto_with_crlf(plan: Plan, head: str) -> None:
    given_work(plan, head, ("Train 100% & ask? #now = yes+", date(2023, 8, 20)))
    letter = letter_of(plan, head)
    draft = reminder_text.draft(letter)
    assert draft is not None
    assert draft.whole
    assert draft.url.startswith("mailto:head.leaving@borsetshire.gov.uk?subject=Improvement%20plan%3A%20your")
    assert "%0D%0A" in draft.url
    to, parts = mail(draft.url)
    assert to == "head.leaving@borsetshire.gov.uk"
    assert set(parts) == {"subject", "body"}
    assert parts["subject"] == letter.subject
    assert parts["body"].replace("\r\n", "\n") + "\n" == letter.text
    assert "Train 100% & ask? #now = yes+" in parts["body"]


def test_a_long_reminder_is_cut_after_a_line_and_says_so(plan: Plan, head: str) -> None:
    given_work(plan, head, *((f"Übung {n} für alle – “so”", date(2023, 8, 1)) for n in range(60)))
    letter = letter_of(plan, head)
    assert "- and 20 more" in letter.text
    draft = reminder_text.draft(letter)
    assert draft is not None
    assert not draft.whole
    assert len(draft.url) <= LONGEST_DRAFT
    *kept, blank, last = mail(draft.url)[1]["body"].split("\r\n")
    assert letter.text.split("\n")[: len(kept)] == kept
    assert (blank, "too long for a draft" in last) == ("", True)


@pytest.mark.parametrize(
    "email",
    [
        "", "  ", "head", "head@", "@x.uk", "a@b", "a@b.uk?bcc=c@d.uk", "a@b.uk,c@d.uk", "a@b.uk;c@d.uk",
        "a@b.uk%0Abcc:c@d.uk", "a@b.uk\nBcc: c@d.uk", "a b@c.uk", "A <a@b.uk>", "a@b.uk&cc=c@d.uk", "a@-b.uk",
        "a..b@c.uk", "ä@b.uk", '"a b"@c.uk', "a@b.uk#x", "mailto:a@b.uk", "a@" + "b" * 300 + ".uk",
    ],
)  # fmt: skip
def test_an_address_that_is_no_plain_one_gets_no_draft(email: str) -> None:
    person = Person("1", "person", "A", None, None, email, None)
    address, why = reminder_text.address_of(person)
    assert address is None
    assert why.startswith(("A has no e-mail address", "The e-mail address of A cannot be used"))


@pytest.mark.parametrize("email", ["a@b.uk", "o'neil.x+y@sub-domain.gov.uk", " spaced@b.gov.uk \r\n"])
def test_addresses_that_councils_have_are_taken(email: str) -> None:
    assert reminder_text.address_of(Person("1", "person", "A", None, None, email, None)) == (email.strip(), "")


def test_somebody_without_an_address_gets_the_text_and_the_reason(plan: Plan) -> None:
    owner = people.add(plan, "Principal Social Worker")
    given_work(plan, owner, ("One", None))
    letter = letter_of(plan, owner)
    assert reminder_text.draft(letter) is None
    assert letter.no_address == "Principal Social Worker has no e-mail address in the plan."


@given(st.text(min_size=1, max_size=300), st.text(min_size=1, max_size=120))
def test_nothing_that_is_typed_bends_a_draft(title: str, plan_title: str) -> None:
    person = Person("1", "person", "A", None, None, "a@b.uk", None)
    subject = reminder_text._line(plan_title)
    text = f"{reminder_text._line(title)}\nPlease say.\n"
    draft = reminder_text.draft(Letter(person, "a@b.uk", "", subject, text, 1, 0, 0))
    assert draft is not None
    assert draft.url.isascii()
    assert len(draft.url) <= LONGEST_DRAFT or not draft.whole
    parts = urlsplit(draft.url)
    assert parts.path == "a@b.uk"
    assert parts.query.count("&") == 1
    assert not parts.fragment
    if draft.whole:
        body = dict(parse_qsl(parts.query, keep_blank_values=True))["body"]
        assert body == text.rstrip("\n").replace("\n", "\r\n")
