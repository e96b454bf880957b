"""Which heading opens a list of findings, and which ends one: by families of wording, not by single spellings."""

from __future__ import annotations

import re

IMPROVE = "area for improvement"
PRIORITY = "priority"
RECOMMEND = "recommendation"
STRENGTH = "strength"
HEADLINES = "headline finding"
WEAKNESS = "significant weakness"
CONCERN = "area of significant concern"
BETTER = "need to do better"  # of an area SEND report: what stands there is no area for improvement yet

LONGEST = 150
"""Characters of a heading."""

_BODY = r"(?:the )?[\w' -]{2,60}?"  # "the local authority", "the LSCB", "the area partnership"
_FOR = "(?:for|of|requiring|needing|in need of)"

_WHERE = "(?:in|for|across|identified) .{2,60}"

_OPENS = (
    (BETTER, (rf"what do(?:es)? {_BODY}need to do better",)),
    (
        PRIORITY,
        (
            rf"(?:the |key )?areas? {_FOR} (?:immediate |urgent )?priority (?:and immediate )?actions?(?: .{{0,60}})?",
            rf"(?:the |key )?areas? {_FOR} (?:priority and )?(?:immediate|urgent) actions?",
            r"(?:immediate )?priority(?: and|,| &| or)? immediate actions?",
            r"immediate and priority actions?",
            r"priority actions?",
            r"immediate (?:and urgent )?actions?",
        ),
    ),
    (
        IMPROVE,
        (
            r"what needs? to (?:be )?improved?(?: (?:in|for|at|by|across|within) .{2,90}| further| next)?",
            rf"what (?:does|do|must|should) {_BODY}(?: need to)? improve(?: .{{2,60}})?",
            rf"(?:(?:the|key|main|other|further) )*(?:areas?|aspects) {_FOR} (?:further )?improvement(?: {_WHERE})?",
            rf"(?:(?:the|key|main|other|further) )*(?:areas?|aspects) {_FOR} (?:further )?development(?: {_WHERE})?",
            r"improvements? (?:needed|required)",
            r"what (?:could|should) be better",
        ),
    ),
    (RECOMMEND, (r"(?:key |main |summary of |our |the )*recommendations?(?: for .{2,50})?",)),
    (
        STRENGTH,
        (
            r"(?:key |main |areas? of |the |summary of )*strengths?",
            r"strengths (?:of|in|across) .{2,60}",
            rf"{_BODY}(?:'s|s') (?:key )?strengths",
            rf"{_BODY}has the following (?:key )?strengths",
            rf"what (?:is|are) {_BODY}doing (?:that is )?(?:effective|effectively|well)",
            r"what is working well|what works well",
        ),
    ),
    (HEADLINES, (r"headline (?:findings?|summary)|overview|overall findings|summary of findings|key findings",)),
    (WEAKNESS, (r"(?:the )?(?:areas? of )?(?:significant|serious) weakness(?:es)?(?: .{0,40})?",)),
    (CONCERN, (r"(?:the )?(?:areas? of )?significant concerns?(?: .{0,40})?",)),
)
_STOPS = (
    r"key strengths and weaknesses.*|strengths and (?:weaknesses|areas).*",
    r"inspection (?:judgements?|findings?|team).*|the inspection team.*|what the inspection judgements? mean.*",
    r"information about .*|about this .*|service information.*|local area partnership details.*",
    r"(?:executive )?summary.*|progress since.*|contents|context|background|conclusions?",
    r"(?:practice|case) (?:study|studies|example).*|good practice.*|example.*",
    r"(?:main|detailed|other) findings?.*|findings?(?: and .*)?|evaluation of .*|areas covered .*",
    r"next steps.*|yours (?:sincerely|faithfully).*|what (?:it is|is it) like .*",
    r"the effectiveness of .*|the local safeguarding children board.*|section \d.*",
    r"record of .*|annex.*|appendix.*",
)
_TOPICS = (
    r"(?:the )?experiences and progress .*|(?:the )?impact of leaders .*|(?:the )?overall effectiveness.*",
    r"children (?:who need|looked after|in need).*|adoption performance.*",
    r"leadership, management and governance.*|leadership and (?:management|governance).*",
    r"outcomes for .*|quality of (?:provision|practice).*|capacity .*",
)
_LED_IN = (
    r"(?:following|these) (?:\w+ ){0,3}(?:areas? of )?(?P<what>significant (?:weakness|concern)s?(?:es)?)\b",
    r"(?:areas? of )?(?P<what2>significant (?:weakness|concern)s?(?:es)?)(?: \w+){0,6}$",
)
_NONE = (
    r"\b(?:did not|didn't|has not|have not) (?:find|identify|found|identified)\b|\bwere not identified\b",
    r"\b(?:there are|there were|there is) no\b|^no\b|^none\b|\bno (?:areas? (?:for|of)|priority)\b",
)


def _any(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(forms))


_OPENING = tuple((kind, _any(forms)) for kind, forms in _OPENS)
_STOPPING, _TOPIC, _LEADING, _NAMING_NONE = _any(_STOPS), _any(_TOPICS), _any(_LED_IN), _any(_NONE)
_BOARD = re.compile(r"\blscb\b|\bsafeguarding children board\b")
_AUTHORITY = re.compile(
    r"(?:section 1:? )?(?:the )?local authority\b(?!.*\blscb\b).*|what does the (?:local authority|council) need.*"
)
_SINGULAR = re.compile(r"(?:the )?area (?:for|of|requiring)\b")


def opened_by(words: str) -> str | None:
    """The list that a heading opens; ``words`` as ``folding.heading_words`` gives them."""
    if len(words) > LONGEST:
        return None
    opens = next((kind for kind, form in _OPENING if form.fullmatch(words)), None)
    return None if opens != HEADLINES and _STOPPING.fullmatch(words) else opens


def ends_list(words: str) -> bool:
    """A heading after which something else comes, whatever its letters look like."""
    return bool(_STOPPING.fullmatch(words))


def is_topic(words: str) -> bool:
    """A chapter of the report; in a numbered list the same words may stand as a theme."""
    return bool(_TOPIC.fullmatch(words))


def led_in_by(words: str) -> str | None:
    """The list that a sentence before it announces: "... the following areas of significant weakness"."""
    found = _LEADING.search(words)
    if found is None:
        return None
    return CONCERN if "concern" in (found["what"] or found["what2"]) else WEAKNESS


def about_the_board(words: str) -> bool | None:
    """True after a heading about the safeguarding children board, False after one about the authority."""
    if _AUTHORITY.fullmatch(words):
        return False
    return True if _BOARD.search(words) else None


def names_one(words: str) -> bool:
    """ "Area for priority action", and not "Areas"."""
    return bool(_SINGULAR.match(words))


def says_none(words: str) -> bool:
    """ "The inspection did not find any areas for priority and immediate action." """
    return bool(_NAMING_NONE.search(words)) and len(words) < 220
