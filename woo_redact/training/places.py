"""Other organisations, places and numbers in the place of those of a document, so that none is learnt by heart."""

import random
import re
from collections.abc import Sequence

from woo_redact.training.corpus import Segment

SHARE_VARIED = 0.6
SHARE_REAL_PLACE = 0.4
ONE_NAME = re.compile(r"^[A-Z][a-zà-ÿ]{3,}(?:-?[A-Z]?[a-zà-ÿ]+)?$")
LEGAL = re.compile(
    r"^(?P<name>[A-Z][a-zà-ÿ]{3,})(?P<rest> (?:B\.?V\.?|N\.?V\.?|VOF|Groep|Holding|Logistiek|Advocaten)\b.*)$"
)
DIGIT = re.compile(r"\d")


def _words(text: str) -> list[str]:
    return text.split()


FIRST = _words(
    "Noord Zuid Oost West Linden Berken Eiken Elzen Rode Groene Water Hoge Lage Sint Nieuw Oud Zand Veen Meer Zee Duin "
    "Heide Bos Berg Dal Molen Kerk Klooster Konings Prinsen Heren Vrouwen Graven Raven Zwanen Valken Honing Zilver "
    "Goud IJzer Steen Klei Riet Biezen Wilgen Hazel Appel Kersen Winter Zomer Lange Korte Diepe Kromme Brede Blauwe"
)
LAST = _words(
    "wijk hof dijk veld kerk dam burg stad oord veen broek drecht hoven loo meer zijl wold hage haven poort brug sluis "
    "land waard polder donk horst rade beek laar schoten vaart plaat duin zand wal kamp heuvel daal zoom rijk trans"
)
STATES = _words("Val Kar Ost Mer Tur Gal Zem Ber Cor Lun Sar Ind Vest Kel Nor Pal Ruv Sol Tam Ur")
STATE_ENDS = _words("dora vonië anië eria istan urië avia onia emark ania esh ovo adië una")
FIRMS = _words("tec air line net log con trans med pharm bouw tech marine energie zorg data soft chem agro")


class OtherNames:
    """Draws names for organisations and places; the same for every mention in a document."""

    def __init__(self, places: Sequence[str], seed: int) -> None:
        """Use a list of real places beside what is put together."""
        self._places = [place for place in places if ONE_NAME.match(place)]
        self._random = random.Random(seed)

    def vary(self, segments: Sequence[Segment]) -> list[Segment]:
        """Write a document with other organisations, places and numbers."""
        names: dict[str, str] = {}
        result = []
        for segment in segments:
            if segment.kind in ("org", "loc"):
                if segment.text not in names:
                    names[segment.text] = self._other(segment)
                segment = Segment(names[segment.text], segment.kind, segment.group)
            elif segment.kind == "data":
                segment = Segment(DIGIT.sub(self._digit, segment.text), segment.kind, segment.group)
            result.append(segment)
        return result

    def _other(self, segment: Segment) -> str:
        rng = self._random
        if rng.random() > SHARE_VARIED:
            return segment.text
        firm = LEGAL.match(segment.text)
        if firm:
            return self._made() + firm["rest"]
        if not ONE_NAME.match(segment.text):
            return segment.text
        if segment.kind == "loc" and self._places and rng.random() < SHARE_REAL_PLACE:
            return rng.choice(self._places)
        if segment.kind == "loc" and rng.random() < 0.3:
            return rng.choice(STATES) + rng.choice(STATE_ENDS)
        if segment.kind == "org" and rng.random() < 0.3:
            return rng.choice(FIRST) + rng.choice(FIRMS)
        return self._made()

    def _made(self) -> str:
        return self._random.choice(FIRST) + self._random.choice(LAST)

    def _digit(self, match: re.Match[str]) -> str:
        # What begins with nought goes on beginning with it: telephone numbers.
        return match[0] if match[0] == "0" else str(self._random.randint(1, 9))
