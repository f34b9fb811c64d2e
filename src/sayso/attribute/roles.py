"""What a text calls somebody besides the name: the words before it, and in apposition behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.attribute.gender import Gender, of_noun
from sayso.text.bodies import BODIES, CAPITALS, DOCUMENTS, PEOPLE, STATES, TITLES, singular
from sayso.text.words import words as word_list

if TYPE_CHECKING:
    from sayso.model.span import Span

_COMMON = word_list("common_english") | {"has", "had", "was", "were", "been", "said", "told", "than", "also"}
_BARE_TITLES = frozenset({"mr", "mrs", "ms", "miss", "sir", "dr", "lord", "lady", "st", "then"})
_PAST = frozenset({"former", "ex", "then", "late"})
"""Words that say that somebody holds an office no longer."""
_MODIFIERS_ASIDE = frozenset({"former", "acting", "new", "then", "own", "current", "late", "ex", "deputy"})
"""Words that say when or how, not which, somebody holds an office."""
ROLES = frozenset(map(singular, PEOPLE)) | (TITLES - _BARE_TITLES) | {"people"}
_BODIES = (
    frozenset(map(singular, BODIES)) | BODIES | {"company", "agency", "party", "site", "website", "country"}
)
_DOCUMENTS = frozenset(map(singular, DOCUMENTS)) | DOCUMENTS
DETERMINER = re.compile(
    r"(?P<the>the|this|that|these|those)\b|(?P<own>his|her|its|their|our|my)\b|(?P<a>an?|one|another)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*|\d+-year-old")
_END = re.compile(
    r"[,;:.(—–]|\b(?:of|for|at|in|on|with|from|by|to|who|which|that|whose|near|inside|has|had|is|was|were|are|said|says|told|tells|asked|added|spoke|called|familiar|close|briefed|speaking|privy|not)\b"
)
_BEFORE = re.compile(r"(?:[\w’'-]+[^\S\n]+){0,4}[\w’'-]+,?[^\S\n]+$")
_APPOSED = re.compile(
    r"\s*,\s*(?:who\s+(?:is|was)\s+)?(?P<np>(?:(?:the|an?|its|his|her|their|our)\s+)?[^\W_][^,;:.\n]{2,80})"
)
_FORE = re.compile(
    r"""(?:.*(?:[.!?”"]\s+|[,;:]\s+|\b(?!(?:of|for|at|in|on|from|near|inside)\s)[a-z]+\s+)|^)
    (?P<np>(?:the|an?|its|his|her|their|our)\s+[^,;:.!?\n”"]{2,60}),\s+$""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_COPULA = re.compile(r"\s+(?:is|was|became)\s+(?P<np>(?:the|an?)\s+[^,;:.\n]{2,60})")
_REACH = 90
"""Characters before or behind a name in which it is told what somebody is."""
SYNONYMS = {
    "premier": "prime minister", "spokesman": "spokesperson", "spokeswoman": "spokesperson",
    "chairwoman": "chair", "chairperson": "chair", "chairman": "chair", "organization": "organisation",
    "policewoman": "officer", "policeman": "officer", "physician": "doctor", "firm": "company",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is called: a noun in the singular and lower case, and words that narrow it."""

    noun: str
    narrower: frozenset[str] = frozenset()
    sex: Gender | None = None
    """What the noun as it stands in the text tells: "spokeswoman"."""
    past: bool = False
    """Of an office held no longer: "the former minister"."""

    def fits(self, other: Role) -> bool:
        """Tell whether both can be one: "the minister" can be "interior minister", not "foreign minister".

        Nor can "the minister" be "the former minister".
        """
        if self.noun != other.noun or self.past != other.past:
            return False
        return self.narrower <= other.narrower or other.narrower <= self.narrower


def role_of(phrase: str) -> Role | None:
    """Return the role that a noun phrase tells: its head and the words before it; None if it has no noun."""
    determiner = DETERMINER.match(phrase)
    rest = phrase[determiner.end() :] if determiner else phrase
    end = next(
        (found.start() for found in _END.finditer(rest) if _WORD.search(rest[: found.start()])), len(rest)
    )
    words = [
        match.group().casefold().removesuffix("’s").removesuffix("'s") for match in _WORD.finditer(rest[:end])
    ]
    words = [word for word in words if word not in {"the", "a", "an", "itself", "himself", "herself"}]
    if not words:
        return None
    noun = singular(words[-1])
    sex = of_noun(noun)
    narrower = {word for word in words[:-1] if word not in _MODIFIERS_ASIDE | _COMMON}
    if noun in SYNONYMS:
        first, _, second = SYNONYMS[noun].rpartition(" ")
        narrower |= {first} - {""}
        noun = second
    past = any(word in _PAST or word.startswith("ex-") for word in words[:-1]) or noun.startswith("ex-")
    return Role(noun.removeprefix("ex-"), frozenset(narrower), sex, past)


def is_document(noun: str) -> bool:
    """Tell whether a noun in the singular means something that can be cited."""
    return noun in _DOCUMENTS


def is_body(noun: str) -> bool:
    """Tell whether a noun in the singular means a body."""
    return noun in _BODIES


def is_person(noun: str) -> bool:
    """Tell whether a noun in the singular means a person by what they do or are."""
    return noun in ROLES


def roles_at(text: str, name: Span, sentence: Span) -> list[Role]:
    """Return what the words around a name call whoever bears it: "fire chief X", "X, a doctor,"."""
    found = [_title(text, name, sentence)]
    fore = _FORE.search(text[max(sentence.start, name.start - _REACH) : name.start])
    if fore:
        found.append(role_of(fore.group("np")))
    end = min(sentence.end, name.end + _REACH)
    for pattern in (_APPOSED, _COPULA):
        behind = pattern.match(text, name.end, end)
        if behind:
            role = role_of(behind.group("np"))
            phrase = behind.group("np")
            told = DETERMINER.match(phrase) or (role and role.noun in ROLES and phrase[0].islower())
            found.append(role if told else None)
    return [role for role in dict.fromkeys(found) if role is not None and role.noun not in _COMMON]


def _title(text: str, name: Span, sentence: Span) -> Role | None:
    """Return the role that stands directly before a name: "Interior Minister", "the news site"."""
    before = _BEFORE.search(text[max(sentence.start, name.start - _REACH) : name.start])
    if before is None or before.group().rstrip().endswith(","):
        return None
    words = [match.group() for match in _WORD.finditer(before.group())]
    kept: list[str] = []
    for word in reversed(words):
        plain = word.casefold().rstrip(".")
        if plain in _COMMON or word.endswith(("’s", "'s")) or (kept and plain.endswith(("ed", "ing", "ly"))):
            break
        kept.insert(0, plain)
    if not kept or kept[-1] in _BARE_TITLES or kept[-1] in STATES | CAPITALS:
        return None
    noun = singular(kept[-1])
    capital = words[-1][:1].isupper()
    if noun not in ROLES and not is_body(noun) and (capital or not noun.endswith(_AGENTS)):
        return None
    return role_of(" ".join(kept[-3:]))


_AGENTS = ("er", "or", "ist", "ian", "man", "woman", "ant", "ent", "ess", "eer", "boy", "girl", "year-old")
"""Endings of nouns for people; any other word before a name may be a verb or a preposition."""
