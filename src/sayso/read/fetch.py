"""Fetching one page from the public web, and from nowhere else."""

from __future__ import annotations

import re
import socket
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sayso.errors import FetchError
from sayso.read.addresses import literal
from sayso.read.config import MEGABYTE
from sayso.read.deadline import Deadline

if TYPE_CHECKING:
    import httpcore
    import httpx

OK, REDIRECTED = 200, 300
"""HTTP statuses from the first up to below the second deliver what was asked for."""
_TOO_MANY = 429
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_READABLE = re.compile(
    r"^(?:text/.+|message/rfc822|multipart/related|binary/octet-stream|application/(?:pdf|x-pdf|octet-stream|gzip|warc|json"
    r"|(?:x-)?ndjson|jsonl|xml|(?:[\w.-]+\+)?xml|vnd\.openxmlformats-officedocument\.wordprocessingml\.document))$"
)
_ADVICE = "save it in a browser and add the file"

Resolver = Callable[[str, int], Sequence[str]]
"""From a host's name and a port to all its addresses, as text. Raises OSError if there are none."""


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """Limits of fetching. Sizes are in bytes, times in seconds."""

    max_bytes: int = 50 * MEGABYTE
    seconds: float = 60.0
    """For everything, redirects included."""
    step_seconds: float = 15.0
    """For one connection attempt, one read or one write."""
    redirects: int = 5
    ports: tuple[int, ...] = (80, 443)
    user_agent: str = "sayso (reads pages that its user asks for)"


@dataclass(frozen=True, slots=True)
class Fetched:
    """The answer: bytes and what the server said about them."""

    data: bytes
    url: str
    """After redirects."""
    status: int
    media_type: str | None
    charset: str | None
    last_modified: str | None = None


class Fetcher(Protocol):
    """Whatever can fetch an address; tests put their own in place of :func:`fetch`."""

    def __call__(self, address: str, options: FetchOptions) -> Fetched:
        """Return the page, or raise FetchError."""


def resolve(host: str, port: int) -> Sequence[str]:
    """Return all addresses of a host, as the operating system knows them. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def fetch(
    address: str,
    options: FetchOptions,
    *,
    resolver: Resolver = resolve,
    backend: httpcore.NetworkBackend | None = None,
) -> Fetched:
    """Fetch an http or https address.

    The host is resolved once a connection, every address it has must be public, and the connection is
    made to that very address; so neither a redirect nor a name server that changes its mind leads
    into a private network. Proxies and cookies are not used.

    Args:
        address: What to fetch.
        options: Limits.
        resolver: Name resolution; tests give their own.
        backend: Makes the connections; tests give their own.

    Raises:
        FetchError: the address must not be fetched, or could not be; the message says why.
    """
    import httpcore
    import httpx

    from sayso.read.guard import GuardedBackend

    deadline = Deadline.after(options.seconds)
    guarded = GuardedBackend(backend or httpcore.SyncBackend(), resolver, deadline)
    with httpcore.ConnectionPool(
        ssl_context=httpx.create_ssl_context(trust_env=False), network_backend=guarded, retries=0
    ) as pool:
        for _ in range(options.redirects + 1):
            url = permitted(address, options)
            try:
                answer = _get(pool, url, options, deadline)
            except httpcore.TimeoutException as problem:
                message = (
                    f"{url} did not answer within {options.seconds:g} seconds; try again later, or {_ADVICE}"
                )
                raise FetchError(message) from problem
            except (httpcore.NetworkError, httpcore.ProtocolError) as problem:
                message = (
                    f"{url} could not be fetched ({str(problem) or type(problem).__name__}); check "
                    "the address"
                )
                raise FetchError(message) from problem
            if isinstance(answer, Fetched):
                return answer
            address = str(_join(url, answer))
    message = (
        f"{address} redirects more than {options.redirects} times; open it in a browser and give "
        "the last address"
    )
    raise FetchError(message)


def permitted(address: str, options: FetchOptions) -> httpx.URL:
    """Return the parsed address if its form allows fetching it.

    Raises:
        FetchError: another scheme, no host, credentials, a port that is not allowed, a disguised host.
    """
    import httpx

    try:
        url = httpx.URL(address.strip())
        host, port = url.host, url.port
    except (httpx.InvalidURL, ValueError) as problem:
        message = f"{address!r} is not a web address: {problem}"
        raise FetchError(message) from problem
    if url.scheme not in {"http", "https"}:
        message = f"{address!r}: only http and https addresses are fetched"
        raise FetchError(message)
    if not host:
        message = f"{address!r} names no host"
        raise FetchError(message)
    if url.userinfo:
        message = "the address carries a user name or password, which would be stored; give it without"
        raise FetchError(message)
    if port is not None and port not in options.ports:
        allowed = ", ".join(str(port) for port in options.ports)
        message = f"{address!r}: port {port} is not among those that may be used ({allowed})"
        raise FetchError(message)
    literal(host)
    return url


def _join(url: httpx.URL, location: str) -> httpx.URL:
    import httpx

    try:
        return url.join(location)
    except (httpx.InvalidURL, ValueError) as problem:
        message = f"{url} redirects to something that is not an address ({location[:200]!r})"
        raise FetchError(message) from problem


def _get(
    pool: httpcore.ConnectionPool, url: httpx.URL, options: FetchOptions, deadline: Deadline
) -> Fetched | str:
    """Return the page, or the location that it redirects to."""
    step = min(options.step_seconds, max(0.0, deadline.left()))
    headers: dict[bytes | str, bytes | str] = {
        "Host": url.netloc.decode("ascii"),
        "User-Agent": options.user_agent,
        "Accept": "text/html,application/xhtml+xml,application/pdf,*/*;q=0.5",
        "Accept-Encoding": "gzip, identity",
    }
    limits = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), step)}
    with pool.stream(
        "GET", str(url.copy_with(fragment=None)), headers=headers, extensions=limits
    ) as response:
        told = {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in reversed(response.headers)
        }
        if response.status in _REDIRECTS:
            if "location" not in told:
                message = f"{url} answers with a redirect (HTTP {response.status}) to nowhere"
                raise FetchError(message)
            return told["location"]
        if not OK <= response.status < REDIRECTED:
            message = f"{url} answers with HTTP {response.status}; {_why(response.status)}"
            raise FetchError(message)
        media_type, charset = content_type(told.get("content-type"))
        if media_type and not _READABLE.match(media_type):
            message = f"{url} is {media_type}, which sayso has no reader for"
            raise FetchError(message)
        data = _body(response.iter_stream(), told.get("content-encoding", ""), url, options, deadline)
        return Fetched(data, str(url), response.status, media_type, charset, told.get("last-modified"))


def content_type(header: str | None) -> tuple[str | None, str | None]:
    """Return media type and charset of a Content-Type header, each None if it is not told."""
    if not header:
        return None, None
    media_type, _, parameters = header.partition(";")
    match = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", parameters, re.IGNORECASE)
    return media_type.strip().lower() or None, match.group(1) if match else None


def _body(
    chunks: Iterable[bytes], encoding: str, url: httpx.URL, options: FetchOptions, deadline: Deadline
) -> bytes:
    encoding = encoding.strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip"}:
        message = f"{url} is compressed as {encoding!r}, which was not asked for; {_ADVICE}"
        raise FetchError(message)
    unpack = zlib.decompressobj(wbits=31) if "gzip" in encoding else None
    body = bytearray()
    for chunk in chunks:
        if deadline.left() < 0:
            message = f"{url} took longer than {options.seconds:g} seconds; try again later, or {_ADVICE}"
            raise FetchError(message)
        try:
            # One byte over the limit is enough to know, so a bomb never unfolds.
            body += unpack.decompress(chunk, options.max_bytes + 1 - len(body)) if unpack else chunk
        except zlib.error as problem:
            message = f"{url} sent damaged gzip data; try again later, or {_ADVICE}"
            raise FetchError(message) from problem
        if len(body) > options.max_bytes:
            message = f"{url} is larger than {options.max_bytes:,} bytes; {_ADVICE}, or raise the limit"
            raise FetchError(message)
    if unpack and not unpack.eof:
        message = f"{url} broke off in the middle; try again later"
        raise FetchError(message)
    return bytes(body)


def _why(status: int) -> str:
    if status in {401, 403, 407, 451}:
        return f"it is not open to programs: {_ADVICE}"
    if status in {404, 410}:
        return "there is no such page: look for it in a web archive"
    if status == _TOO_MANY:
        return "it asks to be fetched more slowly: try again later"
    return f"try again later, or {_ADVICE}"
