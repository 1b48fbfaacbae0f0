"""``woo-redact review``."""

from collections.abc import Collection
from difflib import get_close_matches
from functools import partial
from pathlib import Path

import click

from woo_redact.cli.dutch import DutchCommand
from woo_redact.cli.lines import plural, say
from woo_redact.cli.options import LEVELS, dossier_argument, gravities, gravity_options, reviewer_option
from woo_redact.domain.decision import Verdict
from woo_redact.domain.suggestion import Level


@click.command("review", cls=DutchCommand)
@dossier_argument
@reviewer_option
@click.option("--level", type=LEVELS, help="Alleen voorstellen van dit niveau.")
@click.option("--rule", metavar="REGEL", help="Alleen voorstellen van deze regel; zie: woo-redact rules list.")
@click.option("--file", "name", metavar="BESTAND", help="Alleen dit bestand, bij zijn naam in het dossier.")
@click.option("--legal", is_flag=True, help="Gelakte passages waarover een juridische toets iets meldt, ook besloten.")
@gravity_options
@click.option("--approve-all", is_flag=True, help="Keur alles goed wat --level, --rule of --file aanwijst.")
@click.option("--reject-all", is_flag=True, help="Wijs alles af wat --level, --rule of --file aanwijst.")
def command(
    dossier: Path,
    reviewer: str,
    level: str | None,
    rule: str | None,
    name: str | None,
    legal: bool,
    block: tuple[str, ...],
    warn: tuple[str, ...],
    approve_all: bool,
    reject_all: bool,
) -> None:
    """Beoordeel de voorstellen: een voor een, of een heel niveau of een hele regel in een keer.

    Elk besluit wordt meteen bewaard, en kan worden teruggenomen. Schrijf daarna de PDF's met: woo-redact export.
    """
    from woo_redact.cli.review_session import review_one_by_one, tell_proposed
    from woo_redact.pipeline.reviewing import ReviewSession

    if approve_all and reject_all:
        raise click.UsageError("Kies --approve-all of --reject-all, niet allebei.")
    in_one_step = approve_all or reject_all
    if in_one_step and not (level or rule or name):
        raise click.UsageError("Zeg met --level, --rule of --file wat in een keer wordt besloten.")
    if in_one_step and legal:
        raise click.UsageError("Met --legal beslist u een voor een.")
    with ReviewSession(dossier, reviewer, gravities(block, warn)) as session:
        _check_known("regel", rule, session.rules())
        _check_known("bestand", name, session.files())
        find = partial(session.items, Level(level) if level else None, rule, name, legal=legal)
        if in_one_step:
            verdict = Verdict.APPROVED if approve_all else Verdict.REJECTED
            count = session.decide([item.suggestion.id for item in find()], verdict)
            say(f"{_counted(count)} {'goedgekeurd' if approve_all else 'afgewezen'}.")
            tell_proposed(session)
        else:
            review_one_by_one(session, find)
        left = session.remaining()
        say(f"Nog {_counted(left)} te beoordelen." if left else "Alle voorstellen zijn beoordeeld.")


def _check_known(what: str, name: str | None, known: Collection[str]) -> None:
    """Tell a misspelt name from one that has nothing left to decide."""
    if name is None or name in known:
        return
    close = get_close_matches(name, known, n=3)
    hint = f" Bedoelt u {' of '.join(close)}?" if close else ""
    raise click.UsageError(f"Er is in dit dossier geen voorstel van {what} {name}.{hint}")


def _counted(count: int) -> str:
    return plural(count, "voorstel", "voorstellen")
