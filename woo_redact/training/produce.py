"""A model of one's own: trained further, scored before and after, and kept only when it is not worse."""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import spacy
from spacy.language import Language

from woo_redact.detect.matrices import faster_products
from woo_redact.detect.ner import bias_of, load_model
from woo_redact.errors import ModelWorseError, OutputError
from woo_redact.files import FILE_MODE, FOLDER_MODE, make_private_folder, output_error
from woo_redact.training import evaluate, further, manifest, pipeline
from woo_redact.training.corpus import Document, Item
from woo_redact.training.evaluate import Scores
from woo_redact.training.further import Shipped

# So much less may be chance: one standard error of the difference between two models on 400 names (bootstrap over
# documents). The shipped test part holds more, so that there it is more than one.
TOLERANCES = {"person_characters_found": 0.01, "person_characters_precise": 0.02}
TEST, HELD_OUT = "test", "held_out"
WARNING = "Vertrouwelijk: de gewichten bevatten sporen van persoonsgegevens. Deel dit model niet en publiceer het niet."
LICENCE = "niet voor verspreiding"


@dataclass(frozen=True)
class Order:
    """What to make: the model in ``base`` trained further on ``learnt``, to stand in ``out``.

    ``held`` are private pages to score on, ``data`` is what the description tells of the data; ``steps`` is 0 for as
    many as the pages ask for.
    """

    base: Path
    out: Path
    shipped: Shipped = field(repr=False)
    learnt: tuple[Document, ...] = field(repr=False)
    held: tuple[Document, ...] = field(repr=False)
    data: Mapping[str, object]
    steps: int = 0


@dataclass(frozen=True)
class Made:
    """The scores by part before and after; a part without texts is left out."""

    steps: int
    before: Mapping[str, Scores]
    after: Mapping[str, Scores]


def produce(order: Order, progress: Callable[[int, int], None] | None = None) -> Made:
    """Make the model; nothing stands in ``out`` unless all went well. ``progress`` gets steps done, and all.

    Raises:
        OutputError: there is something at ``out`` already, or it cannot be written.
        ModelWorseError: the model is worse on the shipped test part than the one it came from.
    """
    settings = further.settings_for(order.learnt, order.steps)
    items = further.mixed(order.learnt, order.shipped, settings)
    parts = {TEST: evaluate.pieces(order.shipped.test), HELD_OUT: evaluate.pieces(order.held)}
    steps = settings.max_steps
    with _beside(order.out) as folder:
        tell = (lambda share: progress(int(share * steps), steps)) if progress else None
        further.fine_tune(order.base, folder, items, settings, tell)
        _relicense(folder / "meta.json")
        with faster_products():
            made = spacy.load(folder)
        bias = bias_of(order.base)
        before, after = _scores(load_model(order.base), parts, bias), _scores(made, parts, bias)
        refuse_worse(before[TEST], after[TEST])
        _describe(folder, order, settings, after)
        _keep_private(folder)
    return Made(steps, before, after)


def refuse_worse(before: Scores, after: Scores) -> None:
    """Compare the scores on the shipped test part.

    Raises:
        ModelWorseError: less is found, or less precise, by more than may be chance.
    """
    if all(after[key] >= before[key] - tolerance for key, tolerance in TOLERANCES.items()):
        return
    names = zip(("gevonden", "terecht"), TOLERANCES, strict=True)
    shown = ", ".join(f"{name} {_percent(before[key])} -> {_percent(after[key])}" for name, key in names)
    raise ModelWorseError(
        f"Het nieuwe model is slechter dan het oude, en is niet bewaard. Tekens van namen in de meegeleverde "
        f"testdocumenten: {shown}.",
        "Kijk of de besluiten kloppen, beoordeel meer pagina's, of train korter met --steps.",
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %".replace(".", ",")


def _relicense(meta: Path) -> None:
    content = json.loads(meta.read_text(encoding="utf-8"))
    content |= {"license": LICENCE, "description": WARNING}
    meta.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _scores(nlp: Language, parts: Mapping[str, Sequence[Sequence[Item]]], bias: float) -> dict[str, Scores]:
    return {name: evaluate.score(nlp, pieces, bias) for name, pieces in parts.items() if pieces}


def _describe(folder: Path, order: Order, settings: pipeline.Settings, scores: Mapping[str, Scores]) -> None:
    head = {
        "name": order.out.name,
        "language": "nl",
        "labels": list(pipeline.LABELS),
        "licence": LICENCE,
        "spacy": manifest.SPACY,
        "personal_data": True,
        "warning": WARNING,
    }
    chosen = ("seed", "max_steps", "words_per_batch", "learn_rate", "dropout")
    training = {key: value for key, value in asdict(settings).items() if key in chosen}
    origin = {
        "from": order.base.name,
        "from_sha256": manifest.file_hash(order.base / manifest.MANIFEST),
        "rehearsal_documents": len(order.shipped.train),
    }
    # It leans to finding no name as much as before: where it errs least is not measured anew.
    use = {"bias": bias_of(order.base)}
    tables = {"use": use, "training": training, "data": origin | dict(order.data)}
    manifest.describe(folder, head, tables | {f"scores.{name}": values for name, values in scores.items()})


def _keep_private(folder: Path) -> None:
    for path in folder.rglob("*"):
        path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)


@contextmanager
def _beside(out: Path) -> Iterator[Path]:
    """Give a folder beside ``out`` that takes its place when the block ends well, and vanishes otherwise."""
    make_private_folder(out.absolute().parent)
    folder = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        folder.mkdir(mode=FOLDER_MODE)
        yield folder
        refuse_taken(out)
        folder.rename(out)
    except OSError as error:
        raise output_error(out, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def refuse_taken(out: Path) -> None:
    """Say so when there is something at ``out`` already: a model is never overwritten.

    Raises:
        OutputError: there is.
    """
    if out.exists() or out.is_symlink():
        raise OutputError(f"{out} bestaat al; een model wordt nooit overschreven.", "Kies met --out een nieuwe map.")
