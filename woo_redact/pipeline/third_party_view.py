"""What a third party gets to say what they think (zienswijze): their own passages readable, all else black."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from woo_redact.disclosure.third_party import (
    PartyDocument,
    PartyPassage,
    PartyView,
    Plan,
    form_csv,
    form_xlsx,
    sheet_pdf,
)
from woo_redact.domain.decision import Verdict
from woo_redact.domain.file import FileRecord
from woo_redact.domain.ground import LabelStyle, Pseudonyms
from woo_redact.domain.width import Widths
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.lock import locked, swept
from woo_redact.dossier.store import Store, open_store
from woo_redact.errors import ExitCode
from woo_redact.files import write_new
from woo_redact.pipeline.handing_out import (
    PlannedView,
    ViewedFile,
    check_folder,
    held_back,
    refuse_existing,
    refuse_unfinished,
    told_name,
    unfinished,
    write_views,
)
from woo_redact.pipeline.log_state import mend_state
from woo_redact.pipeline.opening import find_dossier
from woo_redact.pipeline.persons import documents_of, make_persons
from woo_redact.pipeline.results import Progress
from woo_redact.pipeline.run import stored_choices
from woo_redact.pipeline.third_party import (
    UNDECIDED,
    OwnPassage,
    PartyDocumentView,
    ThirdParty,
    concerned,
    party_document,
)
from woo_redact.pipeline.view_writing import ViewTask
from woo_redact.pipeline.worker import Choices, FileTask, label_style
from woo_redact.write.overlay import Outlined, Stamp, Wanted

SHEET = "zienswijze.pdf"
FORMS = {"reactieformulier.csv": form_csv, "reactieformulier.xlsx": form_xlsx}
SIZES = (8.0, 7.0)
PLANS = {Verdict.APPROVED: Plan.WITHHELD, Verdict.OPEN: Plan.OPEN, Verdict.REJECTED: Plan.PUBLIC}
PUBLIC = "openbaar"


@dataclass(frozen=True, slots=True)
class TheirPassage:
    """A passage that a third party can read, as the reviewer wants to see it. For people: never log it."""

    number: int
    file: str
    pages: tuple[int, ...]
    text: str = field(repr=False)
    plan: Plan
    grounds: tuple[str, ...]
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MadeView:
    """What was made for a third party.

    ``hiding`` are the suggestions (ids) of others under which passages of theirs cannot be seen at all; ``not_found``
    are words that stand nowhere, ``loose`` counts hits in no suggestion. ``sheet`` is ``None`` when nothing was made.
    """

    files: tuple[ViewedFile, ...]
    passages: tuple[TheirPassage, ...]
    hiding: tuple[str, ...]
    not_found: tuple[str, ...] = field(repr=False)
    loose: int
    sheet: Path | None


def third_party_view(
    dossier: Path,
    folder: Path,
    party: ThirdParty,
    *,
    whole: bool = False,
    workers: int = 0,
    progress: Callable[[Progress], None] | None = None,
) -> MadeView:
    """Write what a third party gets: the documents that concern them, a sheet, and a form to fill in.

    Everything that goes or is open and is not theirs is black, whatever its level. Pages without a passage of theirs
    are left out unless the ``whole`` documents are wanted. Nothing of it is kept in the dossier.

    Raises:
        DossierError: there is no dossier, another process works on it, or it cannot be used.
        InputError: nothing concerns them, there is no such person or suggestion, or the last run was cut off.
        OutputError: the folder lies in the dossier, or a file is there already.
    """
    layout = find_dossier(dossier)
    check_folder(layout, folder)
    refuse_existing(folder / name for name in (SHEET, *FORMS))
    choices = replace(
        stored_choices(layout, None, None), widths=Widths.STEP, pseudonyms=Pseudonyms.NONE, grounds=(UNDECIDED,)
    )
    with locked(layout), swept(layout), open_store(layout) as store:
        mend_state(store)
        refuse_unfinished(store)
        make_persons(store)
        found = concerned(store, party)
        maker = _Maker(layout, store, choices, folder, whole)
        for name in documents_of(store).values():
            maker.add(name, found.suggestions)
        refuse_existing(plan.view.output for plan in maker.planned if plan.view.output)
        files = write_views(maker.planned, workers, progress)
    made = {file.name for file in files if file.output}
    passages = tuple((theirs, told) for theirs, told in maker.passages if theirs.file in made)
    sheet = _beside(folder, party, choices, [told for _, told in passages]) if passages else None
    return MadeView(
        files, tuple(theirs for theirs, _ in passages), tuple(maker.hiding), found.not_found, found.loose, sheet
    )


def _beside(folder: Path, party: ThirdParty, choices: Choices, passages: Sequence[PartyPassage]) -> Path:
    """Write the sheet and the forms; return the sheet."""
    documents = tuple(dict.fromkeys(passage.document for passage in passages))
    view = PartyView(party.name, datetime.now().astimezone(), documents, tuple(passages), choices.scheme)
    write_new(folder / SHEET, sheet_pdf(view))
    for name, content in FORMS.items():
        write_new(folder / name, content(view))
    return folder / SHEET


class _Maker:
    """Works out document by document what a third party gets of it, and numbers documents and passages."""

    def __init__(self, layout: DossierLayout, store: Store, choices: Choices, folder: Path, whole: bool) -> None:
        self._layout, self._store, self._choices = layout, store, choices
        self._folder, self._whole = folder, whole
        self._style: LabelStyle = label_style(choices)
        self.planned: list[PlannedView] = []
        self.hiding: list[str] = []
        self.passages: list[tuple[TheirPassage, PartyPassage]] = []

    def add(self, name: str, own: frozenset[str]) -> None:
        """Add the file called ``name``, if something in it can be shown; ``own`` are the suggestions of theirs."""
        record = self._store.file(name)
        if record is None:
            return
        texts = self._store.page_texts(record.document)
        found = party_document(texts, self._store.scan(record.document), self._store.held(record.document), own)
        if found.passages:
            self._plan(record, texts, found)
        self.hiding.extend(found.hiding)

    def _plan(self, record: FileRecord, texts: Sequence[str], found: PartyDocumentView) -> None:
        every = tuple(range(record.page_count))
        pages = every if self._whole else found.pages
        findings = self._store.findings(record.name)
        view = ViewedFile(record.name, len(pages))
        if message := held_back(record, findings, pages):
            self.planned.append(PlannedView(replace(view, message=message, exit_code=ExitCode.INPUT)))
            return
        number = 1 + len(self.planned)
        told = PartyDocument(
            number=number,
            name=told_name(self._layout, record, texts, found.others, number).with_suffix("").as_posix(),
            shown=tuple(page + 1 for page in pages),
            left_out=tuple(page + 1 for page in every if page not in pages),
        )
        outlined = self._numbered(record, texts, found.passages, told)
        file = FileTask(
            name=record.name,
            original=self._layout.original(record.document),
            document=record.document,
            target=unfinished(self._layout, number),
            choices=self._choices,
            approved=found.others,
            findings=findings,
        )
        stamp = f"Ter zienswijze, document {number}, pagina {{}} van {record.page_count}"
        wanted = {p: Wanted(Stamp(stamp.format(p + 1), SIZES), tuple(outlined.get(p, ()))) for p in pages}
        black = sum(redaction.span.page in wanted for redaction in found.others)
        view = replace(view, redactions=black, output=self._folder / f"document-{number:02d}.pdf")
        task = ViewTask(file, wanted, None if pages == every else pages)
        self.planned.append(PlannedView(view, task))

    def _numbered(
        self, record: FileRecord, texts: Sequence[str], passages: Sequence[OwnPassage], told: PartyDocument
    ) -> dict[int, list[Outlined]]:
        """Number passages; return what to outline on each page (0-based)."""
        outlined: dict[int, list[Outlined]] = {}
        for passage in passages:
            number = 1 + len(self.passages)
            pages = tuple(sorted({part.span.page + 1 for part in passage.parts}))
            spans = [span for part in passage.parts for span in part.spans]
            theirs = TheirPassage(
                number=number,
                file=record.name,
                pages=pages,
                text=" ".join(texts[s.page][s.start : s.end] for s in spans),
                plan=PLANS[passage.verdict],
                grounds=passage.grounds,
                suggestions=tuple(dict.fromkeys(name for part in passage.parts for name in part.suggestions)),
            )
            grounds = tuple(self._style.grounds[ground] for ground in passage.grounds)
            self.passages.append((theirs, PartyPassage(number, told, pages, theirs.plan, grounds)))
            label = f"{number}: {'; '.join(self._style.text(passage.grounds)) or PUBLIC}"
            for part in passage.parts:
                outlined.setdefault(part.span.page, []).append(Outlined(part.cover, label))
        return outlined
