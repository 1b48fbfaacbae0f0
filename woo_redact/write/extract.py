"""Some pages of a PDF as a PDF, to black out."""

from collections.abc import Sequence
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from woo_redact.errors import EraseError
from woo_redact.files import FILE_MODE, output_error


def extract_pages(source: Path, target: Path, pages: Sequence[int]) -> None:
    """Write ``target`` (0600): the ``pages`` (0-based, ascending) of ``source``, numbered as they were there.

    What the document has besides its pages may still be in it: it is for a writer to read, not to hand out.

    Raises:
        EraseError: the file cannot be read.
        OutputError: the target cannot be written.
    """
    wanted = frozenset(pages)
    try:
        target.touch(mode=FILE_MODE)
        with pikepdf.open(source) as pdf:
            for index in reversed(range(len(pdf.pages))):
                if index not in wanted:
                    del pdf.pages[index]
            for key in ("/Outlines", "/PageLabels"):
                if key in pdf.Root:
                    del pdf.Root[key]
            numbers = [
                part for place, index in enumerate(pages) for part in (place, Dictionary(S=Name.D, St=index + 1))
            ]
            pdf.Root.PageLabels = Dictionary(Nums=Array(numbers))
            pdf.save(target)
    except pikepdf.PdfError as error:
        raise EraseError("Het bestand is beschadigd en niet te lakken.", "Sla de PDF opnieuw op.") from error
    except OSError as error:
        raise output_error(target, error) from error
