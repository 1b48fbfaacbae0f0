"""How the strings shown in a font are split into character codes."""

import struct
from collections.abc import Callable
from typing import Any

import pikepdf

from woo_redact.write.rebuild.cmaps import read_cmap

# The collections of characters that a font may name (ISO 32000-1, 9.7.3).
ORDERINGS = frozenset(("Identity", "Japan1", "GB1", "CNS1", "Korea1", "KR", "UCS"))
IDENTITY = frozenset(("/Identity-H", "/Identity-V"))
# ISO 32000-1, table 118.
PREDEFINED_NAMES = """
    GB-EUC-H GB-EUC-V GBpc-EUC-H GBpc-EUC-V GBK-EUC-H GBK-EUC-V GBKp-EUC-H GBKp-EUC-V GBK2K-H GBK2K-V
    UniGB-UCS2-H UniGB-UCS2-V UniGB-UTF16-H UniGB-UTF16-V B5pc-H B5pc-V HKscs-B5-H HKscs-B5-V ETen-B5-H ETen-B5-V
    ETenms-B5-H ETenms-B5-V CNS-EUC-H CNS-EUC-V UniCNS-UCS2-H UniCNS-UCS2-V UniCNS-UTF16-H UniCNS-UTF16-V
    83pv-RKSJ-H 90ms-RKSJ-H 90ms-RKSJ-V 90msp-RKSJ-H 90msp-RKSJ-V 90pv-RKSJ-H Add-RKSJ-H Add-RKSJ-V EUC-H EUC-V
    Ext-RKSJ-H Ext-RKSJ-V H V UniJIS-UCS2-H UniJIS-UCS2-V UniJIS-UCS2-HW-H UniJIS-UCS2-HW-V UniJIS-UTF16-H
    UniJIS-UTF16-V KSC-EUC-H KSC-EUC-V KSCms-UHC-H KSCms-UHC-V KSCms-UHC-HW-H KSCms-UHC-HW-V KSCpc-EUC-H
    UniKS-UCS2-H UniKS-UCS2-V UniKS-UTF16-H UniKS-UTF16-V
"""
PREDEFINED = IDENTITY | frozenset(f"/{name}" for name in PREDEFINED_NAMES.split())


def codes_of(font: Any) -> Callable[[bytes], list[int]] | None:
    """Return what splits a string shown in ``font`` into codes; None when its codes can not be told.

    A code is the number that its bytes make, the first byte being the most significant.
    """
    if not isinstance(font, pikepdf.Dictionary) or font.get("/Subtype") != "/Type0":
        return list
    encoding = font.get("/Encoding")
    if isinstance(encoding, pikepdf.Name):
        # Readers take a name they do not know for Identity.
        return _pairs if str(encoding) in IDENTITY or str(encoding) not in PREDEFINED else None
    if not isinstance(encoding, pikepdf.Stream):
        return None
    try:
        cmap = read_cmap(encoding)
    except (ValueError, pikepdf.PdfError):
        return None
    return None if cmap.base or not cmap.spaces else cmap.split


def _pairs(text: bytes) -> list[int]:
    """Split into codes of two bytes; half a code at the end counts as its first byte, as readers do."""
    whole = text + b"\0" * (len(text) % 2)
    return list(struct.unpack(f">{len(whole) // 2}H", whole))
