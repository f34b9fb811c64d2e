"""Which cues are nouns: "the claim that …", "amid fears of …", "expressed concern about …".

A cue is a noun cue if the last of its words that is no function word is a reporting noun, used as a noun, and
its other words report nothing (:func:`sayso.text.cues.reports`): "said in a statement" is none. Words that
are verbs as well ("claims", "plans", "warning") are told apart by what stands before them in the text:

- a determiner, a possessive, a number or a preposition: a noun ("his claim", "Velt's plan", "amid fears");
  but after "to" only a plural ("to claims", not "to claim"), and after "that" and "which" none;
- in lower case, what looks like an adjective or a participle, or a verb that takes such nouns: a noun
  ("official reports", "growing fears", "made claims");
- nothing, or the end of a sentence: a noun, if it does not end in -ing ("Claims that …");
- anything else (a pronoun, a name, a noun, an adverb, a comma): a verb ("the ministry claims").

It is a rule for counting, the same whoever reads the cues, and a few of those that it counts are wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.text.cues import reports

if TYPE_CHECKING:
    from collections.abc import Sequence

Words = frozenset[str]


def _words(text: str) -> Words:
    return frozenset(text.split())


NEVER_VERBS = _words(
    """
    accusation acknowledgement acknowledgment admission agreement allegation announcement argument
    assertion assessment assumption belief complaint conclusion contention conviction criticism
    declaration denial determination expectation idea impression indication insistence message notion
    opinion prediction proposal recommendation revelation rhetoric rumor rumour speculation statement
    suggestion suspicion testimony theory threat
    """
)
VERBS_TOO = _words(
    """
    call charge claim comment concern demand doubt estimate fear finding forecast hope plan pledge promise
    question remark report view vow warning worry
    """
)
_FUNCTION_WORDS = _words(
    """
    a about all also an and any are as at be been being by for from had has have her his in into is its my
    no not of on one or our over so some than that the their there these this those to under was were will
    with would your monday tuesday wednesday thursday friday saturday sunday
    """
)
_DETERMINERS = _words(
    """
    a an the this these those his her its their our my your no any some all both each every such many much
    more most several few fewer other another one two three four five six seven eight nine ten dozens
    hundreds what whose
    """
)
_PREPOSITIONS = _words(
    """
    about above across after against ahead along amid amidst among around as at before behind below
    beneath besides between beyond by despite during except following for from given in including into
    like near of off on onto over past per pending regarding since than through throughout toward towards
    under until unlike upon via with within without
    """
)
_ADJECTIVES = _words(
    """
    apparent bad blatant bold certain clear current deep early earlier false fresh good great heavy later
    latest little long new old own persistent prior recent same sharp similar strong true unclear vague
    wild
    """
)
_LIKE_AN_ADJECTIVE = re.compile(r"\w+(?:able|al|ed|ful|ible|ic|ing|ive|less|ous)")
_TAKE_NOUNS = _words(
    """
    draw draws drew face faces gave give gives had has have hear heard hears issue issues made make makes
    put raise raises repeat repeats voice voices
    """
)
_NOT_POSSESSIVE = _words("he's here's it's let's she's that's there's what's who's")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_BEFORE = re.compile(r"([^\W_]+(?:[’'-][^\W_]*)*|[^\s\w])[^\S\n]*$")
_ENDS = frozenset('.!?:;“"‘([—–-*•')


def noun_cue(text: str, cue: Sequence[Sequence[int]]) -> bool:
    """Tell whether a cue, given as [start, end) spans of the text, is a noun cue."""
    words = [
        (start + match.start(), match.group())
        for start, end in cue
        for match in _WORD.finditer(text[start:end])
    ]
    telling = [word for word in words if word[1].lower() not in _FUNCTION_WORDS]
    if not telling or reports(" ".join(word for place, word in words if place != telling[-1][0])):
        return False
    place, last = telling[-1]
    forms = _forms(last.lower())
    if forms & NEVER_VERBS:
        return True
    return bool(forms & VERBS_TOO) and used_as_noun(text[:place], last.lower())


def used_as_noun(before: str, word: str) -> bool:
    """Tell whether a word that may be a verb is a noun after what stands before it."""
    found = _BEFORE.search(before)
    if found is None or found.group(1) in _ENDS:
        return not word.endswith("ing")
    last = found.group(1).lower().replace("’", "'")
    if last == "to":
        return word not in VERBS_TOO
    if last in _DETERMINERS | _PREPOSITIONS or last.isdigit():
        return True
    if last.endswith(("'s", "s'")):
        return last not in _NOT_POSSESSIVE
    like = last in _ADJECTIVES | _TAKE_NOUNS or _LIKE_AN_ADJECTIVE.fullmatch(last) is not None
    return like and found.group(1).islower()


def _forms(word: str) -> Words:
    """Return the word, and what it may be the plural of."""
    if word.endswith("ies"):
        return frozenset({word, word[:-3] + "y"})
    return frozenset({word, word.removesuffix("s")})
