"""From lines of the ledger to what tracing needs of them: who really speaks, for whom, through whom."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.model.assertion import Stance
from sayso.model.attribution import Certainty, SourceKind
from sayso.model.lineage import Told
from sayso.model.span import Span
from sayso.resolve.entities.spelling import known_line
from sayso.text.bodies import BODIES, DOCUMENTS, NAME, PEOPLE, PRONOUNS, TITLES, singular
from sayso.text.governments import (
    Voice,
    leaders_in,
    of_no_state,
    polity,
    polity_in,
    speaks_for_another,
    state_of,
    state_owned,
    states_by_office,
    voice,
)
from sayso.text.plain import plain
from sayso.text.titles import HONORIFICS, MODIFIERS, OFFICES, untitled
from sayso.trace.access import admits, doubts, own_access, rejects
from sayso.trace.credits import is_outlet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sayso.model.ledger import LedgerLine

_WORD = re.compile(r"[^\W\d_]+(?:[-’'.][^\W\d_]+)*")
_ISSUER = re.compile(
    r"^(?:the |an? )?(?P<owner>[A-ZÀ-Þ].*?)['’]s?\s+(?:[\w-]+ ){0,3}?[\w-]+$"
    r"|\b\w+\s+(?:released |issued |published )?(?:by|from|of)\s+(?P<owner2>(?:the )?[A-ZÀ-Þ].*)$"
)
_CLAUSE = re.compile(r"\s*(?:,|\b(?:on|in|at|that|which|who|whose|dated|issued|published|citing|with)\b)")
_SPEAKS_FOR = re.compile(
    r"(?:spokes(?:man|woman|person)|who speaks) (?:for|of) (?P<behind>(?:the )?[A-ZÀ-Þ][^,;()]*)"
    r"|(?:^|, )(?:the )?(?P<before>[A-ZÀ-Þ][^,;()]*?)(?:['’]s)? spokes(?:man|woman|person)\b"
)
_DESCRIPTION = re.compile(r"^(?:[Tt]he\s+)?(?:[a-z][\w-]*\s+){0,4}(?=[^\W\da-z])")
"""What stands before a body's name ("the aid agency …")."""
_DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
_SMALL = frozenset(["of", "the", "a", "an", "and", "for", "state", "top"])
_NOBODY = frozenset(["opposition", "rebel", "opponent", "activist", "dissident", "group", "other"])
"""Nouns for many that are nobody in particular, whatever stands beside them ("Syrian opposition groups")."""
_NAMES = 2
"""Words from which on a capitalised run is a person's name."""
_MOST = 0.6
"""Share of a report's mentions of governments (or forces) from which on "the government" is that state's."""


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """What the reports of a case tell together, and none of their lines alone."""

    leaders: Mapping[str, str] = field(default_factory=dict)
    """Surnames in lower case, and the states that they lead."""
    polities: frozenset[str] = frozenset()
    """States that no list has, in the form of :func:`sayso.text.governments.polity`."""
    speak_for: Mapping[str, str] = field(default_factory=dict)
    """Names of spokespeople, in plain form, and in what words a report tells for whom they speak."""
    offices: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By document and ``rule``, ``media`` or ``forces``: whose it is there if no state is named beside it."""


def acquainted(lines: Iterable[LedgerLine]) -> Acquaintance:
    """Return what lines tell of states: who leads which, and whose government their reports speak of."""
    kept = list(lines)
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for line in kept:
        for text in (line.source_text, line.quote):
            for office, state in states_by_office(text):
                counts[line.assertion.document, office][state] += 1
    offices = {}
    for key, counted in counts.items():
        state, most = min(counted.items(), key=lambda item: (-item[1], item[0]))
        if most >= _MOST * counted.total():
            offices[key] = state
    texts = [text for line in kept for text in (line.attribution.speaker or "", line.source_text, line.quote)]
    leaders = leaders_in(texts)
    polities = frozenset(found for text in texts if (found := polity_in(text))).difference(
        map(polity, leaders)
    )
    return Acquaintance(leaders, polities, _spokespeople(kept), offices)


def _spokespeople(lines: Iterable[LedgerLine]) -> dict[str, str]:
    """Return who is called a spokesperson, and the longest words that do so."""
    found: dict[str, str] = {}
    for line in lines:
        words, name = " ".join(line.source_text.split()), line.attribution.speaker
        if name and line.attribution.source_kind is SourceKind.PERSON and speaks_for_another(words):
            key = plain(_person(name) or name)
            found[key] = max(found.get(key, ""), words, key=lambda one: (len(one), one))
    return found


def told(
    line: LedgerLine,
    known: Acquaintance | None = None,
    *,
    stance: Stance | None = None,
    speaker: str | None = None,
) -> Told:
    """Return what tracing needs of one line of the ledger.

    Args:
        line: of the ledger.
        known: what the reports of the case tell together (see :func:`acquainted`).
        stance: towards the claim, where it is not the assertion's own towards its content: who says that the
            reports are false denies the claim.
        speaker: a name by which the whole case knows whoever speaks, if it is better than the report's own.
    """
    known = known or Acquaintance()
    assertion, attribution = line.assertion, line.attribution
    outlet = line.report.outlet or ""
    words, kind = " ".join(line.source_text.split()), attribution.source_kind
    name = speaker or _speaker(attribution.speaker, words, kind)
    if not words and name is None and _is_body(outlet):
        name = words = outlet
        kind = SourceKind.ORGANISATION
    described = known.speak_for.get(plain(name), words) if name else words
    whose = None if kind is SourceKind.AUTHOR else _voice(attribution.speaker or name, described, line, known)
    employer = _employer(described, name) if whose is None and kind is SourceKind.PERSON else None
    if whose is not None and whose.part is not None and kind is not SourceKind.PERSON:
        name = attribution.speaker or name or words or None
    via = _via(line, outlet)
    if whose is None and name and kind is not SourceKind.PERSON and _passes_on(name):
        via = tuple(one for one in (*via, name) if plain(one) != plain(outlet))
        name, words, kind = None, "", SourceKind.AUTHOR
    return Told(
        id=assertion.id,
        document=assertion.document,
        text=line.quote,
        span=Span(assertion.content[0].start, assertion.content[-1].end) if assertion.content else Span(0, 0),
        stance=stance or _stance(line),
        source_kind=kind,
        speaker=name,
        source="" if plain(words) in PRONOUNS else words,
        via=via,
        agency=line.report.agency,
        outlet=outlet,
        published=line.report.published.value if line.report.published else "",
        body=whose.state if whose else employer,
        voice=_named(whose) or employer,
        admits=admits(line.cue_text),
        access=kind is not SourceKind.AUTHOR and own_access(words, line.quote),
    )


def _speaker(name: str | None, words: str, kind: SourceKind) -> str | None:
    """Return a name without titles, out of the source's words if the reading gives none; None if unnamed."""
    if kind is SourceKind.AUTHOR:
        return None
    if kind is SourceKind.DOCUMENT:
        return _issuer(words) or _issuer(name or "")
    if kind is not SourceKind.ORGANISATION:
        found = _person(name or "") if name else None
        found = found or _name_in(words)
        return _known(found) if found else None
    head = _CLAUSE.split(name or "")[0]
    return _known(name or "") if _names_one(head) else None


def _known(name: str) -> str:
    """Return the usual one of a well-known body's names; another without the words before its name."""
    bare = _DESCRIPTION.sub("", name)
    line = known_line(bare)
    return line[1] if line else bare


def _names_one(head: str) -> bool:
    """Tell whether words name one body: some word is capitalised that is no state's and begins no phrase.

    "Syrian opposition groups" and "Rebels" name nobody in particular.
    """
    head = re.sub(r"(?i)^the\s+", "", head)
    noun = _WORD.findall(re.split(r"\s(?:of|in)\s", head)[0])
    if noun and singular(noun[-1].casefold()) in PEOPLE | _NOBODY:
        return False
    words = _WORD.findall(head)
    great = [
        word
        for word in words
        if word[:1].isupper() and state_of(word) is None and not word.casefold().endswith("-based")
    ]
    if not great or (len(words) > 1 and words[-1].islower() and great == words[:1]):
        return False
    return singular(great[-1].casefold()) not in PEOPLE | _NOBODY or len(great) > 1


def _person(name: str) -> str | None:
    """Return a person's name without days, titles, offices and states before it."""
    parts = name.split()
    parts = parts[untitled(parts) :]
    while len(parts) > 1 and _is_title(parts[0]):
        parts = parts[1:]
    bare = " ".join(parts).strip(" ,.")
    if plain(bare) in PRONOUNS or state_of(bare) is not None:
        return None
    return bare if bare[:1].isupper() else None


def _is_title(word: str) -> bool:
    small = word.casefold().rstrip(".,").removesuffix("’s").removesuffix("'s")
    offices = TITLES | OFFICES | HONORIFICS | MODIFIERS | _DAYS | _SMALL
    return small in offices or (state_of(word) is not None and word[:1].isupper()) or word.islower()


def _name_in(words: str) -> str | None:
    """Return a person's name that ends a source's words, or is followed by a comma ("a nurse, Ida Rem")."""
    for match in reversed(list(NAME.finditer(words))):
        behind = words[match.end() :].lstrip()
        bare = _person(match.group())
        if bare is None or len(bare.split()) < _NAMES or (behind and behind[0] not in ",;("):
            continue
        if not {singular(word.casefold()) for word in bare.split()} & (BODIES | PEOPLE | DOCUMENTS):
            return bare
    return None


def _issuer(words: str) -> str | None:
    """Return whose document it is, if the words tell ("the Commission's report", "a letter from …")."""
    match = _ISSUER.search(_CLAUSE.split(words)[0])
    owner = (match["owner"] or match["owner2"]).strip(" ,.") if match else ""
    return re.sub(r"(?i)^the\s+", "", owner) or None


def _is_body(outlet: str) -> bool:
    """Tell whether what published a report is no outlet but a body, whose own words its reports are."""
    words = {word.casefold() for word in _WORD.findall(outlet)}
    return bool(words & BODIES) and not _passes_on(outlet) and not words & {"news", "press"}


def _voice(name: str | None, words: str, line: LedgerLine, known: Acquaintance) -> Voice | None:
    """Return for which government the source speaks: its own words tell first, then the name it goes by."""
    found = voice(words, known.leaders, known.polities)
    if found is None and name:
        found = voice(name, known.leaders, known.polities)
    if found is not None:
        himself = line.attribution.source_kind is SourceKind.PERSON and not speaks_for_another(words)
        return Voice(found.state, None) if himself else found
    office = of_no_state(words) or of_no_state(name or "")
    state = known.offices.get((line.assertion.document, office)) if office else None
    if state is None:
        return None
    return Voice(state, "army" if office == "forces" else "")


def _employer(words: str, name: str | None) -> str | None:
    """Return for what body, no state's, a spokesperson speaks ("Ida Rem, spokeswoman for Osk Shipping")."""
    match = _SPEAKS_FOR.search(words)
    if match is None:
        return None
    body = (match["behind"] or match["before"] or "").strip(" ,.")
    body = re.sub(r"(?i)^the\s+", "", body)
    return _known(body) if body and _names_one(body) and (not name or plain(name) != plain(body)) else None


def _named(whose: Voice | None) -> str | None:
    if whose is None or whose.part is None:
        return None
    return f"{whose.state}: {whose.part}" if whose.part else whose.state


def _passes_on(name: str) -> bool:
    """Tell whether a speaker is an outlet or agency, which has it from somebody, and is not a government's.

    A body that is only called an agency (of health, of energy) passes on nothing.
    """
    telling = " ".join(word for word in name.split() if word.casefold() not in {"agency", "voice", "record"})
    news = "news" in name.casefold() or "wire" in name.casefold()
    return is_outlet(name if news else telling) and not state_owned(name)


def _via(line: LedgerLine, outlet: str) -> tuple[str, ...]:
    """Return the relays between the outlet and the source, without the outlet and the report's own agency."""
    own = {plain(outlet), plain(line.report.agency or "")}
    return tuple(hop.name for hop in line.attribution.hops if plain(hop.name) not in own)


def _stance(line: LedgerLine) -> Stance:
    """Return the assertion's stance towards what is alleged, and not only towards its own content.

    To call an allegation false is to deny it; to hold it for possible, or to miss proof, is to leave it open.
    """
    stance = line.assertion.stance
    if stance is not Stance.ASSERTS:
        return stance
    if rejects(line.cue_text, line.quote):
        return Stance.DENIES
    unsure = line.assertion.certainty in {Certainty.POSSIBLE, Certainty.UNKNOWN}
    return Stance.LEAVES_OPEN if unsure or doubts(line.quote) else stance
