"""Where everything lies in a dossier's folder."""

import errno
import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from woo_redact.errors import DossierError
from woo_redact.files import make_private_folder

PDF_SUFFIX = ".pdf"
PART_SUFFIX = ".part"
SIDECAR_SUFFIX = ".redactions.json"
CERTIFICATE_SUFFIX = ".certificate.json"


@dataclass(frozen=True, slots=True)
class DossierLayout:
    """The places in a dossier; ``root`` is its folder. Files are 0600, folders 0700."""

    root: Path

    @property
    def database(self) -> Path:
        """Suggestions, decisions and files."""
        return self.root / "dossier.db"

    @property
    def settings_file(self) -> Path:
        """What the dossier was made with, to read and to change by hand."""
        return self.root / "dossier.toml"

    @property
    def publication_file(self) -> Path:
        """What an archive team tells of the publication, to change by hand."""
        return self.root / "publicatie.toml"

    @property
    def lock_file(self) -> Path:
        """Held by the one process that works on the dossier."""
        return self.root / "dossier.lock"

    @property
    def originals(self) -> Path:
        """Copies of what came in, named by their hash."""
        return self.root / "originals"

    @property
    def redacted(self) -> Path:
        """The blacked-out PDFs, under the names that came in."""
        return self.root / "redacted"

    @property
    def reports(self) -> Path:
        """What the runs report."""
        return self.root / "reports"

    @property
    def cache(self) -> Path:
        """What can be made again; may be thrown away."""
        return self.root / "cache"

    def create(self) -> None:
        """Make the folders.

        Raises:
            OutputError: a folder cannot be made.
        """
        for folder in (self.root, self.originals, self.redacted, self.reports, self.cache):
            make_private_folder(folder)

    def sweep(self) -> None:
        """Remove what a run that was cut off left half-written; call it while holding the dossier's lock."""
        for path in list(self.root.rglob(f".*{PART_SUFFIX}")):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)

    def make_folder(self, folder: Path) -> None:
        """Make a folder in the dossier, with the ones above it.

        Raises:
            OutputError: the folder cannot be made.
            DossierError: the folder does not lie in the dossier.
        """
        if not folder.absolute().is_relative_to(self.root.absolute()):
            raise DossierError(f"{folder} ligt buiten het dossier.", "Kies een map in het dossier.")
        make_private_folder(folder)

    def original(self, document_id: str) -> Path:
        """Return where the original with this SHA-256 lies."""
        return self.originals / _relative(document_id, PDF_SUFFIX)

    def output(self, name: str) -> Path:
        """Return where the blacked-out PDF of the file called ``name`` lies.

        Raises:
            DossierError: the name would lead out of the dossier.
        """
        return self.redacted / _relative(_bare(name), PDF_SUFFIX)

    def sidecar(self, name: str) -> Path:
        """Return where the list of redactions lies, beside the output.

        Raises:
            DossierError: the name would lead out of the dossier.
        """
        return self.redacted / _relative(_bare(name), SIDECAR_SUFFIX)

    def certificate(self, name: str) -> Path:
        """Return where the certificate of the check lies, beside the output.

        Raises:
            DossierError: the name would lead out of the dossier.
        """
        return self.redacted / _relative(_bare(name), CERTIFICATE_SUFFIX)

    def unfinished(self, name: str) -> Path:
        """Return where the output is made before it is put in place.

        The name is this process's own: a worker that outlived a run that was killed writes to another.

        Raises:
            DossierError: the name would lead out of the dossier.
        """
        output = self.output(name)
        # A long name would have no room for more.
        short = hashlib.sha256(output.name.encode(errors="surrogateescape")).hexdigest()[:16]
        return output.with_name(f".{short}.{os.getpid()}{PART_SUFFIX}")

    def take_away(self, name: str) -> None:
        """Remove the output of a file with what lies beside it.

        Raises:
            DossierError: the name would lead out of the dossier.
        """
        for path in (self.output(name), self.sidecar(name), self.certificate(name), self.unfinished(name)):
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                # What has a name that is too long is not there.
                if error.errno != errno.ENAMETOOLONG:
                    raise


def _bare(name: str) -> str:
    """Take ".pdf" off; another suffix is part of the name, so that "nota.v2" and "nota.v3" stay apart."""
    return name[: -len(PDF_SUFFIX)] if name.lower().endswith(PDF_SUFFIX) else name


def _relative(bare: str, suffix: str) -> Path:
    """Return the path of a file called ``bare``, if it stays in the folder it is put in (``C:`` and ``\\`` count)."""
    path = Path(bare + suffix)
    if not bare or bare.endswith("/") or path.anchor or ".." in path.parts or "\0" in bare:
        raise DossierError(
            "Een bestandsnaam wijst naar een plaats buiten het dossier.", "Geef het bestand een andere naam."
        )
    return path
