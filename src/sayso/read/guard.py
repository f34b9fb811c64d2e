"""The network as fetching sees it: connections to checked addresses, under one deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpcore

from sayso.errors import FetchError
from sayso.read.addresses import literal, public

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Sequence

    from sayso.read.deadline import Deadline


class GuardedBackend(httpcore.NetworkBackend):
    """Resolves a host, checks all its addresses, and connects to one of those that were checked.

    TLS and the Host header still see the name, because only the socket is opened here.
    """

    def __init__(
        self,
        inner: httpcore.NetworkBackend,
        resolver: Callable[[str, int], Sequence[str]],
        deadline: Deadline,
    ) -> None:
        self._inner = inner
        self._resolver = resolver
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to a public address of the host.

        Raises:
            FetchError: the host has no address, or one that is not public.
            httpcore.ConnectError: none of its addresses answers.
        """
        problem: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in self._checked(host, port):
            try:
                stream = self._inner.connect_tcp(
                    address, port, _shorter(timeout, self._deadline), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failure:
                problem = failure
                continue
            return _TimedStream(stream, self._deadline)
        raise problem or httpcore.ConnectError(f"no address of {host} answers")

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002  the signature is httpcore's
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """Refuse: local sockets are not the public web."""
        message = f"sayso does not fetch from local sockets ({path})"
        raise FetchError(message)

    def _checked(self, host: str, port: int) -> list[str]:
        written = literal(host)
        if written is not None:
            return [str(public(str(written)))]
        try:
            found = self._resolver(host, port)
        except (OSError, UnicodeError) as failure:
            message = f"the host {host!r} was not found; check the spelling and the connection"
            raise FetchError(message) from failure
        if not found:
            message = f"the host {host!r} has no address"
            raise FetchError(message)
        # All must be public: a host that also answers with a private address is not to be trusted.
        return [str(public(address)) for address in found]


class _TimedStream(httpcore.NetworkStream):
    """A stream on which no step lasts beyond the deadline, however slowly the other side drips."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _shorter(timeout, self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _shorter(timeout, self._deadline))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._inner.start_tls(ssl_context, server_hostname, _shorter(timeout, self._deadline))
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401  the signature is httpcore's
        return self._inner.get_extra_info(info)


def _shorter(timeout: float | None, deadline: Deadline) -> float:
    left = deadline.left()
    if left <= 0:
        message = "time is up"
        raise httpcore.ReadTimeout(message)
    return left if timeout is None else min(timeout, left)
