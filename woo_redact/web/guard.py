"""What stands before every request: is it for us, from our own page, from somebody we know, and of a bearable size."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from woo_redact.web.access import Access, Person
from woo_redact.web.faults import UNFORESEEN, Fault, fault_of, no_session

MOST_BODY = 1 << 20
# Digits of a length that is worth reading.
LONGEST_LENGTH = 12
ENTER, STATIC = "/enter/", "/static/"
SAFE = ("GET", "HEAD")
FOREVER = b"public, max-age=31536000, immutable"

HEADERS: Mapping[bytes, bytes] = {
    b"content-security-policy": b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    b"connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    b"cache-control": b"no-store",
}

Refuse = Callable[[Scope, Fault], ASGIApp]
Report = Callable[[Exception], None]


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is reached: the scheme, the exact values of ``Host`` that are ours (the best first), the port."""

    scheme: str
    hosts: tuple[str, ...]
    port: int

    @property
    def cookie(self) -> str:
        """The name of the session cookie: browsers do not keep cookies apart by port."""
        return f"woo-{self.port}"

    @property
    def url(self) -> str:
        """Where the server is."""
        return f"{self.scheme}://{self.hosts[0]}"

    def link(self, token: str, host: str = "") -> str:
        """Return a link that lets somebody in; ``host`` is one of ours."""
        return f"{self.scheme}://{host or self.hosts[0]}{ENTER}{token}"

    @property
    def secure(self) -> bool:
        """Whether nobody can listen in on the way."""
        return self.scheme == "https"


class Guard:
    """Lets through what may pass, with ``scope["user"]`` the person who asks and the body whole; answers the rest.

    Whatever goes wrong further on is answered here too, and what nobody foresaw is reported. ``refuse`` makes the
    answer to a fault, ``report`` tells whoever runs the server of an error in the program.
    """

    def __init__(self, app: ASGIApp, address: Address, access: Access, refuse: Refuse, report: Report) -> None:
        self._app = app
        self._address = address
        self._access = access
        self._refuse = refuse
        self._report = report

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close"})
            return
        answer = _Answer(send, scope["path"].startswith(STATIC))
        try:
            asked = _Asked(scope)
            self._check(asked)
            body = await _body(asked, receive)
            await self._app(scope, body, answer.send)
        except _GoneError:
            return
        except Exception as error:  # noqa: BLE001 - the last resort; its text may hold content of a document
            fault = fault_of(error)
            if fault.code == UNFORESEEN:
                self._report(error)
            if not answer.begun:
                await self._refuse(scope, fault)(scope, receive, answer.send)

    def _check(self, asked: "_Asked") -> None:
        host = asked.only("host")
        if host not in self._address.hosts:
            raise Fault(421, "host", "Dit is niet het adres van dit dossier.", "Open de link die u kreeg.")
        path, site = asked.scope["path"], asked.only("sec-fetch-site")
        if asked.scope["method"] not in SAFE:
            if asked.only("origin") != f"{self._address.scheme}://{host}" or site not in ("", "same-origin"):
                raise Fault(403, "origin", "Deze vraag komt niet van de eigen bladzijde.", "Laad de bladzijde opnieuw.")
            if asked.only("content-type").partition(";")[0].strip().lower() != "application/json":
                raise Fault(415, "type", "De vraag heeft niet de goede vorm.", "Laad de bladzijde opnieuw.")
        elif site not in ("", "none", "same-origin") and asked.only("sec-fetch-mode") != "navigate":
            raise Fault(403, "origin", "Deze vraag komt niet van de eigen bladzijde.", "Laad de bladzijde opnieuw.")
        asked.scope["session"] = asked.cookie(self._address.cookie)
        asked.scope["user"] = self._access.who(asked.scope["session"])
        if asked.scope["user"] is None and not path.startswith((ENTER, STATIC)):
            raise no_session()


class _Asked:
    """The head of a request; a header that comes twice counts as none that is right."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._headers: dict[str, list[str]] = {}
        for name, value in scope["headers"]:
            self._headers.setdefault(name.decode("latin1"), []).append(value.decode("latin1"))

    def only(self, name: str) -> str:
        """Return a header; empty when there is none, and what can be no value when there are several."""
        found = self._headers.get(name, [""])
        return found[0] if len(found) == 1 else "\0"

    def cookie(self, name: str) -> str:
        """Return a cookie; empty when there is none, or more than one of this name."""
        pairs = (part.strip().partition("=") for part in ";".join(self._headers.get("cookie", ())).split(";"))
        values = [value for key, _, value in pairs if key == name]
        return values[0] if len(values) == 1 else ""


class _Answer:
    """Adds the headers that every answer has."""

    def __init__(self, send: Send, static: bool) -> None:
        self._send = send
        self._static = static
        self.begun = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            kept = [(name.lower(), value) for name, value in message.get("headers", ())]
            headers = [(name, value) for name, value in kept if name not in HEADERS]
            own = dict(HEADERS)
            if self._static and message["status"] == 200:
                own[b"cache-control"] = FOREVER
            message = {**message, "headers": [*headers, *own.items()]}
        await self._send(message)


class _GoneError(Exception):
    """The client hung up."""


async def _body(asked: _Asked, receive: Receive) -> Receive:
    """Read the whole body, and return what gives it once more."""
    length = asked.only("content-length")
    if length and (not length.isdecimal() or len(length) > LONGEST_LENGTH or int(length) > MOST_BODY):
        raise _too_large()
    body = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _GoneError
        body += message.get("body", b"")
        if len(body) > MOST_BODY:
            raise _too_large()
        more = message.get("more_body", False)
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": bytes(body), "more_body": False}

    return again


def _too_large() -> Fault:
    return Fault(413, "too-large", "Dit is te veel in een keer.", "Doe het in kleinere stappen.")


def person_of(scope: Scope) -> Person:
    """Return who asks; only behind the guard."""
    person: Person = scope["user"]
    return person
