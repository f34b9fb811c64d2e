"""Records for tests of cases: reports with attributions in them, built from their own words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sayso.model.assertion import Assertion, Stance
from sayso.model.attribution import (
    Attribution,
    Certainty,
    Hop,
    Kind,
    Mode,
    Polarity,
    SourceKind,
    attribution_id,
)
from sayso.model.document import Document, Link, Precision, Published
from sayso.model.ids import content_id, sha256
from sayso.model.item import Item
from sayso.model.outcome import Processed
from sayso.model.run import Maker
from sayso.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

READ = Maker("read", "1", "{}")
ANNOTATE = Maker("annotate", "1", '{"model":"f00d"}')
MAKERS = (READ, ANNOTATE)

HARBOUR = (
    "The ferry was late. According to the Lower Tarn Gazette, harbour master Paweł Łoś said the quay "
    "“was never inspected”. Mayor Ines Vdovin denied it. Nobody knows whether the crane is safe."
)
TEXTS = (
    "قال متحدث باسم بلدية وادي الصفا إن الجسر مغلق.",
    "Пресс-секретарь Ёлкиной заявил, что мост закрыт.",
    "港务局发言人表示码头已经关闭。",
    "Zoe 🦊 said 𝒷𝓇𝒾𝒹𝑔𝑒 👩‍👩‍👧 is shut",
    "Cafe\u0301 owner Nu\u0308ñez said e\u0301te\u0301 ends",
    "a\u0000b said c\r\n\td\ufeff",
)


@dataclass(frozen=True)
class Said:
    """One attribution, told by the words that it stands on."""

    source: str | None
    cue: str
    content: tuple[str, ...]
    speaker: str | None = None
    kind: Kind = Kind.CLAIM
    stance: Stance = Stance.ASSERTS
    certainty: Certainty = Certainty.CERTAIN
    source_kind: SourceKind = SourceKind.PERSON
    hop: str | None = None
    inside: int | None = None


HARBOUR_SAYS = (
    Said(
        "harbour master Paweł Łoś", "said", ("the quay", "“was never inspected”"), "Paweł Łoś",
        hop="the Lower Tarn Gazette",
    ),
    Said("Mayor Ines Vdovin", "denied", ("it",), "Ines Vdovin", stance=Stance.DENIES),
    Said(
        None, "knows", ("whether the crane is safe",), kind=Kind.QUESTION, stance=Stance.LEAVES_OPEN,
        certainty=Certainty.UNKNOWN, source_kind=SourceKind.AUTHOR,
    ),
)  # fmt: skip


def item(text: str, location: str = "report.txt", outlet: str = "", key: str | None = None) -> Item:
    given = (("outlet", outlet),) if outlet else ()
    return Item(text.encode("utf-8"), location, "file", key=key, given=given)


def processed(of: Item, said: Sequence[Said] = (), published: str | None = None, **facts: Any) -> Processed:
    """The outcome of an item; facts replace fields of its document."""
    text = of.data.decode("utf-8")
    document = Document(
        id=of.id, sha256=of.sha256, text=text, text_sha256=sha256(text), media_type="text/plain",
        location=of.location, key=of.key, outlet=of.outlet or None,
        published=_published(published),
        links=(Link("https://tarn.example/quay", "the quay"),), found=(("outlet", "told"),), notes=("short",),
    )  # fmt: skip
    document = replace(document, **facts)
    attributions: list[Attribution] = []
    assertions: list[Assertion] = []
    for one in said:
        parent = None if one.inside is None else attributions[one.inside].id
        made = _attribution(document, one, parent)
        attributions.append(made)
        assertions.append(_assertion(document, one, made))
    makers = tuple((maker.stage, maker.id) for maker in MAKERS)
    return Processed(document, tuple(attributions), tuple(assertions), makers)


def harbour(
    location: str = "harbour.txt", outlet: str = "The Tarn Post", **facts: Any
) -> tuple[Item, Processed]:
    of = item(HARBOUR, location, outlet, key="k-1")
    return of, processed(of, HARBOUR_SAYS, **facts)


def _published(value: str | None) -> Published | None:
    precisions = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}
    return Published(value, precisions.get(len(value), Precision.SECOND)) if value else None


def _spans(text: str, words: str | None) -> tuple[Span, ...]:
    if words is None:
        return ()
    start = text.index(words)
    return (Span(start, start + len(words)),)


def _attribution(document: Document, one: Said, parent: str | None) -> Attribution:
    text = document.text
    source, cue = _spans(text, one.source), _spans(text, one.cue)
    content = tuple(span for words in one.content for span in _spans(text, words))
    hops = (Hop(one.hop, SourceKind.ORGANISATION, _spans(text, one.hop)),) if one.hop else ()
    return Attribution(
        id=attribution_id(document.id, source, cue, content), document=document.id, source=source, cue=cue,
        content=content, speaker=one.speaker, source_kind=one.source_kind, mode=Mode.MIXED,
        certainty=one.certainty, polarity=Polarity.POSITIVE, kind=one.kind, hops=hops, nested_in=parent,
        score=0.75,
    )  # fmt: skip


def _assertion(document: Document, one: Said, made: Attribution) -> Assertion:
    return Assertion(
        id=content_id("ast", made.id), document=document.id, document_key=document.key, attribution=made.id,
        content=made.content, speaker=made.speaker, source_kind=made.source_kind, stance=one.stance,
        certainty=made.certainty, polarity=made.polarity, kind=made.kind,
    )  # fmt: skip
