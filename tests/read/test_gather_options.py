from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.errors import UsageError
from sayso.model.document import Document, Precision
from sayso.model.item import Item
from sayso.read.gather import gather
from sayso.read.options import GatherOptions
from sayso.read.stage import ReadStage

if TYPE_CHECKING:
    from pathlib import Path


def documents(path: Path, options: GatherOptions) -> list[Document]:
    items = [item for item in gather([str(path)], options) if isinstance(item, Item)]
    return [one for one in ReadStage()(items) if isinstance(one, Document)]


def test_the_users_date_serves_files_and_members_that_tell_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The guard said that the tower had fallen at dawn.")
    (tmp_path / "b.jsonl").write_text('{"text": "The guard said that the tower had fallen at noon."}\n')
    for document in documents(tmp_path, GatherOptions(published="2031-03")):
        assert document.published is not None
        assert (document.published.value, document.published.precision) == ("2031-03", Precision.MONTH)
        assert dict(document.found)["published"] == "told from outside"


def test_a_date_that_could_be_two_days_is_refused() -> None:
    with pytest.raises(UsageError, match="--published"):
        GatherOptions(published="03/04/2031")
