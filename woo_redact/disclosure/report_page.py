"""``verslag.html``: what a run did and what was checked, for whoever decides on publication. Never withheld text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from woo_redact import __version__
from woo_redact.disclosure.markup import Blocks, Markup, joined

TEMPLATE = "verslag.html"
NOTHING = Markup("")
NONE = "geen"
UNKNOWN = "onbekend"


@dataclass(frozen=True, slots=True)
class ReportedFile:
    """One file of the dossier. ``state`` and ``review`` are Dutch, ``message`` tells why it was not written.

    ``original`` is the SHA-256 of the file that came in, ``notes`` what its reader warned of, as a certificate
    tells warnings, and ``certificate`` the content of the certificate beside the output; ``None`` without an output.
    """

    name: str
    state: str
    pages: int
    redactions: int
    unreviewed: int
    review: str
    original: str
    message: str = ""
    notes: tuple[Mapping[str, Any], ...] = ()
    certificate: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class ReportedFinding:
    """What a legal check tells of a file: its id ("R5"), how grave it is in Dutch, pages (1-based) if any, and what."""

    file: str
    check: str
    gravity: str
    pages: tuple[int, ...]
    message: str


@dataclass(frozen=True, slots=True)
class ReportedDifference:
    """How many passages can be read in a file that are withheld elsewhere; of ``settled`` a person decided that."""

    file: str
    count: int
    settled: int


@dataclass(frozen=True, slots=True)
class ReportedShare:
    """How many of the words of a file are withheld, and how many under each ground.

    ``beyond`` are words under boxes that no passage holds, ``taken`` those that went along to hide widths; ``None``
    where that was not counted.
    """

    file: str
    words: int
    withheld: int
    by_ground: tuple[tuple[str, int], ...]
    stands_out: bool
    beyond: int | None = None
    taken: int | None = None


@dataclass(frozen=True, slots=True)
class ReportedShares:
    """How much of each file is withheld; ``middle`` is the share in the middle file."""

    middle: float
    files: tuple[ReportedShare, ...]


@dataclass(frozen=True, slots=True)
class ReportedRun:
    """A dossier after a run at ``at``; ``skipped`` and ``withdrawn`` are names of files that are not in it.

    ``log`` tells of the log of the review how many rows it has, the hash of the last, and in Dutch what is wrong.
    """

    dossier: str
    at: datetime
    files: tuple[ReportedFile, ...]
    skipped: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    findings: tuple[ReportedFinding, ...] = ()
    differences: tuple[ReportedDifference, ...] = ()
    shares: ReportedShares | None = None
    log: tuple[int, str, str] | None = None


def report_page(run: ReportedRun) -> bytes:
    """Return the page: one file, without scripts and without anything from elsewhere.

    Raises:
        RulePackError: the template is missing.
    """
    blocks = Blocks(TEMPLATE)
    held = [file for file in run.files if file.certificate is None]
    written = [file for file in run.files if file.certificate is not None]
    page = blocks.fill(
        "page",
        dossier=run.dossier,
        date=run.at.strftime("%d-%m-%Y, %H:%M"),
        program=f"woo-redact {__version__}",
        totals=_facts(blocks, (*_totals(run.files, written), *_log(blocks, run))),
        held=_held(blocks, held),
        overview=joined(_overview(blocks, file) for file in run.files),
        legal=_legal(blocks, run.findings),
        differences=_differences(blocks, run),
        shares=_shares(blocks, run.shares) if run.shares and run.shares.files else NOTHING,
        written=blocks.fill("written", files=joined(_file(blocks, f) for f in written)) if written else NOTHING,
        risks=_risks(blocks, written),
        absent=_absent(blocks, run),
    )
    return page.encode()


def _totals(files: Sequence[ReportedFile], written: Sequence[ReportedFile]) -> Iterator[tuple[str, object]]:
    yield "Bestanden", len(files)
    yield "Gelakt en gecontroleerd", len(written)
    yield "Zonder gelakte en gecontroleerde PDF", len(files) - len(written)
    yield "Pagina's", sum(file.pages for file in files)
    yield "Lakken", sum(file.redactions for file in files)
    yield "Lakken door een mens beoordeeld", sum(file.redactions - file.unreviewed for file in files)
    pictures = sum(len(file.certificate.get("pages_as_picture", ())) for file in written if file.certificate)
    yield "Pagina's die een afbeelding zijn geworden", pictures


def _log(blocks: Blocks, run: ReportedRun) -> Iterator[tuple[str, object]]:
    if run.log is not None:
        events, digest, problem = run.log
        yield "Regels in het logboek van de beoordeling", events
        yield "SHA-256 van de laatste regel", blocks.fill("code", text=digest)
        if problem:
            yield "Let op", problem


def _facts(blocks: Blocks, facts: Iterable[tuple[str, object]]) -> Markup:
    return joined(blocks.fill("fact", name=name, value=value) for name, value in facts)


def _overview(blocks: Blocks, file: ReportedFile) -> Markup:
    return blocks.fill(
        "overview",
        name=file.name,
        state=file.state,
        pages=file.pages,
        redactions=file.redactions,
        reviewed=file.redactions - file.unreviewed,
    )


def _held(blocks: Blocks, held: Sequence[ReportedFile]) -> Markup:
    rows = joined(
        blocks.fill("held_row", name=f.name, state=f.state, message=f.message, original=f.original or UNKNOWN)
        for f in held
    )
    return blocks.fill("held", rows=rows) if held else NOTHING


def _legal(blocks: Blocks, findings: Sequence[ReportedFinding]) -> Markup:
    rows = joined(
        blocks.fill(
            "legal_row",
            name=f.file,
            check=f.check,
            gravity=f.gravity,
            pages=", ".join(map(str, f.pages)),
            message=f.message,
        )
        for f in findings
    )
    return blocks.fill("legal", rows=rows) if findings else blocks.fill("legal_none")


def _differences(blocks: Blocks, run: ReportedRun) -> Markup:
    if not run.differences:
        return blocks.fill("differences_none")
    rows = joined(
        blocks.fill("differences_row", name=d.file, count=d.count, settled=d.settled) for d in run.differences
    )
    count = sum(d.count for d in run.differences)
    many = "1 passage is" if count == 1 else f"{count} passages zijn"
    return blocks.fill("differences", many=many, rows=rows, dossier=run.dossier)


def _shares(blocks: Blocks, shares: ReportedShares) -> Markup:
    rows = joined(
        blocks.fill(
            "shares_row",
            name=one.file,
            share=_percent(one.withheld / one.words if one.words else 0.0),
            grounds=", ".join(f"{ground} ({count})" for ground, count in one.by_ground),
            beyond=UNKNOWN if one.beyond is None else one.beyond,
            taken=UNKNOWN if one.taken is None else one.taken,
            stands_out="veel meer dan in de andere" if one.stands_out else "",
        )
        for one in shares.files
    )
    return blocks.fill("shares", middle=_percent(shares.middle), rows=rows)


def _percent(share: float) -> str:
    return f"{share:.0%}"


def _file(blocks: Blocks, file: ReportedFile) -> Markup:
    facts = _facts(blocks, _checked(blocks, file))
    return blocks.fill("file", name=file.name, caption="Wat is gecontroleerd", facts=facts)


def _checked(blocks: Blocks, file: ReportedFile) -> Iterator[tuple[str, object]]:
    told = file.certificate or {}
    checked, engines = told.get("checked", {}), told.get("engines", {})
    yield "Toestand", f"{file.state}, {file.review}"
    yield "Pagina's", told.get("pages", file.pages)
    yield "Lakken", f"{file.redactions}, waarvan {file.redactions - file.unreviewed} door een mens beoordeeld"
    yield "SHA-256 van het origineel", blocks.fill("code", text=told.get("original_sha256", file.original))
    yield "SHA-256 van de gelakte PDF", blocks.fill("code", text=told.get("redacted_sha256", UNKNOWN))
    yield "Tekens die weg zijn", checked.get("characters_erased", UNKNOWN)
    yield "Tekens die er nog staan", checked.get("characters_kept", UNKNOWN)
    yield "Openingen op een regel", _gaps(told.get("widths", {}))
    yield "Gelakt met", told.get("program", UNKNOWN)
    yield "Gecontroleerd met", blocks.each("line", (f"{name} {version}" for name, version in engines.items()))
    yield "Pagina's als afbeelding", _list(blocks, _by_message(told.get("pages_as_picture", ())))
    yield "Let op", _list(blocks, _by_message((*file.notes, *told.get("warnings", ()))))


def _gaps(widths: Mapping[str, Any]) -> str:
    if not widths:
        return UNKNOWN
    return f"{widths['gaps_within_lines']}, waarvan {widths['gaps_that_tell_a_width']} een breedte verraden"


def _list(blocks: Blocks, texts: Sequence[str]) -> object:
    return blocks.fill("list", items=blocks.each("item", texts)) if texts else NONE


def _by_message(told: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return each message once, with the pages it holds for."""
    pages: dict[str, list[int]] = {}
    for finding in told:
        held = pages.setdefault(finding["message"], [])
        if "page" in finding:
            held.append(finding["page"])
    return [_on_pages(message, sorted(set(held))) for message, held in pages.items()]


def _on_pages(message: str, pages: Sequence[int]) -> str:
    what = "Pagina" if len(pages) == 1 else "Pagina's"
    return f"{what} {', '.join(map(str, pages))}: {message}" if pages else message


def _risks(blocks: Blocks, written: Iterable[ReportedFile]) -> Markup:
    found = dict.fromkeys(risk for f in written if f.certificate for risk in f.certificate.get("remaining_risks", ()))
    return blocks.fill("risks", items=blocks.each("item", found)) if found else NOTHING


def _absent(blocks: Blocks, run: ReportedRun) -> Markup:
    kinds = (("Overgeslagen, want geen PDF", run.skipped), ("Staan niet meer in de bron", run.withdrawn))
    facts = [(what, blocks.each("line", names)) for what, names in kinds if names]
    return blocks.fill("absent", facts=_facts(blocks, facts)) if facts else NOTHING
