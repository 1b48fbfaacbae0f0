"""How the files of a package put things into words."""

from collections.abc import Iterable, Mapping
from datetime import date

from woo_redact.domain.age import known_day
from woo_redact.domain.ground import Ground
from woo_redact.domain.publication import DocumentKind, Judgement, PublishedDocument

# Of documents that are the same; the value list of relations has no word for it.
SAME = "is hetzelfde als"
KINDS = {
    DocumentKind.PDF: "document",
    DocumentKind.TEXT: "tekstdocument",
    DocumentKind.IMAGE: "afbeelding",
    DocumentKind.PRESENTATION: "presentatie",
    DocumentKind.SPREADSHEET: "spreadsheet",
    DocumentKind.EMAIL: "e-mail",
    DocumentKind.CHAT: "chatbericht",
}
MEANINGS = {
    Judgement.FULL: "Het hele document is openbaar.",
    Judgement.PARTIAL: "Een deel van het document is niet openbaar. In het document staat waar, en op welke grond.",
    Judgement.NONE: "Het document is niet openbaar gemaakt. Het staat alleen in deze lijst.",
    Judgement.ALREADY_PUBLIC: "Het document was al openbaar. Het staat alleen in deze lijst.",
}


def printed(ground: str) -> str:
    """Codes are printed as they are ("5.1.2e"); what is none in law has an id in words ("buiten-verzoek")."""
    return code_of(ground) or ground.replace("-", " ")


def code_of(ground: str) -> str:
    """Return the code of a ground; what is none in law has none."""
    return ground if ground[:1].isdigit() else ""


def printed_grounds(grounds: Iterable[str]) -> str:
    """Return grounds as a cell has them."""
    return "; ".join(map(printed, grounds))


def printed_passages(document: PublishedDocument) -> str:
    """Return how many passages are withheld by ground: "5.1.2e: 3; 5.1.2i: 1"."""
    return "; ".join(f"{printed(ground)}: {count}" for ground, count in document.passages)


def ground_name(ground: str, grounds: Mapping[str, Ground]) -> str:
    """Return the official name of a ground, or its id in words when it is not known."""
    return grounds[ground].title if ground in grounds else printed(ground)


def kind_of(document: PublishedDocument) -> str:
    """Return what a document is, in words: its sort in the value list, or else what its file was."""
    return document.sort.label if document.sort else KINDS[document.kind]


def reasons_text(document: PublishedDocument) -> str:
    """Return the remark on a document and the reasons given in it, each after its grounds."""
    reasons = (f"{', '.join(map(printed, grounds))}: {reason}" for grounds, reason in document.reasons)
    return " ".join(filter(None, (document.remark, *reasons)))


def shown_date(text: str | date | None) -> str:
    """Return a date as people read it ("04-03-2026"); what is no full date stays as it is."""
    found = known_day(text) if isinstance(text, str) else text
    return found.strftime("%d-%m-%Y") if found else str(text or "")


def is_web_address(text: str) -> bool:
    """Whether a text leads to the web."""
    return text.startswith(("http://", "https://"))


def shown_size(size: int) -> str:
    """Return the size of a file as people read it."""
    if size < 1000:
        return f"{size} bytes"
    if size < 1_000_000:
        return f"{round(size / 1000)} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def cut(text: str, longest: int) -> str:
    """Return the text, with "…" in the place of what is beyond ``longest`` characters."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
