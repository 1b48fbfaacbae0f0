"""Which keys work in the terminal, from the table that the browser has too."""

from collections.abc import Mapping, Sequence

from rich.text import Text

from woo_redact.cli.terminal.layout import BOLD, DIM, Row, Screen
from woo_redact.cli.terminal.pressed import PAGE_DOWN, PAGE_UP
from woo_redact.review.keys import FAVOURITE, KEYS

# Who knows the keys of before would decide the opposite.
CHANGED = "Toetsen veranderd: a lakt (was: afwijzen), r laat leesbaar, n gaat verder."
# What needs a picture of the page.
IN_BROWSER = frozenset({"rectangle", "zoom_in", "zoom_out", "zoom_reset", "fit_width", "rotate"})
STOP = "q"
NAMES: Mapping[str, str] = {
    **{key.key: key.name for key in KEYS if key.name != FAVOURITE},
    STOP: "close",
    PAGE_UP: "page_back",
    PAGE_DOWN: "page_on",
}
# What was a key in earlier versions.
_BEFORE = {
    "j": "j is geen toets meer: a lakt.",
    "y": "y is geen toets meer: a lakt.",
    "h": "Uitleg staat onder ?.",
}
_SIGNS = {"ArrowUp": "↑", "ArrowDown": "↓", "ArrowLeft": "←", "ArrowRight": "→", "Escape": "Esc, q"}


def name_of(key: str) -> str:
    """Return the name of what a key does; of a capital that is no key, of the small letter. Empty: nothing."""
    return NAMES.get(key) or NAMES.get(key.lower(), "")


def unknown(key: str) -> str:
    """Return what is told of a key that does nothing."""
    return _BEFORE.get(key.lower(), "Onbekende toets; ? toont alle toetsen.")


def help_screen(favourites: Sequence[str]) -> Screen:
    """Return the screen with all keys; ``favourites`` tell which digit stands for which ground."""
    rows = [Row("", Text(CHANGED, style=BOLD))]
    for key in KEYS:
        if key.name == FAVOURITE:
            rows.append(Row(key.key, Text(f"{key.text}: {', '.join(favourites)}")))
        elif key.name == "rectangle":
            rows.append(Row(key.key, Text(key.text).append(" (alleen in de browser)", style=DIM)))
        elif key.name not in IN_BROWSER:
            rows.append(Row(_SIGNS.get(key.key, key.key), Text(key.text)))
    rows.append(Row("Enter", Text("alles tonen wat niet op het scherm past")))
    return Screen("Toetsen", rows=tuple(rows), keys=(("Esc terug",),))


# The line below a passage.
ITEM_KEYS = (
    "a lakken",
    "r leesbaar",
    "g grond",
    "i gelijke",
    "w persoon",
    "n verder",
    "u terug",
    "? meer",
)
