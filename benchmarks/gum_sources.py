"""Sources in GUM that are a pronoun or a noun, and the names that their coreference group has before them.

See ``coreference.py`` for what counts as one.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass, field

PRONOUNS = frozenset({"he", "she", "it", "they"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
SPEAKING = frozenset({"person", "organization", "place", "object", "abstract"})
NEAR = re.compile(
    r"(?:\s*,)?(?:\s+(?:ha[sd]|have|also|then|later|further|would|could|not|did|do|does)\b){0,3}\s+"
)
VERB = re.compile(
    r"(?:say|says|said|tells?|told|reports?|reported|claims?|claimed|states?|stated|announced?|announces|confirm\w*"
    r"|insist\w*|argue[sd]?|warn(?:s|ed)?|add(?:s|ed)|explain(?:s|ed)|acknowledge[sd]?|admit(?:s|ted)?|deni(?:es|ed)"
    r"|deny|noted?|notes|believe[sd]?|suggest(?:s|ed)?|wrote|writes|asked|asks|stressed|replied|comment(?:s|ed)"
    r"|describe[sd]|concluded?|concludes|found|emphasi[sz]ed|recall(?:s|ed)|remarked|responded|revealed?|reveals)\b"
)
BEFORE = re.compile(
    r"(?:\b(?:said|says|added|explained|noted|stated|wrote|reported|asked|according to|replied)\s+)$",
    re.IGNORECASE,
)
ENDS = re.compile(r"\s*[,.;:]|\s+(?:in|on|at|after|during)\b|\s*$")
"""What follows a source that stands after its reporting word; else that word's content has begun."""


@dataclass(frozen=True)
class Source:
    """A pronoun or noun that speaks, and the names that its gold has before it (none: unresolved)."""

    start: int
    end: int
    cue: tuple[int, int] | None
    names: frozenset[str]


@dataclass
class Text:
    """A document with its sources."""

    name: str
    genre: str
    split: str
    text: str
    sources: list[Source]
    others: list[Source] = field(default_factory=list)
    """Such pronouns and nouns at which no reporting word stands: sources if sayso takes them for some."""


def texts(lines: list[dict]) -> list[Text]:
    """Return GUM's documents, their texts rebuilt."""
    return [
        _document(name, list(sentences))
        for name, sentences in itertools.groupby(lines, key=lambda line: line["doc"])
    ]


def rebuilt(tokens: list[str]) -> tuple[str, list[int]]:
    """Return a sentence and where its tokens begin: blanks as printers set them."""
    text, starts, quotes, glued = "", [], 0, True
    for word in tokens:
        closing = word == '"' and quotes % 2 == 1
        tight = glued or closing or re.fullmatch(r"[,.;:!?)\]%’”…/-]+|[’']\w{1,2}|n[’']t", word) is not None
        text += "" if tight else " "
        starts.append(len(text))
        text += word
        glued = word in {"(", "[", "$", "£", "€", "#", "“", "‘", "/", "-"} or (word == '"' and not closing)
        quotes += word == '"'
    return text, starts


def _document(name: str, lines: list[dict]) -> Text:
    text, marks = "", []
    for line in lines:
        if text:
            text += " " if re.search(r"[.!?][”’\"')\]]*$", text) else "\n"
        sentence, starts = rebuilt(line["tokens"])
        begin, words = len(text), line["tokens"]
        for entity in line["entities"]:
            first, last = entity["start"], entity["end"] - 1
            span = (begin + starts[first], begin + starts[last] + len(words[last]))
            marks.append((span, entity, words[first : last + 1], line["upos"][first : last + 1]))
        text += sentence
    made = Text(name, lines[0]["genre"], lines[0]["split"], text, [])
    marks.sort(key=lambda mark: mark[0])
    names: dict[str, set[str]] = defaultdict(set)
    spans = [mark[0] for mark in marks]
    for span, entity, words, upos in marks:
        outer = any(other[0] < span[0] and other[1] == span[1] for other in spans)
        if entity["type"] in SPEAKING and not outer and anaphoric(words):
            cue = _cue(text, *span)
            source = Source(*span, cue, frozenset(names[entity["id"]]))
            (made.sources if cue else made.others).append(source)
        if own := _name(words, upos):
            names[entity["id"]].add(own)
    return made


def anaphoric(words: list[str]) -> bool:
    """Tell whether words are a pronoun, or a noun with "the" and no name but an office ("The President")."""
    from sayso.text.bodies import TITLES

    first, *rest = words
    if not rest:
        return first.casefold() in PRONOUNS
    return first.casefold() in DEFINITE and all(
        word[:1].islower() or word.casefold() in TITLES for word in rest
    )


def _name(words: list[str], upos: list[str]) -> str | None:
    """Return the name that heads a mention: its first run of proper nouns before a comma, titles left out."""
    from sayso.text.bodies import TITLES

    run: list[str] = []
    for word, tag in zip(words, upos, strict=True):
        if word in {",", "who", "which", "that", "(", "–"} or (tag == "ADP" and not run):
            break
        if word in {"'s", "’s"} and word is not words[-1]:
            run = []  # whose it is: "the Osk Courier's editor"
        if word[:1].isupper() and (tag in {"PROPN", "VERB", "ADJ"} or run):
            run.append(word)
        elif run and tag == "NOUN":
            run = []  # the name only stands before the noun: "the Osk police"
        elif run and tag == "ADP" and word not in {"of", "for"}:
            break
    own = [word for word in run if word.casefold().rstrip(".") not in TITLES]
    proper = any(word[:1].isupper() and tag == "PROPN" for word, tag in zip(words, upos, strict=True))
    return " ".join(own) if own and proper else None


def _cue(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the reporting word directly after a mention, or directly before it."""
    gap = NEAR.match(text, end)
    verb = VERB.match(text, gap.end()) if gap else None
    if verb:
        return verb.span()
    before = BEFORE.search(text, max(0, start - 20), start) if ENDS.match(text, end) else None
    return (before.start(), before.start() + len(before.group().rstrip())) if before else None
