"""Serving a review: where it listens, how it is reached, and how it ends."""

import asyncio
import errno
import ipaddress
import os
import signal
import socket
import ssl
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import uvicorn

from woo_redact.errors import InputError
from woo_redact.web.guard import Address
from woo_redact.web.protocol import PatientProtocol

LOOPBACK = "127.0.0.1"
# Bytes of a request before its body.
LONGEST_HEAD = 16 * 1024
GRACE_SECONDS = 3
LONGEST_LINE = 4096
HTTPS_PORT = 443
ENDING = [s for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if (s := getattr(signal, name, None)) is not None]


@dataclass(frozen=True, slots=True)
class Place:
    """Where to listen: an address of this computer or its name, a port (0: any), and what proves who it is."""

    host: str = LOOPBACK
    port: int = 0
    certificate: Path | None = None
    key: Path | None = None

    @property
    def secure(self) -> bool:
        """Whether nobody can listen in on the way."""
        return self.certificate is not None


@dataclass(frozen=True, slots=True)
class Listening:
    """A place that was taken, and the addresses that lead to it."""

    socket: socket.socket
    address: Address


def is_loopback(host: str) -> bool:
    """Whether only this computer can reach what listens there."""
    return host == "localhost" or _is(host, "is_loopback")


def is_everywhere(host: str) -> bool:
    """Whether it is no address but all of them, so that nobody could say by which one it is reached."""
    return not host or _is(host, "is_unspecified")


def _is(host: str, what: str) -> bool:
    try:
        return bool(getattr(ipaddress.ip_address(host), what))
    except ValueError:
        return False


def listen(place: Place) -> Listening:
    """Take a place.

    Raises:
        InputError: it cannot be taken, or the certificate cannot be used.
    """
    if place.certificate is not None:
        _check_certificate(place.certificate, place.key)
    host = LOOPBACK if place.host == "localhost" else place.host
    try:
        found = socket.getaddrinfo(host, place.port, type=socket.SOCK_STREAM)
        family, kind, protocol, _, address = found[0]
    except OSError as error:
        raise InputError(f"Het adres {place.host} is niet bekend.", "Controleer --host.") from error
    taken = socket.socket(family, kind, protocol)
    try:
        if sys.platform != "win32":
            # There it would let another program take the same port.
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
        # From here on a browser may come; it waits until the server has started.
        taken.listen()
    except OSError as error:
        taken.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTakenError(f"Poort {place.port} is al in gebruik.", "Kies met --port een andere.") from error
        raise InputError(
            f"Op {place.host}, poort {place.port}, kan niet worden geluisterd.", "Controleer --host en --port."
        ) from error
    return Listening(taken, _address(place, taken.getsockname()[1]))


class PortTakenError(InputError):
    """Something else listens on the port."""


def _address(place: Place, port: int) -> Address:
    named = f"[{place.host}]" if ":" in place.host else place.host.lower()
    names = [named]
    if place.host in (LOOPBACK, "localhost"):
        names = [LOOPBACK, "localhost"]
    hosts = [f"{name}:{port}" for name in names]
    scheme = "https" if place.secure else "http"
    if place.secure and port == HTTPS_PORT:
        hosts = [*names, *hosts]
    return Address(scheme, tuple(hosts), port)


def _check_certificate(certificate: Path, key: Path | None) -> None:
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError) as error:
        raise InputError(
            f"Het certificaat {certificate} kan niet worden gebruikt.",
            "Geef met --tls-cert en --tls-key een certificaat (PEM) en de sleutel die erbij hoort.",
        ) from error


class Server(uvicorn.Server):
    """A server that ends when it is asked to, and leaves it to its caller what to do then."""

    on_ready: Callable[[], None]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        self.on_ready()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """End, in order, on the signals that ask for it; without dying of them afterwards."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {one: signal.signal(one, self.handle_exit) for one in ENDING}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end; at once when asked again."""
        self.force_exit = self.should_exit
        self.should_exit = True


def server_for(app: Callable[..., object], place: Place) -> Server:
    """Return the server for a program; it logs nothing, since requests hold secrets and errors may hold text."""
    config = uvicorn.Config(
        app,
        http=PatientProtocol,
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_config=None,
        log_level="critical",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        h11_max_incomplete_event_size=LONGEST_HEAD,
        ssl_certfile=place.certificate,
        ssl_keyfile=place.key,
    )
    return Server(config)


def run(server: Server, taken: socket.socket, on_ready: Callable[[], None], on_enter: Callable[[], None]) -> None:
    """Serve until somebody asks to end.

    ``on_ready`` is called when requests are answered and the wish to end is heard, ``on_enter`` when somebody presses
    Enter in the terminal.
    """

    async def serve() -> None:
        server.on_ready = on_ready
        with _enter_heard(on_enter):
            await server.serve(sockets=[taken])

    asyncio.run(serve())


@contextmanager
def _enter_heard(on_enter: Callable[[], None]) -> Iterator[None]:
    """Call ``on_enter`` for each line that is typed in the terminal, where the system lets us wait for that."""
    if sys.platform == "win32" or not sys.stdin.isatty():
        yield
        return
    loop, terminal = asyncio.get_running_loop(), sys.stdin.fileno()

    def typed() -> None:
        # In the background what is typed is for somebody else, and reading it would halt this program.
        if os.tcgetpgrp(terminal) == os.getpgrp() and os.read(terminal, LONGEST_LINE):
            on_enter()
        else:
            loop.remove_reader(terminal)

    loop.add_reader(terminal, typed)
    try:
        yield
    finally:
        loop.remove_reader(terminal)
