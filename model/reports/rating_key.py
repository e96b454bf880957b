"""The key to the ratings, for every paper: colour, shape and word, what it means, and the rule with its limits."""

from __future__ import annotations

from model.reports.document import Key, RatingMark
from model.scheme_files import Scheme
from model.scheme_words import KeyLine, delivery_key, impact_key


def delivery_rating_key(scheme: Scheme) -> Key:
    return Key(_entries(delivery_key(scheme)), f"Delivery, is it being done: {scheme.name}")


def rating_keys(scheme: Scheme) -> tuple[Key, ...]:
    """The keys to both ratings, as the scheme in force has them."""
    return delivery_rating_key(scheme), Key(_entries(impact_key(scheme)), f"Impact, does it work: {scheme.impact.name}")


def _entries(lines: tuple[KeyLine, ...]) -> tuple[tuple[RatingMark, str], ...]:
    return tuple((RatingMark(line.value, line.word), line.text) for line in lines)
