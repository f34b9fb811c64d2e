"""What the network is told about a batch: a loss for each head."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
from batches import FEATURES, Batch, layer, roles
from corpus import IGNORE, Links, links
from torch import Tensor
from torch.nn.functional import cross_entropy, log_softmax, nll_loss

from sayso.annotate.decode import MENTION_TAGS, TAGS
from sayso.annotate.facets import FACETS
from sayso.annotate.link import relations

if TYPE_CHECKING:
    from network import Reader

    from sayso.annotate.decode import RoleSpan

SILVER = 0.2
"""Weight of facets that rules told, against those a person did."""
FEWEST = 1500
"""Tokens that a sum of losses is divided by at least, so that few tokens do not shout."""
TEACHING = 0.5
"""Share of the losses on roles and mentions that a teacher gives."""
LIKENESS = 0.5
"""Weight of being unlike the teachers' states, for a student of their width."""
_BITS = 1 << np.arange(len(MENTION_TAGS))


class Weights(NamedTuple):
    """Weight of each head's loss."""

    roles: float = 1.0
    links: float = 0.3
    mentions: float = 0.3
    factuality: float = 0.3
    blame: float = 0.15
    facets: float = 0.15
    meaning: float = 0.2
    likeness: float = LIKENESS


def total_loss(
    model: Reader, batch: Batch, teachers: list[Reader], weights: Weights
) -> tuple[Tensor, Tensor]:
    """Return the weighted sum of all losses, and each of them without its weight."""
    inputs = {name: batch.inputs[name] for name in (*FEATURES, "mask")}
    states, tags, mentions, factuality, blame = model(**inputs)
    shape = (states.shape[0], states.shape[1])
    gold = [links(*example) for example in batch.examples]
    facets, meaning = _span_losses(model, states, batch, gold)
    on = states.device
    gold_roles = roles(batch.examples, shape).to(on)
    role_loss = _mean(
        cross_entropy(tags.view(-1, len(TAGS)), gold_roles.view(-1), ignore_index=IGNORE, reduction="none"),
        gold_roles.view(-1) != IGNORE,
    )
    named = mention_loss(mentions, torch.from_numpy(layer(batch.examples, shape, "mentions", 0)).to(on))
    if teachers:
        clean = inputs | {"ids": batch.inputs["clean"]}
        with torch.no_grad():
            answers = [teacher(**clean) for teacher in teachers]
        real = batch.inputs["mask"].bool().view(-1)
        role_loss = (1 - TEACHING) * role_loss + TEACHING * _distance(tags, [a[1] for a in answers], real)
        named = (1 - TEACHING) * named + TEACHING * _distance(mentions, [a[2] for a in answers], real)
        likeness = _unlikeness(states, [a[0] for a in answers], real)
    else:
        likeness = states.sum() * 0
    happened = torch.from_numpy(layer(batch.examples, shape, "factuality", np.nan)).to(on)
    known = happened.isfinite()
    losses = Weights(
        roles=role_loss,
        links=_link_loss(model, states, batch, gold),
        mentions=named,
        factuality=(factuality.squeeze(-1)[known] - happened[known]).abs().sum() / max(int(known.sum()), 60),
        blame=blame_loss(blame, torch.from_numpy(layer(batch.examples, shape, "blame", IGNORE)).to(on)),
        facets=facets,
        meaning=meaning,
        likeness=likeness,
    )
    loss = sum(weight * part for weight, part in zip(weights, losses, strict=True))
    return loss, torch.stack([part.detach() for part in losses])


def _mean(losses: Tensor, known: Tensor) -> Tensor:
    return losses.sum() / max(int(known.sum()), FEWEST)


def _distance(scores: Tensor, answers: list[Tensor], real: Tensor) -> Tensor:
    """Cross-entropy against the mean of the teachers' probabilities, over real tokens."""
    wanted = torch.stack([answer.softmax(-1) for answer in answers]).mean(0)
    losses = -(wanted * log_softmax(scores, -1)).sum(-1).view(-1)
    return _mean(losses * real, real)


def _unlikeness(states: Tensor, answers: list[Tensor], real: Tensor) -> Tensor:
    """Squared distance from the mean of the teachers' states, by its own square; 0 for other widths."""
    wanted = torch.stack(answers).mean(0)
    if wanted.shape != states.shape:
        return states.sum() * 0
    apart = ((states - wanted) ** 2).sum(-1).view(-1) / (wanted**2).sum(-1).view(-1)
    return _mean(apart * real, real)


def mention_loss(scores: Tensor, allowed: Tensor) -> Tensor:
    """Negative log probability of all tags that a token may have; nothing where nothing is known."""
    choices = (allowed[..., None] & torch.from_numpy(_BITS).to(scores.device)) > 0
    known = allowed > 0
    chances = torch.where(choices, log_softmax(scores, -1), -1e9).logsumexp(-1)
    return _mean(-(chances * known), known)


def blame_loss(scores: Tensor, gold: Tensor) -> Tensor:
    """Cross-entropy at the names of organisations."""
    known = gold != IGNORE
    losses = cross_entropy(
        scores.view(-1, scores.shape[-1]), gold.view(-1), ignore_index=IGNORE, reduction="sum"
    )
    return losses / max(int(known.sum()), 60)


def span_states(states: Tensor, spans: list[RoleSpan], offset: int) -> Tensor:
    """The differentiable twin of :func:`sayso.annotate.link.span_states`."""
    first = torch.tensor([span.first - offset for span in spans], device=states.device)
    last = torch.tensor([span.last - offset for span in spans], device=states.device)
    sums = torch.cat([torch.zeros_like(states[:1]), states.cumsum(0)])
    mean = (sums[last + 1] - sums[first]) / (last - first + 1)[:, None]
    return torch.cat([states[first], states[last], mean], dim=1)


def _link_loss(model: Reader, states: Tensor, batch: Batch, gold: list[Links]) -> Tensor:
    """Mean cross-entropy of the two choices over a batch's windows."""
    losses: list[Tensor] = []
    for row, ((article, window), spans) in enumerate(zip(batch.examples, gold, strict=True)):
        here = states[row, 1 : len(window) + 1]
        for scorer, left, right, target in (
            (model.cue_scorer, spans.contents, spans.cues, spans.cue_of),
            (model.source_scorer, spans.cues, spans.sources, spans.source_of),
        ):
            if left and right:
                features = torch.from_numpy(relations(left, right, spans.cues, article.layout)).to(
                    states.device
                )
                scores = scorer(
                    span_states(here, left, window.start), span_states(here, right, window.start), features
                )
                losses.append(nll_loss(scores, torch.tensor(target, device=states.device), reduction="none"))
    return torch.cat(losses).mean() if losses else states.sum() * 0


def _span_losses(model: Reader, states: Tensor, batch: Batch, gold: list[Links]) -> tuple[Tensor, Tensor]:
    """Loss of the facets of attributions, and of the meaning of contents."""
    parts: list[tuple[Tensor, Tensor, Tensor]] = []
    targets: list[tuple[int, ...]] = []
    sure: list[float] = []
    wanted: list[Tensor] = []
    meant: list[Tensor] = []
    for row, ((article, window), spans) in enumerate(zip(batch.examples, gold, strict=True)):
        if not spans.contents:
            continue
        here = states[row, 1 : len(window) + 1]
        contents = span_states(here, spans.contents, window.start)
        cues = span_states(here, spans.cues, window.start) if spans.cues else None
        sources = span_states(here, spans.sources, window.start) if spans.sources else None
        for place, (number, cue, source) in enumerate(spans.whole):
            item = article.gold[number]
            if cue is not None and cues is not None:
                nothing = torch.zeros_like(contents[0])
                parts.append(
                    (
                        contents[place],
                        cues[cue],
                        nothing if source is None or sources is None else sources[source],
                    )
                )
                targets.append(item.facets)
                sure.append(1.0 if item.sure else SILVER)
            if number in article.embeddings and len(item.content) == 1:
                meant.append(contents[place])
                wanted.append(torch.from_numpy(article.embeddings[number]).to(states.device))
    nothing = states.sum() * 0
    facet_loss = nothing
    if parts:
        scores = model.facets(*(torch.stack(column) for column in zip(*parts, strict=True)))
        weight = torch.tensor(sure, device=states.device)
        gold_values = torch.tensor(targets, device=states.device)
        begin = 0
        for column, names in enumerate(FACETS.values()):
            some = cross_entropy(
                scores[:, begin : begin + len(names)],
                gold_values[:, column],
                ignore_index=IGNORE,
                reduction="none",
            )
            facet_loss = facet_loss + (some * weight).sum() / max(len(parts), 20)
            begin += len(names)
    if not meant:
        return facet_loss, nothing
    closeness = (model.meaning(torch.stack(meant)) * torch.stack(wanted)).sum(-1)
    return facet_loss, (1 - closeness).mean()
