from __future__ import annotations

import gzip
import ssl
from typing import Any

import httpcore
import pytest

from sayso.errors import FetchError
from sayso.read.deadline import Deadline
from sayso.read.fetch import Fetched, FetchOptions, content_type, fetch
from sayso.read.guard import GuardedBackend

PUBLIC = "93.184.216.34"
PAGE = b"<html><body><p>The bridge is open.</p></body></html>"


class Stream(httpcore.NetworkStream):
    """A connection that answers with given bytes, and keeps what was sent."""

    def __init__(self, answer: list[bytes], log: list[str]) -> None:
        self.answer = list(answer)
        self.log = log
        self.sent = b""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        assert timeout is not None
        if not self.answer:
            return b""
        piece = self.answer.pop(0)
        if len(piece) > max_bytes:
            self.answer.insert(0, piece[max_bytes:])
        return piece[:max_bytes]

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.sent += buffer
        for line in buffer.decode("latin-1").split("\r\n"):
            if line.lower().startswith(("host:", "user-agent:", "get ", "authorization:", "cookie:")):
                self.log.append(line)

    def close(self) -> None:
        pass

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        assert ssl_context.verify_mode == ssl.CERT_REQUIRED
        assert ssl_context.check_hostname
        self.log.append(f"tls {server_hostname}")
        return self

    def get_extra_info(self, info: str) -> Any:
        return None


class Net(httpcore.NetworkBackend):
    """A network of answers, one a connection."""

    def __init__(self, *answers: bytes | list[bytes]) -> None:
        self.answers = [answer if isinstance(answer, list) else [answer] for answer in answers]
        self.log: list[str] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        self.log.append(f"connect {host}:{port}")
        if not self.answers:
            raise httpcore.ConnectError(host)
        return Stream(self.answers.pop(0), self.log)


def answer(body: bytes = PAGE, status: str = "200 OK", **headers: str) -> bytes:
    usual = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(body)),
        "Connection": "close",
    }
    for name, value in headers.items():
        usual[name.replace("_", "-")] = value
    lines = "".join(f"{name}: {value}\r\n" for name, value in usual.items() if value)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def redirect(to: str, status: str = "302 Found") -> bytes:
    return answer(b"", status, Location=to)


def get(address: str, net: Net, names: dict[str, list[str]] | None = None, **limits: Any) -> Fetched:
    table = {"varopost.example": [PUBLIC], **(names or {})}

    def resolver(host: str, port: int) -> list[str]:
        if host not in table:
            raise OSError(host)
        return table[host]

    return fetch(address, FetchOptions(**limits), resolver=resolver, backend=net)


def test_a_page() -> None:
    net = Net(answer())
    page = get("http://varopost.example/a?b=1#part", net)
    assert (page.data, page.status, page.media_type, page.charset) == (PAGE, 200, "text/html", "utf-8")
    assert page.url == "http://varopost.example/a?b=1#part"
    assert net.log[0] == f"connect {PUBLIC}:80"
    assert "GET /a?b=1 HTTP/1.1" in net.log
    assert "Host: varopost.example" in net.log
    assert any(line.startswith("User-Agent: sayso") for line in net.log)


def test_tls_sees_the_name_and_the_socket_the_checked_address() -> None:
    net = Net(answer())
    get("https://varopost.example/", net)
    assert net.log[:2] == [f"connect {PUBLIC}:443", "tls varopost.example"]


def test_redirects_are_followed_and_the_last_address_is_kept() -> None:
    net = Net(redirect("/b"), redirect("https://www.varopost.example/c", "301 Moved"), answer())
    page = get("http://varopost.example/a", net, {"www.varopost.example": [PUBLIC]})
    assert page.url == "https://www.varopost.example/c"


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/", "http://10.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest/",
        "http://2130706433/", "http://0177.0.0.1/", "http://0x7f.1/", "http://127.1/", "//192.168.0.1/x", "http://inside.example/",
        "ftp://varopost.example/", "file:///etc/passwd", "gopher://varopost.example/", "http://varopost.example:22/",
        "http://user:secret@varopost.example/", "http://localhost/", "javascript:alert(1)", "http://[fe80::1]/",
        "http://100.64.0.1/", "http://0.0.0.0/", "http://①②⑦.⓪.⓪.①/",
    ],
)  # fmt: skip
@pytest.mark.parametrize("by_redirect", [False, True])
def test_nothing_inside_is_ever_connected_to(target: str, by_redirect: bool) -> None:
    names = {"inside.example": ["10.9.8.7"], "localhost": ["127.0.0.1"]}
    net = Net(redirect(target), answer()) if by_redirect else Net(answer())
    with pytest.raises(FetchError):
        get("http://varopost.example/" if by_redirect else target, net, names)
    connected = [line for line in net.log if line.startswith("connect")]
    assert connected == ([f"connect {PUBLIC}:80"] if by_redirect else [])


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    net = Net(answer())
    with pytest.raises(FetchError, match="not a public one"):
        get("http://both.example/", net, {"both.example": [PUBLIC, "192.168.1.1"]})
    assert net.log == []


def test_a_name_server_that_changes_its_mind_gains_nothing() -> None:
    asked = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return [PUBLIC] if len(asked) == 1 else ["127.0.0.1"]

    net = Net(answer())
    fetch("http://rebind.example/", FetchOptions(), resolver=resolver, backend=net)
    assert net.log[0] == f"connect {PUBLIC}:80"
    assert asked == ["rebind.example"]
    net = Net(redirect("http://rebind.example/again"), answer())
    asked.clear()
    with pytest.raises(FetchError, match="not a public one"):
        fetch("http://rebind.example/", FetchOptions(), resolver=resolver, backend=net)
    assert [line for line in net.log if line.startswith("connect")] == [f"connect {PUBLIC}:80"]


def test_a_circle_of_redirects_ends() -> None:
    net = Net(*[redirect("http://varopost.example/")] * 20)
    with pytest.raises(FetchError, match="more than 5 times"):
        get("http://varopost.example/", net)
    assert len([line for line in net.log if line.startswith("connect")]) == 6


@pytest.mark.parametrize("length", ["", "5000"])
def test_a_body_over_the_limit_is_dropped_while_it_streams(length: str) -> None:
    with pytest.raises(FetchError, match="larger than 1,000 bytes"):
        get("http://varopost.example/", Net(answer(b"x" * 5000, Content_Length=length)), max_bytes=1000)


def test_packed_bodies_are_unpacked_within_the_limit() -> None:
    packed = gzip.compress(PAGE)
    assert get("http://varopost.example/", Net(answer(packed, Content_Encoding="gzip"))).data == PAGE
    bomb = gzip.compress(b"\x00" * 50_000_000)
    with pytest.raises(FetchError, match="larger than"):
        get("http://varopost.example/", Net(answer(bomb, Content_Encoding="gzip")), max_bytes=10_000)
    with pytest.raises(FetchError, match="broke off"):
        get("http://varopost.example/", Net(answer(packed[:-9], Content_Encoding="gzip")))
    with pytest.raises(FetchError, match="damaged gzip"):
        get("http://varopost.example/", Net(answer(b"no gzip at all", Content_Encoding="gzip")))
    with pytest.raises(FetchError, match="not asked for"):
        get("http://varopost.example/", Net(answer(b"x", Content_Encoding="br")))


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        ("404 Not Found", "web archive"),
        ("403 Forbidden", "save it"),
        ("429 Slow", "more slowly"),
        ("500 Oh", "later"),
    ],
)
def test_refusals_say_what_to_do(status: str, advice: str) -> None:
    with pytest.raises(FetchError, match=advice) as told:
        get("http://varopost.example/", Net(answer(b"", status)))
    assert status[:3] in str(told.value)


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "application/javascript"])
def test_what_nobody_can_read_is_not_downloaded(kind: str) -> None:
    with pytest.raises(FetchError, match="no reader"):
        get("http://varopost.example/", Net(answer(Content_Type=kind)))


@pytest.mark.parametrize(
    "broken", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nshort", redirect("")]
)
def test_broken_answers(broken: bytes) -> None:
    with pytest.raises(FetchError):
        get("http://varopost.example/", Net(broken))


def test_unknown_hosts_and_closed_doors() -> None:
    with pytest.raises(FetchError, match="was not found"):
        get("http://nowhere.example/", Net(answer()))
    with pytest.raises(FetchError, match="could not be fetched"):
        get("http://varopost.example/", Net())


def test_a_second_address_is_tried_when_the_first_does_not_answer() -> None:
    class Half(Net):
        def connect_tcp(self, host: str, port: int, *more: Any, **rest: Any) -> httpcore.NetworkStream:
            if host == PUBLIC:
                raise httpcore.ConnectError(host)
            return super().connect_tcp(host, port, *more, **rest)

    net = Half(answer())
    assert get("http://two.example/", net, {"two.example": [PUBLIC, "93.184.216.35"]}).data == PAGE
    assert net.log[0] == "connect 93.184.216.35:80"


def test_a_server_that_drips_does_not_outlast_the_deadline() -> None:
    now = [0.0]

    class Slow(Stream):
        def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
            assert timeout is not None
            assert timeout <= 10 - now[0]
            now[0] += 3
            return b"x"

    class SlowNet(Net):
        def connect_tcp(self, *a: Any, **k: Any) -> httpcore.NetworkStream:
            return Slow([], [])

    guarded = GuardedBackend(SlowNet(), lambda host, port: [PUBLIC], Deadline.after(10, clock=lambda: now[0]))
    stream = guarded.connect_tcp("varopost.example", 80, 15)
    for _ in range(4):
        stream.read(10, 15)
    with pytest.raises(httpcore.ReadTimeout):
        stream.read(10, 15)
    assert now[0] == 12


def test_no_time_left_is_told_as_such() -> None:
    with pytest.raises(FetchError, match="did not answer within 0 seconds"):
        get("http://varopost.example/", Net(answer()), seconds=0)


def test_local_sockets_are_refused() -> None:
    guarded = GuardedBackend(Net(), lambda host, port: [PUBLIC], Deadline.after(10))
    with pytest.raises(FetchError):
        guarded.connect_unix_socket("/run/some.socket")


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("text/html; charset=UTF-8", ("text/html", "UTF-8")),
        ('Text/Plain;Charset="koi8-r"; x=y', ("text/plain", "koi8-r")),
        ("", (None, None)),
        (None, (None, None)),
        (";;", (None, None)),
    ],
)
def test_content_types(header: str | None, told: tuple[str | None, str | None]) -> None:
    assert content_type(header) == told
