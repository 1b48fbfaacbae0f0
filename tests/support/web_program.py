"""``woo-redact review`` as a program of its own."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from support.web import Client
from woo_redact.web.guard import Address


@dataclass(slots=True)
class Started:
    """The program, and what it printed up to now."""

    process: subprocess.Popen[str]
    printed: list[str]

    def link(self) -> str:
        return next(line.strip() for line in self.printed if "/enter/" in line)

    def client(self) -> Client:
        """Whoever started it, let in."""
        client = self.client_with("")
        assert client.enter(self.link()).status == 303
        return client

    def client_with(self, session: str) -> Client:
        """Somebody who was let in before, and has this session."""
        scheme, _, host = self.link().partition("/enter/")[0].partition("://")
        return Client(Address(scheme, (host,), int(host.rpartition(":")[2])), session)

    def end(self) -> str:
        """Stop it as Ctrl-C does; return what it says then."""
        self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=60)[0]

    def cpu(self) -> float:
        """The CPU-seconds of the process and everything below it."""
        parents: dict[int, int] = {}
        used: dict[int, int] = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            number = int(stat.parent.name)
            parents[number] = int(fields[1])
            # Its own, and those of what it started that has ended.
            used[number] = sum(map(int, fields[11:15]))
        tree = {self.process.pid}
        while more := {child for child, parent in parents.items() if parent in tree} - tree:
            tree |= more
        return sum(used[number] for number in tree if number in used) / os.sysconf("SC_CLK_TCK")


@contextmanager
def started(*arguments: object) -> Iterator[Started]:
    """Start ``woo-redact review`` and wait until it says that it is ready."""
    command = [sys.executable, "-m", "woo_redact", "review", *map(str, arguments), "--no-open"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(Path(__file__).parents[2])}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True, env=environment
    )
    try:
        assert process.stdout is not None
        printed = []
        for line in process.stdout:
            printed.append(line)
            if line.startswith("Stoppen:"):
                break
        assert printed[-1].startswith("Stoppen:"), printed
        yield Started(process, printed)
    finally:
        process.kill()
        process.communicate()


def at_once(first: Client, names: Sequence[str], reviewers: int) -> float:
    """Let so many decide at once; return how many decisions a second were stored."""
    each = len(names) // reviewers

    def work(number: int) -> None:
        own = Client(first.address, first.cookie)
        for name in names[number * each : (number + 1) * each]:
            assert own.step("/api/decide", ids=[name], verdict="approved").status == 200

    threads = [threading.Thread(target=work, args=(number,)) for number in range(reviewers)]
    begin = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return each * reviewers / (time.perf_counter() - begin)
