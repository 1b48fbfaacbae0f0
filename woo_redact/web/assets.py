"""The files that pages are made with, read once: templates, and static files by name under their version."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from woo_redact.web.faults import not_found

HERE = Path(__file__).parent
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class StaticFiles:
    """Static files by their path below ``static/``; ``version`` is another one when any of them is.

    What is not in this table does not exist: no path of a request is ever looked up on the disk.
    """

    version: str
    files: Mapping[str, bytes] = field(repr=False)

    def url(self, name: str) -> str:
        """Return where a page finds a file."""
        return f"/static/{self.version}/{name}"

    async def answer(self, request: Request) -> Response:
        """Give a file; a browser may keep it, since another version has another path."""
        name = request.path_params["name"]
        if request.path_params["version"] != self.version or name not in self.files:
            raise not_found()
        return Response(self.files[name], media_type=TYPES[Path(name).suffix])


def static_files(root: Path = HERE / "static") -> StaticFiles:
    """Read the static files."""
    paths = sorted(path for path in root.rglob("*") if path.suffix in TYPES and path.is_file())
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    digest = hashlib.sha256()
    for name, content in files.items():
        digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return StaticFiles(digest.hexdigest()[:12], files)


class Templates:
    """The pages; whatever is filled in is escaped."""

    def __init__(self, static: StaticFiles) -> None:
        self._pages = Environment(
            loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._pages.globals["static"] = static.url

    def answer(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """Return a page."""
        return HTMLResponse(self._pages.get_template(template).render(values), status)
