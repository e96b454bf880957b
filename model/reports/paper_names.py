"""Who a paper names: people by name, or by post so that the paper can be put before the public.

With posts, what a person's record says is printed as the post; and where somebody wrote a known
person's name into a text ("Ms Okafor will report in May"), the post stands in its place too. A name
that belongs to nobody in the plan cannot be known and stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from model import people
from model.reports.document import Document
from model.store.plan import Plan
from model.wording import MONTHS

NOBODY = "No owner"
SOMEBODY = "an officer"
"""Where a name is certainly a person's of the plan and it cannot be told whose."""

_STYLES = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Cllr|Councillor)\.?"


class Naming:
    """What a paper calls the people of a plan."""

    def __init__(self, plan: Plan, posts: bool | None) -> None:
        """``posts`` None: as the plan says."""
        self.posts = plan.details.print_posts if posts is None else posts
        self._people = {one.id: one for one in people.people(plan)}
        hidden = [one for one in self._people.values() if self.posts and one.kind == "person"]
        self.text = _speaker({one.name: people.printed(one, True) for one in hidden})
        """What becomes of a text that somebody wrote."""

    def of(self, person_id: str | None, nobody: str = "") -> str:
        person = self._people.get(person_id or "")
        return people.printed(person, self.posts) if person is not None else nobody

    def teams(self) -> dict[str, str | None]:
        """The team of each person, by id."""
        return {one.id: one.team for one in self._people.values()}

    def document(self, paper: Document) -> Document:
        """The paper with posts in place of names in every text, where that is wanted; otherwise as it is."""
        told: Document = paper if self.text is str else _through(paper, self.text)
        return told


def _speaker(posts: Mapping[str, str]) -> Callable[[str], str]:
    """A function that puts the post for each of these names; ``str`` itself where there are none."""
    by_name = {_plain(name): post for name, post in posts.items()}
    surnames: dict[str, set[str]] = {}
    for name, post in by_name.items():
        words = name.split()
        for first in range(1, len(words)):  # "ap Gwilym" and "Gwilym"
            surnames.setdefault(" ".join(words[first:]), set()).add(post)
    whole = _any(posts)
    styled = re.compile(rf"\b{_STYLES}\s+({_alternatives(surnames)})\b", re.IGNORECASE)

    def full(found: re.Match[str]) -> str:
        return by_name.get(_plain(found[1]), SOMEBODY)

    def by_surname(found: re.Match[str]) -> str:
        held = surnames.get(_plain(found[1]), set())
        return next(iter(held)) if len(held) == 1 else SOMEBODY

    def say(text: str) -> str:
        return styled.sub(by_surname, whole.sub(full, text))

    return say if posts else str


def _any(names: Iterable[str]) -> re.Pattern[str]:
    """The names with a style before them or none. A name of one word counts in its own case only, so that
    a Mark or a Grace does not change an ordinary word; the name of a month never does.
    """
    several = [name for name in names if " " in name.strip()]
    single = [name for name in names if " " not in name.strip() and name.strip() not in MONTHS]
    choices = [f"(?i:{_alternatives(several)})"] if several else []
    choices += [_alternatives(single)] if single else []
    return re.compile(rf"\b(?:(?i:{_STYLES})\s+)?({'|'.join(choices) or '(?!)'})(?!\w)")


def _alternatives(names: Iterable[str]) -> str:
    longest_first = sorted({" ".join(name.split()) for name in names}, key=lambda name: (-len(name), name))
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest_first) or "(?!)"


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


_KEPT = frozenset({"anchor", "to", "url", "language", "value", "made"})
"""Fields of a document that say nothing to a reader."""


def _through(value: Any, say: Callable[[str], str]) -> Any:
    """The value with every text in it said anew."""
    if isinstance(value, str):
        return say(value)
    if isinstance(value, tuple):
        return tuple(_through(one, say) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value) if field.name not in _KEPT]
        return replace(value, **{name: _through(getattr(value, name), say) for name in names})
    return value
