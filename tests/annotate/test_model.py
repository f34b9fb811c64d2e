from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from sayso.annotate.model import SHIPPED, load, manifest_digest
from sayso.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    shutil.copytree(SHIPPED, folder)
    return folder


def test_the_shipped_model_stays_under_forty_megabytes() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 40_000_000


def test_no_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="Reinstall sayso"):
        load(tmp_path / "nothing")


@pytest.mark.parametrize("name", ["encoder.onnx", "cue.onnx", "vocabulary.txt"])
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(ModelError, match=name):
        load(copy)


def test_a_changed_file_is_not_trusted(copy: Path) -> None:
    with (copy / "cue.onnx").open("ab") as file:
        file.write(b"x")
    with pytest.raises(ModelError, match=r"cue\.onnx.*damaged"):
        load(copy)


def test_the_digest_names_the_weights(copy: Path) -> None:
    assert manifest_digest(copy) == manifest_digest(SHIPPED) == load(copy).digest
    (copy / "manifest.json").write_text((copy / "manifest.json").read_text() + "\n")
    assert manifest_digest(copy) != manifest_digest(SHIPPED)
