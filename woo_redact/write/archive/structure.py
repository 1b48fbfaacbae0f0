"""Whether a structure tree is what PDF/A-2a asks for (ISO 19005-2, 6.7)."""

import re
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

from woo_redact.write.rebuild.tags import name_of

# ISO 32000-1, 14.8.4.
STANDARD = re.compile(
    "Document|Part|Art|Sect|Div|BlockQuote|Caption|TOC|TOCI|Index|NonStruct|Private|P|H|H[1-6]|L|LI|Lbl|LBody|Table|TR|"
    "TH|TD|THead|TBody|TFoot|Span|Quote|Note|Reference|BibEntry|Code|Link|Annot|Ruby|RB|RT|RP|Warichu|WT|WP|Figure|"
    "Formula|Form"
)
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
UNTAGGED = "het document heeft geen tags"
ROLES = "tags hebben een soort die de norm niet kent"
LANGUAGES = "een taal in de tags is geen taalcode"


def structure_fault(pdf: pikepdf.Pdf, tagged: bool) -> str:
    """Return why the tags of a document do not do (Dutch); empty when they do."""
    tree: Any = pdf.Root.get("/StructTreeRoot")
    info: Any = pdf.Root.get("/MarkInfo", Dictionary())
    if not tagged or not isinstance(tree, Dictionary) or info.get("/Marked") is not True:
        return UNTAGGED
    roles = {key[1:]: name_of(value) for key, value in tree.get("/RoleMap", Dictionary()).items()}
    if any(STANDARD.fullmatch(role) for role in roles):
        return ROLES
    seen: set[tuple[int, int]] = set()
    waiting: list[Any] = [tree.get("/K")]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Array):
            waiting.extend(item)
        elif isinstance(item, Dictionary) and "/S" in item and item.objgen not in seen:
            seen.add(item.objgen)
            if not _is_standard(name_of(item.S), roles):
                return ROLES
            if "/Lang" in item and not LANGUAGE.fullmatch(str(item.Lang)):
                return LANGUAGES
            waiting.append(item.get("/K"))
    return ""


def _is_standard(role: str, roles: dict[str, str]) -> bool:
    for _ in range(len(roles) + 1):
        if STANDARD.fullmatch(role):
            return True
        role = roles.get(role, "")
    return False
