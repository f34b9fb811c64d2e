"""For which government, or part of one, a source's words say that it speaks.

A state's name, its capital or its government speak for all of it, and so do its foreign ministry, its
spokespeople and the broadcasters it owns; another ministry or force speaks for itself within it; a minister
or an official speaks for himself, and serves it. Those who are only from there (a doctor, a rebel) do not
speak for it at all.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.text.bodies import BODIES, TITLES, singular
from sayso.text.words import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SPOKES = re.compile(r"\bspokes(?:man|woman|person|men|women|people)\b", re.IGNORECASE)
_FOREIGN = re.compile(
    r"\bforeign (?:and \w+ )?(?:affairs )?(?:ministry|office)\b"
    r"|\bministry (?:of|for) (?:foreign affairs|external relations)\b|\bstate department\b",
    re.IGNORECASE,
)
_STATE_MEDIA = re.compile(
    r"\b(?:state|government|official)(?:[- ](?:run|owned|controlled|linked|backed|affiliated))?"
    r"(?: news| satellite| english-language)?"
    r" (?:television|tv|media|radio|broadcaster|agency|news|newspaper)\b",
    re.IGNORECASE,
)
_POLITY = re.compile(
    r"\b(?P<state>[A-ZÀ-Þ]\w+)(?:['’]s?)? (?:[Gg]overnment|regime|[Ff]oreign [Mm]inist(?:ry|er)"
    r"|[Ff]oreign [Oo]ffice|[Pp]rime [Mm]inister)\b"
    r"|\b(?:[Gg]overnment|[Mm]inistry of [Ff]oreign [Aa]ffairs|[Pp]resident(?: [A-Z]\w+){1,3})"
    r" of (?P<state2>[A-ZÀ-Þ]\w+)(?![\w-]| [A-Z])"
)
_BARE = {
    "media": re.compile(
        r"(?:official |english-language )?state(?:[- ](?:run|owned|controlled|linked|backed|affiliated))?"
        r"(?: news| satellite)? (?:television|tv|media|radio|broadcaster|agency|news agency|newspaper)\b",
        re.IGNORECASE,
    ),
    "rule": re.compile(r"(?:\w+ )?(?:government|regime|administration|authorities)\b", re.IGNORECASE),
    "forces": re.compile(r"(?:armed )?(?:army|military|forces|troops)\b", re.IGNORECASE),
}
_REACH = 60
"""Characters behind a state's name in which it can be told what of it speaks."""
_OUTSIDE = re.compile(
    r"\s(?:who|whom|whose|which|that|in|on|at|near|inside|against|after|over|about|familiar|close|citing|with"
    r"|from)\s|\s\(|[–—]",
    re.IGNORECASE,
)
_RULED = re.compile(
    r"\b(?:government|regime|administration|authorities|leadership|leaders)(?: (?:of|under|led by)\b.*)?$",
    re.IGNORECASE,
)
"""A government is what is meant, not somebody who serves it ("the regime of President …")."""
_OWNED = re.compile(r"\b(?:government|regime|administration)\b", re.IGNORECASE)
_NAME = r"[A-ZÀ-Þ][\w'’-]+(?: (?:al-)?[A-ZÀ-Þ][\w'’-]+){0,2}"
_STATE = r"[A-ZÀ-Þ][\w.]+(?: [A-Z][a-z]+)?"
_RULER = r"(?:[Pp]resident|[Pp]rime [Mm]inister|[Cc]hancellor|[Kk]ing|[Ss]upreme [Ll]eader|[Ll]eader)"
_LEADER = re.compile(
    rf"\b(?P<state>{_STATE})(?:['’]s?)? {_RULER},? (?P<name>{_NAME})"
    rf"|\b{_RULER} (?P<name2>{_NAME}) of (?:the )?(?P<state2>{_STATE})"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-.][^\W\d_]+)*")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_LISTS = Path(__file__).parent / "lists"
_ABBREVIATIONS = frozenset({"us", "uk", "un", "eu", "au", "usa", "uae", "dprk", "nato"})
_WORDS_BEFORE, _WORDS_BEHIND = 2, 3
"""Words before and behind an office's noun that belong to its name."""
_LONGEST = 400
"""Characters of a source that are looked at."""


@dataclass(frozen=True, slots=True)
class Voice:
    """For whom a source speaks."""

    state: str
    """Its usual English name, in lower case."""
    part: str | None
    """The office or force in whose own name it speaks: "" is the whole government; None, nobody's: it is
    somebody who serves the state, and speaks for himself."""


def state_of(word: str, leaders: Mapping[str, str] | None = None) -> str | None:
    """Return the state that a name, adjective or capital stands for, or that a leader's surname does."""
    known = _known(word)
    return _table()[0][known] if known else (leaders or {}).get(word.casefold())


def states_in(text: str, leaders: Mapping[str, str] | None = None) -> frozenset[str]:
    """Return the states that a text names, by whatever name, and those of leaders that it names."""
    names = _table()[0]
    found = {names[known] for match in _pattern().finditer(text) if (known := _known(match.group()))}
    if leaders:
        found |= {leaders[word] for word in map(str.casefold, _WORD.findall(text)) if word in leaders}
    return frozenset(found)


def voice(
    source: str, leaders: Mapping[str, str] | None = None, polities: frozenset[str] = frozenset()
) -> Voice | None:
    """Return for which government a source's words say that it speaks; None if they say nothing of the kind.

    Args:
        source: the words, as the text has them.
        leaders: surnames in lower case, and the states that they lead ("the Velt administration").
        polities: states that no list has, as :func:`polity_in` found them elsewhere.
    """
    text = _ARTICLE.sub("", source[:_LONGEST].strip())
    outside = _OUTSIDE.search(text)
    head = text[: outside.start()] if outside else text
    state, named = _state(head, leaders, polities)
    if state is None or _has(head, "private"):
        return None
    if named.startswith("+"):
        return Voice(state, named[1:])
    rest = _bare(head, named)
    if not rest or _STATE_MEDIA.search(head) or named in _media():
        return Voice(state, "")
    return _of_office(state, rest)


def of_no_state(source: str) -> str | None:
    """Return what a source speaks for without its state's name: ``rule``, ``media``, ``forces``; or None.

    As in "the government", "state TV", "the army"; whose they are, the rest of the report tells.
    """
    text = _ARTICLE.sub("", source[:_LONGEST].strip()).strip(" ,.")
    return next((kind for kind, pattern in _BARE.items() if pattern.fullmatch(text)), None)


def states_by_office(text: str) -> Iterable[tuple[str, str]]:
    """Yield for what of which state a text has a word: (``rule``, ``media`` or ``forces``; the state)."""
    for match in _pattern().finditer(text):
        known = _known(match.group())
        behind = re.sub(r"^['’]s?", "", text[match.end() : match.end() + _REACH]).lstrip()
        kind = next((kind for kind, pattern in _BARE.items() if pattern.match(behind)), None)
        if known and kind:
            yield kind, _table()[0][known]


def speaks_for_another(source: str) -> bool:
    """Tell whether the words call the source a spokesperson."""
    return _SPOKES.search(source) is not None or "who speaks for" in source


def state_owned(name: str) -> bool:
    """Tell whether a broadcaster or agency is a state's, by its name or by how it is described."""
    return _STATE_MEDIA.search(name) is not None or any(
        re.search(rf"(?<!\w){re.escape(media)}(?!\w)", name) for media in _media()
    )


def polity_in(source: str) -> str | None:
    """Return the state of "the Norland government" or "Norland's foreign ministry", in lower case; or None.

    For names that no list has: an adjective in -an or -ian is cut to the name that it is made of.
    """
    match = _POLITY.search(source[:_LONGEST])
    name = (match["state"] or match["state2"]) if match else None
    if name is None or state_of(name) is not None:
        return None
    return None if name.casefold() in _nouns("unnamed") | TITLES | BODIES else polity(name)


def polity(name: str) -> str:
    """Return a state's name and its adjective in one form, if the adjective is a regular one in -n or -an."""
    plain = _ARTICLE.sub("", name).strip().casefold()
    plain = re.sub(r"['’]s?$", "", plain)
    stem = re.sub(r"(?<=[a-z]{4})(?:ian|an|ia|a)$", "", plain)
    return stem or plain


def leaders_in(texts: Iterable[str]) -> dict[str, str]:
    """Return the surnames of those whom texts call a state's leaders, in lower case, and the states.

    A surname that two states' leaders bear is left out.
    """
    found: dict[str, set[str]] = {}
    for text in texts:
        for match in _LEADER.finditer(text):
            state = state_of(match["state"] or match["state2"])
            name = (match["name"] or match["name2"]).split()[-1].casefold()
            name = re.sub(r"['’]s?$", "", name)
            if state and name not in _table()[0]:
                found.setdefault(name.removeprefix("al-"), set()).add(state)
    return {name: next(iter(states)) for name, states in found.items() if len(states) == 1}


def _of_office(state: str, rest: str) -> Voice | None:
    """Return what the words beside the state's name make of a source."""
    spokes = _SPOKES.search(rest)
    served = _has(rest, "servant")
    if (not spokes and _RULED.search(rest)) or (_FOREIGN.search(rest) and (spokes or not served)):
        return Voice(state, "")
    unit = _unit([singular(word.casefold()) for word in _WORD.findall(rest)])
    if spokes:
        return Voice(state, "" if _has(rest, "governing") else unit)
    if served:
        return Voice(state, None)
    return Voice(state, "") if _has(rest, "governing") else Voice(state, unit) if unit else None


def _unit(words: list[str]) -> str:
    """Return the name of an office among words, in order of the alphabet; empty if there is none.

    So "interior ministry" and "ministry of the interior" are one.
    """
    spokes = next((at for at, word in enumerate(words) if word.startswith("spokes")), None)
    if spokes is not None:
        words = words[spokes + 2 :] if words[spokes + 1 : spokes + 2] in (["for"], ["of"]) else words[:spokes]
    last = max((at for at, word in enumerate(words) if word in _nouns("part")), default=None)
    if last is None:
        return ""
    of = next((at for at, word in enumerate(words[:last]) if word in {"of", "for"}), last)
    kept = words[max(0, min(of, last) - _WORDS_BEFORE) : last + 1]
    if words[last + 1 : last + 2] in (["of"], ["for"], ["to"]):
        kept += words[last + 2 : last + 2 + _WORDS_BEHIND]
    return " ".join(sorted({word for word in kept if word not in {"of", "for", "the", "and", "to", "s"}}))


def _has(words: str, sort: str) -> bool:
    """Tell whether a noun of one sort is among words."""
    nouns = _nouns(sort)
    return any(singular(word.casefold()) in nouns for word in _WORD.findall(words))


def _state(head: str, leaders: Mapping[str, str] | None, polities: frozenset[str]) -> tuple[str | None, str]:
    """Return the first state that is named, and by which name: a leader's surname, of his government."""
    for name in _media():
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", head):
            return _media()[name], name
    match = _pattern().search(head)
    known = _known(match.group()) if match else None
    if match is not None and known:
        states, offices = _table()
        return states[known], f"+{known}" if known in offices else match.group()
    if leaders and _OWNED.search(head):
        for word in _WORD.findall(head):
            name = re.sub(r"(?i)^al-", "", word)
            if name[:1].isupper() and name.casefold() in leaders:
                return leaders[name.casefold()], name
    for match in _WORD.finditer(head):
        if match.group()[:1].isupper() and polity(match.group()) in polities:
            return polity(match.group()), match.group()
    return None, ""


def _bare(head: str, named: str) -> str:
    """Return what is left beside the state's name: empty if nothing but the name is there."""
    rest = head.replace(named, " ", 1)
    rest = re.sub(r"^[\s,]*['’]s?\b|\bthe\b|[.,'’]", " ", rest)
    return re.sub(r"^(?:(?:of|for)\b\s*)+", "", " ".join(rest.split()))


def _nouns(sort: str) -> frozenset[str]:
    return table("offices_of_state")[sort][0]


@functools.cache
def _table() -> tuple[dict[str, str], frozenset[str]]:
    """Return the states by all their names, and which of these are only an office's or force's."""
    names, offices = {}, set()
    for line in _lines("governments"):
        state, _, others = line.partition(":")
        for name in (state, *others.split(",")):
            usual = name.strip().removeprefix("+")
            names[usual] = state.strip()
            if name.strip().startswith("+"):
                offices.add(usual)
    return names, frozenset(offices)


@functools.cache
def _media() -> dict[str, str]:
    """Return state-owned broadcasters and agencies, and whose they are."""
    rows = (line.partition(":") for line in _lines("state_media"))
    return {name.strip(): state.strip() for name, _, state in rows}


def _lines(name: str) -> list[str]:
    lines = (_LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


@functools.cache
def _pattern() -> re.Pattern[str]:
    """Return the expression that finds states' names: capitalised, or in capitals if they are letters."""
    names = sorted(_table()[0], key=lambda one: (-len(one), one))
    spelt = "|".join(re.escape(name.upper()) if _letters(name) else _capitalised(name) for name in names)
    return re.compile(rf"(?<![\w’'.-])(?:{spelt})\.?s?(?![\w-])")


def _letters(name: str) -> bool:
    """Tell whether a name is an abbreviation, which without its capitals is another word ("us")."""
    return "." in name or name in _ABBREVIATIONS


def _capitalised(name: str) -> str:
    first, *others = name.split()
    begin = f"[{first[0].upper()}]{re.escape(first[1:])}"
    return " ".join([begin, *(f"[{word[0]}{word[0].upper()}]{re.escape(word[1:])}" for word in others)])


def _known(word: str) -> str | None:
    """Return a name as the list of states has it, or None."""
    plain = _ARTICLE.sub("", word).strip().casefold().rstrip(".").removesuffix("’s").removesuffix("'s")
    names = _table()[0]
    return next((one for one in (plain, plain.removesuffix("s").rstrip(".")) if one in names), None)
