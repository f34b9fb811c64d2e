from __future__ import annotations

import numpy as np

from sayso.annotate.decode import RoleSpan
from sayso.annotate.facets import FACETS, Heads, Parts, tell
from sayso.annotate.mentions import softmax, token_mentions

SIZE = sum(map(len, FACETS.values()))


def test_each_facet_has_probabilities_of_its_own() -> None:
    def facets(*states: np.ndarray) -> np.ndarray:
        content, cue, source = states
        assert content.shape == cue.shape == source.shape == (1, 12)
        assert source.any()
        return np.arange(SIZE, dtype=np.float32)[None]

    heads = Heads(facets, lambda *states: states[0][:, :4])
    state = np.ones((10, 4), dtype=np.float32)
    spans = [
        RoleSpan(first, first + 1, role, 1.0)
        for first, role in ((21, "content"), (24, "cue"), (26, "source"))
    ]
    (answer,) = tell([Parts(state, 20, *spans)], heads)
    for name, values in FACETS.items():
        assert list(answer.facets[name]) == list(values)
        assert abs(sum(answer.facets[name].values()) - 1) < 1e-5
        assert max(answer.facets[name], key=answer.facets[name].__getitem__) == values[-1]
    assert answer.meaning.shape == (4,)


def test_no_source_is_zeros() -> None:
    seen: list[np.ndarray] = []

    def facets(*states: np.ndarray) -> np.ndarray:
        seen.append(states[2])
        return np.zeros((1, SIZE), dtype=np.float32)

    state = np.ones((4, 4), dtype=np.float32)
    content, cue = RoleSpan(0, 1, "content", 1.0), RoleSpan(2, 2, "cue", 1.0)
    tell([Parts(state, 0, content, cue, None)], Heads(facets, lambda s: s))
    assert tell([], Heads(facets, lambda s: s)) == []
    assert not seen[0].any()


def test_blame_is_averaged_over_a_name() -> None:
    scores = np.full((3, 17), -9.0, dtype=np.float32)
    scores[0, 1], scores[1, 2], scores[2, 0] = 0, 0, 0
    blame = np.array([[4, 0, 0], [0, 4, 0], [9, 0, 0]], dtype=np.float32)
    (mention,) = token_mentions(scores, blame, np.zeros(3, dtype=np.int64))
    assert mention.span.role == "person"
    assert np.allclose(mention.blame, softmax(np.array([2, 2, 0], dtype=np.float32)))
