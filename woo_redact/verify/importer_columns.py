"""What the publication platform knows (minvws/nl-rdo-woo-web): the columns of a production report, and its values."""

from enum import Enum

MATTER_LENGTHS = (2, 50)
LONGEST_ID = 170
# Bytes of UTF-8; the others count characters.
LONGEST_TITLE = 500
LONGEST_REMARK = 1_000
LONGEST_LINK = 2_048
MOST_DOCUMENTS = 50_000

JUDGEMENTS = frozenset({"openbaar", "deels openbaar", "reeds openbaar", "niet openbaar"})
WITH_FILE = frozenset({"openbaar", "deels openbaar"})
YES = frozenset({"true", "ja", "yes", "1", "y", "j"})
NO = frozenset({"", "false", "nee", "no", "0", "n"})
FILE_TYPES = frozenset(
    {
        *("pdf", "doc", "word processing", "image", "presentation", "spreadsheet", "email", "chat", "vcard"),
        *("html", "note", "database", "xml", "video", "audio"),
    }
)
GROUNDS = (
    frozenset(f"5.1.1{letter}" for letter in "abcde")
    | frozenset(f"5.1.2{letter}" for letter in "abcdefghi")
    | frozenset({"5.1.5", "5.2", "5.4", "dubbel", "11.1"})
    | frozenset(f"10.1{letter}" for letter in "abcd")
    | frozenset(f"10.2{letter}" for letter in "abcdeg")
)


class Column(Enum):
    """A column, with the headings by which the platform knows it; the first is that of its template."""

    ID = ("ID",)
    MATTER = ("Matter", "matter / marjoleinnummer")
    CONTEXT = ("Publicatiecontext",)
    FAMILY = ("Family", "familie", "family id")
    THREAD = ("Email Thread ID", "thread id", "email thread")
    DOCUMENT = (
        "Document",
        "document id",
        "documentnr",
        "document nr",
        "documentnr.",
        "document nr.",
        "nr.",
        "omschrijving",
        "name",
    )
    FILE_TYPE = ("File Type", "filetype")
    DATE = ("Datum", "date", "datum (utc)")
    JUDGEMENT = ("Beoordeling", "openbaarmaking")
    SUSPENDED = ("Opgeschort", "suspended", "tag015")
    GROUNDS = ("Beoordelingsgrond", "grond", "tagmulti006", "code entries", "beoordelingsgrond (; gescheiden)")
    REMARK = ("Toelichting", "opmerking")
    LINKS = (
        "Publieke Link",
        "publiekelinktag",
        "publiekelink",
        "publicatielink",
        "publicatie link",
        "publiekelink ( | gescheiden)",
    )
    RELATED = ("Gerelateerd ID",)
    CASES = ("Zaaknummer", "zaaknr", "casenr", "zaak", "case")

    @property
    def heading(self) -> str:
        """The heading in the template."""
        heading: str = self.value[0]
        return heading


REQUIRED = (Column.ID, Column.DOCUMENT, Column.JUDGEMENT, Column.GROUNDS)
_BY_HEADING = {name.lower(): column for column in Column for name in column.value}


def column_of(heading: str) -> Column | None:
    """Return the column with this heading: case does not count, nor does a number in front ("06 Datum")."""
    return _BY_HEADING.get(heading.strip().lower().lstrip("0123456789").strip())
