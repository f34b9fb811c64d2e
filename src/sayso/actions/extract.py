"""The attributions of one text, without a case."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any

from sayso.errors import UsageError
from sayso.model.annotation import Backing
from sayso.model.document import Document
from sayso.model.ids import content_id, sha256
from sayso.model.span import spans_to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sayso.annotate.stage import AnnotateStage
    from sayso.attribute.stage import AttributeStage
    from sayso.model.annotation import Mention
    from sayso.model.attribution import Attribution, Resolution
    from sayso.model.descriptor import Descriptor


_BLAMED = 0.5
"""Probability from which a mention is said to be blamed."""


def extract(
    text: str,
    *,
    id: str | None = None,  # noqa: A002 - the contract's own name
    mentions: bool = False,
) -> dict[str, Any]:
    """Return ``{"id": …, "attributions": […]}`` for one text, in the form of sayso's JSON contract.

    Offsets are code points in ``text`` exactly as given, end-exclusive. Attributions come in order of
    their first character, outer before inner.

    Args:
        text: what to read; nothing is added, trimmed or normalised.
        id: what to call the text in the answer; its document id if not given.
        mentions: also tell the names in the text, as ``"mentions": […]``, in order.

    Raises:
        UsageError: the text holds lone surrogates, which no file can.
        ModelError: the reading model's files are missing or damaged.
    """
    try:
        digest = sha256(text.encode("utf-8"))
    except UnicodeEncodeError as error:
        message = f"The text holds a lone surrogate at offset {error.start}; decode it properly first."
        raise UsageError(message) from error
    document = Document(content_id("doc", digest, ""), digest, text, digest, "text/plain", "-")
    annotate, attribute = _stages()
    (annotation,) = annotate([document])
    ((attributions, _),) = attribute([(document, annotation)])
    answer: dict[str, Any] = {
        "id": id or document.id,
        "attributions": [attribution_json(found) for found in attributions],
    }
    if mentions:
        answer["mentions"] = [mention_json(found) for found in annotation.mentions]
    return answer


def extract_lines(lines: Iterable[str | UsageError], *, mentions: bool = False) -> Iterator[dict[str, Any]]:
    """Answer each ``{"id": …, "text": …}`` line with one :func:`extract` result, in order, as they come.

    Blank lines are passed over. A line that cannot be used is answered too, with no attributions and the
    reason as ``skipped``, so that answers keep step with lines.

    Args:
        lines: JSON objects; an error stands for a line that could not even be decoded.
        mentions: also tell the names in each text.

    Raises:
        ModelError: the reading model's files are missing or damaged.
    """
    for number, line in enumerate(lines, start=1):
        if isinstance(line, str) and not line.strip():
            continue
        identity = None
        try:
            row = _row(line, number)
            identity = row.get("id")
            answer = extract(_text(row, number), mentions=mentions)
        except UsageError as error:
            answer = {"id": None, "attributions": [], "skipped": str(error)}
        yield answer | ({"id": identity} if identity is not None else {})


_EXPECTED = 'expected {"id": …, "text": …} on each line.'


def _row(line: str | UsageError, number: int) -> dict[str, Any]:
    if isinstance(line, UsageError):
        raise line
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        message = f"Line {number} is not JSON ({getattr(error, 'msg', 'nested too deep')}); {_EXPECTED}"
        raise UsageError(message) from error
    if not isinstance(row, dict):
        message = f"Line {number} is no JSON object; {_EXPECTED}"
        raise UsageError(message)
    return row


def _text(row: dict[str, Any], number: int) -> str:
    text = row.get("text")
    if not isinstance(text, str):
        message = f'Line {number} has no string field "text"; {_EXPECTED}'
        raise UsageError(message)
    return text


def attribution_json(attribution: Attribution) -> dict[str, Any]:
    """Return an attribution in the form of sayso's JSON contract; extras come last."""
    return {
        "id": attribution.id,
        "source": spans_to_json(attribution.source),
        "cue": spans_to_json(attribution.cue),
        "content": spans_to_json(attribution.content),
        "speaker": attribution.speaker,
        "source_kind": attribution.source_kind.value,
        "mode": attribution.mode.value,
        "certainty": attribution.certainty.value,
        "polarity": attribution.polarity.value,
        "kind": attribution.kind.value,
        "hops": [
            {"name": hop.name, "source_kind": hop.source_kind.value, "span": spans_to_json(hop.span)}
            for hop in attribution.hops
        ],
        "nested_in": attribution.nested_in,
        "score": attribution.score,
        "descriptor": _descriptor_json(attribution.descriptor),
        "resolved": _resolution_json(attribution.resolved),
    }


def _descriptor_json(descriptor: Descriptor | None) -> dict[str, Any] | None:
    if descriptor is None:
        return None
    told = ("number", "kind", "affiliation", "access", "condition")
    fields = {name: getattr(descriptor, name) for name in told}
    return fields | {"spans": {name: [span.start, span.end] for name, span in descriptor.spans}}


def _resolution_json(resolved: Resolution | None) -> dict[str, Any] | None:
    if resolved is None:
        return None
    return {
        "antecedent": [resolved.antecedent.start, resolved.antecedent.end],
        "how": resolved.how.value,
        "score": round(resolved.score, 4),
        "reasons": list(resolved.reasons),
    }


def mention_json(mention: Mention) -> dict[str, Any]:
    """Return a mention in the form of sayso's JSON contract.

    ``blame`` is the likeliest backing with which whoever is named is blamed for an attack, or null where they
    are rather not; ``blame_score`` is the probability that they are.
    """
    blamed = sum(mention.blame)
    likeliest = max(zip(mention.blame, Backing, strict=True))[1].value if blamed >= _BLAMED else None
    return {
        "span": [mention.span.start, mention.span.end],
        "kind": mention.kind.value,
        "score": mention.score,
        "blame": likeliest,
        "blame_score": round(blamed, 4),
    }


@functools.cache
def _stages() -> tuple[AnnotateStage, AttributeStage]:
    from sayso.annotate.stage import AnnotateStage
    from sayso.attribute.stage import AttributeStage

    return AnnotateStage(), AttributeStage()
