"""The keys of a review, the same in the browser and in the terminal. A table."""

from dataclasses import dataclass

from woo_redact.domain.ground import Profile


@dataclass(frozen=True, slots=True)
class Key:
    """A key and what it does.

    ``name`` is what programs call the step; ``key`` is as browsers name it: the character itself ("a", "D"), or a word
    ("ArrowUp", "Escape"); ``text`` tells people what it does.
    """

    name: str
    key: str
    text: str


FAVOURITE = "favourite"

KEYS = (
    Key("approve", "a", "lakken"),
    Key("reject", "r", "blijft leesbaar"),
    # One key for each ground that the profile of the dossier has one for.
    Key(FAVOURITE, "1-9", "lakken onder de grond met dit cijfer"),
    Key("palette", "g", "een of meer gronden kiezen"),
    Key("next", "n", "volgend open voorstel"),
    Key("next", "s", "overslaan: volgend open voorstel"),
    Key("previous", "b", "vorig open voorstel"),
    Key("identical", "i", "alle gelijke passages in een keer"),
    Key("person", "w", "deze persoon: alle vermeldingen in een keer"),
    Key("reason", "m", "motivering"),
    Key("comment", "o", "opmerking voor collega's"),
    Key("clear", "x", "besluit wissen: weer open"),
    Key("undo", "u", "laatste stap terugnemen"),
    Key("ends", "e", "langer, korter, splitsen of samenvoegen"),
    Key("words", "l", "zelf woorden aanwijzen om te lakken"),
    Key("rectangle", "t", "zelf een rechthoek tekenen om te lakken"),
    Key("preview", "p", "bekijken zoals het wordt gepubliceerd"),
    Key("page_done", "d", "pagina klaar"),
    Key("document_done", "D", "document klaar"),
    Key("confirm", "c", "bevestigen als tweede beoordelaar"),
    Key("search", "/", "zoeken"),
    Key("item_up", "ArrowUp", "vorig voorstel"),
    Key("item_down", "ArrowDown", "volgend voorstel"),
    Key("page_back", "ArrowLeft", "vorige pagina"),
    Key("page_on", "ArrowRight", "volgende pagina"),
    Key("zoom_in", "+", "vergroten"),
    Key("zoom_out", "-", "verkleinen"),
    Key("zoom_reset", "0", "ware grootte"),
    Key("fit_width", "f", "passend op de breedte"),
    Key("rotate", "v", "pagina draaien op het scherm"),
    Key("help", "?", "deze uitleg"),
    Key("close", "Escape", "sluiten of stoppen"),
)


def ground_keys(profile: Profile) -> dict[str, str]:
    """Return the digit that withholds under a ground, by the id of the ground."""
    return {ground: str(number) for number, ground in enumerate(profile.keys, 1)}
