"""Bounties, sanctions, listings, warrants, bans and freezes, found by their words.

Precision comes before recall: a cue counts only if somebody is named whom it is put on, or who puts it (or,
of a bounty, its sum); what is lifted, threatened, called for or denied is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.model.amount import AmountKind
from sayso.model.designation import Designation, DesignationKind
from sayso.model.span import Span
from sayso.text.amounts import find_amounts

_WINDOW = 180
"""Characters before and after a cue in which its parts are looked for, within its sentence."""
_SENTENCE_END = re.compile(r"[.!?;][”\"’')\]]*(?=\s+[A-Z“\"‘])|\n")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Lt|Gen|Col|Maj|Capt|Sgt|St|Gov|Sen|Rep|No)\.\Z")

_BODY = (
    r"government|authorities|police|courts?|ministry|treasury|army|military|parliament|prosecutors?|council|commission"
    r"|committee|regime|bank|judge|president|administration|state|republic|department"
)
_NAME = (
    r"(?:[Tt]he\s+)?(?:U\.S\.|U\.N\.|U\.K\.|[A-Z][\w’'-]*)"
    r"(?:[ ](?:of[ ](?:the[ ])?|for[ ](?:the[ ])?|and[ ](?=[A-Z][\w’'-]*[ ](?:Office|Ministry|Council))"
    r"|de[ ]|bin[ ]|al[ -])?(?:U\.S\.|[A-Z0-9][\w’'-]*)){0,7}"
    rf"(?:[ ](?:{_BODY}|(?!(?:was|has|is|does|says|as|this|its|always|towards|across|his)\b)"
    r"[a-z][a-z-]+s)\b)?"
)
_NOUNS = (
    r"(?:[Tt]he|[Aa]n?|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en"
    r"|[Ss]everal|[Dd]ozens[ ]of|\d{1,3})(?:[ ][a-z][\w’'-]*){1,4}?"
    r"(?=[ ](?:in|on|over|for|by|from|after|with|under|as|who|which|that|has|had|have|was|were|is|are"
    r"|and|to|at|of"
    r"|because|since|last|this|whose|accused|suspected|linked|persona|terrorists?)\b|[.,;:)—–]|\Z)"
)
_WHO = rf"(?:{_NAME}|{_NOUNS})"
_AUTHORITY = rf"(?:{_NAME}|[Tt]he[ ](?:{_BODY})\b)"
_BE = (
    r"(?:is|are|was|were|has[ ]been|have[ ]been|had[ ]been|being|been)"
    r"(?:[ ](?:also|formally|officially|now|still|later|first|already|long|currently|since|itself|all|both))*"
)
_PLACED = (
    r"(?:(?:has|have|had)[ ](?:also[ ]|already[ ]|since[ ])?)?"
    r"(?:is[ ]offering|are[ ]offering|offered|offers|placed|places|put|puts|posted|announced|announces"
    r"|declared|set|raised|doubled|imposed|imposes|slapped|levied|issued|issues"
    r"|obtained|tightened|widened|extended|renewed|adopted|approved|maintains|maintained)"
)
_FILLERS = (
    r"(?:(?:a|an|the|its|new|fresh|more|further|additional|sweeping|tough|economic|financial|international|targeted"
    r"|personal|sectoral|full|lifetime|an[ ]international|global|first|own"
    r"|round[ ]of|set[ ]of|package[ ]of)[ ])*"
)
_UNREAL = re.compile(
    r"\b(?:not|n[’']t|never|no|without|would|could|might|may|should|will|shall|if|threaten\w*|consider\w*"
    r"|call\w*[ ]for"
    r"|calls?|urg\w+|propos\w*|plan\w*|demand\w*|possible|potential|lift\w*|eas(?:e|ed|es|ing)|remov\w+|waiv\w+|drop\w*"
    r"|end(?:ed|s|ing)?|suspend\w*|withdr[ae]w\w*|revok\w+|escap\w+|avoid\w*|evad\w+|evasion|debat\w+|denied|refus\w+"
    r"|want\w*[ ]to|to)(?:[ ](?!and\b|but\b)[\w’'$€£.,-]+){0,4}[ ]*\Z",
    re.IGNORECASE,
)
"""What, shortly before a cue, makes it one that does not hold."""

_TERROR = (
    r"(?:(?:foreign|global|banned|international|designated|specially[ ]designated(?:[ ]global)?)[ ])*"
    r"terror(?:ist)?s?(?:[ ](?:group|organi[sz]ation|entity|outfit|movement|network|list))?s?"
)
_STATUS = (
    r"(?:foreign[ ]agents?|state[ ]sponsors?[ ]of[ ]terror(?:ism)?|persona[ ]non[ ]grata"
    r"|undesirable[ ]organi[sz]ations?|threats?[ ]to[ ]national[ ]security"
    r"|specially[ ]designated[ ]nationals?|extremist[ ]organi[sz]ations?)"
)
_UN = r"(?:the[ ])?(?:UN|U\.N\.|United[ ]Nations)(?:[’']s?)?"


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: DesignationKind
    cue: re.Pattern[str]
    form: str
    """noun (put on somebody), verb (done to somebody), or suffered (said of the one it is put on)."""


def _rule(kind: DesignationKind, form: str, cue: str) -> _Rule:
    return _Rule(kind, re.compile(rf"(?<![\w-])(?:{cue})(?![\w-])"), form)


_K = DesignationKind
_LABEL = rf"(?:an?[ ])?{_TERROR}\b"
_RULES = (
    _rule(
        _K.BOUNTY,
        "noun",
        r"bount(?:y|ies)(?![ ]hunt)|rewards?(?=[^.;]{0,40}?\bfor[ ]"
        r"(?:information|the[ ]capture|the[ ]arrest|(?:his|her|their)[ ](?:capture|arrest)))",
    ),
    _rule(
        _K.UN_LISTING,
        "verb",
        rf"(?:listed|designated|sanctioned|blacklisted)[ ]by[ ]{_UN}"
        r"(?:[ ]Security[ ]Council)?(?:[’']s?)?(?:[ ](?:sanctions|1267))*(?:[ ][Cc]ommittee)?",
    ),
    _rule(
        _K.UN_LISTING,
        "suffered",
        rf"(?:(?:placed|put|named)[ ])?(?:on|added[ ]to)[ ]{_UN}(?:[ ]Security[ ]Council)?(?:[’']s?)?"
        r"(?:[ ](?:sanctions|terror|terrorist|terrorism|consolidated|1267))*[ ](?:black)?list",
    ),
    _rule(
        _K.TERRORIST_LISTING,
        "verb",
        r"(?:designated|listed|proscribed|banned|classified|blacklisted|outlawed)"
        rf"(?:[ ]by[ ](?P<by>{_AUTHORITY}))?[ ]as[ ]{_LABEL}",
    ),
    _rule(
        _K.TERRORIST_LISTING,
        "named",
        r"(?:designat(?:ed|es)|lists|listed|proscribed|classified|classifies)"
        rf"(?=[ ](?P<object>{_WHO})(?:,[^.;,]{{1,60}},)?[ ]as[ ]{_LABEL})",
    ),
    _rule(
        _K.TERRORIST_LISTING,
        "named",
        r"(?:designat(?:ed|es)|named|declared|labell?ed|branded)" rf"(?=[ ](?P<object>{_NAME})[ ]{_LABEL})",
    ),
    _rule(
        _K.TERRORIST_LISTING,
        "verb",
        r"proscribed(?![ ](?:group|organi[sz]ation|by[ ]law|drug|substance))",
    ),
    _rule(
        _K.TERRORIST_LISTING,
        "suffered",
        r"(?:(?:placed|put|named)[ ])?(?:on|added[ ]to)[ ](?:the[ ]|an?[ ]|its[ ])?"
        rf"(?:(?P<by>{_NAME}?)(?:[’']s?)?[ ])??"
        rf"(?:list[ ]of[ ]{_TERROR}|terror(?:ist|ism)?[ ](?:watch[ ]?)?(?:black)?list)",
    ),
    _rule(
        _K.STATUS,
        "verb",
        r"(?:designated|declared|labell?ed)"
        rf"(?:[ ]by[ ](?P<by>{_AUTHORITY}))?(?:[ ]as)?[ ](?:an?[ ])?{_STATUS}",
    ),
    _rule(
        _K.STATUS,
        "named",
        r"(?:designated|designates|declared|labell?ed)"
        rf"(?=[ ](?P<object>{_WHO})(?:[ ]as)?[ ](?:an?[ ])?{_STATUS}\b)",
    ),
    _rule(
        _K.WANTED_NOTICE,
        "noun",
        r"(?:international[ ])?arrest[ ]warrants?|warrants?[ ]for[ ]the[ ]arrest[ ]of(?=[ ])"
        r"|(?:Interpol[ ])?red[ ]notices?|Interpol[ ]notices?|wanted[ ]notices?",
    ),
    _rule(_K.WANTED_NOTICE, "suffered", rf"wanted[ ]by[ ](?P<by>{_AUTHORITY}|{_WHO})"),
    _rule(
        _K.WANTED_NOTICE,
        "suffered",
        rf"on[ ](?P<by>{_NAME})[’']s?[ ](?:most[ ]|list[ ]of[ ]most[ ])?wanted[ ]list",
    ),
    _rule(_K.TRAVEL_BAN, "noun", r"(?:travel|entry|visa)[ ]bans?"),
    _rule(
        _K.TRAVEL_BAN,
        "suffered",
        r"(?:banned|barred)[ ]from[ ](?:entering|travelling[ ]to|traveling[ ]to|leaving)",
    ),
    _rule(_K.ASSET_FREEZE, "noun", r"assets?[ ]freezes?"),
    _rule(
        _K.ASSET_FREEZE,
        "named",
        r"froze(?:n)?(?=[ ](?:the[ ])?(?:"
        rf"(?:bank[ ])?(?:assets|accounts|funds)[ ]of[ ](?P<object>{_WHO})"
        rf"|(?P<owner>{_NAME}?)[’'](?:s[ ]|[ ])(?:bank[ ])?(?:assets|accounts|funds)))",
    ),
    _rule(_K.SANCTIONS, "noun", r"sanctions(?![ ](?:list|committee|regime|busting|evasion))"),
    _rule(_K.SANCTIONS, "verb", r"sanctioned|blacklisted"),
)

_SUM = (
    r"(?:up[ ]to[ ]|more[ ]than[ ]|over[ ]|at[ ]least[ ])?[$€£¥₹A-Z]{0,4}[ ]?[\d.,]+"
    r"(?:[ ]?(?:million|billion|thousand|crore|lakh|m|bn|k)\b)?"
    r"(?:[ ](?:dollars|euros|pounds|rupees|[A-Z]{3}))?"
)
_PUT = r"(?:imposed|issued|placed|declared|offered|announced|set|put)"
_AFTER_NOUN = re.compile(
    rf"(?:[ ]of[ ]{_SUM})?"
    rf"(?:[ ](?:that[ ]|which[ ])?(?:(?:has|have|had)[ ]been[ ]|was[ ]|were[ ])?{_PUT}"
    rf"(?:[ ](?:last|this)[ ]\w+)?(?:[ ]by[ ](?P<early>{_AUTHORITY}|{_WHO}))?)?"
    r"(?:[ ](?:on|against|for|upon|of)[ ]"
    r"(?:(?:information|details|anything)[ ](?:leading[ ]to[ ](?=the[ ](?:arrest|capture))|on[ ]|about[ ]))?"
    r"(?:the[ ](?:head|heads|arrest|capture|location|whereabouts|killing|identification|conviction)s?"
    rf"(?:[ ](?:or|and)[ ]\w+)?[ ]of[ ])?(?P<object>{_WHO}))?"
)
_PUT_BY = re.compile(rf"[^.;:]{{0,50}}?\b{_PUT}[ ]by[ ](?P<by>{_AUTHORITY}|{_WHO})")
_HEAD = re.compile(r"(?P<owner>.+?)[’']s?(?:[ ](?:head|capture|arrest|whereabouts|leaders?|leadership))?\Z")
_OF_WARRANT = re.compile(rf"[ ](?P<object>{_WHO})")
_BY_AFTER = re.compile(rf"[^.;:]{{0,60}}?\bby[ ](?P<by>{_AUTHORITY}|{_WHO})")
_PUTS_NOUN = re.compile(
    rf"(?P<by>{_AUTHORITY}|{_WHO})(?:,[^,]{{1,40}},)?[ ]{_PLACED}[ ]{_FILLERS}(?:[$€£¥₹\w.,-]+[ ]){{0,3}}\Z"
)
_ADJECTIVE = re.compile(
    r"(?P<start>\A)?(?:(?<=[ (“\"])|\A)(?:(?:Additional|New|Further|More|Fresh|Current|Existing|The)[ ])?"
    rf"(?P<by>{_NAME})[ ]"
    r"(?:new[ ]|economic[ ]|financial[ ])?\Z"
)
_AUTHORITIES = frozenset(
    [
        "us",
        "u.s.",
        "u.k.",
        "uk",
        "eu",
        "u.n.",
        "un",
        "american",
        "washington",
        "british",
        "european",
        "western",
        "london",
        "brussels",
        "interpol",
    ]
)
"""Words that begin names of authorities whose sanctions need no further word."""
_UNDER = re.compile(rf"(?P<object>{_WHO})[ ]{_BE}[ ]under[ ](?:(?P<by>{_NAME})[ ])?\Z")
_SUBJECT_OF_BE = re.compile(
    rf"(?P<object>{_WHO})(?:,[^,]{{1,50}},)?,?[ ](?:(?:which|who|that)[ ])?{_BE}[ ]\Z"
)
_BARE = re.compile(rf"(?P<object>{_NAME}),[ ]\Z")
_AGENT = re.compile(
    rf"(?P<by>{_AUTHORITY})[ ](?:(?:has|have|had)[ ])?(?:also[ ]|formally[ ]|officially[ ]|first[ ])*\Z"
)
_OBJECT = re.compile(rf"[ ](?P<object>{_NAME})")
_WHEN = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_PRONOUN = re.compile(
    r"(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Tt]his|[Tt]hat|[Ww]ho|[Tt]hese|[Tt]hose|I|[Ww]e|[Yy]ou|But|And|In|On|As)\Z"
)


def find_designations(text: str) -> list[Designation]:
    """Find designations, in the order of their cues; cues do not overlap.

    Names are told by capital letters: in text that is all in capitals, none is found.
    """
    sums = [one.number for one in find_amounts(text) if one.kind is AmountKind.MONEY]
    found: list[Designation] = []
    taken: list[Span] = []
    for rule in _RULES:
        for match in rule.cue.finditer(text):
            cue = Span(match.start(), match.end())
            if any(cue.overlaps(other) for other in taken):
                continue
            made = _read(text, rule, match, sums)
            if made is not None:
                found.append(made)
                taken.append(cue)
    return sorted(found, key=lambda one: (one.cue.start, one.cue.end))


def _read(text: str, rule: _Rule, match: re.Match[str], sums: list[Span]) -> Designation | None:
    begin, end = _sentence(text, match.start(), match.end())
    before = text[begin : match.start()]
    if _UNREAL.search(before):
        return None
    parts = _Parts(text, begin, match.end(), end)
    parts.take(match, 0, "object", "owner", "by")
    if rule.form == "noun":
        _read_noun(parts, match, before)
    elif rule.form == "named":
        parts.take(_AGENT.search(before), begin, "by")
    else:
        _read_verb(parts, rule, before)
    amount = _sum_beside(sums, match, begin, end) if rule.kind is _K.BOUNTY else None
    named = parts.designated or (parts.by and (rule.form == "noun" or parts.said_of)) or amount
    if not named or (rule.form == "named" and not parts.by):
        return None
    cue = Span(match.start(), match.end())
    spans = [span for span in (cue, parts.designated, parts.by, amount) if span is not None]
    whole = Span(min(span.start for span in spans), max(span.end for span in spans))
    return Designation(whole, rule.kind, cue, parts.designated, parts.by, amount)


class _Parts:
    """Whom a designation is put on and by whom, as far as they have been found."""

    def __init__(self, text: str, begin: int, cue_end: int, end: int) -> None:
        self.text, self.begin, self.cue_end, self.end = text, begin, cue_end, end
        self.designated: Span | None = None
        self.by: Span | None = None
        self.said_of = False
        """Somebody, be it by a pronoun, is the subject of the cue."""

    @property
    def after(self) -> str:
        """Return the rest of the sentence after the cue."""
        return self.text[self.cue_end : self.end]

    def take(self, match: re.Match[str] | None, offset: int, *groups: str) -> None:
        """Take over groups of a match that begins at ``offset``; what is known already stays."""
        if match is None:
            return
        for group in groups:
            if group not in match.re.groupindex or not match.group(group):
                continue
            span = self._trimmed(offset + match.start(group), offset + match.end(group))
            if span is None:
                continue
            if group in {"by", "early"}:
                self.by = self.by or span
            else:
                self.designated = self.designated or span

    def _trimmed(self, start: int, end: int) -> Span | None:
        """Return a name without a possessive and what it possesses; None for a pronoun."""
        owner = _HEAD.match(self.text[start:end])
        if owner is not None and owner.end() == end - start:
            end = start + owner.end("owner")
        words = self.text[start:end]
        return None if not words.strip() or _PRONOUN.match(words) or _WHEN.match(words) else Span(start, end)


def _read_noun(parts: _Parts, match: re.Match[str], before: str) -> None:
    if match.group().endswith(" of"):
        parts.take(_OF_WARRANT.match(parts.after), match.end(), "object")
    after = _AFTER_NOUN.match(parts.after)
    parts.take(after, match.end(), "object", "early")
    if after is not None and parts.by is None:
        rest = parts.after[after.end() :]
        parts.take(_PUT_BY.match(rest), match.end() + after.end(), "by")
    under = _UNDER.search(before)
    parts.take(under, parts.begin, "object", "by")
    parts.take(_PUTS_NOUN.search(before), parts.begin, "by")
    adjective = _ADJECTIVE.search(before)
    if adjective is not None:
        first = adjective.group("by").removeprefix("the ").partition(" ")[0].lower()
        known = first in _AUTHORITIES or adjective.group("by").startswith("United ")
        # "Iran sanctions" may be put on Iran; "Normally, sanctions" are nobody's
        if known or (parts.designated is not None and adjective.group("start") is None):
            parts.take(adjective, parts.begin, "by")


def _read_verb(parts: _Parts, rule: _Rule, before: str) -> None:
    subject = _SUBJECT_OF_BE.search(before) or _BARE.search(before)
    if subject is not None:
        parts.said_of = True
        parts.take(subject, parts.begin, "object")
        parts.take(_BY_AFTER.match(parts.after), parts.cue_end, "by")
        return
    if rule.form == "verb" and rule.kind in {_K.SANCTIONS, _K.TERRORIST_LISTING}:
        agent, target = _AGENT.search(before), _OBJECT.match(parts.after)
        if agent is not None and target is not None:
            parts.take(agent, parts.begin, "by")
            if parts.by is not None:
                parts.take(target, parts.cue_end, "object")


def _sum_beside(sums: list[Span], match: re.Match[str], begin: int, end: int) -> Span | None:
    """Return the sum that stands closest to the cue in its sentence, at most 40 characters off."""
    near = [span for span in sums if begin <= span.start and span.end <= end]
    gaps = [(max(match.start() - span.end, span.start - match.end()), span) for span in near]
    gap, closest = min(gaps, default=(_WINDOW, None), key=lambda pair: pair[0])
    return closest if gap <= 40 else None  # noqa: PLR2004 - as the docstring says


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the sentence around a cue, cut off at a window's length on either side."""
    first, last = max(start - _WINDOW, 0), min(end + _WINDOW, len(text))
    for match in _SENTENCE_END.finditer(text, first, start):
        if not _ABBREVIATED.search(text[max(match.start() - 5, 0) : match.start() + 1]):
            first = match.end()
    while first < start and text[first].isspace():
        first += 1
    for match in _SENTENCE_END.finditer(text, end, last):
        if not _ABBREVIATED.search(text[max(match.start() - 5, 0) : match.start() + 1]):
            return first, match.start()
    return first, last
