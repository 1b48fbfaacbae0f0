"""A small dossier under review, made without reading any file."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from support.values import suggest
from woo_redact.domain.decision import Verdict
from woo_redact.domain.file import FileRecord, FileState
from woo_redact.domain.suggestion import Level, Suggestion
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.settings import DossierSettings, write_settings
from woo_redact.dossier.store import Store, open_store
from woo_redact.review.session import decide

# What is suggested stands between brackets, with its level behind a bar when that is not A.
NOTA = (
    "Behandeld door: [Karin Ouwehand]\nBel [Bas Tiel] of [Karin Ouwehand] hierover, aldus [Femke Noord|B].",
    "Tweede pagina, met [de prijs van 12 euro|C] erin.",
)
MAIL = ("Van: [Karin Ouwehand]\nGroet.",)
_MARK = re.compile(r"\[([^|\]]*)(?:\|([ABC]))?\]")


def write_dossier(layout: DossierLayout, files: Mapping[str, Sequence[str]]) -> dict[str, tuple[Suggestion, ...]]:
    """Make a dossier of files with marked pages; return the suggestions of each."""
    settings = DossierSettings(("zaak",), "woo-verzoek", "margin", "code", sample_share=0)
    write_settings(layout.settings_file, settings)
    made = {}
    with open_store(layout, create=True) as store:
        for number, (name, pages) in enumerate(files.items()):
            document = f"{number:x}".rjust(64, "d")
            texts, found = [], []
            for page, marked in enumerate(pages):
                text, ends = "", 0
                for mark in _MARK.finditer(marked):
                    text += marked[ends : mark.start()]
                    place = (page, len(text), len(text) + len(mark[1]))
                    found.append(suggest(place, level=Level(mark[2] or "A"), document=document))
                    text, ends = text + mark[1], mark.end()
                texts.append(text + marked[ends:])
            store.put_file(
                FileRecord(name, name, document, page_count=len(pages), state=FileState.WRITTEN, scanned_with="x")
            )
            store.save_scan(document, found, texts)
            made[name] = tuple(found)
    return made


def by_another(store: Store, suggestion: Suggestion, verdict: Verdict = Verdict.REJECTED, reviewer: str = "Bo") -> None:
    """Let a colleague decide on a suggestion."""
    store.append(decide([suggestion], verdict, reviewer, datetime.now(UTC)))
