"""Ghostscript, when it is set: it makes PDF/A of files whose fonts are not embedded, and loses their tags."""

import re
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from woo_redact.write.archive.intent import CONDITION, profile

# Older ones damage text that is there (10.0), or leave holes in their sandbox.
LOWEST = (10, 2, 1)
VERSION = re.compile(r"(\d+)\.(\d+)(?:\.(\d+))?")
# Seconds: to tell the version, and to convert.
ASKING, CONVERTING = 10, 300
ABSENT = "Ghostscript is niet te starten; geen PDF/A langs die weg"
OLD = "Ghostscript {found} is te oud; nodig is 10.02.1 of nieuwer"
FAILED = "Ghostscript kon het bestand niet omzetten"
SLOW = "Ghostscript deed er te lang over"
OPTIONS = (
    *("-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dNOOUTERSAVE", "-sDEVICE=pdfwrite", "-dPDFA=2"),
    *("-dPDFACompatibilityPolicy=1", "-sColorConversionStrategy=RGB", "-dAutoRotatePages=/None"),
    *("-dEmbedAllFonts=true", "-dSubsetFonts=true", "-dPassThroughJPEGImages=true", "-dPassThroughJPXImages=true"),
    *("-dDownsampleColorImages=false", "-dDownsampleGrayImages=false", "-dDownsampleMonoImages=false"),
)
DEFINITION = """%!
[/_objdef {{icc_PDFA}} /type /stream /OBJ pdfmark
[{{icc_PDFA}} << /N 3 >> /PUT pdfmark
[{{icc_PDFA}} (srgb.icc) (r) file /PUT pdfmark
[/_objdef {{OutputIntent_PDFA}} /type /dict /OBJ pdfmark
[{{OutputIntent_PDFA}} << /Type /OutputIntent /S /GTS_PDFA1 /DestOutputProfile {{icc_PDFA}}
  /OutputConditionIdentifier ({condition}) >> /PUT pdfmark
[{{Catalog}} << /OutputIntents [ {{OutputIntent_PDFA}} ] >> /PUT pdfmark
"""


class GhostscriptError(Exception):
    """It cannot be used, or not on this file; the message is Dutch and names no text."""


@dataclass(frozen=True, slots=True)
class Ghostscript:
    """The program to convert with."""

    program: Path

    def converted(self, content: bytes) -> bytes:
        """Return a PDF with all its fonts embedded and its colours in RGB; tags and bookmarks may be gone.

        Raises:
            GhostscriptError: it is not there, too old, or cannot convert the file.
        """
        if refusal := refusal_of(self.program):
            raise GhostscriptError(refusal)
        with TemporaryDirectory(prefix="woo-redact-") as folder:
            return self._converted(content, Path(folder))

    def _converted(self, content: bytes, folder: Path) -> bytes:
        (folder / "in.pdf").write_bytes(content)
        (folder / "srgb.icc").write_bytes(profile())
        (folder / "definition.ps").write_text(DEFINITION.format(condition=CONDITION), encoding="ascii")
        command = [str(self.program), *OPTIONS, "--permit-file-read=srgb.icc", "-sOutputFile=out.pdf"]
        try:
            subprocess.run(
                [*command, "definition.ps", "in.pdf"], cwd=folder, check=True, capture_output=True, timeout=CONVERTING
            )
            return (folder / "out.pdf").read_bytes()
        except subprocess.TimeoutExpired:
            raise GhostscriptError(SLOW) from None
        except (OSError, subprocess.CalledProcessError):
            # What it prints may hold text of the document.
            raise GhostscriptError(FAILED) from None


@cache
def refusal_of(program: Path) -> str:
    """Return why a program cannot be used (Dutch); empty when it can."""
    try:
        told = subprocess.run([str(program), "--version"], capture_output=True, text=True, timeout=ASKING, check=True)
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ABSENT
    found = VERSION.match(told.stdout.strip())
    if found is None:
        return ABSENT
    return "" if tuple(int(part or 0) for part in found.groups()) >= LOWEST else OLD.format(found=found[0])
