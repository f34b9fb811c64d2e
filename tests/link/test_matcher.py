from __future__ import annotations

import json
import shutil
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from sayso.annotate.model import subwords_of
from sayso.errors import ModelError
from sayso.link.keys import WIDTH, floats
from sayso.link.matcher import SHIPPED, Matcher, load, manifest_digest
from sayso.model.statement import Excerpt

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BRIDGE = Excerpt("the brigade blew up the bridge at Hask")
BRIDGE_AGAIN = Excerpt("the bridge at Hask was blown up by the brigade")
FERRY = Excerpt("the ferry sank with forty people aboard")
FERRY_AGAIN = Excerpt("forty people were on the ferry when it went down")
WHEAT = Excerpt("wheat prices will rise next year")
ODD = ["", "  ", "…", "\u200b", "\ud800", "\x00", "漢字", "e\u0301", "🜏"]


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return load(subwords_of())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "matcher"
    shutil.copytree(SHIPPED, made)
    return made


def test_the_shipped_matcher_loads_and_says_which_it_is(matcher: Matcher) -> None:
    assert matcher.name
    assert 0 < matcher.threshold < 1
    assert matcher.digest == manifest_digest()


def test_a_content_and_the_same_in_other_words_score_higher_than_another_matter(matcher: Matcher) -> None:
    for one, again in ((BRIDGE, BRIDGE_AGAIN), (FERRY, FERRY_AGAIN), (BRIDGE, BRIDGE), (WHEAT, WHEAT)):
        assert matcher.same(one, again) > matcher.threshold
    for one, other in ((BRIDGE, FERRY), (BRIDGE, WHEAT), (FERRY, WHEAT), (BRIDGE_AGAIN, FERRY_AGAIN)):
        assert matcher.same(one, other) < matcher.threshold


def test_embeddings_of_one_claim_lie_nearer_than_those_of_another(matcher: Matcher) -> None:
    vectors = floats([matcher.embed(text) for text in (BRIDGE, BRIDGE_AGAIN, FERRY, FERRY_AGAIN, WHEAT)])
    near = vectors @ vectors.T
    assert near[0, 1] > max(near[0, 2:])
    assert near[2, 3] > max(near[2, 0], near[2, 1], near[2, 4])


def test_the_order_of_two_contents_does_not_matter(matcher: Matcher) -> None:
    for one, other in combinations([BRIDGE, BRIDGE_AGAIN, WHEAT, *map(Excerpt, ODD)], 2):
        assert matcher.compare(one, other) == matcher.compare(other, one)


def test_the_same_contents_always_make_the_same_scores(matcher: Matcher) -> None:
    again = load(subwords_of())
    first = matcher.embed(BRIDGE), matcher.compare(BRIDGE, FERRY)
    matcher.compare(Excerpt("quite another content " * 9), WHEAT)
    assert first == (again.embed(BRIDGE), again.compare(BRIDGE, FERRY))
    assert first == (matcher.embed(BRIDGE), matcher.compare(BRIDGE, FERRY))


def test_nobody_contradicts_a_number_and_another_matter_does_not(matcher: Matcher) -> None:
    some, none = Excerpt("12 people died in the fire"), Excerpt("nobody died in the fire")
    assert matcher.compare(some, none).contradict > 0.5
    assert matcher.compare(FERRY, WHEAT).contradict < 0.5
    assert matcher.compare(BRIDGE, BRIDGE_AGAIN).contradict < 0.5


@pytest.mark.parametrize("text", ODD, ids=ascii)
def test_odd_text_is_read(matcher: Matcher, text: str) -> None:
    odd = Excerpt(text, text, text)
    assert len(matcher.embed(odd)) in {0, WIDTH}
    for other in (BRIDGE, odd):
        told = matcher.compare(odd, other)
        assert 0 <= told.same <= 1
        assert 0 <= told.contradict <= 1


@pytest.mark.parametrize("text", ["", "  ", "\n\t", "\u200b"], ids=ascii)
def test_a_content_without_words_has_no_embedding(matcher: Matcher, text: str) -> None:
    assert matcher.embed(Excerpt(text, "the mayor said", "on Monday")) == b""


@pytest.mark.parametrize("unit", ["a", "word ", "漢", "e\u0301", "…", "\ud800", " "], ids=ascii)
def test_a_very_long_content_is_read(matcher: Matcher, unit: str) -> None:
    text = unit * (100_000 // len(unit))
    long = Excerpt(text, text, text)
    assert len(matcher.embed(long)) == (0 if text.isspace() else WIDTH)
    assert 0 <= matcher.same(long, BRIDGE) <= 1


def test_only_the_beginning_of_a_content_is_read(matcher: Matcher) -> None:
    long = " ".join([BRIDGE.content] * 20)
    assert matcher.embed(Excerpt(long)) == matcher.embed(Excerpt(f"{long} {WHEAT.content}"))


def test_only_what_stands_next_to_a_content_is_read_with_it(matcher: Matcher) -> None:
    far = " ".join([WHEAT.content] * 20)
    near = Excerpt("it had gone down", far, far)
    assert matcher.embed(near) == matcher.embed(Excerpt(near.content, f"{BRIDGE.content} {far}", far))
    assert matcher.embed(near) != matcher.embed(Excerpt(near.content))


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def flip(file: Path) -> None:
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)


def empty(file: Path) -> None:
    file.write_bytes(b"")


def lose(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("damage", [cut, flip, empty, lose])
def test_a_damaged_or_missing_network_is_refused_with_advice(
    folder: Path, damage: Callable[[Path], None]
) -> None:
    damage(folder / "matcher.onnx")
    with pytest.raises(ModelError, match=r"Reinstall sayso\.$") as caught:
        load(subwords_of(), folder)
    assert str(folder) in str(caught.value)


@pytest.mark.parametrize("damage", [cut, empty, lose])
def test_a_damaged_or_missing_manifest_is_refused_with_advice(
    folder: Path, damage: Callable[[Path], None]
) -> None:
    damage(folder / "manifest.json")
    with pytest.raises(ModelError, match=r"Reinstall sayso\.$") as caught:
        load(subwords_of(), folder)
    assert str(folder) in str(caught.value)


@pytest.mark.parametrize(
    "raw",
    [
        b"[]",
        b"{}",
        b"null",
        b"\xff\xfe",
        b'{"name": "x", "threshold": 0.5, "files": {}}',
        b'{"name": "x", "threshold": 0.5, "files": null}',
        b'{"name": "x", "threshold": "high", "files": {"matcher.onnx": {"sha256": ""}}}',
        b'{"name": "x", "threshold": null, "files": {"matcher.onnx": {"sha256": ""}}}',
    ],
)
def test_a_manifest_that_says_something_else_is_refused_with_advice(folder: Path, raw: bytes) -> None:
    (folder / "manifest.json").write_bytes(raw)
    with pytest.raises(ModelError, match=r"Reinstall sayso\.$"):
        load(subwords_of(), folder)


def test_no_folder_is_refused_with_advice(tmp_path: Path) -> None:
    for ask in (manifest_digest, lambda folder: load(subwords_of(), folder)):
        with pytest.raises(ModelError, match=r"Reinstall sayso\.$"):
            ask(tmp_path / "nowhere")


def test_other_weights_have_another_digest(folder: Path) -> None:
    told = json.loads((folder / "manifest.json").read_text("utf-8"))
    told["version"] = "another"
    (folder / "manifest.json").write_text(json.dumps(told), "utf-8")
    assert manifest_digest(folder) != manifest_digest()
