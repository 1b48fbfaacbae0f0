"""HTTP on one connection, as uvicorn speaks it, with an end to the patience for clients that keep it waiting."""

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from woo_redact.web.guard import HEADERS

# Seconds in which a client has to send a whole request, and to take in what waits to be sent.
REQUEST_SECONDS, ANSWER_SECONDS = 20.0, 60.0
# More than reviewers have with their browsers, fewer than a process may open files.
MOST_CONNECTIONS = 400


class PatientProtocol(H11Protocol):
    """A connection that is cut off when the client does not send the rest of a request, or does not read its answer."""

    most_connections = MOST_CONNECTIONS
    request_seconds = REQUEST_SECONDS
    answer_seconds = ANSWER_SECONDS
    _request_due: asyncio.TimerHandle | None = None
    _answer_due: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request; with too many clients the one that was waited for longest has to go."""
        super().connection_made(transport)
        self._request_due = self.loop.call_later(self.request_seconds, transport.abort)
        if len(self.connections) > self.most_connections:
            self._longest_waited_for().transport.abort()

    def data_received(self, data: bytes) -> None:
        """Wait for the rest of a request for as long as it takes altogether, not from byte to byte."""
        super().data_received(data)
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._stop_waiting_for_request()
        elif self._request_due is None:
            self._request_due = self.loop.call_later(self.request_seconds, self.transport.abort)

    def pause_writing(self) -> None:
        """Begin to wait until the client reads."""
        super().pause_writing()
        self._answer_due = self.loop.call_later(self.answer_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """The client reads."""
        super().resume_writing()
        self._stop_waiting_for_reader()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._stop_waiting_for_request()
        self._stop_waiting_for_reader()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP with the headers of every answer."""
        headers = [*HEADERS.items(), (b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
        events: list[Any] = [h11.Response(status_code=400, headers=headers, reason=b"Bad Request")]
        events += [h11.Data(data=b"Dit is geen geldige vraag."), h11.EndOfMessage()]
        for event in events:
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _longest_waited_for(self) -> "PatientProtocol":
        waited_for = [
            (one._request_due.when(), number, one)
            for number, one in enumerate(self.connections)
            if isinstance(one, PatientProtocol) and one._request_due is not None and one._may_go(self)
        ]
        # When everybody is being served, it is who comes last.
        return min(waited_for)[2] if waited_for else self

    def _may_go(self, newest: "PatientProtocol") -> bool:
        # One that was cut off just now is still counted.
        return self is not newest and not self.transport.is_closing()

    def _stop_waiting_for_request(self) -> None:
        if self._request_due is not None:
            self._request_due.cancel()
            self._request_due = None

    def _stop_waiting_for_reader(self) -> None:
        if self._answer_due is not None:
            self._answer_due.cancel()
            self._answer_due = None
