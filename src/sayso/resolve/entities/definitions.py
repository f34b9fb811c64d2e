"""Where a text itself says that two names are one: "X (ABC)", "ABC (X)", "X, also known as Y".

Long forms of acronyms are found as Schwartz and Hearst (2003) do, from the right, but word by word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sayso.model.span import Span
from sayso.resolve.entities.spelling import is_acronym, letters_of, listed
from sayso.text.bodies import NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARENTHESIS = re.compile(r"[(\[]([^()\[\]\n]{2,100})[)\]]")
_KNOWN_AS = re.compile(
    r"""(?P<lead>[\s,(—–-]{0,4})
    \b(?P<cue>
      (?:(?:is|was|are|were|who\ is|which\ is)\ )?
      (?:(?:also|better|formerly|previously|otherwise|widely|commonly|popularly|sometimes|once|
        now|then|locally|simply|variously|more\ commonly)\ ){0,2}
      (?:known|called|referred\ to|styled)(?:\ (?:simply|informally|locally|collectively|in\ [A-Z]\w+))?
      \ (?:as|by)
      (?:\ (?:its|the)\ (?:[A-Z]?\w+\ )?(?:acronym|initials|abbreviation|name|nickname))?
    | (?:also|formerly|previously|once)\ called
    | (?:a\.?k\.?a\.?|alias|n[ée]e|abbreviated(?:\ as)?)(?!\w)
    | formerly(?:\ the)? | whose\ (?:real|full)\ name\ is | better\ known\ as
    )[\s:]{1,3}(?P<mark>[“"‘'(]?)(?:the\s+|as\s+)?(?P<open>[“"‘']?)""",
    re.VERBOSE,
)
_OR = re.compile(r"(?:,\s{1,3}or(?:\s{1,3}simply)?\s{1,3}|\s{1,3}\(or\s{1,3})(?:the\s{1,3})?[“\"‘]?")
_INSIDE = re.compile(
    r"(?:(?:also|formerly|better|previously|now|known|called|as|or|hereafter|hereinafter|the|abbreviated|"
    r"acronym|a\.?k\.?a\.?)\s+)*"
    r"[“\"‘']?(?P<name>[^“”\"‘,;]+?)[’”\"']?(?=\s*(?:$|[,;]))"
)
_WORD = re.compile(r"[^\W_](?:[\w’'&.-]*\w)?|&")
_REACH = 160
"""Characters before an acronym in which its long form can stand."""
_SMALL = listed("small") | {"s"}
_MOST_WORDS = 12
ACRONYM_GIVEN = "its acronym is given in brackets"
LONG_GIVEN = "its long form is given in brackets"


class Definition(NamedTuple):
    """Two stretches that a text takes for two names of one thing, and the stretch that says so."""

    left: Span
    right: Span
    proof: Span
    words: str
    """The kind of definition, as a person reads it."""

    @property
    def spelt(self) -> bool:
        """Whether one of the names is told to be the other's acronym."""
        return self.words in {ACRONYM_GIVEN, LONG_GIVEN}


def definitions(text: str) -> Iterator[Definition]:
    """Yield what the text defines, in no particular order; time in proportion to the length of the text."""
    yield from _parentheses(text)
    yield from _known_as(text)
    yield from _or(text)


def _parentheses(text: str) -> Iterator[Definition]:
    for match in _PARENTHESIS.finditer(text):
        inside = _INSIDE.match(match[1])
        if inside is None or not inside["name"].strip():
            continue
        start = match.start(1) + inside.start("name")
        name = Span(start, start + len(inside["name"].rstrip()))
        before = long_form(text, match.start(), name.of(text)) if is_acronym(name.of(text)) else None
        if before is not None:
            yield _made(before, name, match.end(), ACRONYM_GIVEN)
            continue
        acronym = _last_word(text, match.start())
        if acronym and is_acronym(acronym.of(text)):
            long = long_form(text, name.end, acronym.of(text))
            if long is not None and long.start == name.start:
                yield _made(acronym, name, match.end(), LONG_GIVEN)


def _known_as(text: str) -> Iterator[Definition]:
    for match in _KNOWN_AS.finditer(text):
        left, right = _name_before(text, match.start()), NAME.match(text, match.end())
        if left is None or right is None:
            continue
        if text[right.end() : right.end() + 1] in "’'" or right.group().endswith(("’s", "'s")):
            continue  # "Osk, known as Pellin’s oldest port"
        if match["cue"].startswith("called") and not match["lead"].strip():
            continue  # "what Velt called …"
        yield _made(left, _stripped(right), right.end(), f"“{match['cue'].strip()}”")


def _or(text: str) -> Iterator[Definition]:
    """Take "X, or Y" for two names of one only where one is the acronym of the other."""
    for match in _OR.finditer(text):
        word = _WORD.match(text, match.end())
        if word is None or not is_acronym(word.group()):
            continue
        long = long_form(text, match.start(), word.group())
        if long is not None:
            yield _made(long, Span(*word.span()), word.end(), "its acronym is given after “or”")


def long_form(text: str, end: int, acronym: str) -> Span | None:
    """Return the words that end at ``end`` (white space and brackets aside) and that the acronym abbreviates.

    Each letter must begin a word, or follow in one that gave a letter before; only small words are
    passed over. None if there are none.
    """
    letters = letters_of(acronym)
    if letters.endswith("s") and acronym.endswith("s"):
        letters = letters[:-1]
    begin = text.rfind("\n", max(0, end - _REACH), end) + 1 or max(0, end - _REACH)
    words = [match.span() for match in _WORD.finditer(text, begin, end)]
    parts = _parts(text, words)[-_MOST_WORDS:]
    start = _matched(letters, parts) if letters else None
    if start is None and letters and parts and parts[-1][2] in listed("forms"):
        start = _matched(letters, parts[:-1])  # "the Osk Harbour Authority Ltd (OHA)"
    return None if start is None else _whole(text, start, parts)


def _parts(text: str, words: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Return words cut at their hyphens, with what they spell in small letters."""
    return [
        (start + piece.start(), start + piece.end(), piece.group().casefold())
        for start, end in words
        for piece in re.finditer(r"[^-]+", text[start:end])
    ]


def _matched(letters: str, parts: list[tuple[int, int, str]]) -> int | None:
    """Return where the long form begins, matching letters to words from the right; None if they do not."""
    left, number = len(letters), len(parts) - 1
    start = None
    while left and number >= 0:
        at, _, word = parts[number]
        if word[0] == letters[left - 1]:
            left -= 1
            start = at
        elif word not in _SMALL:
            took = _inner(letters[:left], word)
            if not took:
                return None
            left -= took
            start = at
        number -= 1
    return start if not left else None


def _inner(letters: str, word: str) -> int:
    """Return how many last letters a word gives by its first letter and letters after it ("Interpol")."""
    for took in range(min(len(letters), 3), 1, -1):
        wanted = letters[-took:]
        if word[0] != wanted[0]:
            continue
        at = 0
        for letter in wanted:
            at = word.find(letter, at) + 1
            if not at:
                break
        else:
            return took
    return 0


def _whole(text: str, start: int, parts: list[tuple[int, int, str]]) -> Span | None:
    span = Span(start, parts[-1][1])
    return span if text[start].isupper() and len(span.of(text).split()) > 1 else None


def _last_word(text: str, end: int) -> Span | None:
    words = list(_WORD.finditer(text, max(0, end - 24), end))
    word = words[-1] if words else None
    if word is None or text[word.end() : end].strip(' ”’"'):
        return None
    return Span(*word.span())


def _name_before(text: str, end: int) -> Span | None:
    """Return the capitalised words that end at ``end``, marks and a bracketed acronym between aside."""
    begin = max(text.rfind("\n", max(0, end - _REACH), end) + 1, end - _REACH, 0)
    names = list(NAME.finditer(text, begin, end))
    last = names[-1] if names else None
    if last is None or re.sub(r"[\s,()”\"’—–-]|who|which", "", text[last.end() : end]):
        return None
    return _stripped(last)


def _stripped(found: re.Match[str]) -> Span:
    name = found.group().rstrip(".,’'-")
    for ending in ("’s", "'s"):
        name = name.removesuffix(ending)
    start = len("The ") if name.startswith(("The ", "the ")) else 0
    return Span(found.start() + start, found.start() + max(start + 1, len(name)))


def _made(left: Span, right: Span, end: int, words: str) -> Definition:
    return Definition(left, right, Span(min(left.start, right.start), max(end, left.end, right.end)), words)
