"""A small dossier without a run, a server for it in a thread, and a client that is a browser as far as headers go."""

import hashlib
import http.client
import json
import re
import ssl
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pymupdf

from woo_redact.domain.document import Span
from woo_redact.domain.file import FileRecord, FileState
from woo_redact.domain.suggestion import Level, Provenance, Suggestion, suggestion_id
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.settings import DossierSettings, write_settings
from woo_redact.dossier.store import open_store
from woo_redact.pipeline.stages import reader
from woo_redact.web.access import Role
from woo_redact.web.guard import Address
from woo_redact.web.hosting import Hosted, hosted
from woo_redact.web.serving import Place

OWNER = "Olga Eigenaar"
# Two documents; the names in them are suggested.
NAMES = ("Karin Ouwehand", "Piet Paulusma")
TEXTS: Mapping[str, Sequence[Sequence[str]]] = {
    "nota.pdf": (
        ("Behandeld door Karin Ouwehand", "Zij sprak met Piet Paulusma over de brief"),
        ("Karin Ouwehand tekende", "Daarna kwam Piet Paulusma"),
    ),
    "mail.pdf": (("Van Piet Paulusma aan Karin Ouwehand",),),
}


def make_dossier(root: Path, texts: Mapping[str, Sequence[Sequence[str]]] = TEXTS) -> DossierLayout:
    """Make a dossier of PDFs: by name of the file the lines of each page."""
    return dossier_of(root, {name: pdf_of(pages) for name, pages in texts.items()})


def dossier_of(root: Path, files: Mapping[str, bytes]) -> DossierLayout:
    """Make a dossier of PDFs by name, in which :data:`NAMES` are suggested."""
    layout = DossierLayout(root)
    root.parent.mkdir(exist_ok=True)
    layout.create()
    write_settings(layout.settings_file, DossierSettings((str(root),), "woo-verzoek", "margin", "code"))
    with open_store(layout, create=True) as store:
        for name, content in files.items():
            document = hashlib.sha256(content).hexdigest()
            original = layout.original(document)
            original.write_bytes(content)
            count = reader("pymupdf").open(original, name)[0].page_count
            pages = list(reader("pymupdf").pages(original, 0, count))
            store.put_file(_record(name, document, len(pages)), ())
            found = [suggestion for page in pages for suggestion in _suggestions(document, page)]
            store.save_scan(document, found, [page.text for page in pages])
    return layout


def _record(name: str, document: str, pages: int) -> FileRecord:
    return FileRecord(name, f"/in/{name}", document, page_count=pages, scanned_with="read", state=FileState.WRITTEN)


def pdf_of(pages: Sequence[Sequence[str]]) -> bytes:
    """Make a PDF: the lines of each page."""
    with pymupdf.open() as pdf:
        for lines in pages:
            page = pdf.new_page()
            for number, line in enumerate(lines):
                page.insert_text((90, 100 + 24 * number), line, fontsize=11)
        content: bytes = pdf.tobytes()
    return content


def _suggestions(document: str, page: Any) -> Iterator[Suggestion]:
    for name in NAMES:
        for match in re.finditer(re.escape(name), page.text):
            span = Span(page.index, match.start(), match.end())
            yield Suggestion(
                id=suggestion_id(document, (span,), "5.1.2e"),
                document=document,
                spans=(span,),
                ground="5.1.2e",
                kind="person",
                level=Level.B,
                provenance=(Provenance("rules", "person-field", "1", "woo/5.1.2e.toml", "", "door", 0.9),),
                boxes=(page.boxes(span.start, span.end),),
            )


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: all its headers in small letters, and its body."""

    status: int
    headers: Sequence[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        return ", ".join(value for key, value in self.headers if key == name)

    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(slots=True)
class Client:
    """Asks as our own page would, in the name of whoever entered."""

    address: Address
    cookie: str = ""
    trusting: ssl.SSLContext | None = None
    _keys: Iterator[int] = field(default_factory=lambda: iter(range(10**9)))

    def get(self, path: str, **headers: str) -> Reply:
        return self.send("GET", path, headers=headers)

    def post(self, path: str, body: object, **headers: str) -> Reply:
        own = {"content_type": "application/json", "origin": self.address.url, "sec_fetch_site": "same-origin"}
        return self.send("POST", path, json.dumps(body).encode(), {**own, **headers})

    def step(self, path: str, **body: object) -> Reply:
        """Post a step under a key that no other step of this client has."""
        return self.post(path, {"key": f"{id(self):x}-{next(self._keys):08}", **body})

    def enter(self, link: str) -> Reply:
        """Follow a link; keep the cookie."""
        reply = self.get("/enter/" + link.rpartition("/")[2])
        found = re.match(rf"{self.address.cookie}=([^;]+);", reply.header("set-cookie"))
        if found:
            self.cookie = found[1]
        return reply

    def send(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Reply:
        """Send a request as it is, but for the headers that every request has."""
        connection = self.connection()
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            given = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
            own = {"host": self.address.hosts[0], **({"cookie": self._cookies()} if self.cookie else {})}
            if body is not None:
                own["content-length"] = str(len(body))
            for name, value in (own | given).items():
                connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            found = [(name.lower(), value) for name, value in answer.getheaders()]
            return Reply(answer.status, found, answer.read())
        finally:
            connection.close()

    def connection(self) -> http.client.HTTPConnection:
        """Connect, as the scheme of the server wants it."""
        if self.trusting:
            return http.client.HTTPSConnection("localhost", self.address.port, timeout=30, context=self.trusting)
        return http.client.HTTPConnection("127.0.0.1", self.address.port, timeout=30)

    def _cookies(self) -> str:
        return f"{self.address.cookie}={self.cookie}"


@dataclass(slots=True)
class Serving:
    """A review that is served, and what it reported of errors in the program."""

    hosted: Hosted
    errors: list[Exception]

    def client(self, role: Role | None = Role.OWNER, name: str = "") -> Client:
        """Return a client that entered in a role; ``None``: nobody yet."""
        client = Client(self.hosted.address)
        if role is Role.OWNER:
            client.enter(self.hosted.own_link())
        elif role is not None:
            client.enter(self.hosted.invite(name or f"Iemand als {role.value}", role))
        return client


@contextmanager
def serving(dossier: Path, place: Place | None = None) -> Iterator[Serving]:
    """Serve a dossier in a thread."""
    errors: list[Exception] = []
    with hosted(dossier, place or Place(), OWNER, errors.append) as review:
        # A browser that comes before it has started waits: the socket listens already.
        thread = threading.Thread(target=review.serve, args=(lambda: None, lambda: None))
        thread.start()
        try:
            yield Serving(review, errors)
        finally:
            review.server.should_exit = True
            thread.join()
