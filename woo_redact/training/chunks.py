"""Cut a marked document into the pieces that the model reads."""

from woo_redact.detect.pieces import pieces
from woo_redact.training.corpus import Item


def chunks(item: Item) -> list[Item]:
    """Cut an item into pieces; a name is never on both sides of one."""
    result = []
    for start, end in pieces(item.text):
        spans = tuple((a - start, b - start, label) for a, b, label in item.spans if a >= start and b <= end)
        unknown = tuple((a - start, b - start) for a, b in item.unknown if a >= start and b <= end)
        result.append(Item(item.text[start:end], spans, unknown))
    return result
