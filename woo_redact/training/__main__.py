"""Train the model: ``python -m woo_redact.training --ner DIR --lists DIR --words FILE --out DIR``."""

import argparse
import logging
import tempfile
from dataclasses import fields, replace
from pathlib import Path

from woo_redact.resources import models_root
from woo_redact.training import dataset, pipeline
from woo_redact.training.lexicon import WordLists
from woo_redact.training.run import Run, train

SEEDS = (7, 8, 9)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m woo_redact.training", description=__doc__)
    corpus = models_root() / "corpus"
    parser.add_argument("--corpus", type=Path, default=corpus, help="folder of voices with marked documents")
    parser.add_argument("--ner", type=Path, required=True, help="folder with europeana_nl/ and be_parliament_cc0/")
    parser.add_argument("--lists", type=Path, required=True, help="folder with the name lists")
    parser.add_argument("--words", type=Path, required=True, help="list of Dutch words, one a line")
    parser.add_argument("--english", type=Path, help="list of English words, one a line")
    parser.add_argument("--clusters", type=Path, help="file of woo_redact.training.embedding")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the model to")
    parser.add_argument("--work", type=Path, help="folder to keep the tagger of each seed in, to go on from later")
    parser.add_argument("--seeds", type=_numbers, default=SEEDS, help="one tagger is trained for each")
    parser.add_argument("--share", type=float, default=1.0, help="share of the documents, for a learning curve")
    for field in fields(pipeline.Settings):
        if isinstance(field.default, int | float) and not isinstance(field.default, bool) and field.name != "seed":
            flag = "--" + field.name.replace("_", "-")
            parser.add_argument(flag, type=type(field.default), default=field.default)
    parser.add_argument("--rows", type=_numbers, default=pipeline.Settings.rows, help="rows for each feature of a word")
    parser.add_argument("--no-lexicon", dest="lexicon", action="store_false", help="do without word lists")
    return parser.parse_args()


def main() -> None:
    """Train as the command line says."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    arguments = _arguments()
    chosen = {f.name: getattr(arguments, f.name) for f in fields(pipeline.Settings) if hasattr(arguments, f.name)}
    settings = replace(pipeline.Settings(), **chosen, seed=arguments.seeds[0])
    prose = arguments.ner / "be_parliament_cc0" / "be_parliament_nl.jsonl"
    words = WordLists(arguments.lists, arguments.words, prose, arguments.english, arguments.clusters)
    sources = dataset.Sources(arguments.corpus, arguments.ner / "europeana_nl", words)
    with tempfile.TemporaryDirectory() as scratch:
        work = arguments.work or Path(scratch)
        train(Run(settings, arguments.seeds, arguments.share, work, arguments.out), sources)


if __name__ == "__main__":
    main()
