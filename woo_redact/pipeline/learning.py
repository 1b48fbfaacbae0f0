"""Learning from review: decided dossiers to a private corpus, and from there to a model of one's own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import woo_redact
from woo_redact.detect.ner import bias_of, load_model
from woo_redact.dossier.settings import read_settings
from woo_redact.errors import InputError, ModelMissingError, OutputError, UndecidedError
from woo_redact.pipeline.opening import find_dossier, opened
from woo_redact.pipeline.results import Progress
from woo_redact.pipeline.stages import load_rule_set, model_folder, own_model
from woo_redact.resources import models_root
from woo_redact.training import private, produce
from woo_redact.training.dossiers import Learnt, ReadDocument, learn, read_documents
from woo_redact.training.evaluate import Scores
from woo_redact.training.further import shipped
from woo_redact.training.manifest import folder_hash

CORPUS = "eigen-corpus"
REMEDY = "Installeer woo-redact opnieuw."


@dataclass(frozen=True, slots=True)
class LearningPlan:
    """What is going to be done: ``learnt`` goes into ``corpus``; ``model``, trained on all of that, to ``out``.

    ``earlier`` counts the documents that stand in the corpus already and are not among those learnt now.
    """

    learnt: Learnt
    corpus: Path
    out: Path
    model: Path
    earlier: int


@dataclass(frozen=True, slots=True)
class LearningReport:
    """What came of it; ``before`` and ``after`` are scores by part: "test" (shipped), "held_out" (private pages)."""

    out: Path
    corpus: Path
    steps: int
    pages: int
    held_out: int
    before: Mapping[str, Scores] = field(repr=False)
    after: Mapping[str, Scores] = field(repr=False)


def plan(dossiers: Sequence[Path], corpus: Path | None, out: Path, model: Path | None = None) -> LearningPlan:
    """Look at what dossiers teach, and whether a model can be made of it; nothing is written.

    Args:
        dossiers: decided dossiers; may be empty when there is a corpus.
        corpus: folder of the private corpus, by default beside the first dossier.
        out: folder for the new model.
        model: the model to train further, by default the bundled one.

    Raises:
        InputError: neither dossiers nor a corpus, or a corpus within the installation.
        DossierError: a dossier cannot be used.
        ModelError: the model cannot be used.
        OutputError: there is something at ``out`` already, or it lies within the installation.
        UndecidedError: no page was decided whole, and the corpus is empty.
    """
    produce.refuse_taken(out)
    if _installed(out):
        raise OutputError(f"{out} ligt in de map van het programma.", "Kies met --out een eigen map.")
    folder = own_model(model) if model else model_folder()
    layouts = [find_dossier(path) for path in dossiers]
    if corpus is None and not layouts:
        raise InputError("Er is niets om van te leren.", "Geef met --from een dossier, of met --corpus een corpus.")
    corpus = corpus or layouts[0].root.absolute().parent / CORPUS
    if _installed(corpus):
        raise InputError(f"{corpus} ligt in de map van het programma.", "Kies met --corpus een eigen map.")
    learnt = learn(_read(dossiers), load_model(folder), load_rule_set().lists, bias_of(folder))
    names = {private.file_name(document) for document in learnt.documents}
    earlier = sum(path.name not in names for path in private.files(corpus))
    if not earlier and not learnt.persons and not learnt.no_names:
        raise UndecidedError(
            "Er is geen pagina waarop een mens over elk voorstel heeft beslist en waarop namen staan.",
            "Beoordeel eerst: woo-redact review DOSSIER. Besluiten volgens beleid tellen niet.",
        )
    return LearningPlan(learnt, corpus, out, folder, earlier)


def carry_out(
    planned: LearningPlan, steps: int = 0, progress: Callable[[Progress], None] | None = None
) -> LearningReport:
    """Store what was learnt and make the model; ``steps`` is 0 for as many as the pages ask for.

    Raises:
        OutputError: the corpus or the model cannot be written.
        InputError: a mistake in the marks of the corpus.
        ModelMissingError: the shipped corpus is not there.
        ModelWorseError: the new model is worse than the one it came from; it was not kept.
    """
    known = shipped(models_root() / "corpus", load_rule_set().lists)
    if not known.train or not known.test:
        raise ModelMissingError("De meegeleverde documenten om te trainen en te meten ontbreken.", REMEDY)
    private.store(planned.corpus, planned.learnt.documents)
    pages = private.read(planned.corpus)
    learnt, held = private.split(pages)
    order = produce.Order(
        base=planned.model,
        out=planned.out.absolute(),
        shipped=known,
        learnt=tuple(page.content for page in learnt),
        held=tuple(page.content for page in held),
        data={
            "private_sha256": folder_hash(private.files(planned.corpus), planned.corpus),
            "private_documents": len({page.document for page in pages}),
            "private_pages": len(learnt),
            "private_pages_held_out": len(held),
        },
        steps=steps,
    )
    made = produce.produce(order, (lambda done, total: progress(Progress(done, total))) if progress else None)
    return LearningReport(
        planned.out, planned.corpus, made.steps, len(learnt), len(held), before=made.before, after=made.after
    )


def _read(dossiers: Sequence[Path]) -> list[ReadDocument]:
    found: list[ReadDocument] = []
    for path in dossiers:
        with opened(path) as (layout, store):
            profile = read_settings(layout.settings_file).profile
            found.extend(read_documents(store, layout.root.absolute().name, profile))
    return found


def _installed(path: Path) -> bool:
    roots = (models_root(), Path(woo_redact.__file__).parent)
    return any(path.resolve().is_relative_to(root.resolve()) for root in roots)
