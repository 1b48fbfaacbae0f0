"""What the pages ask to see: data as JSON, and pictures of pages."""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Concatenate, ParamSpec, TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from woo_redact.dossier.settings import read_settings
from woo_redact.errors import InputError
from woo_redact.pipeline import alike, changes, page_views
from woo_redact.pipeline.board import board
from woo_redact.pipeline.choices import choices
from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.pictures import DPI
from woo_redact.pipeline.sheet import details, sheet
from woo_redact.pipeline.views import PageSize, Scope, SecondReview, SelectBy
from woo_redact.web import shapes
from woo_redact.web.access import Access
from woo_redact.web.board_shapes import board_shape
from woo_redact.web.faults import missing, not_found
from woo_redact.web.guard import person_of
from woo_redact.web.room import Room
from woo_redact.web.studio import Studio

P = ParamSpec("P")
T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
LONGEST_VALUE = 200
DOCUMENT, SUGGESTION, NUMBER = re.compile("[0-9a-f]{16}"), re.compile("[0-9a-f]{20}"), re.compile("[0-9]{1,9}")


class Reading:
    """Answers the questions of pages; what is not there is a fault."""

    def __init__(self, room: Room, studio: Studio, access: Access) -> None:
        self._room = room
        self._studio = studio
        self._pictures = studio.pictures
        self._access = access

    async def board(self, request: Request) -> Response:
        """Give the start page."""
        me, known = person_of(request.scope), self._access.people()

        def made(review: OpenReview) -> shapes.Shape:
            return board_shape(board(review, second_review(review)), review.profile, me, known)

        return JSONResponse(await self._room.ask(made))

    async def document(self, request: Request) -> Response:
        """Give a document with its items."""
        document = await self._document(request.path_params["document"])
        sizes = await self._made(self._pictures.sizes, document)
        return JSONResponse(await self._found(_sheet, document, sizes))

    async def item(self, request: Request) -> Response:
        """Give everything there is to know of an item."""
        document, suggestion = await self._item(request)
        return JSONResponse(
            shapes.details_shape(await self._found(details, document, suggestion, self._pictures.known))
        )

    async def alike(self, request: Request) -> Response:
        """Give what a step on all alike would touch."""
        document, suggestion = await self._item(request)
        scope = _one_of(Scope, request.query_params.get("scope", ""))
        return JSONResponse(shapes.alike_shape(await self._found(alike.alike, document, suggestion, scope)))

    async def choices(self, request: Request) -> Response:
        """Give the rules and persons of what is open."""
        asked = request.query_params
        document = await self._document(asked["document"]) if asked.get("document") else ""
        return JSONResponse(shapes.choices_shape(await self._found(choices, document)))

    async def select(self, request: Request) -> Response:
        """Give what is open of a level, a rule or a person."""
        asked = request.query_params
        by, value = _one_of(SelectBy, asked.get("by", "")), asked.get("value", "")[:LONGEST_VALUE]
        document = await self._document(asked["document"]) if asked.get("document") else ""
        return JSONResponse(shapes.alike_shape(await self._found(alike.select, by, value, document)))

    async def changes(self, request: Request) -> Response:
        """Give what changed since the page last asked."""
        since = _number(request.query_params.get("since", ""))
        return JSONResponse(shapes.changes_shape(await self._found(changes.changes, since)))

    async def picture(self, request: Request) -> Response:
        """Give a page as it is."""
        document, page = await self._page(request)
        return _jpeg(await self._made(self._pictures.picture, document, page, _dpi(request)))

    async def preview(self, request: Request) -> Response:
        """Give a page as it will be published."""
        document, page = await self._page(request)
        dpi = _dpi(request)
        wanted = await self._found(page_views.to_publish, document, page)
        return _jpeg(await self._made(self._pictures.preview, wanted, dpi))

    async def words(self, request: Request) -> Response:
        """Give the words of a page."""
        document, page = await self._page(request)
        return JSONResponse(shapes.words_shape(page_views.words(await self._made(self._pictures.page, document, page))))

    async def labels(self, request: Request) -> Response:
        """Give the labels of a page as they will be printed."""
        document, page = await self._page(request)
        wanted = await self._found(page_views.to_publish, document, page)
        return JSONResponse(shapes.labels_shape(await self._made(self._pictures.labels, wanted)))

    async def _document(self, short: str) -> str:
        """Return the document that pages call so."""
        return await self._found(OpenReview.document, checked(DOCUMENT, short))

    async def _item(self, request: Request) -> tuple[str, str]:
        document = await self._document(request.path_params["document"])
        return document, checked(SUGGESTION, request.path_params["item"])

    async def _page(self, request: Request) -> tuple[str, int]:
        document = await self._document(request.path_params["document"])
        return document, _number(request.path_params["page"])

    async def _found(self, function: Callable[Concatenate[OpenReview, P], T], *args: P.args, **more: P.kwargs) -> T:
        """Ask something of the dossier; what it does not have is a fault."""
        try:
            return await self._room.ask(function, *args, **more)
        except InputError as error:
            raise missing(error) from None

    async def _made(self, function: Callable[P, T], *args: P.args, **more: P.kwargs) -> T:
        """Ask for something that is made of the pages, which takes its time."""
        try:
            return await self._studio.made(function, *args, **more)
        except InputError as error:
            raise missing(error) from None


def second_review(review: OpenReview) -> SecondReview:
    """Return whether a second person has to look at a dossier, as it is set now."""
    settings = read_settings(review.layout.settings_file)
    return SecondReview(settings.second_review, settings.sample_share)


def _sheet(review: OpenReview, document: str, sizes: tuple[PageSize, ...]) -> shapes.Shape:
    return shapes.sheet_shape(sheet(review, document, sizes, second_review(review)))


def checked(form: re.Pattern[str], text: str) -> str:
    """Return what a page sent, if it has this form."""
    if not form.fullmatch(text):
        raise not_found()
    return text


def _number(text: str) -> int:
    return int(checked(NUMBER, text))


def _one_of(kind: type[E], text: str) -> E:
    if text not in list(kind):
        raise not_found()
    return kind(text)


def _dpi(request: Request) -> int:
    """Return how fine a picture is to be: not any number, or a picture could be as large as somebody likes."""
    asked = _number(request.query_params.get("dpi", ""))
    if asked not in DPI:
        raise not_found()
    return asked


def _jpeg(picture: bytes) -> Response:
    return Response(picture, media_type="image/jpeg")
