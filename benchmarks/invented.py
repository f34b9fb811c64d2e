"""Invented documents about invented persons and bodies, made from a seed: links across documents."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

from sayso.model.annotation import Mention, MentionKind
from sayso.model.span import Span
from sayso.resolve.entities.group import names_of

if TYPE_CHECKING:
    from sayso.model.reference import LocalEntity

STARTS, VOWELS, ENDS, OFFICES, NOUNS, FIELDS = (
    line.split()
    for line in """
b br d dr f g h j k kh l m n p r s sh st t tr v vl z zh q ch
a e i o u aa ee ou ei
n r l m s k th v sh d nd rk lt z ss
minister mayor governor ambassador spokesman director general judge prosecutor
Authority Agency Council Front Movement Institute Company Bank Union Directorate
Harbour Water Grain Border Railway Mining Medical Press Energy Fishing Housing Trade
""".strip().splitlines()
)
SPELLINGS = (
    ("kh", "h"),
    ("ee", "i"),
    ("ou", "u"),
    ("aa", "a"),
    ("ei", "ey"),
    ("q", "k"),
    ("ss", "s"),
    ("zh", "j"),
)
STORY = 8
"""Persons and bodies that one story is about."""
EVERY = 4
"""Of these, how many are a body and persons before it."""
RELATIVE, NAMESAKE = 0.15, 0.03
TITLED = DEFINED = 0.5
SURNAME, TRANSLITERATED, SLIPPED, INITIALS = 0.10, 0.25, 0.32, 0.40
"""Shares of a person's names in documents, added up; the others are whole and as they should be."""
ACRONYM, SLIPPED_BODY = 0.25, 0.32


class Who(NamedTuple):
    """Somebody or something invented."""

    number: int
    kind: MentionKind
    name: str
    office: str = ""
    acronym: str = ""


class Invented:
    """Documents with the entities that sayso reads in them, and who is truly meant by each name."""

    def __init__(self, documents: dict[str, list[LocalEntity]], gold: list[tuple[str, str, int]]) -> None:
        self.documents = documents
        self.gold = gold
        """(document, name, number of whoever is meant)."""


def invented(seed: int, documents: int) -> Invented:
    """Return documents, the same ones for the same seed."""
    dice = random.Random(seed)
    stories: list[list[Who]] = []
    for number in range(max(2, documents // 12)):
        stories.append(story(dice, number * STORY, [who for told in stories for who in told]))
    read: dict[str, list[LocalEntity]] = {}
    gold: list[tuple[str, str, int]] = []
    for number in range(documents):
        document = f"document-{number}"
        text, mentions, meant = written(dice, dice.choice(stories))
        read[document] = names_of(text, mentions)
        gold += [(document, name, who) for name, who in meant]
    return Invented(read, gold)


def word(dice: random.Random, syllables: int) -> str:
    """Return an invented word with a capital."""
    parts = (dice.choice(STARTS) + dice.choice(VOWELS) for _ in range(syllables))
    return ("".join(parts) + dice.choice(ENDS)).capitalize()


def story(dice: random.Random, first: int, others: list[Who]) -> list[Who]:
    """Return who a story is about: namesakes and relatives among them."""
    found: list[Who] = []
    surname = ""
    for number in range(first, first + STORY):
        if number % EVERY == EVERY - 1:
            name = f"{word(dice, 1)} {dice.choice(FIELDS)} {dice.choice(NOUNS)}"
            acronym = "".join(part[0] for part in name.split()).upper()
            found.append(Who(number, MentionKind.ORGANISATION, name, "", acronym))
            continue
        same = surname and dice.random() < RELATIVE
        surname = surname if same else word(dice, 2)
        name = f"{word(dice, 1)} {surname}"
        if others and dice.random() < NAMESAKE:
            name = dice.choice([who.name for who in others if not who.acronym])
        found.append(Who(number, MentionKind.PERSON, name, dice.choice(OFFICES)))
    return found


def written(dice: random.Random, about: list[Who]) -> tuple[str, list[Mention], list[tuple[str, int]]]:
    """Return a text that names some of those it is about, the marks, and who each name means."""
    text = ""
    mentions: list[Mention] = []
    meant: list[tuple[str, int]] = []
    seen: set[int] = set()
    for who in dice.sample(about, dice.randint(3, 6)):
        name = spelt(dice, who)
        if " " not in name and any(one.number in seen and one.name.endswith(f" {name}") for one in about):
            name = who.name  # nobody calls one of two relatives by the surname beside the other
        seen.add(who.number)
        before = f"The {who.office} " if who.office and dice.random() < TITLED else "Yesterday "
        text += before
        start = len(text)
        text += name
        mentions.append(Mention(Span(start, len(text)), who.kind, 0.9))
        if who.acronym and name == who.name and dice.random() < DEFINED:
            text += f" ({who.acronym})"
        text += " spoke about the harbour. "
        meant.append((name, who.number))
    return text, mentions, meant


def spelt(dice: random.Random, who: Who) -> str:
    """Return how one document writes a name."""
    chance = dice.random()
    if who.acronym:
        if chance < ACRONYM:
            return who.acronym
        return slipped(dice, who.name) if chance < SLIPPED_BODY else who.name
    given, surname = who.name.split()
    otherwise = {
        SURNAME: surname,
        TRANSLITERATED: f"{transliterated(dice, given)} {transliterated(dice, surname)}",
        SLIPPED: f"{given} {slipped(dice, surname)}",
        INITIALS: f"{given} {'ABCDEFG'[who.number % 7]}. {surname}",
    }
    return next((name for share, name in otherwise.items() if chance < share), who.name)


def transliterated(dice: random.Random, name: str) -> str:
    """Return the name with one of its sounds written otherwise."""
    fitting = [(one, other) for one, other in SPELLINGS if one in name.casefold()]
    if not fitting:
        return name
    one, other = dice.choice(fitting)
    return name.casefold().replace(one, other, 1).capitalize()


def slipped(dice: random.Random, name: str) -> str:
    """Return the name with a letter inside left out, doubled, or exchanged with the next."""
    at = dice.randrange(1, len(name) - 2)
    one, two = name[at], name[at + 1]
    if " " in (one, two):
        return name
    return name[:at] + dice.choice((two, one + one + two, two + one)) + name[at + 2 :]
