"""Numbers of persons: in order of first appearance, and the same ever after. Never derived from a name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from woo_redact.domain.person import KeptMention, KeptPerson
from woo_redact.persons.linking import Mention, Person


def numbered(
    persons: Sequence[Person], before: Mapping[int, Iterable[KeptMention]], last: int
) -> tuple[KeptPerson, ...]:
    """Give persons their numbers, in the order of ``persons``.

    ``before`` has the places of each number given earlier (a new scan may have moved their ends a little), ``last`` is
    the highest number ever given: a number stays with the person that has most of its mentions, and is never given to
    another. Of persons that became one, the lowest number stays.
    """
    known = _Places(before)
    shares: dict[int, Counter[int]] = defaultdict(Counter)
    for position, person in enumerate(persons):
        for mention in person.mentions:
            for number in known.at(mention):
                shares[number][position] += 1
    given: dict[int, int] = {}
    for number in sorted(shares):
        open_ones = [position for position in shares[number] if position not in given]
        if open_ones:
            # A person that is sure before one that may be another; then most mentions; then who came first.
            best = min(open_ones, key=lambda p: (not persons[p].sure, -shares[number][p], p))
            given[best] = number
    for position, person in enumerate(persons):
        if position not in given and person.sure:
            last += 1
            given[position] = last
    return tuple(
        KeptPerson(given.get(position), person.sure, tuple(map(_kept, person.mentions)))
        for position, person in enumerate(persons)
    )


def _kept(mention: Mention) -> KeptMention:
    return KeptMention(mention.suggestion, mention.document, mention.page, mention.start, mention.end)


class _Places:
    """Numbers given earlier, by place."""

    def __init__(self, before: Mapping[int, Iterable[KeptMention]]) -> None:
        self._on: dict[tuple[str, int], list[tuple[int, int, int]]] = defaultdict(list)
        for number, places in before.items():
            for place in places:
                self._on[place.document, place.page].append((place.start, place.end, number))

    def at(self, mention: Mention) -> set[int]:
        """Return the numbers of places that this mention overlaps."""
        on_page = self._on.get((mention.document, mention.page), ())
        return {number for start, end, number in on_page if start < mention.end and end > mention.start}
