"""A document made anew: pages, what they draw with, their tags, labels and bookmarks, and nothing else.

Fresh are the catalog, the document information, the metadata, the file identifier and the names of all resources.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from woo_redact.write.picture import PageFaults
from woo_redact.write.rebuild.navigation import language, outline, page_labels
from woo_redact.write.rebuild.resources import Parts
from woo_redact.write.rebuild.tags import rebuild_tags

PRODUCER = "woo-redact"
# The smallest that is valid (ISO 16684-1), with what it says in the document information as well.
METADATA = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'
    f"<pdf:Producer>{PRODUCER}</pdf:Producer>"
    "</rdf:Description></rdf:RDF></x:xmpmeta>\n"
    '<?xpacket end="r"?>'
)
LARGEST_UNIT = 1000
DEEPEST_TREE = 100
FONT = "een lettertype daarop is beschadigd"
STRANGE = "er staat iets op dat niet veilig is over te nemen"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A document made anew, and the pages (0-based) with a font that could not be cut down to what is shown."""

    pdf: pikepdf.Pdf
    whole_fonts: frozenset[int]


def rebuilt(source: pikepdf.Pdf, remains: Callable[[str], bool]) -> Rebuilt:
    """Return a new document with the pages of ``source``.

    ``remains`` tells whether a title's text still stands on the pages: other bookmarks are left out.

    Raises:
        PageFaults: pages hold something that can not be made anew.
    """
    target = pikepdf.new()
    parts = Parts(target)
    present: list[set[int]] = []
    faults: dict[int, str] = {}
    for index, page in enumerate(source.pages):
        parts.page = index
        try:
            present.append(_add_page(target, page, parts))
        except (ValueError, pikepdf.PdfError, pikepdf.DependencyError):
            # The last: a picture that this installation cannot decode.
            faults[index] = STRANGE
    faults.update(dict.fromkeys(parts.finish(), FONT))
    if faults:
        raise PageFaults(faults)
    rebuild_tags(source, target, present)
    page_labels(source, target)
    outline(source, target, remains)
    language(source, target)
    target.docinfo["/Producer"] = PRODUCER
    target.Root.Metadata = target.make_stream(METADATA.encode(), Type=Name.Metadata, Subtype=Name.XML)
    return Rebuilt(target, frozenset(parts.whole))


def _add_page(target: pikepdf.Pdf, page: pikepdf.Page, parts: Parts) -> set[int]:
    """Add a page to the end; return the numbers of its marked content."""
    data, resources, mcids = parts.content(page, page.resources, tagged=True)
    made = Dictionary(
        Type=Name.Page, Resources=resources, Contents=target.make_stream(data), Rotate=rotation_of(page.obj)
    )
    for key, box in (("/MediaBox", page.mediabox), ("/CropBox", page.cropbox)):
        made[key] = pikepdf.Array([number for number in box if not isinstance(number, pikepdf.Object)])
    unit = page.obj.get("/UserUnit")
    if unit is not None and not isinstance(unit, pikepdf.Object) and 0 < unit <= LARGEST_UNIT:
        made.UserUnit = unit
    if isinstance(page.obj.get("/Group"), Dictionary):
        made.Group = parts.group(page.obj.Group)
    target.pages.append(pikepdf.Page(target.make_indirect(made)))
    return mcids


def rotation_of(page: Any) -> int:
    """Return how a page is turned, in degrees; that may stand above it in the tree of pages (ISO 32000-1, 7.7.3.4)."""
    node, steps = page, 0
    while isinstance(node, Dictionary) and "/Rotate" not in node and steps < DEEPEST_TREE:
        node, steps = node.get("/Parent"), steps + 1
    value = node.get("/Rotate") if isinstance(node, Dictionary) else 0
    return value % 360 if isinstance(value, int) and value % 90 == 0 else 0
