"""The page as it will be published, in letters."""

from rich.text import Text

from woo_redact.cli.lines import visible
from woo_redact.cli.terminal.layout import Row, Screen
from woo_redact.cli.terminal.turn import Then, Turn

BLACK = "█"


def preview(turn: Turn) -> Then:
    """Show the lines around the passage as they will be published, as things stand."""
    rows = tuple(Row("", Text(visible(line.expandtabs(2)))) for line in turn.session.published(turn.item, BLACK))
    screen = Screen(
        f"{turn.item.file}, pagina {turn.item.page + 1}, zoals gepubliceerd",
        "zoals het nu is besloten",
        rows=rows,
        keys=(("Esc terug",),),
    )
    turn.ui.ask(screen)
    return Then.STAY
