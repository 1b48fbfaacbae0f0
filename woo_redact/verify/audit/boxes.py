"""Pictures under boxes: a box drawn over a scan leaves the scan as it was."""

import numpy

from woo_redact.domain.geometry import Box
from woo_redact.domain.report import Finding
from woo_redact.verify.audit.findings import count, finding
from woo_redact.verify.audit.hidden_text import flat_and_dark
from woo_redact.verify.audit.letters import pixels_of
from woo_redact.verify.audit.scene import IMAGE, OPAQUE, PATH, Colours, Item, Scene
from woo_redact.verify.glyphs import Integers

# Points: what is smaller is a line. Of the page: what is larger is a ground.
SMALLEST = 4.0
LARGEST = 0.7
# Brightness of a fill, 0 to 255: a box is darker.
DARK = 110
# Points at each side of a box that the edge of something else may reach under.
EDGE = 1.0


def dark_boxes(scene: Scene) -> list[Item]:
    """Return what may be boxes of a blacked-out page: opaque, dark, of the size of a word to a paragraph."""
    size = scene.page.get_width() * scene.page.get_height()
    return [
        item
        for item in scene.of_kind(PATH)
        if item.hides
        and item.fill[3] >= OPAQUE
        and sum(item.fill[:3]) / 3 < DARK
        and min(item.box.width, item.box.height) >= SMALLEST
        and item.box.width * item.box.height < LARGEST * size
    ]


def pictures_under_boxes(index: int, scene: Scene) -> list[Finding]:
    """Look at the images of a page with all else left out: in the place of a box they have to be of one colour."""
    images = scene.of_kind(IMAGE)
    boxes = [box for box in dark_boxes(scene) if any(i.order < box.order and i.box.meets(box.box) for i in images)]
    if not boxes:
        return []
    with scene.without([item for item in scene.items if item.kind != IMAGE]):
        picture = scene.picture()
    view = scene.view(picture)
    inner = [_inner(box.box) for box in boxes]
    places = pixels_of(numpy.array([(b.x0, b.top, b.x1, b.bottom) for b in inner]), view, picture.shape)
    left = [box for box, place in zip(boxes, places, strict=True) if _shows(picture, place)]
    if not left:
        return []
    what = count(len(left), "vlak", "vlakken")
    return [finding("picture-under-box", f"Onder {what} staat het beeld er nog", index, left[0].box)]


def _inner(box: Box) -> Box:
    return box.grown(-min(EDGE, box.width / 4), -min(EDGE, box.height / 4))


def _shows(picture: Colours, place: Integers) -> bool:
    top, bottom, left, right = place.tolist()
    return bottom > top and right > left and flat_and_dark(picture, place) is None
