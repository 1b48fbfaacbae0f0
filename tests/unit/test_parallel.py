"""Tasks in processes: every item gets one outcome, whatever becomes of its task or its process."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from support.tasks import attempt, die_once, kill_on_seven, process_id, slow_square, spoil, square
from woo_redact.domain.report import Outcome
from woo_redact.errors import DamagedPdfError, InputError
from woo_redact.parallel import WINDOW, run_tasks

SUPPORT = Path(__file__).parents[1]


def numbers(count: int) -> Iterator[tuple[str, int]]:
    return ((f"{n}.pdf", n) for n in range(count))


def by_item(outcomes: Iterator[Outcome[int]]) -> dict[str, Outcome[int]]:
    found = list(outcomes)
    assert len({o.item for o in found}) == len(found)
    return {o.item: o for o in found}


@pytest.mark.parametrize("workers", [1, 2])
class TestAnyNumberOfWorkers:
    def test_every_item_gets_its_result(self, workers: int) -> None:
        found = by_item(run_tasks(square, numbers(9), workers))
        assert {i: o.result for i, o in found.items()} == {f"{n}.pdf": n * n for n in range(9)}
        assert all(o.failure is None for o in found.values())

    def test_nothing_to_do_is_done(self, workers: int) -> None:
        assert list(run_tasks(square, [], workers)) == []

    def test_a_task_that_fails_fails_alone_and_keeps_its_error(self, workers: int) -> None:
        found = by_item(run_tasks(attempt, numbers(5), workers))
        failure = found["3.pdf"].failure
        assert isinstance(failure, DamagedPdfError)
        assert (failure.message, failure.remedy) == ("3 is beschadigd.", "Vraag een nieuw bestand.")
        assert found["3.pdf"].result is None
        assert sorted(o.result for o in found.values() if o.failure is None and o.result is not None) == [0, 1, 2, 4]

    def test_an_error_that_cannot_travel_fails_its_own_task_only(self, workers: int) -> None:
        found = by_item(run_tasks(spoil, numbers(4), workers))
        assert isinstance(found["2.pdf"].failure, RuntimeError)
        # Its text might hold something of the document.
        assert str(found["2.pdf"].failure) == "UnpicklableError"
        assert [found[f"{n}.pdf"].result for n in (0, 1, 3)] == [0, 1, 3]


class TestProcesses:
    def test_one_worker_is_this_process(self) -> None:
        assert {o.result for o in run_tasks(process_id, numbers(3), 1)} == {os.getpid()}

    def test_more_workers_are_other_processes(self) -> None:
        assert os.getpid() not in {o.result for o in run_tasks(process_id, numbers(4), 2)}

    def test_a_crash_fails_only_the_item_that_caused_it(self) -> None:
        found = by_item(run_tasks(kill_on_seven, numbers(12), 2))
        assert len(found) == 12
        failure = found["7.pdf"].failure
        assert isinstance(failure, InputError)
        assert "7.pdf" in failure.message
        assert failure.remedy
        others = {i: o.result for i, o in found.items() if i != "7.pdf"}
        assert others == {f"{n}.pdf": n for n in range(12) if n != 7}

    def test_what_was_in_flight_is_tried_again(self, tmp_path: Path) -> None:
        items = [(f"{n}.pdf", (tmp_path / "died", n)) for n in range(6)]
        found = list(run_tasks(die_once, items, 2))
        assert sorted(o.result for o in found if o.result is not None) == list(range(6))

    def test_a_value_that_cannot_travel_fails_its_own_task_only(self) -> None:
        items: list[tuple[str, object]] = [("a", 1), ("b", lambda: None), ("c", 3)]
        found = {o.item: o for o in run_tasks(repr, items, 2)}
        assert found["b"].failure is not None
        assert (found["a"].result, found["c"].result) == ("1", "3")


class TestTheFlow:
    def test_items_are_read_as_they_are_needed(self) -> None:
        taken: list[str] = []

        def watched() -> Iterator[tuple[str, int]]:
            for item in numbers(1000):
                taken.append(item[0])
                yield item

        outcomes = run_tasks(square, watched(), 2)
        assert len(list(islice(outcomes, 3))) == 3
        assert len(taken) <= 3 + 2 * 2 * WINDOW
        outcomes.close()  # type: ignore[attr-defined]

    def test_results_come_as_they_are_finished(self) -> None:
        items = [("slow", 1.0), ("quick", 0.0)]
        assert [o.item for o in run_tasks(slow_square, items, 2)] == ["quick", "slow"]

    def test_an_error_in_the_items_comes_through(self) -> None:
        def broken() -> Iterator[tuple[str, int]]:
            yield "a", 1
            raise OSError("gone")

        with pytest.raises(OSError, match="gone"):
            list(run_tasks(square, broken(), 2))


SLEEPERS = """
import signal
import sys
sys.path.insert(0, sys.argv[1])
from support.tasks import sleep
from woo_redact.parallel import run_tasks
if __name__ == "__main__":
    # A shell starts what runs in the background with interrupts ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        list(run_tasks(sleep, [(str(n), (sys.argv[2], n * 60)) for n in range(3)], 3))
    except KeyboardInterrupt:
        sys.exit(130)
"""


@pytest.mark.parametrize("whole_group", [True, False], ids=["from a terminal", "to the main process alone"])
def test_an_interrupt_ends_the_workers_at_once_and_quietly(tmp_path: Path, whole_group: bool) -> None:
    script = tmp_path / "sleepers.py"
    script.write_text(SLEEPERS)
    started = tmp_path / "started"
    started.mkdir()
    with subprocess.Popen(
        [sys.executable, str(script), str(SUPPORT), str(started)], stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        until = time.monotonic() + 60
        # The first task ends at once, so its worker may take another: two or three workers sleep.
        while len(list(started.iterdir())) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        workers = [int(path.name) for path in started.iterdir()]
        if len(workers) < 2:
            process.kill()
            pytest.fail("the workers did not start")
        # The first of the three has nothing to do by now, which is when an interrupt would show a traceback.
        time.sleep(0.3)
        begun = time.monotonic()
        if whole_group:
            os.killpg(process.pid, signal.SIGINT)
        else:
            process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert time.monotonic() - begun < 20
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()
    for worker in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)


def test_workers_end_when_the_process_that_started_them_is_killed(tmp_path: Path) -> None:
    files = [str(tmp_path / str(n)) for n in range(2)]
    program = (
        "from support.tasks import tell_and_stay\n"
        "from woo_redact.parallel import run_tasks\n"
        f"if __name__ == '__main__': list(run_tasks(tell_and_stay, [(f, f) for f in {files}], 2))\n"
    )
    script = tmp_path / "program.py"
    script.write_text(program)
    environment = {**os.environ, "PYTHONPATH": str(SUPPORT)}
    process = subprocess.Popen([sys.executable, str(script)], env=environment, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not all(Path(f).is_file() and Path(f).read_text() for f in files):
        time.sleep(0.02)
    workers = [int(Path(f).read_text()) for f in files]
    process.kill()
    process.wait()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and any(is_running(worker) for worker in workers):
        time.sleep(0.02)
    assert not any(is_running(worker) for worker in workers)


def is_running(process: int) -> bool:
    """Whether a process is there and does something; one that ended and that nobody has waited for does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def is_interrupted(value: int) -> int:
    signal.raise_signal(signal.SIGINT)
    return value


def is_interrupted_twice(value: int) -> int:
    signal.raise_signal(signal.SIGINT)
    signal.raise_signal(signal.SIGINT)
    return value


def test_an_interrupt_within_a_task_waits_for_its_end_and_then_ends_the_work() -> None:
    before = signal.getsignal(signal.SIGINT)
    done = []
    with pytest.raises(KeyboardInterrupt):
        for outcome in run_tasks(is_interrupted, [("a", 1), ("b", 2)], 1):
            done.append((outcome.item, outcome.result))
    assert done == [("a", 1)]
    assert signal.getsignal(signal.SIGINT) is before


def test_a_second_interrupt_ends_the_work_at_once() -> None:
    with pytest.raises(KeyboardInterrupt):
        next(run_tasks(is_interrupted_twice, [("a", 1)], 1))
