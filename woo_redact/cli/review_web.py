"""Reviewing in the browser: what the person who starts it sees in the terminal."""

import os
import sys
import threading
import traceback
import webbrowser
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import click

from woo_redact.cli.lines import plural, say, tell
from woo_redact.web.access import OWN_LINK, PASSED_ON, Role
from woo_redact.web.hosting import Hosted, hosted
from woo_redact.web.serving import Place, PortTakenError, is_everywhere, is_loopback

ROLES = {"": Role.REVIEWER, "tweede": Role.SECOND, "meelezer": Role.READER}
SHOWN = {Role.REVIEWER: "beoordelaar", Role.SECOND: "tweede beoordelaar", Role.READER: "meelezer"}


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody to let in from the start."""

    name: str
    role: Role


def invited(given: Sequence[str]) -> tuple[Invited, ...]:
    """Return whom ``--invite`` names.

    Raises:
        click.UsageError: a role is not known.
    """
    found = []
    for text in given:
        name, _, role = text.partition(":")
        if role.strip() not in ROLES:
            known = " of ".join(f"{name}:{shown}" for shown in ROLES if shown)
            raise click.UsageError(f"De rol {role.strip()} bestaat niet; geef {name}, {known}.")
        found.append(Invited(name, ROLES[role.strip()]))
    return tuple(found)


def place_for(host: str, port: int, certificate: Path | None, key: Path | None) -> Place:
    """Return where to listen.

    Raises:
        click.UsageError: others could listen in, or nobody could tell by which address it is reached.
    """
    if is_everywhere(host):
        raise click.UsageError("Geef met --host de naam of het adres waarmee collega's deze computer bereiken.")
    if (certificate is None) != (key is None):
        raise click.UsageError("Geef --tls-cert en --tls-key allebei, of geen van beide.")
    if certificate is None and not is_loopback(host):
        raise click.UsageError(
            f"Op {host} kunnen anderen meelezen: geef met --tls-cert en --tls-key een certificaat. "
            "Zonder die twee is de beoordeling er alleen op deze computer."
        )
    return Place(host, port, certificate, key)


def review_in_browser(
    dossier: Path, reviewer: str, place: Place, others: Sequence[Invited], *, open_browser: bool
) -> None:
    """Serve a dossier for review until somebody stops it, and say what is left to do then."""
    with ExitStack() as stack:
        try:
            review = stack.enter_context(hosted(dossier, place, reviewer, _report))
        except PortTakenError as error:
            if not is_loopback(place.host):
                raise
            # The link tells the port: on this computer any other one will do.
            tell(f"{error.message} Daarom een andere.")
            review = stack.enter_context(hosted(dossier, replace(place, port=0), reviewer, _report))
        _serve(review, place, others, open_browser=open_browser)


def _serve(review: Hosted, place: Place, others: Sequence[Invited], *, open_browser: bool) -> None:
    links = [(one, review.invite(one.name, one.role)) for one in others]

    def ready() -> None:
        where = "alleen op deze computer" if is_loopback(place.host) else "ook voor anderen op het netwerk"
        say(f"De beoordeling staat klaar op {review.address.url} ({where}).")
        link = review.own_link()
        if open_browser and open_browser_at(link):
            say("De browser wordt geopend. Gebeurt dat niet, open dan zelf deze link:")
        else:
            say(f"Open deze link in een browser. Hij werkt één keer, de komende {OWN_LINK // 60} minuten:")
        say(f"  {link}")
        for one, theirs in links:
            say(f"Voor {one.name} ({SHOWN[one.role]}); werkt één keer, de komende {PASSED_ON // 3600} uur:")
            say(f"  {theirs}")
        if sys.stdin.isatty():
            say("Een nieuwe link voor uzelf: Enter.")
        say("Stoppen: Ctrl-C. Elk besluit is dan al bewaard.")

    review.serve(ready, lambda: say(f"  {review.own_link()}"))
    left = review.left()
    todo = f"Nog {plural(left, 'voorstel', 'voorstellen')} te beoordelen." if left else "Alles is beoordeeld."
    say(f"Gestopt. {todo}")


def open_browser_at(link: str) -> bool:
    """Open a browser when there can be one in which this person looks; tell whether that was tried."""
    far_away = bool(os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"))
    on_a_desktop = sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    if far_away or not on_a_desktop:
        return False
    # Some browsers take seconds to come back.
    threading.Thread(target=webbrowser.open, args=(link,), daemon=True).start()
    return True


def _report(error: Exception) -> None:
    """Tell of an error in the program by its place in the code: its text may hold content of a document."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    tell(
        f"Er ging iets mis in het programma zelf ({type(error).__name__}, {Path(frame.filename).name}:{frame.lineno})."
    )
