"""A small made-up ledger for tests of what is shown: texts are marked up, so offsets are always true.

``{S:Mara Velt} {C:denied} that {X:the dam had cracked}.`` is a sentence with source, cue and content.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from sayso.model.amount import Amount, AmountKind, Comparison
from sayso.model.annotation import Backing
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
from sayso.model.document import Document, Precision, Published
from sayso.model.event import EventKind, Role
from sayso.model.ids import content_id, sha256
from sayso.model.item import Item
from sayso.model.ledger import CaseCounts, LedgerLine, Passage, ReportLine
from sayso.model.listing import FoundLine, PlaceLine, SaySoLine
from sayso.model.outcome import Processed, Skipped
from sayso.model.place import Place
from sayso.model.span import Span, spans_of
from sayso.model.time import Time, TimeKind
from sayso.present.blame import BlameRow
from sayso.present.facts import Facts

Said = tuple[str, dict[str, Any]]
_MARK = re.compile(r"\{([SCXH]):(.*?)\}", re.DOTALL)
_PRECISION = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


@dataclass
class Newsroom:
    """Collects reports and the lines of the ledger that stand in them."""

    reports: list[ReportLine] = field(default_factory=list)
    lines: list[LedgerLine] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)
    sentences: dict[str, Span] = field(default_factory=dict)
    facts: Facts = field(default_factory=Facts)

    def report(
        self,
        title: str,
        outlet: str | None,
        day: str | None,
        *said: Said,
        **facts: Any,
    ) -> ReportLine:
        """Add a report whose text is the sentences, each on its line, and return it."""
        parts, found, start = [], [], 0
        for sentence, options in said:
            plain, spans = _unmarked(sentence, start)
            whole = Span(start, start + len(plain)) if plain else None
            found.append((spans, options, whole))
            parts.append(plain)
            start += len(plain) + 1
        text = "\n".join(parts)
        published = Published(day, _PRECISION.get(len(day), Precision.MINUTE)) if day else None
        location = facts.pop("location", f"reports/{len(self.reports) + 1}.txt")
        item = Item(
            text.encode("utf-8", "surrogatepass"),
            location,
            "file",
            given=(("outlet", outlet),) if outlet else (),
        )
        self.items.append(item)
        document = Document(
            id=item.id, sha256=item.sha256, text=text, text_sha256=sha256(text),
            media_type="text/plain", location=location, title=title, outlet=outlet,
            published=published, **facts,
        )  # fmt: skip
        row = ReportLine(
            id=document.id, key=document.key, name=document.name, outlet=outlet, agency=document.agency,
            author=document.author, published=published, url=document.url, language=document.language,
            media_type=document.media_type, location=location, characters=len(text), assertions=len(said),
        )  # fmt: skip
        self.reports.append(row)
        self.documents[document.id] = document
        for spans, options, sentence_span in found:
            line = _line(document, row, spans, options)
            self.lines.append(line)
            if sentence_span:
                self.sentences[line.assertion.id] = sentence_span
        return row

    def passage(self, line: LedgerLine) -> Passage:
        """Return the sentence of a line, as a case would."""
        span = self.sentences[line.assertion.id]
        said = line.attribution
        marks = [(role, one) for role in ("source", "cue") for one in getattr(said, role)]
        marks += [("content", one) for one in line.assertion.content]
        marks += [("hop", one) for hop in said.hops for one in hop.span]
        text = span.of(self.documents[said.document].text)
        return Passage(line, span.start, text, tuple(sorted(marks, key=lambda mark: mark[1])))

    @property
    def counts(self) -> CaseCounts:
        """Count as a case would."""
        stances = [line.assertion.stance for line in self.lines]
        return CaseCounts(
            reports=len(self.reports),
            outlets=len({report.outlet for report in self.reports if report.outlet}),
            attributions=len({line.attribution.id for line in self.lines}),
            assertions=len(self.lines),
            questions=sum(line.assertion.kind is Kind.QUESTION for line in self.lines),
            denials=stances.count(Stance.DENIES),
            skipped=len(self.skipped),
        )

    def outcomes(self, makers: tuple[tuple[str, str], ...] = ()) -> list[Processed]:
        """Return the reports as the pipeline would hand them to a case."""
        return [
            Processed(
                document,
                tuple(line.attribution for line in self.lines if line.report.id == document.id),
                tuple(line.assertion for line in self.lines if line.report.id == document.id),
                makers,
            )
            for document in self.documents.values()
        ]


def _unmarked(marked: str, start: int) -> tuple[str, dict[str, list[Span]]]:
    plain, last = "", 0
    spans: dict[str, list[Span]] = {"S": [], "C": [], "X": [], "H": []}
    for match in _MARK.finditer(marked):
        plain += marked[last : match.start()]
        spans[match[1]].append(Span(start + len(plain), start + len(plain) + len(match[2])))
        plain += match[2]
        last = match.end()
    return plain + marked[last:], spans


def _line(
    document: Document, row: ReportLine, spans: dict[str, list[Span]], options: dict[str, Any]
) -> LedgerLine:
    source, cue, content = (tuple(spans[role]) for role in "SCX")
    key = attribution_id(document.id, source, cue, content)
    kind = SourceKind(options.get("source_kind", "person"))
    text = document.text
    hops = tuple(
        Hop(span.of(text), SourceKind(options.get("hop_kind", "organisation")), (span,))
        for span in spans["H"]
    )
    attribution = Attribution(
        id=key, document=document.id, source=source, cue=cue, content=content, speaker=options.get("speaker"),
        source_kind=kind, mode=Mode(options.get("mode", "indirect")),
        certainty=Certainty(options.get("certainty", "certain")),
        polarity=Polarity(options.get("polarity", "positive")), kind=Kind(options.get("kind", "claim")),
        hops=hops, nested_in=options.get("nested_in"), score=options.get("score", 0.9),
    )  # fmt: skip
    assertion = Assertion(
        id=content_id("ast", key), document=document.id, document_key=document.key, attribution=key,
        content=content, speaker=attribution.speaker, source_kind=kind,
        stance=Stance(options.get("stance", "asserts")), certainty=attribution.certainty,
        polarity=attribution.polarity, kind=attribution.kind,
    )  # fmt: skip
    return LedgerLine(
        assertion, attribution, row, spans_of(source, text), spans_of(cue, text), spans_of(content, text)
    )


def one_line(marked: str, **options: Any) -> LedgerLine:
    """Return a single ledger line of a report of its own."""
    room = Newsroom()
    facts = {name: options.pop(name) for name in ("author", "url", "language", "agency") if name in options}
    room.report("Dam row deepens", "Harrow Gazette", "2031-04-02", (marked, options), **facts)
    return room.lines[0]


def with_spans(line: LedgerLine, **changes: Any) -> LedgerLine:
    """Return the line with other fields of its attribution."""
    return replace(line, attribution=replace(line.attribution, **changes))


def dam_case() -> Newsroom:
    """A case about a dam that may or may not have cracked: every kind of line once or more."""
    room = Newsroom()
    velt = {"speaker": "Mara Velt"}
    ministry = {"speaker": "Ministry of Waterways", "source_kind": "organisation"}
    paper = {"speaker": "inspection report", "source_kind": "document"}
    room.report(
        "Engineers warn over Orsk dam", "Harrow Gazette", "2031-04-02T06:30+02:00",
        ("{S:Two engineers} {C:said} {X:the northern wall of the Orsk dam had cracked}.",
         {"speaker": "Two engineers", "source_kind": "unnamed"}),
        (("{S:Ilse Dorn}, who ran the gauges until March, {C:told} this newspaper that "
         "{X:water pressure was “well above” the permitted level}."),
         {"speaker": "Ilse Dorn", "mode": "mixed"}),
        ("The crack {C:is likely} to be old: {X:the northern wall cracked in the February frost}.",
         {"source_kind": "author", "kind": "inference", "certainty": "probable"}),
        ("{C:It is not yet clear} {X:whether the valley road can be kept open}.",
         {"source_kind": "author", "kind": "question", "stance": "leaves_open", "certainty": "unknown"}),
        author="Tomas Ekh", url="https://harrow.example/orsk-dam", language="en",
    )  # fmt: skip
    room.report(
        "Crack reported in dam wall", "Lowland Post", "2031-04-02",
        (("{S:Two engineers} {C:said} {X:the northern wall of the Orsk dam had cracked}, "
         "{H:Orsk Wire} reported."),
         {"speaker": "Two engineers", "source_kind": "unnamed"}),
        ("An {S:inspection report} of 14 March {C:says} {X:the wall “may need relining within two years”}.",
         {**paper, "certainty": "possible", "mode": "mixed"}),
        agency="Orsk Wire", url="javascript:alert(1)",
    )  # fmt: skip
    room.report(
        "Ministry: dam is safe", "Lowland Post", "2031-04-03",
        ("{S:The ministry} {C:said} {X:all gauges at the Orsk dam read normal levels}.", ministry),
        ("{S:Mara Velt}, the minister, {C:denied} that {X:the northern wall of the dam had cracked}.",
         {**velt, "stance": "denies", "polarity": "negative"}),
        ("{X:“Nobody has asked us for an evacuation,”} {S:she} {C:added}.", {"mode": "direct"}),
        ("{S:Mara Velt} {C:thinks it possible} that {X:gauges were read wrongly}.",
         {**velt, "certainty": "possible"}),
    )  # fmt: skip
    room.report(
        "وزارة المياه تنفي", "Al-Wadi Voice", "2031-04",
        ("{C:قالت} {S:الوزارة} إن {X:السد آمن}.", ministry), language="ar",
    )  # fmt: skip
    room.skipped.append(
        Skipped("reports/annex.pdf", "It needs a password: save a copy without one and add that.")
    )
    room.facts = facts_of(room, "three gauges", "Orsk")
    return room


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "[click](javascript:alert(1))",
    "](javascript:alert(1)) [",
    "![x](https://evil.example/p.png)",
    "<https://evil.example> https://evil.example www.evil.example a@evil.example",
    "[x]: https://evil.example 'y'",
    "[^1]: not a footnote [^1]",
    "`code` ``more`` ~~~ ```",
    "a | b | c \\| d",
    "# heading\n## second\n\n---\n\n> quoted\n\n    code\n\n1. one\n- two",
    "<b id='x'>bold</b> **strong** _soft_ ~~gone~~ &lt;script&gt; &#60;",
    "{{ 7 * 7 }} {% raw %} </style></title></textarea> <!-- -->",
    "\u202egnp.exe\u202c \u2066a\u2069 \u2067b",
    "\x00\x1b[31mred\x1b[0m\x07 \ud800 \u2028",
    "</blockquote></li></ol></main>",
)
"""Texts that would do something if a page or a Markdown file let them."""


_MORE = " northern wall cracked"
"""Ordinary words, so that the denial of any text may concern its assertion."""


def hostile_room(text: str) -> Newsroom:
    """Return a room in which everything that a report can say says this."""
    text = text.replace("{", "(").replace("}", ")")
    room = Newsroom()
    options = {"speaker": text}
    denied = {"stance": "denies", "source_kind": "unnamed"}
    room.report(
        text, text, "2031-04-02",
        ("{S:" + text + "} {C:said} {X:" + text + _MORE + "}, {H:" + text + "} wrote.", options),
        ("{S:" + text + "} {C:denied} {X:" + text + _MORE + "}.", denied),
        author=text, agency=text, url=text, language=text, location=text, key=text,
    )  # fmt: skip
    room.skipped.append(Skipped(text, text))
    room.facts = facts_of(room, text)
    return room


def facts_of(room: Newsroom, text: str, place: str | None = None) -> Facts:
    """Return an amount, a time, a place and a blame that all say this, on the first line's say-so."""
    line = room.lines[0]
    said = line.attribution
    who = SaySoLine(said.id, said.speaker, line.source_text, said.source_kind, "certain", "positive")
    span = said.content[0]
    many = Amount(
        span, span, AmountKind.CASUALTIES, Decimal(3), Decimal(3), Comparison.AT_LEAST, None, text, "missing"
    )
    day = Time(span, TimeKind.DATE, "2031-03-30", None, "2031-03-30", "2031-03-30", relative=True)

    def found(one: Amount | Time) -> FoundLine:
        return FoundLine(line.report, one, text, text, 0, who)

    orsk = PlaceLine(Place("geonames:0", place or text, "city", "XX", 1.5, -2.25, 10), (text,), 2, 1, 1)
    blamed = BlameRow(
        text, Role.PERPETRATOR, EventKind.CRASH, text, Backing.POSSIBLE, (), (line.report.id,), (), (said.id,)
    )
    return Facts((blamed,), (found(many),), (orsk,), (found(day),))
