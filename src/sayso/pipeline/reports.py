"""What happens to one report: read, annotate, attribute, resolve, tell its events."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from sayso.errors import SaysoError, UnreadableError
from sayso.model.findings import Findings
from sayso.model.outcome import Outcome, Processed, Skipped
from sayso.pipeline.order import check_order
from sayso.pipeline.sound import faults
from sayso.ports import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.model.annotation import Annotation
    from sayso.model.assertion import Assertion
    from sayso.model.attribution import Attribution
    from sayso.model.document import Document
    from sayso.model.event import Event
    from sayso.model.item import Item
    from sayso.model.run import Maker

_Made = TypeVar("_Made")


class Reader(Stage, Protocol):
    """The stage that turns bytes into a text."""

    def __call__(self, items: Sequence[Item]) -> Sequence[Document | Skipped]:
        """Return one document, or the reason why not, for each item."""


class Annotator(Stage, Protocol):
    """The stage that runs the reading model over texts."""

    def __call__(self, documents: Sequence[Document]) -> Sequence[Annotation | Skipped]:
        """Return one annotation, or the reason why not, for each document."""


class Attributor(Stage, Protocol):
    """The stage that makes attributions and assertions of what the model saw."""

    def __call__(
        self, pairs: Sequence[tuple[Document, Annotation]]
    ) -> Sequence[tuple[tuple[Attribution, ...], tuple[Assertion, ...]] | Skipped]:
        """Return the attributions and assertions of each document, or the reason why there are none."""


class Resolver(Stage, Protocol):
    """The stage that finds what a report holds besides who says what."""

    def __call__(
        self, seen: Sequence[tuple[Document, Annotation, tuple[Attribution, ...]]]
    ) -> Sequence[Findings]:
        """Return the findings of each document."""


class Teller(Stage, Protocol):
    """The stage that makes events of findings and attributions."""

    def __call__(
        self, seen: Sequence[tuple[Document, Annotation, tuple[Attribution, ...], Findings]]
    ) -> Sequence[tuple[Event, ...]]:
        """Return the events of each document."""


@dataclass(frozen=True)
class ReportPipeline:
    """The stages that see one document and nothing else; callable on a batch, in any process.

    Picklable if its stages are. Every item of a batch gets exactly one outcome, in order, and a
    failure stays with its item.

    Raises:
        UsageError: The stages do not fit together.
        ModelError: The reading model's files are missing or damaged.
    """

    read: Reader
    annotate: Annotator
    attribute: Attributor
    resolve: Resolver | None = None
    tell: Teller | None = None
    makers: tuple[Maker, ...] = field(init=False)
    """The makers of all stages, in order: what a case must name to tell whether a report is current."""

    def __post_init__(self) -> None:
        every = (self.read, self.annotate, self.attribute, self.resolve, self.tell)
        stages = [stage for stage in every if stage is not None]
        check_order(stages, given={"item"})
        # Once, not for every batch: a maker may have to hash files.
        object.__setattr__(self, "makers", tuple(stage.maker for stage in stages))

    def __call__(self, items: tuple[Item, ...]) -> tuple[Outcome, ...]:
        """Return the outcome of each item.

        Raises:
            SaysoError: What no item is to blame for, such as missing model files.
        """
        try:
            return self._outcomes(items)
        except MemoryError:  # the engine's affair: this process must be replaced
            raise
        except Exception as error:  # the isolation boundary: a fault on one report must not stop the others
            if isinstance(error, SaysoError) and not isinstance(error, UnreadableError):
                raise
            if len(items) == 1:
                return (Skipped(items[0].location, _fault(error), items[0].id),)
        return tuple(outcome for item in items for outcome in self((item,)))

    def _outcomes(self, items: tuple[Item, ...]) -> tuple[Outcome, ...]:
        outcomes: dict[int, Outcome] = {}
        documents = _sort_out(dict(enumerate(items)), self.read(items), items, outcomes)
        annotations = _sort_out(documents, self.annotate(list(documents.values())), items, outcomes)
        pairs = [(documents[place], annotation) for place, annotation in annotations.items()]
        attributed = _sort_out(annotations, self.attribute(pairs), items, outcomes)
        makers = tuple((maker.stage, maker.id) for maker in self.makers)
        for place, (attributions, assertions) in attributed.items():
            findings = self._findings(documents[place], annotations[place], attributions)
            made = Processed(documents[place], attributions, assertions, makers, findings)
            if wrong := faults(items[place], made):
                message = f"its records do not fit together: {'; '.join(wrong[:3])}"
                raise ValueError(message)
            outcomes[place] = made
        return tuple(outcomes[place] for place in range(len(items)))

    def _findings(
        self, document: Document, annotation: Annotation, attributions: tuple[Attribution, ...]
    ) -> Findings:
        if self.resolve is None:
            return Findings()
        (findings,) = self.resolve([(document, annotation, attributions)])
        if self.tell is not None:
            (events,) = self.tell([(document, annotation, attributions, findings)])
            findings = replace(findings, events=events)
        return findings


def _sort_out(
    places: Mapping[int, object],
    made: Sequence[_Made | Skipped],
    items: tuple[Item, ...],
    outcomes: dict[int, Outcome],
) -> dict[int, _Made]:
    """Return what a stage made by the item's place in the batch; put what it skipped into ``outcomes``."""
    good: dict[int, _Made] = {}
    for place, one in zip(places, made, strict=True):
        if isinstance(one, Skipped):
            # the case files a skipped report under the id of its item, whatever the stage knew of it
            outcomes[place] = replace(one, document=items[place].id)
        else:
            good[place] = one
    return good


def _fault(error: Exception) -> str:
    if isinstance(error, UnreadableError):
        return str(error)
    told = f"{type(error).__name__}: {error}".rstrip(": ")
    return f"sayso failed on it ({told}); this is a fault in sayso, please report it with the document."


def report_pipeline() -> ReportPipeline:
    """Return the pipeline of the real stages in their default configurations.

    Raises:
        ModelError: The reading model's files are missing or damaged.
    """
    from sayso.annotate.stage import AnnotateConfig, AnnotateStage
    from sayso.attribute.events.stage import EventStage
    from sayso.attribute.stage import AttributeConfig, AttributeStage
    from sayso.read.config import ReadConfig
    from sayso.read.stage import ReadStage
    from sayso.resolve.stage import ResolveStage

    return ReportPipeline(
        ReadStage(ReadConfig()), AnnotateStage(AnnotateConfig()), AttributeStage(AttributeConfig()),
        ResolveStage(), EventStage(),
    )  # fmt: skip
