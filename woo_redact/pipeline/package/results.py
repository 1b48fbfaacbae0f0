"""What packaging hands back to whoever shows it. Values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from woo_redact.domain.report import Severity


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked of a package.

    ``given`` are values for ``publicatie.toml``, by key; ``severities`` replace those of the legal checks. A
    ``concept`` is made whatever keeps a package back, and is marked as such. ``replace`` puts it in the place of an
    earlier one in which nothing was changed. ``workers`` 0: one per core.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    severities: Mapping[str, Severity] = field(default_factory=dict)
    concept: bool = False
    replace: bool = False
    workers: int = 0


@dataclass(frozen=True, slots=True)
class MadePackage:
    """A finished package.

    ``documents`` counts those of each judgement, ``levels`` the copies of each level of PDF/A ("" for none);
    ``without_file`` are the files (as the dossier calls them) that are a row only, ``told`` why copies
    are no PDF/A, by file (Dutch), ``obstacles`` what a final package would be kept back by: a concept only.
    """

    folder: Path
    documents: Mapping[str, int]
    levels: Mapping[str, int]
    files: int = 0
    without_file: tuple[str, ...] = ()
    told: tuple[tuple[str, str], ...] = ()
    obstacles: tuple[tuple[str, str], ...] = ()
    concept: bool = False
