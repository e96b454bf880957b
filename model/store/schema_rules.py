"""What a column may hold, as CHECKs that carry their refusal as their name."""

from __future__ import annotations

from model.records import RATINGS


def one_of(column: str, words: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"""CONSTRAINT "{column} is one of: {", ".join(words)}" CHECK ({column} IN ({listed}))"""


def or_none(column: str, words: tuple[str, ...]) -> str:
    return one_of(column, words).replace("CHECK (", f"CHECK ({column} IS NULL OR ")


def days(*columns: str) -> str:
    return ",\n    ".join(
        f"""CONSTRAINT "{c} is a day of the calendar" CHECK ({c} IS date({c}, '+0 days'))""" for c in columns
    )


def flags(*columns: str) -> str:
    return ",\n    ".join(f'CONSTRAINT "{c} is yes or no" CHECK ({c} IN (0, 1))' for c in columns)


def override(rating: str) -> str:
    """An override and its reason come together or not at all."""
    return (
        or_none(f"{rating}_override", RATINGS)
        + f""",
    CONSTRAINT "An overridden {rating} rating needs a reason"
        CHECK (({rating}_override IS NULL) = ({rating}_reason IS NULL))"""
    )
