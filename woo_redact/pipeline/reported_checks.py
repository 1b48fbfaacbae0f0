"""What the report of a run tells of the legal checks and of differences: by file, without any text of passages."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from woo_redact import __version__
from woo_redact.disclosure.report_page import ReportedDifference, ReportedFinding, ReportedShare, ReportedShares
from woo_redact.domain.report import Finding, Severity
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import Store
from woo_redact.legal.rules import number_of
from woo_redact.pipeline.examining import GRAVITY, Examination, examined, share_content
from woo_redact.pipeline.stages import load_rule_set

# Where it stands in the report that machines read.
KEY = "checks"
# Another number when other things are told.
FORMAT = 2


def checks_content(layout: DossierLayout, store: Store, profile: str, earlier: Path | None) -> Mapping[str, Any]:
    """Return, for machines, what is to be looked at in the dossier as it is now.

    ``earlier`` is a report that may tell it already: it does when nothing it depends on changed.
    """
    made_from = _made_from(store, profile)
    known = _known(earlier) if earlier else {}
    if known.get("made_from") == made_from:
        return known
    today = datetime.now().astimezone().date()
    return {"made_from": made_from, **_content(examined(layout, store, profile, today))}


def reported_findings(content: Mapping[str, Any]) -> tuple[ReportedFinding, ...]:
    """Return the legal findings as the page shows them: each of a file once, with its pages."""
    return tuple(
        ReportedFinding(
            file=told["file"],
            check=told["check"],
            gravity=GRAVITY[Severity(told["severity"])],
            pages=tuple(told["pages"]),
            message=f"{told['message']} {told['remedy']}",
        )
        for told in content["legal"]
    )


def reported_differences(content: Mapping[str, Any]) -> tuple[ReportedDifference, ...]:
    """Return how many withheld passages can be read in each file."""
    return tuple(ReportedDifference(told["file"], told["count"], told["settled"]) for told in content["differences"])


def reported_shares(content: Mapping[str, Any]) -> ReportedShares:
    """Return how much of each file is withheld."""
    return ReportedShares(
        content["middle"],
        tuple(
            ReportedShare(
                file=told["file"],
                words=told["words"],
                withheld=told["withheld"],
                by_ground=tuple(told["by_ground"].items()),
                stands_out=told["stands_out"],
                beyond=told["beyond"],
                taken=told["taken"],
            )
            for told in content["withheld"]
        ),
    )


def _content(found: Examination) -> dict[str, Any]:
    legal: dict[tuple[str, str], dict[str, Any]] = {}
    for name, finding in found.findings:
        told = legal.setdefault((name, finding.kind), _told(name, finding))
        if finding.page is not None:
            told["pages"].append(finding.page + 1)
    counts = Counter(one.readable.file for one in found.differences)
    settled = Counter(one.readable.file for one in found.differences if one.settled)
    return {
        "blocking": found.blocking,
        "legal": list(legal.values()),
        "differences": [
            {"file": name, "count": count, "settled": settled[name]} for name, count in sorted(counts.items())
        ],
        "withheld": [share_content(name, share) for name, share in found.shares],
        "middle": found.middle,
    }


def _told(name: str, finding: Finding) -> dict[str, Any]:
    return {
        "file": name,
        "check": number_of(finding),
        "severity": finding.severity.value,
        "pages": [],
        "message": finding.message,
        "remedy": finding.remedy,
    }


def _made_from(store: Store, profile: str) -> str:
    """Return a digest of what the checks depend on; what was tagged anew is in it by the state of its file."""
    files = [[r.name, r.document, r.scanned_with, r.written_with] for r in store.files()]
    today = datetime.now().astimezone().date().isoformat()
    parts = [FORMAT, __version__, load_rule_set().digest, profile, today, store.last_sequence(), files]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _known(report: Path) -> Mapping[str, Any]:
    """Return what an earlier report tells; nothing when it cannot be read."""
    try:
        known = json.loads(report.read_bytes())[KEY]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return known if isinstance(known, dict) else {}
