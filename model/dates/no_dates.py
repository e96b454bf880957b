"""Words that stand where a date should and are none: "ongoing", "TBC", "immediate", "before the next inspection"."""

from __future__ import annotations

import re

from model.dates.phrase_words import MONTH

_REVIEW = "agree a day on which it is reviewed"

_NONE = re.compile(
    r"[-?.*/\\_x ]{1,10}|n/?a|n\.a\.?|nil|none|no date(?: set| given)?|not applicable|blank|unknown|null"
)
_LATER = re.compile(
    r"(?:date |timescale |deadline |all )?(?:is |are )?(?:still )?(?:to be|tb)[ -]?(?:c|a|d|confirmed|agreed"
    r"|advised|announced|determined"
    r"|decided|set|scheduled|arranged|finali[sz]ed|established)(?: (?:with|by|at|after|once|following) .*|[ ,:;-].*)?"
    r"|(?:date )?not (?:yet )?(?:set|agreed|known|confirmed|started|scheduled)|awaiting.*|pending.*"
    r"|under (?:review|discussion|development)"
    r"|as and when.*|as (?:required|needed|necessary|appropriate|applicable)|in due course"
    r"|(?:very )?soon|shortly|imminent(?:ly)?"
    r"|future|later|at a later date|in the future|see .*|as above|as per .*|various|multiple"
)
_NOW = re.compile(
    r"(?:with )?immediate(?:ly)?(?: effect| action| start)?|asap|a\.s\.a\.p\.?|as soon as (?:possible|practicable"
    r"|reasonably practicable|is practicable)"
    r"|urgent(?:ly)?|at once|straight ?away|without delay|forthwith|high priority|priority|earliest opportunity"
    r"|at the earliest (?:opportunity|possible date)"
    r"|immediate(?:ly)?(?: and|,| &| ?/|,? then| -) ?(?:then )?(?:on-?going|continuous(?:ly)?|continuing)"
)
_ON = re.compile(
    r"(?:on-? ?going|continuous(?:ly)?|continuing|continual(?:ly)?|continue[sd]?|rolling|permanent|open[- ]ended"
    r"|bau|business as usual"
    r"|embedded|embedding|sustained|always|throughout|current(?:ly)?|in progress|underway|under way|started"
    r"|commenced|live)"
    r"(?: (?:work|process|programme|basis|review|monitoring|improvement|activity|and|from|since|throughout|until"
    r"|to|with|during|as|in|on) ?.*|[ ,;:(/-].*)?"
    r"|on an? (?:on-?going|rolling|continuous) basis"
)
_OFTEN = re.compile(
    r"(?:at least |on an? |reviewed |review |then )?(?:daily|weekly|fortnightly|monthly|bi-?monthly|quarterly"
    r"|termly|half-?termly|six[- ]?monthly|bi-?annual(?:ly)?"
    r"|bi-?weekly|6[- ]?monthly|half[- ]?yearly|annual(?:ly)?|yearly|regular(?:ly)?|periodic(?:ally)?"
    r"|(?:[0-9]{1,2}|two|three|four|six|eight|twelve)[- ](?:weekly|monthly))(?: .*|[,;:(/-].*)?"
    r"|(?:at |in )?(?:every|each|per|once an?|once every|twice an?|twice every|(?:two|three|four"
    r"|six) times an?) .{1,40}"
)
_DONE = re.compile(
    r"(?:now |already |fully |all |action |substantially )?(?:complete[d]?|completion|done|closed|achieved"
    r"|delivered|implemented|finished|met"
    r"|signed off|in place|actioned|yes)(?! ?(?:by|before|within|in the next|no later|due|from|with|over|target"
    r"|date|on or before))"
    r"(?:[ ,;:(/.-]+.*)?"
)
_TERM_OF_ART = re.compile(
    r"(?:short|medium|long|longer|near)(?:er)?[ -]?(?:to[ -](?:medium|long)[ -])?term|(?:short|medium|long)"
)
_SCHOOL = re.compile(
    rf"(?:(?!{MONTH} [0-9]).){{0,40}}(?:half[ -]?term|school holidays?|summer (?:holidays?|recess|break)|(?:autumn"
    rf"|spring|summer|next|this|new|school|end of)"
    r"(?: school)? term(?: [12])?)(?: .{0,30})?"
)
_HALF_TERM = re.compile(r"(?:.{1,24} )?half[ -]?term(?: .{1,12})?")
_HOLIDAY = re.compile(r"half[ -]?term|holiday|recess|break")
_EVENT = re.compile(
    r"(?:(?:by|before|prior to|ahead of|in advance of|in time for|in readiness for|ready for|until|at|for|after"
    r"|following|post|on|upon|once|when|subject to"
    r"|dependent (?:up)?on|linked to|in line with|pending|as part of|alongside|not before|from|since|starting"
    r"|launch of) )"
    r"(?:the |our |a |an |any |all )?.{2,160}"
)
_EVENT_WORD = re.compile(
    r"inspect|visit|ofsted|monitoring|annual engagement|conversation|review|launch|go[- ]?live|restructur"
    r"|implement|appoint|recruit|approval|approved"
    r"|publication|receipt|election|budget|settlement|contract|tender|procure|consult|pilot|roll[- ]?out|system"
    r"|staff|post|fund|agree"
    r"|complet|sign[- ]?off|decision|guidance|legislation|academy|training|audit|peer|self-?evaluation|dfe|hmi|cqc"
    r"|jtai|ilacs|send "
)
_VAGUE = re.compile(
    r"(?:with)?in(?: the)?(?: next| coming)? (?:few|several|some|coming|next few|number of) (?:days|weeks|months"
    r"|years)|over (?:the )?(?:coming|next few) (?:weeks|months|years)"
    r"|(?:the )?(?:coming|next few) (?:weeks|months|years)|in the (?:short|medium|long(?:er)?)[ -]term"
    r"|throughout the (?:year|plan|programme)|life of the plan|all year(?: round)?"
)
GOES_ON = re.compile(
    r"\b(?:on-?going|onwards?|thereafter|continu\w*|(?:then|and) (?:weekly|monthly|quarterly|annually))\b"
)
_ONWARDS = re.compile(r"(?P<rest>.+?),? (?:and )?onwards?")
_BEGINS = re.compile(
    r"(?:from|since|starting(?: in| from| on)?|beginning(?: in)?|commencing(?: in| on)?|started(?: in)?|not before"
    r"|no earlier than|after)"
                     r"(?: the)? (?P<rest>.+)")  # fmt: skip


def no_date(text: str) -> tuple[str, str] | None:
    """Why these words are no date, for the end of a sentence, and how sure that is.

    "surely" and "done" whatever else is said, "likely" unless a deadline stands in them as well, "later" unless
    any date does: "TBC (expected March 2026)".
    """
    if _NONE.fullmatch(text):
        return f"gives no date; {_REVIEW}", "surely"
    if _NOW.fullmatch(text):
        return f"says that it is urgent and gives no day; {_REVIEW}", "surely"
    if _OFTEN.fullmatch(text):
        return f"says how often, and not by when; {_REVIEW}", "likely"
    if _ON.fullmatch(text):
        return f"says that it goes on, and not by when; {_REVIEW}", "likely"
    if _VAGUE.fullmatch(text):
        return f"is no date; {_REVIEW}", "surely"
    if _LATER.fullmatch(text):
        return f"says that the date is still to come; {_REVIEW}", "later"
    if _DONE.fullmatch(text):
        return "says that it is done, and is no deadline", "done"
    if _TERM_OF_ART.fullmatch(text):
        return f"is no date unless the plan says what it means; {_REVIEW}", "surely"
    if _HALF_TERM.fullmatch(text) or (
        _SCHOOL.fullmatch(text) and (_HOLIDAY.search(text) or not re.search(r"term\b.*[0-9]{2}", text))
    ):
        return f"is set by each council and is no date; put in its day, or {_REVIEW}", "likely"
    return None


def event(text: str) -> str | None:
    """Why words that name something that is to happen are no date: "before the next inspection"."""
    if _EVENT.fullmatch(text) and _EVENT_WORD.search(text):
        return f"names an event and no day; {_REVIEW}"
    return None


def begins(text: str) -> str | None:
    """The words after "from" or "after", which say when something begins and not when it is due."""
    found = _BEGINS.fullmatch(text) or _ONWARDS.fullmatch(text)
    return found["rest"] if found is not None else None
