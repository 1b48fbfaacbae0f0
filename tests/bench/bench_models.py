"""Tokens per CPU-second of the two models, apart and together, on one thread.

    python tests/bench/bench_models.py [--against CHECKOUT] [--rounds N] [--documents N] [--at-least SPEED]

The texts are documents of the corpus that the models were trained on. Tokens are those of the entity model, white space
included. With ``--against`` another checkout of woo-redact does the same in a process beside this one; the two take
turns document by document, since the machine may be shared, and the ratio is taken round by round. With ``--at-least``
a lower median speed of both models together fails. Memory is what each process has used at most (VmHWM).
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

# As the program does, before NumPy is imported.
os.environ.setdefault("OMP_NUM_THREADS", "1")

ROOT = Path(__file__).parents[2]
PART = "\npart: train\n"
KINDS = ("entities", "passages", "both")


def serve(checkout: Path, out: IO[str]) -> None:
    """Read paths of documents from standard input; write for each what both models took."""
    from woo_redact.detect import ner, passage_net
    from woo_redact.detect.hits import source_of
    from woo_redact.domain.document import Document
    from woo_redact.evaluation.marks import read_marked
    from woo_redact.readers.plaintext import pages_from_text
    from woo_redact.structure.parse import parse

    entities, passages = checkout / "models" / "nl_woo", checkout / "models" / "nl_woo_passages"
    start = time.process_time()
    make_doc, network = ner.load_model(entities).make_doc, passage_net.load_network(passages)
    print(json.dumps({"load": time.process_time() - start}), file=out, flush=True)
    for line in sys.stdin:
        path = Path(line.strip())
        pages = pages_from_text(read_marked(path).text)
        source = source_of(parse(Document(path.stem, path.name, len(pages)), pages))
        start = time.process_time()
        ner.read(entities, source)
        between = time.process_time()
        passage_net.read(network, source, opinions_stay=False)
        end = time.process_time()
        tokens = len(make_doc(source.lines))
        told = {"tokens": tokens, "entities": between - start, "passages": end - between, "memory": most_memory()}
        print(json.dumps(told), file=out, flush=True)


def most_memory() -> float:
    """Return the most memory that this process has used, in megabytes."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


class Server:
    """A process that puts documents to the models of one checkout."""

    def __init__(self, checkout: Path) -> None:
        environment = os.environ | {"PYTHONPATH": str(checkout)}
        command = [sys.executable, __file__, "--serve", str(checkout)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )
        self.load = self._answer()["load"]
        self.memory = 0.0

    def _answer(self) -> dict[str, float]:
        assert self._process.stdout is not None
        answer: dict[str, float] = json.loads(self._process.stdout.readline())
        return answer

    def ask(self, path: Path) -> dict[str, float]:
        """Return tokens and CPU-seconds for a document."""
        assert self._process.stdin is not None
        print(path, file=self._process.stdin, flush=True)
        answer = self._answer()
        self.memory = answer["memory"]
        answer["both"] = answer["entities"] + answer["passages"]
        return answer

    def end(self) -> None:
        """Let the process end."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def one_round(servers: Sequence[Server], files: Sequence[Path]) -> list[dict[str, float]]:
    """Return the tokens per CPU-second of each server."""
    sums = [dict.fromkeys(("tokens", *KINDS), 0.0) for _ in servers]
    for number, path in enumerate(files):
        # Who comes first changes, since the second may find the processor warm.
        order = list(enumerate(servers))
        for which, server in order if number % 2 else order[::-1]:
            answer = server.ask(path)
            for key in sums[which]:
                sums[which][key] += answer[key]
    return [{kind: own["tokens"] / own[kind] for kind in KINDS} for own in sums]


def show(rounds: Sequence[Sequence[dict[str, float]]], servers: Sequence[Server]) -> None:
    """Print a table."""
    names = ("here", "other")[: len(servers)]
    print(f"{'tokens/CPU-s':14}" + "".join(f"{name:>10}" for name in names) + f"{'ratio':>8}" * (len(servers) - 1))
    for kind in KINDS:
        speeds = [statistics.median(one[which][kind] for one in rounds) for which in range(len(servers))]
        ratio = [statistics.median(one[0][kind] / one[1][kind] for one in rounds)] if len(servers) > 1 else []
        print(f"{kind:14}" + "".join(f"{speed:10.0f}" for speed in speeds) + "".join(f"{r:8.2f}" for r in ratio))
    print(f"{'load, s':14}" + "".join(f"{server.load:10.2f}" for server in servers))
    print(f"{'memory, MB':14}" + "".join(f"{server.memory:10.0f}" for server in servers))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--at-least", type=float)
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        serve(arguments.serve, sys.stdout)
        return
    paths = sorted((ROOT / "models" / "corpus").glob("*/*.txt"))
    paths = [path for path in paths if PART in path.read_text("utf-8")]
    # Other documents in each round, as in a dossier: words that were not met before count.
    paths = random.Random(1).sample(paths, min(len(paths), arguments.documents * (arguments.rounds + 1)))
    first, *parts = (paths[start :: arguments.rounds + 1] for start in range(arguments.rounds + 1))
    servers = [Server(checkout.resolve()) for checkout in (ROOT, arguments.against) if checkout]
    one_round(servers, first)  # warms everything up
    rounds = [one_round(servers, part) for part in parts]
    show(rounds, servers)
    for server in servers:
        server.end()
    together = statistics.median(one[0]["both"] for one in rounds)
    if arguments.at_least is not None and together < arguments.at_least:
        sys.exit(f"both models do {together:.0f} tokens a second, fewer than {arguments.at_least:.0f}")


if __name__ == "__main__":
    main()
