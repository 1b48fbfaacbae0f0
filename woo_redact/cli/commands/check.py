"""``woo-redact check``."""

from collections.abc import Mapping
from pathlib import Path

import click

from woo_redact.cli.console import print_json, table
from woo_redact.cli.dutch import DutchCommand
from woo_redact.cli.lines import say
from woo_redact.cli.options import dossier_argument, gravities, gravity_options, json_option
from woo_redact.domain.report import Finding
from woo_redact.errors import ExitCode
from woo_redact.legal.rules import number_of
from woo_redact.pipeline.examining import GRAVITY, Examination, Shown, ShownDifference, share_content

LONGEST = 200


@click.command("check", cls=DutchCommand)
@dossier_argument
@gravity_options
@json_option
def command(dossier: Path, block: tuple[str, ...], warn: tuple[str, ...], as_json: bool) -> int:
    """Controleer een dossier als geheel: de gronden, en of wat ergens gelakt is nergens leesbaar bleef.

    Wat blokkeert, houdt ook het pakket tegen.
    """
    from woo_redact.pipeline.examining import examine

    found = examine(dossier, gravities(block, warn))
    if as_json:
        print_json(_content(found))
    else:
        _show(found)
    return ExitCode.REVIEW if found.blocking else ExitCode.OK


def _show(found: Examination) -> None:
    if found.findings:
        say("Gronden")
        rows = [
            (name, _page(finding), GRAVITY[finding.severity], number_of(finding), f"{finding.message} {finding.remedy}")
            for name, finding in found.findings
        ]
        table(("Bestand", "Pag.", "", "Toets", "Wat"), rows, numbers=(1,))
        say()
    if found.differences:
        say("Hier gelakt, daar leesbaar")
        for difference in found.differences:
            state = "besloten: blijft openbaar" if difference.settled else "blokkeert"
            say(f"  {', '.join(difference.grounds)}, {_likeness(difference)} ({state})")
            say(f"    gelakt   {_passage(difference.withheld)}")
            say(f"    leesbaar {_passage(difference.readable)}")
        say()
    _show_shares(found)
    if found.blocking:
        many = f"{found.blocking} punten houden" if found.blocking > 1 else "Eén punt houdt"
        say(
            f"{many} het pakket tegen. Wijzig gronden met woo-redact review; lak wat leesbaar bleef ook daar (--terms),"
        )
        say("of wijs het voorstel op die plaats af.")
    elif found.findings or found.differences:
        say("Niets houdt het pakket tegen.")
    else:
        say("Niets gevonden.")


def _show_shares(found: Examination) -> None:
    lost = [(name, str(share.beyond)) for name, share in found.shares if share.beyond]
    if lost:
        say("Woorden die onder een lak liggen maar niet zijn aangewezen (waar, staat in het certificaat)")
        table(("Bestand", "Woorden"), lost, numbers=(1,))
        say()
    much = [(name, share) for name, share in found.shares if share.stands_out]
    if not much:
        return
    say(f"Veel gelakt (in het middelste document {found.middle:.0%} van de woorden)")
    rows = [(name, f"{one.share:.0%}", ", ".join(f"{g} {n}" for g, n in one.by_ground)) for name, one in much]
    table(("Bestand", "Gelakt", "Woorden per grond"), rows, numbers=(1,))
    say()


def _page(finding: Finding) -> str:
    return "" if finding.page is None else str(finding.page + 1)


def _likeness(difference: ShownDifference) -> str:
    return "dezelfde woorden" if difference.likeness == 1 else "bijna dezelfde woorden"


def _passage(shown: Shown) -> str:
    text = " ".join(shown.text.split())
    short = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    before, after = (" ".join(part.split()) for part in (shown.before, shown.after))
    return f"{shown.file}, pagina {shown.page}: … {before} [{short}] {after} …"


def _content(found: Examination) -> Mapping[str, object]:
    return {
        "blocking": found.blocking,
        "legal": [
            {
                "file": name,
                "page": None if finding.page is None else finding.page + 1,
                "check": number_of(finding),
                "severity": finding.severity.value,
                "message": finding.message,
                "remedy": finding.remedy,
            }
            for name, finding in found.findings
        ],
        "withheld": [share_content(name, share) for name, share in found.shares],
        "differences": [
            {
                "grounds": list(one.grounds),
                "likeness": one.likeness,
                "settled": one.settled,
                "withheld": _shown_content(one.withheld),
                "readable": _shown_content(one.readable),
            }
            for one in found.differences
        ],
    }


def _shown_content(shown: Shown) -> Mapping[str, object]:
    return {
        "file": shown.file,
        "page": shown.page,
        "before": shown.before,
        "text": shown.text,
        "after": shown.after,
    }
