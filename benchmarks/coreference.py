"""How often sayso knows who "he", "it" or "the minister" is that says something.

    python benchmarks/coreference.py PATH [--json FILE] [--wrong]

PATH is a file or folder of GUM's sentences (one a line: ``doc``, ``genre``, ``split``, ``tokens``, ``upos``
and ``entities`` with their coreference group). A source is a pronoun of the third person, or a noun with
"the", "this", "that", "these" or "those" and no name in it, that marks a person, a body, a place or a thing
which can be cited, and either stands directly at a reporting word or is the source of an attribution that
sayso finds. Its gold is any name that its group has earlier in the document; if the group has none, to leave
the source unresolved is right. Texts are rebuilt from the tokens. What is measured is who speaks, not whether
anything is said: sources that sayso does not find are given to it.

The news of GUM is measured, all splits but ``test``, which is told apart, as are its other genres. The
demonstration case's gold is measured in the same run: each attribution outside of transcripts' turns that
sayso finds and whose source is such a pronoun or noun; right is any name that the gold's entity has in that
report, or none where it has none.

Baselines: the nearest name before the source that is of a fitting kind, and the commonest in the document.

accuracy: right answers, "unresolved" among them, of all sources; resolved: sources for which a name is
given; precision: right names of the names given.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import rows
from gum_sources import Source, Text, anaphoric, texts
from table import show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sayso.model.annotation import Annotation
    from sayso.model.attribution import Attribution
    from sayso.model.document import Document
    from sayso.model.span import Span

GENRE = "news"
KINDS = {
    "he": {"person"},
    "she": {"person"},
    "it": {"organisation", "armed_group", "geopolitical"},
    "they": {"person", "organisation", "armed_group", "geopolitical"},
}
"""Kinds of names that a pronoun can mean; a noun takes what its words tell, or any."""


@dataclass
class Score:
    """Counts of one system."""

    sources: int = 0
    right: int = 0
    given: int = 0
    right_given: int = 0

    def add(self, names: frozenset[str], answer: str | None) -> bool:
        """Count one answer; tell whether it is right."""
        right = agrees(answer, names) if answer else not names
        self.sources += 1
        self.right += right
        self.given += answer is not None
        self.right_given += right and answer is not None
        return right

    def figures(self) -> dict[str, float]:
        """Return accuracy, share resolved, precision and the number of sources."""
        total, given = self.sources or 1, self.given or 1
        return {
            "accuracy": self.right / total,
            "resolved": self.given / total,
            "precision": self.right_given / given,
            "sources": self.sources,
        }


def agrees(answer: str, names: Iterable[str]) -> bool:
    """Tell whether an answer is one of the names, or a part of one, or has it as a part, in whole words."""
    mine = _words(answer)
    return any(_within(mine, theirs) or _within(theirs, mine) for theirs in map(_words, names))


def _words(name: str) -> list[str]:
    words = re.findall(r"[^\W_]+", re.sub(r"[’']s\b", "", name.casefold()))
    return [word for word in words if word not in {"of", "and", "for", "the", "in"}]


def _within(few: list[str], many: list[str]) -> bool:
    return bool(few) and any(few == many[at : at + len(few)] for at in range(len(many) - len(few) + 1))


def reading(text: str) -> tuple[Document, Annotation]:
    """Return a text as sayso reads it, before it is attributed."""
    from sayso.annotate.stage import AnnotateStage
    from sayso.model.document import Document
    from sayso.model.ids import sha256

    digest = sha256(text)
    document = Document(f"doc-{digest[:16]}", digest, text, digest, "text/plain", "-")
    (annotation,) = AnnotateStage()([document])
    return document, annotation


def with_sources(text: Text, annotation: Annotation) -> tuple[Annotation, list[Source]]:
    """Return the annotation with frames for sources that it lacks, and all sources."""
    from sayso.model.annotation import Frame
    from sayso.model.span import Span
    from sayso.text.sentences import around

    known = {span for frame in annotation.frames for span in frame.source}
    mine = [source for source in text.others if Span(source.start, source.end) in known]
    frames = list(annotation.frames)
    for source in text.sources:
        place = Span(source.start, source.end)
        if source.cue is None or place in known:
            continue
        cue = Span(*source.cue)
        sentence = around(list(annotation.sentences), place)
        after = (max(cue.end, place.end), sentence.end)
        before = (sentence.start, min(cue.start, place.start))
        longer = max((after, before), key=lambda piece: piece[1] - piece[0])
        if longer[1] - longer[0] > 1:
            frames.append(Frame(cue, (place,), (Span(*longer),), 1.0))
    return replace(annotation, frames=tuple(frames)), sorted(text.sources + mine, key=lambda one: one.start)


def attributed(document: Document, annotation: Annotation) -> tuple[Attribution, ...]:
    """Return sayso's attributions."""
    from sayso.attribute.stage import AttributeStage

    ((found, _),) = AttributeStage()([(document, annotation)])
    return found


def answer(found: Iterable[Attribution], start: int, end: int) -> str | None:
    """Return whom sayso takes a source for; a bare noun is no name."""
    for one in found:
        if any(span.start == start and span.end == end for span in one.source):
            return one.speaker if one.speaker and re.search(r"[^\W\d_a-z]", one.speaker) else None
    return None


def names_before(text: str, annotation: Annotation, place: int) -> list[tuple[int, str, str]]:
    """Return (start, name, kind) of all names before a place."""
    return [(one.span.start, one.span.of(text), one.kind.value) for one in annotation.mentions
            if one.span.end <= place]  # fmt: skip


def fitting(words: str) -> set[str]:
    """Return the kinds of names that a source's words can mean."""
    from sayso.attribute.source_kind import source_kind
    from sayso.text.bodies import PEOPLE, singular

    first = words.casefold()
    if first in KINDS:
        return KINDS[first]
    kind = source_kind(words)
    if singular(first.split()[-1]) in PEOPLE or (kind and kind.value in {"person", "unnamed"}):
        return {"person"}
    return KINDS["it"]


def nearest(words: str, names: list[tuple[int, str, str]]) -> str | None:
    """Return the last name of a fitting kind."""
    return next((name for _, name, kind in reversed(names) if kind in fitting(words)), None)


def commonest(words: str, names: list[tuple[int, str, str]]) -> str | None:
    """Return the most frequent name of a fitting kind, full names counted with their last words."""
    some = [name for _, name, kind in names if kind in fitting(words)]
    if not some:
        return None
    last = Counter(name.split()[-1] for name in some).most_common(1)[0][0]
    return max((name for name in some if name.split()[-1] == last), key=len)


BASELINES: dict[str, Callable[[str, list[tuple[int, str, str]]], str | None]] = {
    "nearest name": nearest,
    "commonest name": commonest,
}


def measure(documents: list[Text], *, wrong: bool = False) -> dict[str, Score]:
    """Answer for all sources of all documents, by sayso and by the baselines."""
    scores = {name: Score() for name in ("sayso", *BASELINES)}
    for text in documents:
        document, annotation = reading(text.text)
        annotation, sources = with_sources(text, annotation)
        found = attributed(document, annotation)
        for source in sources:
            words = text.text[source.start : source.end]
            mine = answer(found, source.start, source.end)
            if not scores["sayso"].add(source.names, mine) and wrong:
                _tell(text.name, text.text, source, mine)
            names = names_before(text.text, annotation, source.start)
            for name, choose in BASELINES.items():
                scores[name].add(source.names, choose(words, names))
    return scores


def _tell(name: str, text: str, source: Source, mine: str | None) -> None:
    passage = text[max(0, source.start - 300) : source.start].replace("\n", " / ")
    after = text[source.end : source.end + 60].replace("\n", " / ")
    print(f"\n{name}: {passage}[[{text[source.start : source.end]}]]{after}\n"
          f"   sayso: {mine}; gold: {sorted(source.names) or 'unresolved'}")  # fmt: skip


# ---------------------------------------------------------------- the demonstration


def demonstration(*, wrong: bool = False) -> dict[str, Score]:
    """Measure the demonstration case's gold: the attributions found whose source is a pronoun or a noun."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
    import gold_case

    entities = {one["name"]: {one["name"], *one["aliases"]} for one in gold_case.gold()["entities"]}
    scores = {name: Score() for name in ("sayso", *BASELINES)}
    for report in gold_case.reports():
        document = gold_case.documents()[report["key"]]
        text, squeezed = document.text, gold_case.Squeezed.of(document.text)
        _, annotation = reading(text)
        found = attributed(document, annotation)
        for entry in report["attributions"]:
            words = entry["source"] or ""
            if not words or not anaphoric(words.split()) or entry["source_kind"] == "author":
                continue
            (place,) = gold_case.spans(report, entry, squeezed)["source"]
            mine = [one for one in found if place in one.source]
            if not mine:
                continue
            same = [
                other["source"] for other in report["attributions"] if other["speaker"] == entry["speaker"]
            ]
            wanted = _in_report(entry["speaker"], entities, same, (text, place))
            source = Source(place.start, place.end, None, wanted)
            named = answer(found, place.start, place.end)
            if not scores["sayso"].add(wanted, named) and wrong:
                _tell(report["key"], text, source, named)
            names = names_before(text, annotation, place.start)
            for name, choose in BASELINES.items():
                scores[name].add(wanted, choose(words, names))
    return scores


def _in_report(
    speaker: str | None, entities: dict[str, set[str]], sources: list[str | None], where: tuple[str, Span]
) -> frozenset[str]:
    """Return those names of a speaker that stand in the report, the source's own words aside.

    Sources of the same speaker that hold a capital letter inside are names, too ("Sorrava’s government").
    """
    if speaker is None:
        return frozenset()
    text, place = where
    known = {name for names in entities.values() if speaker in names for name in names} | {speaker}
    heads = {words.split(",")[0] for words in sources if words and not anaphoric(words.split())}
    known |= {words for words in heads if words[1:] != words[1:].lower()}
    elsewhere = " ".join((text[: place.start] + " " + text[place.end :]).split())
    return frozenset(name for name in known if re.search(rf"\b{re.escape(name)}(?!\w)", elsewhere))


def main() -> None:
    """Run from the command line."""
    parser = rows.parser(__doc__)
    parser.add_argument(
        "--wrong", action="store_true", help="print each wrong answer in its passage, but of test"
    )
    options = parser.parse_args()
    lines = rows.read(options.path, ("doc", "genre", "split", "tokens", "upos", "entities"))
    documents = texts(lines)
    if not any(text.sources for text in documents):
        parser.error(f"no sources in {options.path}")
    parts = {
        GENRE: [text for text in documents if text.genre == GENRE and text.split != "test"],
        f"{GENRE}, test split": [text for text in documents if text.genre == GENRE and text.split == "test"],
    }
    for genre in ("interview", "bio", "speech", "fiction"):
        parts[genre] = [text for text in documents if text.genre == genre]
    if not parts[GENRE]:
        parts = {GENRE: documents}
    figures: dict[str, float] = {}
    table = []
    for part, some in parts.items():
        scores = measure(some, wrong=options.wrong and "test" not in part)
        _add(part, scores, figures, table)
    _add("demonstration", demonstration(wrong=options.wrong), figures, table)
    figures = {name.removeprefix(f"{GENRE}_"): value for name, value in figures.items()}
    head = ("", "accuracy", "resolved", "precision", "sources")
    show(f"{options.path}: who speaks, where the source is a pronoun or a noun", head, table)
    rows.write(figures, options.output)


def _add(part: str, scores: dict[str, Score], figures: dict[str, float], table: list) -> None:
    for name, score in scores.items():
        some = score.figures()
        table.append((f"{part}: {name}", *some.values()))
        prefix = re.sub(r"\W+", "_", part if name == "sayso" else f"{part} {name}")
        figures |= {f"{prefix}_{key}": value for key, value in some.items()}


if __name__ == "__main__":
    main()
