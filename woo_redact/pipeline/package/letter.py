"""The letter of a decision in a package: made anew like every PDF that goes out, with nothing blacked out."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from woo_redact.domain.archive_copy import CopyWish
from woo_redact.domain.ground import LabelScheme, LabelStyle
from woo_redact.domain.publication import Publication
from woo_redact.domain.rule import RuleSet
from woo_redact.errors import MissingInputError
from woo_redact.pipeline.package.copies import CopyTask, make_copy
from woo_redact.pipeline.stages import StageNames, writer

REMEDY = "Pas besluitbrief aan in publicatie.toml."


def with_letter(publication: Publication, letter: Path, public: Path, rules: RuleSet, mark: str) -> Publication:
    """Put the letter in the public folder and return the publication with what is known of its file.

    Raises:
        MissingInputError: there is no such file.
        EraseError: it cannot be taken over.
        VerificationError: its copy does not pass its check.
    """
    if not letter.is_file():
        raise MissingInputError(f"De besluitbrief {letter} bestaat niet.", REMEDY)
    with TemporaryDirectory(prefix="woo-redact-") as scratch:
        clean = Path(scratch) / "besluit.pdf"
        writer(StageNames().writer).write(letter, clean, (), LabelStyle(rules.grounds, LabelScheme.CODE))
        wish = CopyWish(id="", title=publication.title, passages=(), moment=publication.moment, mark=mark)
        copy = make_copy(CopyTask("", letter.name, clean, public / publication.decision_file, wish))
    return replace(publication, decision_size=copy.size, decision_sha256=copy.sha256, decision_level=copy.level)
