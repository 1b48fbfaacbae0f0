"""Whether the files of a package are those that its lists of hashes name: SHA256SUMS, and the manifests of a bag."""

import logging
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from woo_redact.domain.report import Finding, Severity
from woo_redact.domain.showing import some_of
from woo_redact.files import sha256_of
from woo_redact.verify.package_files import INSIDE, PackageFiles

SUMS_KIND, BAG_KIND = "package-sums", "package-bag"
NAMES = ("sha256sums", "sha256sums.txt", "sha256sum.txt")
BAG = "bagit.txt"
# As the program sha256sum writes a line; a backslash tells that the name has escapes.
_LINE = re.compile(r"\\?([0-9A-Fa-f]{64}) [ *](.+)")
AGAIN = "Maak het pakket opnieuw, of vraag de maker om een nieuw exemplaar."
# Files that one finding names.
NAMED = 5


def sums_findings(package: PackageFiles) -> Iterator[Finding]:
    """Check every list of hashes; a package without one is told."""
    lists = [path for path in package.files if PurePosixPath(path).name.lower() in NAMES]
    for path in lists:
        yield from _list_findings(package, path)
    bags = [path for path in package.files if PurePosixPath(path).name == BAG and INSIDE not in path]
    for path in bags:
        yield from _bag_findings(package, path)
    if not lists and not bags:
        message = (
            "Het pakket heeft geen lijst met hashes (SHA256SUMS of BagIt): of een bestand is veranderd, is niet te zien"
        )
        severity = Severity.BLOCKING if package.ours else Severity.WARNING
        yield Finding(SUMS_KIND, severity, message, remedy="Vraag de maker om zo'n lijst.")


def _list_findings(package: PackageFiles, path: str) -> Iterator[Finding]:
    folder = path[: -len(PurePosixPath(path).name)]
    told: dict[str, str] = {}
    for line in package.files[path].read_text("utf-8", "replace").splitlines():
        match = _LINE.fullmatch(line.rstrip())
        if match is None:
            if line.strip():
                yield _finding(SUMS_KIND, f"{path} heeft een regel die niet te lezen is")
            continue
        told[folder + match[2].removeprefix("./")] = match[1].lower()
    present = {p for p in package.files if p.startswith(folder) and INSIDE not in p[len(folder) :] and p != path}
    yield from _named(f"{path} noemt bestanden die er niet zijn", sorted(told.keys() - present))
    yield from _named(f"Bestanden staan niet in {path}", sorted(present - told.keys()))
    changed = [name for name in sorted(told.keys() & present) if sha256_of(package.files[name]) != told[name]]
    yield from _named(f"Bestanden zijn veranderd nadat {path} is gemaakt", changed)


def _named(what: str, paths: list[str]) -> Iterator[Finding]:
    if paths:
        yield _finding(SUMS_KIND, f"{what}: {some_of(paths, NAMED)}")


def _finding(kind: str, message: str) -> Finding:
    return Finding(kind, Severity.BLOCKING, message, remedy=AGAIN)


def _bag_findings(package: PackageFiles, path: str) -> Iterator[Finding]:
    """Let the library for bags (RFC 8493) check one."""
    import bagit

    folder = package.files[path].parent
    # It tells every fault to the log as well, with the names of files.
    logger = logging.getLogger("bagit")
    level, logger.level = logger.level, logging.CRITICAL + 1
    try:
        bagit.Bag(str(folder)).validate(processes=1)
    except bagit.BagValidationError as error:
        details = getattr(error, "details", None) or ()
        told = [_detail(detail) for detail in details]
        where = path.removesuffix(BAG).rstrip("/") or "het pakket"
        if told:
            yield from (_finding(BAG_KIND, f"BagIt ({where}): {what}") for what in told[:NAMED])
        else:
            yield _finding(
                BAG_KIND, f"BagIt ({where}): het pakket is niet compleet of de hash van het geheel klopt niet"
            )
    except (bagit.BagError, OSError, ValueError) as error:
        yield _finding(BAG_KIND, f"BagIt: {path} of een manifest is niet te lezen ({type(error).__name__})")
    finally:
        logger.level = level


def _detail(detail: object) -> str:
    path = getattr(detail, "path", "")
    kinds = {
        "ChecksumMismatch": "is veranderd",
        "FileMissing": "ontbreekt",
        "UnexpectedFile": "staat niet in het manifest",
    }
    return f"{path} {kinds.get(type(detail).__name__, 'klopt niet')}"
