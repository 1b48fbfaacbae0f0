"""``woo-redact review``."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from woo_redact.cli.dutch import DutchCommand
from woo_redact.cli.lines import plural, say
from woo_redact.cli.options import LEVELS, dossier_argument, gravities, gravity_options, reviewer_option
from woo_redact.domain.decision import Verdict
from woo_redact.domain.report import Severity
from woo_redact.domain.suggestion import Level
from woo_redact.review.queue import GroupBy, Wanted

if TYPE_CHECKING:
    from woo_redact.pipeline.reviewing import ReviewSession

GROUPS = click.Choice([group.value for group in GroupBy])
FILE = click.Path(path_type=Path, dir_okay=False)
# What narrows a review down is for the terminal and for one step; what is about the network, for the browser.
NARROWING = {"level": "--level", "rule": "--rule", "name": "--file", "legal": "--legal", "block": "--block"}
NARROWING |= {"warn": "--warn", "second": "--second", "group": "--group"}
SERVING = {"host": "--host", "port": "--port", "tls_cert": "--tls-cert", "tls_key": "--tls-key", "invite": "--invite"}
SERVING |= {"no_open": "--no-open"}


@click.command("review", cls=DutchCommand)
@dossier_argument
@reviewer_option
@click.option("--terminal", is_flag=True, help="Beoordeel in de terminal in plaats van in de browser.")
@click.option(
    "--host", metavar="ADRES", default="127.0.0.1", help="Waar anderen de browserversie bereiken; vraagt TLS."
)
@click.option("--port", metavar="POORT", type=click.IntRange(0, 65535), default=0, help="De poort; 0 is een vrije.")
@click.option("--tls-cert", metavar="BESTAND", type=FILE, help="Het certificaat (PEM) voor een adres op het netwerk.")
@click.option("--tls-key", metavar="BESTAND", type=FILE, help="De sleutel die bij het certificaat hoort.")
@click.option(
    "--invite", metavar="NAAM[:ROL]", multiple=True, help="Maak een link voor een ander; rol: tweede of meelezer."
)
@click.option("--no-open", is_flag=True, help="Open geen browser; toon alleen de link.")
@click.option(
    "--second-review/--no-second-review", default=None, help="Een ander moet elk document bevestigen, of niet meer."
)
@click.option(
    "--sample-share",
    metavar="PROCENT",
    type=click.IntRange(0, 100),
    help="Welk deel van wat volgens voorstel is gelakt die ander te zien krijgt.",
)
@click.option("--level", type=LEVELS, help="Alleen voorstellen van dit niveau.")
@click.option("--rule", metavar="REGEL", help="Alleen voorstellen van deze regel; zie: woo-redact rules list.")
@click.option("--file", "name", metavar="BESTAND", help="Alleen dit bestand, bij zijn naam in het dossier.")
@click.option("--legal", is_flag=True, help="Gelakte passages waarover een juridische toets iets meldt, ook besloten.")
@click.option("--second", is_flag=True, help="Als tweede: wat anders is besloten dan voorgesteld, en een steekproef.")
@click.option(
    "--group",
    type=GROUPS,
    default=GroupBy.PASSAGE.value,
    help="De volgorde: zoals u leest, of gelijke teksten (term) of personen (person) bij elkaar.",
)
@gravity_options
@click.option("--approve-all", is_flag=True, help="Keur alles goed wat --level, --rule of --file aanwijst.")
@click.option("--reject-all", is_flag=True, help="Wijs alles af wat --level, --rule of --file aanwijst.")
@click.pass_context
def command(
    context: click.Context,
    dossier: Path,
    reviewer: str,
    terminal: bool,
    host: str,
    port: int,
    tls_cert: Path | None,
    tls_key: Path | None,
    invite: tuple[str, ...],
    no_open: bool,
    second_review: bool | None,
    sample_share: int | None,
    level: str | None,
    rule: str | None,
    name: str | None,
    legal: bool,
    second: bool,
    group: str,
    block: tuple[str, ...],
    warn: tuple[str, ...],
    approve_all: bool,
    reject_all: bool,
) -> None:
    """Beoordeel de voorstellen in de browser, in de terminal, of een heel niveau of een hele regel in een keer.

    Elk besluit wordt meteen bewaard, en kan worden teruggenomen. Schrijf daarna de PDF's met: woo-redact export.
    """
    in_one_step = approve_all or reject_all
    _check_choices(context, in_one_step=in_one_step, in_terminal=terminal)
    wanted = Wanted(Level(level) if level else None, rule, name, legal, second, GroupBy(group))
    narrowed = _Narrowed(wanted, gravities(block, warn))
    _set_second_review(dossier, second_review, sample_share)
    if in_one_step:
        _decide_at_once(dossier, reviewer, narrowed, Verdict.APPROVED if approve_all else Verdict.REJECTED)
    elif terminal:
        _review_in_terminal(dossier, reviewer, narrowed)
    else:
        from woo_redact.cli.review_web import invited, place_for, review_in_browser

        place = place_for(host, port, tls_cert, tls_key)
        review_in_browser(dossier, reviewer, place, invited(invite), open_browser=not no_open)


@dataclass(frozen=True, slots=True)
class _Narrowed:
    """Which suggestions somebody wants to see, in which order, and how grave the legal checks are to them."""

    wanted: Wanted
    gravities: Mapping[str, Severity]

    def choose(self, session: "ReviewSession") -> None:
        """Ask for them; a misspelt name is told from one that has nothing left to decide."""
        if self.wanted.rule is not None:
            _check_known("regel", self.wanted.rule, session.rules())
        if self.wanted.file is not None:
            _check_known("bestand", self.wanted.file, session.files())
        session.choose(self.wanted)


def _check_choices(context: click.Context, *, in_one_step: bool, in_terminal: bool) -> None:
    """Refuse options that contradict each other, or that would be left out."""
    chosen = context.params
    if chosen["approve_all"] and chosen["reject_all"]:
        raise click.UsageError("Kies --approve-all of --reject-all, niet allebei.")
    if in_one_step and not (chosen["level"] or chosen["rule"] or chosen["name"]):
        raise click.UsageError("Zeg met --level, --rule of --file wat in een keer wordt besloten.")
    for name in ("legal", "second"):
        if in_one_step and chosen[name]:
            raise click.UsageError(f"Met {NARROWING[name]} beslist u een voor een.")
    if chosen["legal"] and chosen["second"]:
        raise click.UsageError("Kies --legal of --second, niet allebei.")
    given = {name for name in chosen if context.get_parameter_source(name) is ParameterSource.COMMANDLINE}
    in_browser = not (in_one_step or in_terminal)
    for name, option in (NARROWING if in_browser else SERVING).items():
        if name in given and in_browser:
            raise click.UsageError(
                f"{option} hoort bij --terminal, --approve-all of --reject-all; in de browser kiest u op het scherm."
            )
        if name in given:
            raise click.UsageError(f"{option} is voor de beoordeling in de browser.")


def _set_second_review(dossier: Path, asked: bool | None, sample_share: int | None) -> None:
    if asked is None and sample_share is None:
        return
    from woo_redact.pipeline.marks import ask_second_review
    from woo_redact.pipeline.opening import find_dossier

    ask_second_review(find_dossier(dossier), asked=asked, sample_share=sample_share)


def _decide_at_once(dossier: Path, reviewer: str, narrowed: _Narrowed, verdict: Verdict) -> None:
    from woo_redact.cli.terminal.loop import tell_proposed
    from woo_redact.pipeline.reviewing import ReviewSession

    with ReviewSession(dossier, reviewer, narrowed.gravities) as session:
        narrowed.choose(session)
        count = session.steps.decide(session.waiting_ids(), verdict)
        say(f"{_counted(count)} {'goedgekeurd' if verdict is Verdict.APPROVED else 'afgewezen'}.")
        tell_proposed(session, say)
        _tell_left(session.remaining())


def _review_in_terminal(dossier: Path, reviewer: str, narrowed: _Narrowed) -> None:
    from woo_redact.cli.terminal.loop import review
    from woo_redact.cli.terminal.ui import talking
    from woo_redact.pipeline.reviewing import ReviewSession

    with ReviewSession(dossier, reviewer, narrowed.gravities) as session:
        narrowed.choose(session)
        with talking() as ui:
            review(ui, session)
        _tell_left(session.remaining())


def _tell_left(left: int) -> None:
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
