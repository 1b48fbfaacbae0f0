"""Reading zip files of any make: nothing is believed of what they say about their size, names or kind."""

import io
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

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

    def after(self, taken: int) -> "Limits":
        """Return the limits of one more member, after so many bytes of others."""
        return Limits(member=min(self.member, self.whole - taken), ratio=self.ratio)


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
    with _guarded(), zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield from _members(archive, limits)


@contextmanager
def _guarded() -> Iterator[None]:
    """Turn what damage makes the library raise into an error of ours."""
    try:
        yield
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error) as error:
        raise UnsafeArchiveError("het zipbestand is beschadigd of beveiligd met een wachtwoord") from error


def _members(archive: zipfile.ZipFile, limits: Limits) -> Iterator[Member]:
    taken = 0
    for entry in _entries(archive, limits):
        if entry.is_dir():
            yield Member(entry.filename, b"")
            continue
        content = b"".join(_parts(archive, entry, limits.after(taken)))
        taken += len(content)
        yield Member(entry.filename, content)


def _entries(archive: zipfile.ZipFile, limits: Limits) -> list[zipfile.ZipInfo]:
    entries = archive.infolist()
    if len(entries) > limits.members:
        raise UnsafeArchiveError(f"het zipbestand heeft meer dan {limits.members} bestanden")
    return entries


def _parts(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits) -> Iterator[bytes]:
    """Yield the content of a member, as long as it is not larger than it may be."""
    most = min(limits.member, max(entry.compress_size * limits.ratio, SMALL))
    size = 0
    with archive.open(entry) as stream:
        while part := stream.read(_CHUNK):
            size += len(part)
            if size > most:
                raise UnsafeArchiveError("het zipbestand wordt bij uitpakken onredelijk groot")
            yield part


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


def extract_to(package: Path, root: Path, limits: Limits) -> list[str]:
    """Unpack an archive into an empty folder; return what is wrong with the members that were left out.

    Raises:
        UnsafeArchiveError: it is damaged or locked, or more comes out than ``limits`` allow.
    """
    faults: list[str] = []
    with _guarded(), zipfile.ZipFile(package) as archive:
        seen: set[str] = set()
        taken = 0
        for entry in _entries(archive, limits):
            fault = _entry_fault(entry, seen)
            if fault:
                faults.append(fault)
            elif not entry.is_dir():
                taken += _write(archive, entry, root, limits.after(taken))
    return faults


def _entry_fault(entry: zipfile.ZipInfo, seen: set[str]) -> str:
    # The library cuts a name at a zero, which the archive itself has.
    fault = name_fault(entry.orig_filename.rstrip("/") if entry.is_dir() else entry.orig_filename)
    if fault:
        return fault
    if is_link(entry):
        return "een verwijzing naar een ander bestand"
    name = unicodedata.normalize("NFC", entry.filename).casefold().rstrip("/")
    if not entry.is_dir() and name in seen:
        return "dezelfde naam als een ander bestand"
    seen.add(name)
    return ""


def _write(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, root: Path, limits: Limits) -> int:
    target = root.joinpath(*PurePosixPath(entry.filename).parts)
    size = 0
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            for part in _parts(archive, entry, limits):
                file.write(part)
                size += len(part)
    except OSError as error:
        raise UnsafeArchiveError("het zipbestand kan hier niet worden uitgepakt") from error
    return size
