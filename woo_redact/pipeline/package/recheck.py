"""Checking a finished package again, ours or one made elsewhere."""

from collections.abc import Callable
from pathlib import Path

from woo_redact.pipeline.results import Progress
from woo_redact.pipeline.stages import load_rule_set
from woo_redact.verify.package_check import CheckedPackage, check_package


def recheck(package: Path, progress: Callable[[Progress], None] | None = None) -> CheckedPackage:
    """Check a package, a folder or a zip, from its files alone.

    Raises:
        InputError: there is none, or a zip that may not be unpacked.
    """

    def step(done: int, total: int, name: str) -> None:
        if progress:
            progress(Progress(done, total, name))

    return check_package(package, load_rule_set().grounds, step)
