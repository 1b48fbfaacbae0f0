"""What comes of each attack where it is not the best: published, everything else still there as text."""

# Not published: the user is told why.
HELD_BACK = frozenset(
    {
        # Engines differ on what it shows: nothing, the text, or the name as well. A picture of it would lose the text.
        "among the parts of a text",
        # It can be read by eye, and no text says so: without OCR nobody knows that it is there.
        "in codes that mean something else",
        # Engines differ on where the text stands, and even on what it says (/Contents or /RC).
        "in text on the page without appearance",
        # Blacking out breaks it.
        "in a signature",
        # Nobody has read what is on it.
        "on a hidden layer",
        "in the name of a hidden layer",
        "encrypted with a password",
        # Letters so far apart that OCR does not read them all.
        "in drawings without meaning",
    }
)
# Published with a page that became a picture: it reads the same, but its words can no longer be copied.
PICTURES = frozenset(
    {
        "under a stroke",
        "in a pattern",
        "in a soft mask",
        "under read text: Lab",
        "under read text: in a soft mask",
        "under read text: in a stencil",
        "under read text: an inline stencil",
        "in the state of a box",
        "in a signature not yet there",
        "on a layer hidden by a rule",
        "in a form on a hidden layer",
        "in codes of two bytes with another meaning",
        "in a glyph",
        "a picture under a box",
        "a picture clipped away",
        "a picture partly clipped away",
        "a picture off the page",
        "a picture read wrongly",
    }
)
# Attacks that succeed, each with the reason.
FAILING: dict[str, str] = {}
# The line of the page itself is the place: there is no other.
ON_THE_LINE = frozenset(
    {
        *(f"page turned {r}" for r in (90, 180, 270)),
        *(f"page turned {r} and cropped" for r in (0, 90, 180, 270)),
        "page of another corner",
        "page turned inside out",
        "page in another unit",
        "between close lines",
        "between overlapping lines",
        "in content of two pages",
    }
)
# Nobody without the password gets anything from the source.
CLOSED = frozenset({"encrypted with a password"})
