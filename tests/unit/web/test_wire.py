"""What clients that are no browsers send: byte by byte, twice, without end, or not at all."""

import re
import socket
import time
from collections.abc import Iterator

import pytest

from support.web import Client, Serving
from woo_redact.web.guard import MOST_BODY
from woo_redact.web.protocol import PatientProtocol


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PatientProtocol, "request_seconds", 0.5)
    monkeypatch.setattr(PatientProtocol, "answer_seconds", 0.5)


@pytest.fixture
def client(untouched: Serving) -> Client:
    return untouched.client()


@pytest.fixture
def wire(client: Client) -> Iterator[socket.socket]:
    with connect(client) as taken:
        yield taken


def connect(client: Client) -> socket.socket:
    return socket.create_connection(("127.0.0.1", client.address.port), timeout=20)


def head(client: Client, *lines: str, method: str = "POST", path: str = "/api/search") -> bytes:
    """The head of a request that is right but for ``lines``."""
    own = (
        f"{method} {path} HTTP/1.1",
        f"Host: {client.address.hosts[0]}",
        f"Cookie: {client.address.cookie}={client.cookie}",
        f"Origin: {client.address.url}",
        "Content-Type: application/json",
    )
    return "\r\n".join((*own, *lines, "", "")).encode()


def answer(wire: socket.socket) -> bytes:
    """Everything until the server hangs up or says no more for a while."""
    wire.settimeout(1.5)
    got = b""
    try:
        while more := wire.recv(65536):
            got += more
    except (TimeoutError, ConnectionResetError):
        pass
    return got


def seconds_until_cut_off(wire: socket.socket) -> float:
    begin = time.monotonic()
    try:
        while wire.recv(65536):
            pass
    except ConnectionResetError:
        pass
    return time.monotonic() - begin


def status(got: bytes) -> int:
    return int(got.split(b" ", 2)[1])


def safe(got: bytes) -> bool:
    """Whether an answer has the headers of every answer, and none of the server's own."""
    small = got.lower()
    return b"default-src 'none'" in small and b"no-store" in small and b"\nserver:" not in small


BODY = b'{"words": "Karin"}'


class TestHeads:
    def test_two_hosts_are_none(self, wire: socket.socket, client: Client) -> None:
        wire.sendall(head(client, "Host: evil.example", f"Content-Length: {len(BODY)}") + BODY)
        got = answer(wire)
        assert status(got) in (400, 421)
        assert safe(got)

    def test_two_times_the_same_host_is_none(self, wire: socket.socket, client: Client) -> None:
        wire.sendall(head(client, f"Host: {client.address.hosts[0]}", f"Content-Length: {len(BODY)}") + BODY)
        assert status(answer(wire)) in (400, 421)

    def test_no_host_is_none(self, wire: socket.socket, client: Client) -> None:
        wire.sendall(f"GET / HTTP/1.0\r\nCookie: {client.address.cookie}={client.cookie}\r\n\r\n".encode())
        assert status(answer(wire)) == 421

    @pytest.mark.parametrize("line", ["Origin: http://evil.example", "Content-Type: text/plain"])
    def test_what_is_said_twice_is_not_believed(self, wire: socket.socket, client: Client, line: str) -> None:
        wire.sendall(head(client, line, f"Content-Length: {len(BODY)}") + BODY)
        assert status(answer(wire)) in (403, 415)

    def test_an_absolute_address_changes_nothing(self, wire: socket.socket, client: Client) -> None:
        wire.sendall(head(client, method="GET", path="http://evil.example/"))
        assert status(answer(wire)) == 404

    @pytest.mark.parametrize("sent", [b"\x16\x03\x01\x02\x00\x01", b"GET /\r\n", b"\0" * 100])
    def test_what_is_no_http_gets_the_headers_of_every_answer(self, wire: socket.socket, sent: bytes) -> None:
        wire.sendall(sent + b"\r\n\r\n")
        got = answer(wire)
        assert status(got) == 400
        assert safe(got)

    def test_a_head_without_end_is_cut_off(self, wire: socket.socket, client: Client) -> None:
        wire.sendall(f"GET / HTTP/1.1\r\nHost: {client.address.hosts[0]}\r\n".encode())
        got = b""
        try:
            for _ in range(40):
                wire.sendall(b"X-Long: " + b"x" * 2000 + b"\r\n")
            got = answer(wire)
        except (ConnectionResetError, BrokenPipeError):
            pass
        assert not got or status(got) == 400

    def test_a_wish_for_a_websocket_is_a_plain_question(self, wire: socket.socket, client: Client) -> None:
        upgrade = ("Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: x", "Sec-WebSocket-Version: 13")
        wire.sendall(head(client, *upgrade, method="GET", path="/api/changes?since=0"))
        assert status(answer(wire)) == 200


class TestBodies:
    def test_a_chunked_body_is_read(self, wire: socket.socket, client: Client) -> None:
        chunks = b"".join(b"1\r\n" + bytes([byte]) + b"\r\n" for byte in BODY) + b"0\r\n\r\n"
        wire.sendall(head(client, "Transfer-Encoding: chunked") + chunks)
        assert status(answer(wire)) == 200

    def test_a_chunked_body_without_end_is_too_large(self, wire: socket.socket, client: Client) -> None:
        wire.sendall(head(client, "Transfer-Encoding: chunked"))
        chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
        for _ in range(MOST_BODY // 0x10000 + 1):
            wire.sendall(chunk)
        got = answer(wire)
        assert status(got) == 413
        assert safe(got)

    def test_a_length_that_promises_too_much_is_refused_before_it_is_sent(
        self, wire: socket.socket, client: Client
    ) -> None:
        wire.sendall(head(client, "Content-Length: 99999999"))
        assert status(answer(wire)) == 413

    def test_two_lengths_are_no_request(self, wire: socket.socket, client: Client) -> None:
        wire.sendall(head(client, "Content-Length: 18", "Content-Length: 19") + BODY)
        assert status(answer(wire)) == 400

    def test_a_second_request_hidden_in_a_body_is_none(self, wire: socket.socket, client: Client) -> None:
        hidden = head(client, method="GET", path="/api/changes?since=0")
        both = ("Transfer-Encoding: chunked", f"Content-Length: {len(hidden)}")
        wire.sendall(head(client, *both) + b"0\r\n\r\n" + hidden)
        got = answer(wire)
        assert b'"sequence"' not in got or got.count(b"HTTP/1.1 ") == 2

    def test_no_body_is_a_body_of_another_form(self, wire: socket.socket, client: Client) -> None:
        wire.sendall(head(client))
        assert status(answer(wire)) == 400


@pytest.mark.usefixtures("impatient")
class TestSlowClients:
    def test_a_client_that_says_nothing_is_cut_off(self, client: Client) -> None:
        with connect(client) as wire:
            assert seconds_until_cut_off(wire) < 5

    def test_a_head_that_comes_byte_by_byte_is_cut_off(self, client: Client) -> None:
        with connect(client) as wire:
            begin = time.monotonic()
            with pytest.raises((BrokenPipeError, ConnectionResetError)):
                for byte in head(client, "X-Long: " + "x" * 5000):
                    wire.sendall(bytes([byte]))
                    time.sleep(0.02)
            assert time.monotonic() - begin < 5

    def test_a_body_that_comes_byte_by_byte_is_cut_off(self, client: Client) -> None:
        with connect(client) as wire:
            wire.sendall(head(client, "Content-Length: 5000"))
            begin = time.monotonic()
            with pytest.raises((BrokenPipeError, ConnectionResetError)):
                for _ in range(5000):
                    wire.sendall(b" ")
                    time.sleep(0.02)
            assert time.monotonic() - begin < 5

    def test_a_client_that_does_not_read_is_cut_off(self, client: Client, untouched: Serving) -> None:
        large = max(re.findall(r"/static/[^\"]+", client.get("/").text), key=lambda path: len(client.get(path).body))
        connections = untouched.hosted.server.server_state.connections
        with socket.socket() as wire:
            wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            wire.connect(("127.0.0.1", client.address.port))
            wire.setblocking(False)
            request, begin = head(client, method="GET", path=large), time.monotonic()
            # Answers pile up until the server wants to see some of them read; nothing is.
            while time.monotonic() - begin < 20:
                try:
                    wire.send(request)
                except BlockingIOError:
                    time.sleep(0.01)
                except (BrokenPipeError, ConnectionResetError):
                    break
            assert time.monotonic() - begin < 20
        assert not connections

    def test_one_that_takes_its_time_between_requests_is_served(self, client: Client) -> None:
        connection = client.connection()
        headers = {"Cookie": f"{client.address.cookie}={client.cookie}"}
        connection.request("GET", "/api/changes?since=0", headers=headers)
        assert connection.getresponse().read()
        wire = connection.sock
        time.sleep(0.8)
        connection.request("GET", "/api/changes?since=0", headers=headers)
        assert connection.getresponse().status == 200
        assert connection.sock is wire
        connection.close()

    def test_many_slow_clients_hold_nobody_up(self, client: Client) -> None:
        slow = [connect(client) for _ in range(150)]
        try:
            for wire in slow:
                wire.sendall(b"GET / HT")
            begin = time.monotonic()
            assert client.get("/api/changes?since=0").status == 200
            assert time.monotonic() - begin < 3
        finally:
            for wire in slow:
                wire.close()

    def test_more_clients_than_it_can_have_keep_nobody_out(
        self, client: Client, untouched: Serving, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(PatientProtocol, "request_seconds", 60.0)
        monkeypatch.setattr(PatientProtocol, "most_connections", 5)
        silent = [connect(client) for _ in range(20)]
        try:
            assert client.get("/api/changes?since=0").status == 200
            assert len(untouched.hosted.server.server_state.connections) <= 5
            # The first one had to go; the last one is still waited for.
            assert seconds_until_cut_off(silent[0]) < 5
            silent[-1].sendall(head(client, method="GET", path="/api/changes?since=0"))
            assert status(answer(silent[-1])) == 200
        finally:
            for wire in silent:
                wire.close()
