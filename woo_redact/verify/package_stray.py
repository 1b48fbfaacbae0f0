"""What has no place among published files: what is internal, hidden, half-written, or left by a program."""

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from woo_redact.domain.package_layout import INTERNAL, PUBLIC
from woo_redact.domain.report import Finding, Severity
from woo_redact.verify.package_files import PackageFiles
from woo_redact.verify.unpacked import name_fault

INTERNAL_KIND, STRAY = "package-internal", "package-stray"
# A file name in small letters, and what it is.
INTERNAL_NAMES = (
    (r"dossier\.(db|toml|lock)|.*\.(db|db-wal|db-shm|sqlite3?)", "een bestand van een dossier"),
    (r".*\.certificate\.json", "een certificaat met de hash van het origineel"),
    (r"lakbesluiten.*|besluitenlog.*|.*\.jsonl", "een logboek van besluiten"),
)
STRAY_NAMES = (
    (r"thumbs\.db|desktop\.ini|ehthumbs\.db", "een hulpbestand van Windows"),
    (r"\.ds_store|__macosx|\._.*", "een hulpbestand van macOS"),
    (r".*\.(part|tmp|temp|crdownload|bak|old|swp|orig)|~.*|.*~", "een half of tijdelijk bestand"),
    (r"\..*", "een verborgen bestand"),
)
INTERNAL_FOLDERS = frozenset(("originals", "origineel", "originelen", "ongelakt", INTERNAL))
# Keys under which a list of redactions or a certificate tells the hash of an original.
ORIGINAL_KEYS = frozenset(("original_sha256", "document_sha256", "source_sha256", "original"))
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
REMOVE = "Haal het uit wat openbaar wordt."
RENAME = "Geef het een andere naam."


def stray_findings(package: PackageFiles) -> Iterator[Finding]:
    """Look for files that may not be published, by their names, and for hashes of originals in those that may."""
    for path, at in package.public.items():
        parts = [part.lower() for part in PurePosixPath(path.removeprefix(f"{PUBLIC}/")).parts]
        fault = name_fault(path)
        if fault:
            shown = "".join(c if c.isprintable() else "?" for c in path)
            yield Finding(STRAY, Severity.WARNING, f"{shown} heeft {fault}", remedy=RENAME)
        if what := _first(STRAY_NAMES, parts):
            yield Finding(STRAY, Severity.BLOCKING, f"{path} is {what}", remedy=REMOVE)
        elif what := _first(INTERNAL_NAMES, parts[-1:]):
            yield Finding(INTERNAL_KIND, Severity.BLOCKING, f"{path} is {what}", remedy=REMOVE)
        elif INTERNAL_FOLDERS.intersection(parts[:-1]):
            message = f"{path} staat in een map voor intern gebruik"
            yield Finding(INTERNAL_KIND, Severity.BLOCKING, message, remedy=REMOVE)
        elif not at.stat().st_size:
            yield Finding(STRAY, Severity.WARNING, f"{path} is leeg", remedy="Lever het bestand opnieuw aan.")
        elif path.lower().endswith(".json") and _tells_original(at):
            message = f"{path} noemt de hash van het origineel"
            yield Finding(INTERNAL_KIND, Severity.BLOCKING, message, remedy=REMOVE)


def _first(names: tuple[tuple[str, str], ...], parts: list[str]) -> str:
    return next((what for pattern, what in names for part in parts if re.fullmatch(pattern, part)), "")


def _tells_original(at: Path) -> bool:
    try:
        stack = [json.loads(at.read_bytes())]
    except (ValueError, RecursionError):
        return False
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            if any(key in ORIGINAL_KEYS and isinstance(v, str) and _SHA256.fullmatch(v) for key, v in value.items()):
                return True
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
    return False
