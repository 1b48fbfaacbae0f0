"""The pages themselves, the way in, and the way out."""

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Scope

from woo_redact.errors import InputError
from woo_redact.pipeline.open_review import OpenReview
from woo_redact.web import bodies
from woo_redact.web.access import OWNERS, Access, Role
from woo_redact.web.assets import Templates
from woo_redact.web.faults import Fault, forbidden, missing, wrong_link
from woo_redact.web.guard import SAFE, Address, person_of
from woo_redact.web.reading import DOCUMENT, checked
from woo_redact.web.room import Room

API = "/api/"


class Screens:
    """Gives the pages; their data they ask for themselves."""

    def __init__(self, room: Room, access: Access, address: Address, templates: Templates) -> None:
        self._room = room
        self._access = access
        self._address = address
        self._templates = templates

    async def board(self, request: Request) -> Response:
        """Give the start page."""
        return self._templates.answer("board.html", dossier=self._room.layout.root.name)

    async def document(self, request: Request) -> Response:
        """Give the page of a document."""
        short = checked(DOCUMENT, request.path_params["document"])
        try:
            name = await self._room.ask(_name, short)
        except InputError as error:
            raise missing(error) from None
        dossier = self._room.layout.root.name
        return self._templates.answer("document.html", dossier=dossier, name=name, document=short)

    async def enter(self, request: Request) -> Response:
        """Exchange the token of a link for a session; the link is spent then, and gone from the address bar."""
        if request.method not in SAFE[:1]:
            raise Fault(405, "method", "Zo kan dit niet worden gevraagd.")
        if "prefetch" in request.headers.get("sec-purpose", ""):
            # A browser that runs ahead of its user would spend the link.
            raise wrong_link()
        address = request.client.host if request.client else ""
        session = self._access.enter(request.path_params["token"], address)
        if session is None:
            raise wrong_link()
        if request.headers.get("sec-fetch-site", "none") in ("none", "same-origin"):
            answer: Response = RedirectResponse("/", 303)
        else:
            # Followed from another site, such as webmail: the cookie would not go along with a redirection.
            answer = self._templates.answer(
                "entered.html", title="U bent aangemeld", text="", link="Ga naar het dossier"
            )
        answer.set_cookie(
            self._address.cookie, session, path="/", secure=self._address.secure, httponly=True, samesite="strict"
        )
        return answer

    async def leave(self, request: Request) -> Response:
        """End the session."""
        bodies.parsed(bodies.Leave, await request.body())
        self._access.leave(request.scope["session"])
        answer = JSONResponse({})
        answer.delete_cookie(
            self._address.cookie, path="/", secure=self._address.secure, httponly=True, samesite="strict"
        )
        return answer

    async def invite(self, request: Request) -> Response:
        """Give a link for somebody else."""
        if person_of(request.scope).role not in OWNERS:
            raise forbidden()
        body = bodies.parsed(bodies.Invitation, await request.body())
        token = self._access.invite(body.name, Role(body.role))
        return JSONResponse({"link": self._address.link(token, request.headers["host"])})

    def refuse(self, scope: Scope, fault: Fault) -> ASGIApp:
        """Return the answer to a fault: JSON for programs, a page for people."""
        if scope["path"].startswith(API):
            answer: Response = JSONResponse(fault.as_json(), fault.status)
        else:
            link = "Terug naar het overzicht" if scope.get("user") else ""
            answer = self._templates.answer(
                "message.html", fault.status, title=fault.message, text=fault.remedy, link=link
            )
        answer.headers.update(fault.headers)
        return answer


def _name(review: OpenReview, short: str) -> str:
    """Return what a document is called, of the files that hold it the first."""
    return review.record(review.document(short)).name
