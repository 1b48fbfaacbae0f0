"""``gronden/<id>.json``: which ground holds where in a published PDF, for machines. Never the text.

What the list beside a blacked-out PDF tells as well is left out: the hash of the original could prove a guess right.
"""

import json
from collections import Counter

from woo_redact.domain.archive_copy import CopyWish
from woo_redact.domain.geometry import Box

FORMAT = 1
# A hundredth of the thickness of a hairline.
DECIMALS = 3


def ground_places(wish: CopyWish, front: int, sha256: str, judgement: str) -> bytes:
    """Return the list of a document: per passage its page (1-based, of the published PDF), rectangles and grounds.

    Rectangles are [left, top, right, bottom] in points, origin top-left of the page before rotation. ``front`` is how
    many pages stand before those of the document; ``sha256`` is that of the published PDF.
    """
    counts = Counter(ground for passage in wish.passages for ground in passage.grounds)
    content = {
        "format": FORMAT,
        "document": wish.id,
        "sha256": sha256,
        "judgement": judgement,
        "passages": len(wish.passages),
        "by_ground": dict(sorted(counts.items())),
        "redactions": [
            {
                "page": passage.page + front + 1,
                "grounds": list(passage.grounds),
                "rectangles": [_rectangle(box) for box in passage.boxes],
            }
            for passage in wish.passages
        ],
    }
    return f"{json.dumps(content, indent=1)}\n".encode()


def _rectangle(box: Box) -> list[float]:
    return [round(value, DECIMALS) for value in (box.x0, box.top, box.x1, box.bottom)]
