"""A dossier served for review: everything opened, and closed again in the right order."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.pictures import Pictures
from woo_redact.review.state import undecided
from woo_redact.web.access import Access, Role
from woo_redact.web.app import Parts, application
from woo_redact.web.assets import static_files
from woo_redact.web.guard import Address
from woo_redact.web.room import Room
from woo_redact.web.serving import Place, Server, listen, run, server_for


@dataclass(frozen=True, slots=True)
class Hosted:
    """A review that listens; nobody is let in without a link."""

    address: Address
    server: Server
    _socket: socket.socket
    _room: Room
    _access: Access

    def own_link(self) -> str:
        """Return a new link for whoever started the server."""
        return self.address.link(self._access.own_link())

    def invite(self, name: str, role: Role) -> str:
        """Return a link for somebody else.

        Raises:
            ReviewError: this is no name, or the owner's.
        """
        return self.address.link(self._access.invite(name, role))

    def serve(self, on_ready: Callable[[], None], on_enter: Callable[[], None]) -> None:
        """Serve until somebody asks to end; ``on_ready`` when it has begun, ``on_enter`` when they press Enter."""
        run(self.server, self._socket, on_ready, on_enter)

    def left(self) -> int:
        """Return how many suggestions no person has decided."""
        return self._room.ask_now(_left)


@contextmanager
def hosted(dossier: Path, place: Place, owner: str, report: Callable[[Exception], None]) -> Iterator[Hosted]:
    """Open a dossier for review by ``owner`` and those they invite; ``report`` is told of errors in the program.

    Raises:
        DossierError: there is no dossier, or it cannot be used.
        InputError: the place cannot be taken.
        ReviewError: the owner's name is no name.
    """
    with ExitStack() as stack:
        access = Access(owner)
        listening = listen(place)
        stack.callback(listening.socket.close)
        room = Room(dossier)
        stack.callback(room.close)
        pictures = stack.enter_context(Pictures(room.layout))
        parts = Parts(room, pictures, access, listening.address, static_files())
        server = server_for(application(parts, report), place)
        yield Hosted(listening.address, server, listening.socket, room, access)


def _left(review: OpenReview) -> int:
    documents = {record.document for record in review.store.files() if record.document}
    return sum(len(undecided(review.store.scan(name), review.store.held(name))) for name in documents)
