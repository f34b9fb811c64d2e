"""Whether a name or noun is a woman's or a man's, where the words tell: titles, given names, nouns."""

from __future__ import annotations

from enum import StrEnum

from sayso.text.words import words as word_list


class Gender(StrEnum):
    """What a pronoun in the singular shows."""

    FEMALE = "female"
    MALE = "male"


PRONOUNS = {
    "he": Gender.MALE, "him": Gender.MALE, "his": Gender.MALE, "himself": Gender.MALE,
    "she": Gender.FEMALE, "her": Gender.FEMALE, "hers": Gender.FEMALE, "herself": Gender.FEMALE,
}  # fmt: skip


def of_noun(noun: str) -> Gender | None:
    """Return the gender that a title or noun tells ("spokeswoman", "Mr")."""
    plain = noun.casefold().rstrip(".")
    if plain in word_list("nouns_female"):
        return Gender.FEMALE
    return Gender.MALE if plain in word_list("nouns_male") else None


def of_name(name: str) -> Gender | None:
    """Return the gender that a full name's first word tells; a surname alone tells nothing."""
    first, *rest = name.casefold().split() or [""]
    if not rest:
        return None
    if first in word_list("given_female"):
        return Gender.FEMALE
    return Gender.MALE if first in word_list("given_male") else None
