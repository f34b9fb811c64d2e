"""Bodies: the armed groups, forces and organisations of one report, each with all of its names and places."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.attribute.events.lexicon import words as word_list
from sayso.attribute.events.names import group_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.attribute.events.actors import Actor
    from sayso.model.annotation import Mention
    from sayso.model.span import Span

_EDGE = " \t\n\"'“”‘’\\.,;:[]()"
_OPENS = re.compile(r"[\s\"“”\\]*[\[(][\s\"“”\\]*")
_SMALL = frozenset({"and", "de", "for", "in", "la", "of", "on", "the"})
_ARTICLES = ("the ", "a ", "an ", "alleged ", "suspected ")
_LONGEST = 12
KINDS = frozenset({"armed_group", "organisation"})
_WHOLE = frozenset({"armed forces", "security forces", "death squads", "death squad"})
"""Names that would be nothing without the words that else only describe."""
_GENERIC = frozenset({"state", "band", "armed"})


@dataclass(slots=True)
class Body:
    """One armed group, force or organisation of a report."""

    names: set[str] = field(default_factory=set)
    """Folded."""
    spans: list[Span] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)


def folded(name: str) -> str:
    """Return a name without case, article, and quotation marks around it."""
    bare = " ".join(name.split()).strip(_EDGE).casefold()
    for article in _ARTICLES:
        bare = bare.removeprefix(article)
    return bare.strip(_EDGE)


def core(name: str) -> str:
    """Return a folded name without what only describes it or follows it: "maoist", "fighters"."""
    words = name.split()
    while len(words) > 1 and words[0] in word_list("plain") and " ".join(words) not in _WHOLE:
        words = words[1:]
    while len(words) > 1 and words[-1] in word_list("crews") and " ".join(words) not in _WHOLE:
        words = words[:-1]
    return " ".join(words).strip(_EDGE)


def bodies_of(text: str, actors: Iterable[Actor], mentions: Sequence[Mention]) -> list[Body]:
    """Return the bodies among a report's actors, in order of their first place.

    Two names are one body if they are the same but for what only describes, if one follows the other in
    brackets, if one is made of the other's initials, or if only one longer name holds it ("the army", "the
    Ostrel army").
    """
    by_core: dict[str, Body] = {}
    for actor in actors:
        if not _is_body(actor):
            continue
        name = folded(actor.span.of(text))
        short = core(name)
        if len(short) > 1 and len(name.split()) <= _LONGEST:
            body = by_core.setdefault(short, Body())
            body.names |= {name, short, *_longer(text, actor)}
            body.spans.append(actor.span)
            body.actors.append(actor)
    joins = [*_in_brackets(text, mentions), *_initials(by_core), *_held(by_core), *_listed(by_core)]
    parents = {name: name for name in by_core}
    for one, other in joins:
        if one in parents and other in parents:
            parents[_root(parents, one)] = _root(parents, other)
    made: dict[str, Body] = {}
    for name, body in by_core.items():
        whole = made.setdefault(_root(parents, name), Body())
        whole.names |= body.names
        whole.spans += body.spans
        whole.actors += body.actors
    for body in made.values():
        body.spans.sort()
        body.actors.sort(key=lambda one: one.span)
    return sorted(made.values(), key=lambda one: one.spans[0])


def _longer(text: str, actor: Actor) -> set[str]:
    """Return what else a phrase calls a body: with the words before the name, and with those after it."""
    span, phrase = actor.span, actor.phrase
    if not actor.named or len(phrase) > _LONGEST * 8 or not phrase.contains(span):
        return set()
    some = (text[phrase.start : span.end], text[span.start : phrase.end], text[phrase.start : phrase.end])
    return {name for name in map(folded, some) if name and "(" not in name and "[" not in name}


def _is_body(actor: Actor) -> bool:
    if actor.named and actor.kind in KINDS:
        return True
    return (
        not actor.named
        and actor.kind in _GENERIC
        and actor.head not in word_list("individuals")
        and not actor.nobody
    )


def _root(parents: dict[str, str], name: str) -> str:
    while parents[name] != name:
        parents[name] = parents[parents[name]]
        name = parents[name]
    return name


def _in_brackets(text: str, mentions: Sequence[Mention]) -> Iterable[tuple[str, str]]:
    for before, after in itertools.pairwise(mentions):
        gap = after.span.start - before.span.end
        if 0 < gap < _LONGEST and _OPENS.fullmatch(text, before.span.end, after.span.start):
            yield core(folded(before.span.of(text))), core(folded(after.span.of(text)))


def _initials(by_core: dict[str, Body]) -> Iterable[tuple[str, str]]:
    short = {name.replace("-", "").replace(".", ""): name for name in by_core if " " not in name}
    for name in by_core:
        words = name.split()
        if len(words) > 1:
            for letters in ("".join(w[0] for w in words), "".join(w[0] for w in words if w not in _SMALL)):
                if letters in short and len(letters) > 1:
                    yield short[letters], name


def _listed(by_core: dict[str, Body]) -> Iterable[tuple[str, str]]:
    """Yield names that the list of armed groups gives one group."""
    first: dict[str, str] = {}
    for name in by_core:
        group = group_of(name)
        if group is not None:
            yield name, first.setdefault(group, name)


def _held(by_core: dict[str, Body]) -> Iterable[tuple[str, str]]:
    """Yield names with the only longer one that holds them as whole words."""
    holders: dict[str, list[str]] = {}
    for name in by_core:
        for word in set(name.split()):
            holders.setdefault(word, []).append(name)
    for name in by_core:
        rarest = min(name.split(), key=lambda word: len(holders[word]))
        some = [one for one in holders[rarest][:50] if one != name and f" {name} " in f" {one} "]
        if len(some) == 1:
            yield name, some[0]
