"""Reading zip files of any make: nothing is believed of what they say about their size, names or kind."""

import io
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

# Bytes and numbers that no package needs; a member may grow so much beyond its packed size.
MOST_MEMBERS = 100_000
LARGEST_MEMBER = 2 * 1024**3
LARGEST_WHOLE = 64 * 1024**3
HIGHEST_RATIO = 400
# A small member may be packed as well as it likes.
SMALL = 1024 * 1024
_CHUNK = 1024 * 1024
DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10)))
)


class UnsafeArchiveError(Exception):
    """An archive that may not be unpacked; the text is Dutch, and names none of its members."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may come out of an archive, in members and bytes."""

    members: int = MOST_MEMBERS
    member: int = LARGEST_MEMBER
    whole: int = LARGEST_WHOLE
    ratio: int = HIGHEST_RATIO


# What an office file holds, or a zip file within a package.
INNER = Limits(members=20_000, member=256 * 1024**2, whole=512 * 1024**2)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its path as the archive gives it, and its content."""

    path: str = field(repr=False)
    content: bytes = field(repr=False)


def is_zip(content: bytes) -> bool:
    """Whether these bytes are a zip file, an office file as well; with something in front of it too."""
    return content[:4] in (b"PK\x03\x04", b"PK\x05\x06") or zipfile.is_zipfile(io.BytesIO(content))


def members_of(content: bytes, limits: Limits = INNER) -> Iterator[Member]:
    """Yield the files of an archive, unpacked in memory one by one.

    Raises:
        UnsafeArchiveError: it is damaged or locked, or more comes out than ``limits`` allow.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from _members(archive, limits)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise UnsafeArchiveError("het zipbestand is beschadigd of beveiligd met een wachtwoord") from error
    except zipfile.zlib.error as error:  # type: ignore[attr-defined]
        raise UnsafeArchiveError("het zipbestand is beschadigd") from error


def _members(archive: zipfile.ZipFile, limits: Limits) -> Iterator[Member]:
    entries = archive.infolist()
    if len(entries) > limits.members:
        raise UnsafeArchiveError(f"het zipbestand heeft meer dan {limits.members} bestanden")
    left = limits.whole
    for entry in entries:
        if entry.is_dir():
            yield Member(entry.filename, b"")
            continue
        content = _read(archive, entry, min(limits.member, left), limits.ratio)
        left -= len(content)
        yield Member(entry.filename, content)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int, ratio: int) -> bytes:
    most = min(most, max(entry.compress_size * ratio, SMALL))
    parts, size = [], 0
    with archive.open(entry) as stream:
        while part := stream.read(_CHUNK):
            size += len(part)
            if size > most:
                raise UnsafeArchiveError("het zipbestand wordt bij uitpakken onredelijk groot")
            parts.append(part)
    return b"".join(parts)


def is_link(entry: zipfile.ZipInfo) -> bool:
    """Whether a member is a link to another file, or a device."""
    mode = entry.external_attr >> 16
    return bool(stat.S_IFMT(mode)) and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def name_fault(path: str) -> str:
    """Return in Dutch what is wrong with a path below a folder; nothing when it is safe on every system."""
    if not path or any(ord(c) < 32 or ord(c) == 127 for c in path):
        return "stuurtekens in de naam"
    if "\\" in path or path.startswith("/") or path[1:2] == ":":
        return "een pad naar een plaats buiten het pakket"
    parts = PurePosixPath(path).parts
    if ".." in parts or not parts:
        return "een pad naar een plaats buiten het pakket"
    if any(part.partition(".")[0].casefold() in DEVICES for part in parts):
        return "een naam die Windows niet kan openen"
    return ""
