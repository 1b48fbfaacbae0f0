"""The tokeniser: standard Dutch, with cuts where names hide inside one token."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

# Words that precede a name with a hyphen: motie-Van Dijk, commissie-Oosterveld.
NAMED_AFTER = ("motie", "commissie", "amendement", "kabinet", "initiatiefwet", "wet", "rapport")


def _named_after() -> str:
    words = [form for word in NAMED_AFTER for form in (word, word.capitalize(), word.upper())]
    return "(?:" + "|".join(f"(?<={word})" for word in words) + r")-(?=[^\W\d_])"


INFIXES = (
    # El Idrissi/Bakker, KO/PW
    r"(?<=[^\W\d_.])/(?=[^\W\d_])",
    r"(?<=[A-Z]\.)/(?=[^\W\d_])",
    _named_after(),
    # A.B.C.de Wit, v.d.Kerkhof
    r"(?<=[A-Z]\.)(?=[a-z]{2,}\b)",
    r"(?<=v\.d\.)(?=[A-Z])",
    # G.Visser
    r"(?<=\b[A-Z]\.)(?=[A-Z][a-z]{2,})",
)
PREFIXES = (r"/", r"-(?=[^\W\d_])", r"@(?=[^\W\d_])", "•", "▪", "■")
SUFFIXES = (r"(?<=[^\W\d_])/", r"(?<=[^\W\d_])-", "•")


def customise(nlp: Language) -> None:
    """Add the cuts to the tokeniser; they are saved with the model as plain expressions."""
    tokenizer = nlp.tokenizer
    if not isinstance(tokenizer, Tokenizer):
        raise TypeError("the pipeline has no standard tokeniser")
    defaults = nlp.Defaults
    infix = compile_infix_regex([*INFIXES, *(defaults.infixes or [])])
    prefix = compile_prefix_regex([*(defaults.prefixes or []), *PREFIXES])
    suffix = compile_suffix_regex([*(defaults.suffixes or []), *SUFFIXES])
    tokenizer.infix_finditer = infix.finditer
    tokenizer.prefix_search = prefix.search
    tokenizer.suffix_search = suffix.search
