"""What a source does with its content, how surely, and which way: from its own words only."""

from __future__ import annotations

import re

from sayso.model.assertion import Stance
from sayso.model.attribution import Certainty, Kind, Polarity
from sayso.text.cues import denies, hedge, infers, leaves_open

_HEAD = 120
"""Characters of a content in which its main verb is looked for."""
_MODAL = re.compile(
    r"""\b(?:
    (?P<possible>may|might|could|possibl[ey]|(?<!,\ )(?:perhaps|potentially))
  | (?P<probable>likely|probabl[ey]|apparently|presumably|appear(?:s|ed)?\ to|seem(?:s|ed)?\ to
      |almost\ certainly
      |reportedly|allegedly|suspected)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_CLAUSE = re.compile(
    r"[.;!?]|\b(?:because|although|though|while|whereas|so that|unless|if|which|who)\b", re.IGNORECASE
)
_FRONTED = re.compile(r"\W*(?:that\s+)?(?:if|while|although|though|because)\b[^,]*,", re.IGNORECASE)
_NEGATED = re.compile(
    r"""\b(?:
    (?:had|has|have|was|were|is|are|did|does|do|would|will|could|can|should)(?:\s+not|n[’']t) | never | cannot
  | (?:had|has|have|was|were|is|are|been|bore|played|took|seen|made|given|received|found)\s+no(?:thing)?\b
  | (?:nobody|no\ one)\b | not\ aware\ of
  | no\ (?:one|body|evidence|proof|sign|indication|role|part|link) | out\ of\ (?:the\ )?question
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_EXCLUDED = re.compile(
    r"(?:not|n[’']t|never|cannot)\s+(?:\w+\s+)?(?:rul\w+ out|exclud\w+|preclud\w+|doubt\w*)", re.IGNORECASE
)
"""Not to rule something out is no denial of it."""
_CHARGES = (
    r"(?:it|them|they|(?:claims?|allegations?|accusations?|charges?|stor(?:y|ies)|reports?|articles?|rumou?rs?)"
    r"(?:\ (?:of|by|from|against)(?:\ [\w’'-]+){1,5}?)?)"
)
"""What somebody may call baseless."""
_FULLY = r"""(?:entirely\ |completely\ |utterly\ |totally\ |simply\ |purely\ )?"""
_UP = r"""(?:made[ -]up|fake|fiction|an?\ (?:\w+\ )?(?:invention|fabrication|hoax)
    |(?:pure|sheer)\ (?:invention|fiction))"""
_ENDS = r"""(?=\W*$|[”"’'.;]|,\s|\s+from\s+beginning)"""
"""Where a verdict ends: "the story was made up", and not "it made up for lost time"."""
_NO_SUCH = r"""(?:calls?|meetings?|orders?|attacks?|incidents?|plans?|deals?|contacts?|conversations?
    |payments?|agreements?)"""
_DENIAL = re.compile(
    rf"""\b(?:
    (?:had|has|have|with)\ nothing\ to\ do
  | there\ (?:is|are|was|were|ha[sd]\ been|have\ been)\ no\ such\ {_NO_SUCH}\b
  | no\ such\ {_NO_SUCH}\ (?:\w+\ )?(?:took\ place|happened|existed|exists|was|were|had)
  | (?:was|were|is|are|had|has|have|bore|played|took|been)(?:\s+not|n[’']t|\s+no|\s+never)\s+
    (?:\w+\s+){{0,2}}?(?:involve|responsib|behind|part|role|hand|link|connection|supply|supplied|knowledge|order)\w*
  | did(?:\ not|n[’']t)\ (?:\w+\s+)?(?:carry\ out|order|attack|strike|fire|fund|supply|support|plan|do\ this)
  | {_CHARGES}\ [“"‘']?{_FULLY}[“"‘']?
    (?:baseless|untrue|unfounded|slander|nonsense|absurd|groundless|illogical|ludicrous|laughable|a\ lie)
  | (?:is|are|was|were|as)\ [“"‘']?{_FULLY}[“"‘']?
    (?:false|baseless|untrue|unfounded|fabricat\w+|invented|a\ lie|lies|slander|nonsense|absurd|groundless
      |illogical|ludicrous|laughable|without\ foundation)
  | {_CHARGES}\ (?:(?:is|are|was|were|as)\ )?[“"‘']?{_FULLY}[“"‘']?{_UP}{_ENDS}
    )(?:\b|(?<=[”"’']))""",
    re.IGNORECASE | re.VERBOSE,
)
_REQUEST = re.compile(
    r"(?!that\b)(?:an?|the|his|her|its|their|any|all|further|repeated|several)?\s*(?:\w+\s+){0,2}?"
    r"(?:(?:requests?|offers?|appeals?|demands?|bids?|proposals?|applications?|resolutions?|motions?|invitations?)\b"
    r"|calls?\s+(?:for|to|on|by|from)\b)",
    re.IGNORECASE,
)
"""What is turned down: "rejected calls for talks", but not "denied that the call took place"."""
_DECLINES = re.compile(
    r"\b(?:declin|refus|not\b|never|no\b|unavailable|unable|unwilling|could|without|wish)|n[’']t\b",
    re.IGNORECASE,
)
_SILENT = re.compile(
    r"""\W*(?:(?:to|for|on|an?|any|the|its|his|her|their|further|additional|immediate(?:ly)?|public(?:ly)?|
    directly|requests?|questions?|calls?|e?mails?|messages?|seeking|asking|repeated|several|when|asked|be|
    reached)\b\W*)*
    (?:comments?|respond|reply|elaborate|speak|answer|be\ (?:named|identified|quoted|interviewed|reached))
    (?:\W*\b(?:on|to|about)?\W*(?:the\ )?(?:record|matter|reports?|questions?|requests?|further|publicly|
    immediately|it|this|by\ name|for\ comment|(?:on|late)?\W*\w+day))?\W*""",
    re.IGNORECASE | re.VERBOSE,
)
"""What is said by those who decline: "to comment", "be named"."""
_ASKS = re.compile(r"\?[”\"’']?\s*$")


def silent(cue: str, content: str) -> bool:
    """Tell whether somebody says nothing of the matter: "declined to comment" asserts nothing.

    Who vowed to respond, or agreed to speak, said so.
    """
    return _DECLINES.search(cue) is not None and _SILENT.fullmatch(" ".join(content.split())) is not None


def certainty_of(cue: str, content: str, *, open_question: bool) -> Certainty:
    """Return how surely the source speaks: the weaker of what its cue and its content's head say.

    What is denied is not the source's own wording: "denied that it could have leaked" is no hedge.
    """
    if open_question:
        return Certainty.UNKNOWN
    modal = None if denies(cue) else _MODAL.search(_head(content))
    hedges = {hedge(cue), modal.lastgroup if modal else None}
    if "possible" in hedges:
        return Certainty.POSSIBLE
    return Certainty.PROBABLE if "probable" in hedges else Certainty.CERTAIN


def kind_of(cue: str, content: str) -> Kind:
    """Return whether the content is put forward, left open, or concluded."""
    if leaves_open(cue, content) or _ASKS.search(content):
        return Kind.QUESTION
    return Kind.INFERENCE if infers(cue) else Kind.CLAIM


def polarity_of(cue: str, content: str) -> Polarity:
    """Return negative if the source holds that it is not so: by its cue or a negated main verb, not both."""
    negated = _NEGATED.search(_head(content))
    negative = denies(cue) != (negated is not None and not _NOT_EXCLUDED.search(content, negated.start()))
    return Polarity.NEGATIVE if negative else Polarity.POSITIVE


def stance_of(cue: str, content: str, kind: Kind) -> Stance:
    """Return asserts, denies, questions or leaves_open.

    A source denies by its cue ("denied that …": the content is what it holds not to be so), or by what it
    says ("said it had nothing to do with it": the content is the denial). To turn down a request is not to
    deny.
    """
    if kind is Kind.QUESTION:
        return Stance.QUESTIONS if _ASKS.search(content) else Stance.LEAVES_OPEN
    denial = (denies(cue) and not _REQUEST.match(content)) or _DENIAL.search(_head(content))
    return Stance.DENIES if denial else Stance.ASSERTS


def _head(content: str) -> str:
    """Return the content's first main clause, where its main verb stands."""
    fronted = _FRONTED.match(content)
    begin = fronted.end() if fronted else 0
    end = _CLAUSE.search(content, begin + 12)
    return content[begin : min(end.start() if end else len(content), begin + _HEAD)]
