"""Item: bytes that were obtained, before anybody has understood them."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.ids import content_id, sha256


@dataclass(frozen=True, slots=True)
class Item:
    """One report's bytes, and what the way they came tells about them.

    A container (JSONL, WARC, feed, mail with attachments) is one item a member; ``location``
    then names the place inside it, as in ``corpus.jsonl#L17``.
    """

    data: bytes
    location: str
    """Path, address or ``-``, as a person would type it to get there again."""
    obtained: str
    """How: ``file``, ``url``, ``stdin``, or ``member`` of a container."""
    media_type: str | None = None
    """As declared by whoever delivered it, if anybody did; a reader sniffs when this is None."""
    charset: str | None = None
    key: str | None = None
    """The id that the report came with (a JSONL ``id``, a mail's Message-ID, a feed entry's id)."""
    given: tuple[tuple[str, str], ...] = ()
    """Metadata told from outside, such as ``("url", …)`` of a fetched page; sorted pairs.

    Names: title, author, outlet, published, url, language, text-field names of ``--map``
    (``map.text`` …), and for fetched items the HTTP facts ``http.status``, ``http.final_url``.
    """

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        return sha256(self.data)

    @property
    def outlet(self) -> str:
        """The outlet as told from outside, or the empty string."""
        return dict(self.given).get("outlet", "")

    @property
    def id(self) -> str:
        """The id of the document that these bytes become: same bytes, same outlet, same id."""
        return content_id("doc", self.sha256, self.outlet)
