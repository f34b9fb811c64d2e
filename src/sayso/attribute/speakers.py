"""The speaker's canonical name within one document, where the document gives one."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from sayso.model.attribution import SourceKind
from sayso.text.bodies import BODIES, CAPITALS, NAME, PRONOUNS, STATES, TITLES
from sayso.text.titles import untitled
from sayso.text.words import words as word_list

if TYPE_CHECKING:
    from collections.abc import Sequence

_EDGE = " \t\n\"“”‘’',;:—–-"
_LEADS = word_list("common_english")
"""A sentence's first word is capitalised too: function words begin no name."""
_NO_NAMES = _LEADS | PRONOUNS


_JOINED = re.compile(r"\s+(?:and|&|of|for|on|the)\s+")
"""Words that join names, but stand in no person's name."""
_BEGINNING = re.compile(r"[\n.!?:;“\"‘(—–-][\s“\"‘(]*$")
_SORT = (
    r"(?:agency|news agency|newswire|newspaper|paper|magazine|website|site|blog|broadcaster|channel|station"
    r"|outlet|company|firm|group|operator|organi[sz]ation|charity)"
)
_SORT_BEFORE = re.compile(rf"\b{_SORT}\s+(?:(?:called|named|known as)\s+)?(?P<name>{NAME.pattern})$")
""""the Halvessan agency Halvex", "a website called Eastline"."""
SORT_BEHIND = re.compile(rf"(?:[Tt]he\s+)?(?P<name>(?!The\b){NAME.pattern})\s+{_SORT}$")
""""the Norlands Wire agency"."""
_OWN = re.compile(r"(?:its|his|her|their|our|my)\b", re.IGNORECASE)
_NAMED = re.compile(r"[^\W\d_a-z]")
"""A letter that is no small one: of a capital, or of a script that has none."""
_CLAUSE = re.compile(r"\b(?:which|who|that)\b")
_LOOK_BACK = 12
_LONGEST_SHOUT = 5
"""Words in capitals that can be one name; more are a line of a wire that was misread."""


def first_person(words: str) -> bool:
    """Tell whether a source speaks of itself: "I", "we"."""
    return words.strip(_EDGE).casefold() in {"i", "we"}


def names_in(text: str) -> list[str]:
    """Return the text's personal names, titles stripped, each once: of two words or more, or after a title.

    What begins a sentence or a line counts only if it comes again elsewhere: in a headline, and at the
    beginning of a sentence, capitals tell nothing ("Isolated Velt").
    """
    firm, doubtful = _names(text)
    counts = Counter(firm + firm + doubtful)
    return list(dict.fromkeys(firm + [name for name in doubtful if counts[name] > 1]))


def possible_names_in(text: str) -> list[str]:
    """Return :func:`names_in` and what may be a name though it only begins a sentence, once."""
    firm, doubtful = _names(text)
    lowered = set(re.findall(r"\b[a-z]+\b", text)) if doubtful else set()
    return list(
        dict.fromkeys(firm + [name for name in doubtful if name.split()[0].casefold() not in lowered])
    )


def _names(text: str) -> tuple[list[str], list[str]]:
    """Return names inside sentences, and what begins a sentence or a line and looks like one."""
    firm: list[str] = []
    doubtful: list[str] = []
    for match in NAME.finditer(text):
        for part in _JOINED.split(_plain_office(match.group())):
            words = part.split()
            bare = _untitled(words)
            titled = len(bare) < len(words) and words[0].casefold().rstrip(".") in TITLES
            if bare and (len(bare) > 1 or titled):
                begins = bare[0] == words[0] and _begins(text, match.start())
                (doubtful if begins else firm).append(" ".join(bare))
    return firm, doubtful


def _plain_office(run: str) -> str:
    """Return a run of capitalised words without what an office is for: "Minister Tam Orre", of no defence."""
    words = run.split()
    count = untitled(words)
    behind = next((at for at, word in enumerate(words[:count]) if word in {"of", "for"}), 0)
    return " ".join([words[behind - 1], *words[count:]]) if behind else run


def _begins(text: str, at: int) -> bool:
    """Tell whether a sentence or line begins at ``at``; looks back only a little, since texts are long."""
    return at == 0 or _BEGINNING.search(text, max(0, at - _LOOK_BACK), at) is not None


def speaker_name(source: str, kind: SourceKind, names: Sequence[str]) -> str | None:
    """Return what to call the speaker, or None where the source's words name nobody.

    A surname alone becomes the longest name in the document that ends in it, if there is only one;
    pronouns and unnamed sources stay None: who "he" is gets decided elsewhere, or not at all.
    """
    text = source.strip(_EDGE)
    shouted = text.isupper() and len(text.split()) > _LONGEST_SHOUT
    if not text or shouted or kind in (SourceKind.UNNAMED, SourceKind.AUTHOR) or text.casefold() in PRONOUNS:
        return None
    if kind is SourceKind.DOCUMENT:
        return _phrase(text)
    if kind is SourceKind.ORGANISATION:
        return _body(text)
    return _person(text, names)


def _body(text: str) -> str | None:
    """Return a body's name: what stands in capitals, without what sort of body it is ("the news site X")."""
    named = _SORT_BEFORE.search(text) or SORT_BEHIND.match(text)
    if named is not None and named.group("name").casefold() not in _LEADS:
        return " ".join(named.group("name").split())
    head = _phrase(text)
    if _OWN.match(head) or not _NAMED.search(head):
        tail = text[text.find(",") + 1 :] if "," in text else ""
        apposed = NAME.match(tail.strip())
        return _phrase(apposed.group()) if apposed and not _CLAUSE.search(apposed.group()) else None
    return head


def _person(text: str, names: Sequence[str]) -> str | None:
    text = NAME.sub(lambda match: _plain_office(match.group()), text)
    runs = [part.split() for match in NAME.finditer(text) for part in _JOINED.split(match.group())]
    candidates = [
        words
        for words in map(_untitled, runs)
        if words and not any(map(_is_body, words)) and not _belongs(text, " ".join(words))
    ]
    if not candidates:
        return None
    words = max(candidates, key=len)
    name = " ".join(words).removesuffix("’s").removesuffix("'s").rstrip(".,")
    if len(words) == 1:
        full = {
            known
            for known in names
            if " " in known and known.split()[-1] == name and not any(map(_is_body, known.split()))
        }
        if len(full) == 1:
            return full.pop()
    return name


def _belongs(text: str, name: str) -> bool:
    """Tell whether a name is what somebody belongs to: "the governor of Lower Vold"."""
    return re.search(rf"\bof\s+(?:the\s+)?(?:\w+\s+)?{re.escape(name)}(?!\w)", text) is not None


def _untitled(words: list[str]) -> list[str]:
    start = 0
    while start < len(words) and (
        words[start].casefold().rstrip(".") in TITLES
        or words[start].casefold() in _NO_NAMES
        or _nationality(words[start : start + 2])
        or (start + 1 < len(words) and words[start].endswith(("’s", "'s")))
    ):
        start += 1
    bare = words[start:]
    return bare[untitled(bare) :]


def _nationality(words: list[str]) -> bool:
    """Tell whether an adjective of a state stands before a title ("Ukrainian President …")."""
    return (
        len(words) > 1
        and words[1].casefold().rstrip(".") in TITLES
        and words[0].casefold().endswith(("an", "ese", "ish", "i", "ch"))
    )


def _is_body(word: str) -> bool:
    plain = word.casefold().removesuffix("’s").removesuffix("'s").rstrip(".,")
    return plain in BODIES or plain in STATES or plain in CAPITALS


def _phrase(text: str) -> str:
    """Return a noun phrase without its article and without what follows a comma or a relative clause."""
    text = re.split(r",|\b(?:which|who|that)\b|\s\((?=[^)]*\)?$)", text, maxsplit=1)[0].strip(_EDGE)
    return " ".join((re.sub(r"(?i)^(?:the|an?)\s+", "", text) or text).split())
