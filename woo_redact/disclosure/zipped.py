"""Office files are zip archives that hold when they were made; the same content has to give the same bytes."""

import io
import zipfile
from collections.abc import Callable, Mapping

MOMENT = (2000, 1, 1, 0, 0, 0)


def same_moment(archive: bytes, changed: Mapping[str, Callable[[bytes], bytes]] | None = None) -> bytes:
    """Return an archive whose entries are all of one moment, those named in ``changed`` with other content."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, (changed or {}).get(name, bytes)(content))
    return buffer.getvalue()
