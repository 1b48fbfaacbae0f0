"""The review as a program for the web: which address leads to what, and who may go there."""

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from woo_redact.domain.document import Page
from woo_redact.errors import StaleDecisionError
from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.pictures import Pictures
from woo_redact.web import bodies, steps
from woo_redact.web.access import CONFIRMERS, EVERYBODY, OWNERS, REVIEWERS, Access, Person, Role
from woo_redact.web.assets import StaticFiles, Templates
from woo_redact.web.faults import forbidden, stale
from woo_redact.web.guard import Address, Guard, Report, person_of
from woo_redact.web.reading import Reading
from woo_redact.web.room import Room
from woo_redact.web.screens import Screens
from woo_redact.web.studio import Studio


@dataclass(frozen=True, slots=True)
class Post:
    """A step that pages can ask for: its body, what is done, who may, and which pages it has to be read with."""

    path: str
    body: type[bodies.Body]
    do: Callable[..., dict[str, Any]]
    roles: frozenset[Role] = REVIEWERS
    reads: Callable[..., list[tuple[str, int]]] | None = None


POSTS = (
    Post("/api/decide", bodies.Decide, steps.decide),
    Post("/api/passages", bodies.Passages, steps.passages, reads=steps.pages_of_passages),
    Post("/api/undo", bodies.Undo, steps.undo),
    Post("/api/search", bodies.Search, steps.search, EVERYBODY),
    Post("/api/withhold", bodies.Withhold, steps.withhold, reads=steps.pages_of_hits),
    Post("/api/pages", bodies.PageDone, steps.page_done),
    Post("/api/documents", bodies.DocumentDone, steps.document_done),
    Post("/api/confirm", bodies.Confirm, steps.confirm, CONFIRMERS),
    Post("/api/assign", bodies.Assign, steps.assign),
    Post("/api/comment", bodies.Comment, steps.comment),
    Post("/api/settings", bodies.Settings, steps.settings, OWNERS),
    Post("/api/propose", bodies.Propose, steps.propose),
)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a review on the web is made of."""

    room: Room
    pictures: Pictures
    access: Access
    address: Address
    static: StaticFiles


def application(parts: Parts, report: Report) -> ASGIApp:
    """Return the whole, behind its guard; ``report`` is told of errors in the program."""
    screens = Screens(parts.room, parts.access, parts.address, Templates(parts.static))
    studio = Studio(parts.pictures)
    reading = Reading(parts.room, studio, parts.access)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        studio.close()

    page = "/api/documents/{document}/pages/{page}"
    routes = [
        Route("/", screens.board),
        Route("/document/{document}", screens.document),
        Route("/enter/{token}", screens.enter),
        Route("/static/{version}/{name:path}", parts.static.answer),
        Route("/api/board", reading.board),
        Route("/api/changes", reading.changes),
        Route("/api/choices", reading.choices),
        Route("/api/select", reading.select),
        Route("/api/documents/{document}", reading.document),
        Route("/api/documents/{document}/items/{item}", reading.item),
        Route("/api/documents/{document}/items/{item}/alike", reading.alike),
        Route(f"{page}/picture", reading.picture),
        Route(f"{page}/preview", reading.preview),
        Route(f"{page}/words", reading.words),
        Route(f"{page}/labels", reading.labels),
        Route("/api/leave", screens.leave, methods=["POST"]),
        Route("/api/invitations", screens.invite, methods=["POST"]),
        *(Route(post.path, _endpoint(parts.room, studio, post), methods=["POST"]) for post in POSTS),
    ]
    inner = _Bare(routes=routes, lifespan=lifespan)
    return Guard(inner, parts.address, parts.access, screens.refuse, report)


class _Bare(Starlette):
    """Routes only: what goes wrong is for the guard to answer, which tells nobody more than it should."""

    def build_middleware_stack(self) -> ASGIApp:
        return self.router


def _endpoint(room: Room, studio: Studio, post: Post) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        who = person_of(request.scope)
        if who.role not in post.roles:
            raise forbidden()
        body = bodies.parsed(post.body, await request.body())
        if post.reads is not None:
            await room.ask(_keep, await studio.pages(await room.ask(post.reads, body)))
        return JSONResponse(await room.ask(_step, post, who, body))

    return endpoint


def _keep(review: OpenReview, pages: Iterable[tuple[str, Page]]) -> None:
    for document, page in pages:
        review.desk.pages.keep(document, page)


def _step(review: OpenReview, post: Post, who: Person, body: bodies.Body) -> dict[str, Any]:
    """Take a step; who is told of a conflict is told up to where they have to look again."""
    try:
        return post.do(review, who, body)
    except StaleDecisionError as error:
        raise stale(error, review.refresh()) from None
