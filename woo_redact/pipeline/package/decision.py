"""The letter of a decision and its annex, in a package: made anew like every PDF that goes out."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from woo_redact.domain.archive_copy import CopyWish
from woo_redact.domain.ground import LabelScheme, LabelStyle
from woo_redact.domain.package_layout import ANNEX, DECISION
from woo_redact.domain.publication import Publication
from woo_redact.domain.publication_settings import PublicationSettings
from woo_redact.domain.rule import RuleSet
from woo_redact.errors import MissingInputError
from woo_redact.pipeline.package.copies import CopyTask, MadeCopy, make_copies
from woo_redact.pipeline.stages import StageNames, writer


def with_decision(
    publication: Publication, settings: PublicationSettings, home: Path, public: Path, rules: RuleSet
) -> Publication:
    """Put letter and annex in the public folder; return the publication with what is known of the letter's file.

    ``home`` is what their paths are relative to.

    Raises:
        MissingInputError: there is no such file.
        EraseError: one cannot be taken over.
        VerificationError: a copy does not pass its check.
    """
    wish = CopyWish(id="", title=publication.title, passages=(), moment=publication.moment, mark=publication.mark)
    if settings.annex:
        title = f"Bijlage: {publication.title}"
        _put(home / settings.annex, public / DECISION / f"{ANNEX}.pdf", replace(wish, title=title), rules)
    if not publication.decision_file:
        return publication
    copy = _put(home / settings.decision_letter, public / publication.decision_file, wish, rules)
    return replace(publication, decision_size=copy.size, decision_sha256=copy.sha256, decision_level=copy.level)


def _put(source: Path, target: Path, wish: CopyWish, rules: RuleSet) -> MadeCopy:
    if not source.is_file():
        raise MissingInputError(f"{source} bestaat niet.", "Pas besluitbrief of bijlage aan in publicatie.toml.")
    with TemporaryDirectory(prefix="woo-redact-") as scratch:
        clean = Path(scratch) / "besluit.pdf"
        writer(StageNames().writer).write(source, clean, (), LabelStyle(rules.grounds, LabelScheme.CODE))
        task = CopyTask("", source.name, clean, target, wish)
        return make_copies([task], 1, lambda _: None)[task.id]
