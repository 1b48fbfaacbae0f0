"""The tokeniser: standard Dutch, with cuts where names hide inside one token."""

import re

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
    # Van der Molen-motie, NAVO-oefening, Emmen–Assen, Bijlage_Tavares.pdf
    r"-(?=(?:motie|commissie|amendement)\b)",
    r"(?<=[A-Z]{2})-(?=[a-z])",
    r"(?<=[^\W\d_])–(?=[^\W\d_])",
    r"(?<=[^\W_])_(?=[^\W_])",
    # G.Visser
    r"(?<=\b[A-Z]\.)(?=[A-Z][a-z]{2,})",
)
PREFIXES = (r"/", r"-(?=[^\W\d_])", r"[@~](?=[^\W\d_])", "•", "▪", "■")
# The standard expression takes "A.B.C.de" for an address on the web.
URL = (
    r"(?:(?:https?|ftp)://\S+|www\.\S+|[\w.+'’-]+@[\w-]+(?:\.[\w-]+)+"
    r"|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:nl|com|org|eu|be|net)(?:/\S*)?)$"
)
SUFFIXES = (r"(?<=[a-z][A-Z])\.", r"(?<=[^\W\d_])/", r"(?<=[^\W\d_])-", "•")


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
    tokenizer.url_match = re.compile(URL).match
