"""The program serving a review to browsers, and a watch on what it says when it ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from support.web_program import Started, started


@dataclass(frozen=True, slots=True)
class ReviewServer:
    """``woo-redact review`` on a dossier: its links, and its end."""

    program: Started

    @property
    def link(self) -> str:
        """The link of whoever started it."""
        return self._links[0]

    @property
    def invited(self) -> list[str]:
        """The links of those who were invited, in that order."""
        return self._links[1:]

    @property
    def url(self) -> str:
        """The address of the start page, without the last slash."""
        return self.link.partition("/enter/")[0]

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.url.rpartition(":")[2])

    def kill(self) -> None:
        """End it as a power cut would."""
        self.program.process.kill()
        self.program.process.wait()

    def stop(self) -> None:
        """End it as people do, if it still runs, and see that nothing went wrong in it."""
        if self.program.process.poll() is not None:
            return
        told = self.program.end().splitlines()
        assert self.program.process.returncode == 0, told
        assert [line.partition(".")[0] for line in told] == ["Gestopt"], told

    @property
    def _links(self) -> list[str]:
        return [line.strip() for line in self.program.printed if "/enter/" in line]


@contextmanager
def review_server(
    dossier: Path, *options: str, reviewer: str = "Anna", invite: tuple[str, ...] = ()
) -> Iterator[ReviewServer]:
    """Serve a dossier; of ``invite`` each is a name, or a name and a role."""
    invitations = [option for name in invite for option in ("--invite", name)]
    with started(dossier, "--reviewer", reviewer, *invitations, *options) as program:
        server = ReviewServer(program)
        yield server
        server.stop()
