"""What colours without a profile mean in the copy: sRGB (ISO 19005-2, 6.2.3)."""

from functools import cache

import pikepdf
from pikepdf import Array, Dictionary, Name

CONDITION = "sRGB IEC61966-2.1"
# Where a profile says when it was made, and when that is for all of ours: 1 January 2000 (ICC.1, 7.2.10).
MADE_AT = slice(24, 36)
MADE = b"".join(number.to_bytes(2, "big") for number in (2000, 1, 1, 0, 0, 0))


@cache
def profile() -> bytes:
    """Return the profile of sRGB, always the same."""
    from PIL import ImageCms

    content = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    content[MADE_AT] = MADE
    return bytes(content)


def add_intent(pdf: pikepdf.Pdf) -> None:
    """Give a document its one output intent."""
    stream = pdf.make_stream(profile(), N=3)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=CONDITION,
        Info=CONDITION,
        DestOutputProfile=stream,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
