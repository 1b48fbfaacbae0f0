"""One passage under review as a screen: in its surroundings, with its reason and everything told of it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import regex
from rich.text import Text

from woo_redact.cli.lines import plural, visible
from woo_redact.cli.terminal.layout import BOLD, CUE, DIM, MORE, PASSAGE, Screen, flat, listed, one_paragraph
from woo_redact.domain.decision import Author, Decision, Verdict
from woo_redact.domain.ground import Ground
from woo_redact.domain.progress import Comment, DocumentProgress
from woo_redact.domain.report import Severity
from woo_redact.legal.rules import number_of
from woo_redact.pipeline.review_items import ReviewItem, Standing
from woo_redact.pipeline.rows import AROUND
from woo_redact.review.second_look import SecondLook

# Characters that a passage in a list has around it on each side.
NEAR = 30
SHOWN = {Verdict.APPROVED: "gelakt", Verdict.REJECTED: "blijft leesbaar", Verdict.OPEN: "open"}
SECOND = {
    SecondLook.DIFFERENCE: "anders besloten dan voorgesteld, of toegevoegd",
    SecondLook.SAMPLE: "steekproef",
}


def item_screen(
    item: ReviewItem, standing: Standing, grounds: Mapping[str, Ground], keys: tuple[tuple[str, ...], ...] = ()
) -> Screen:
    """Return the screen of a passage."""
    done = " (klaar)" if item.page_done else ""
    return Screen(
        title=f"{item.file}, pagina {item.page + 1} van {item.pages}{done}",
        place=f"{standing.place} van {standing.total}  ·  nog {standing.waiting}",
        body=(passage_text(item.told.before, item.told.text, item.told.after, item.told.cues),),
        facts=tuple(_facts(item, standing, grounds)),
        keys=keys,
    )


def passage_text(before: str, text: str, after: str, cues: Sequence[str] = ()) -> Text:
    """Return a passage in its surroundings; it stands between brackets, and words that weighed are marked."""
    shown = Text(flat(_ending(before, AROUND)))
    shown.append(f"[{flat(text).strip()}]", style=PASSAGE)
    shown.append(flat(_beginning(after, AROUND)))
    for cue in cues:
        words = r"\s+".join(regex.escape(word) for word in cue.split())
        for found in regex.finditer(rf"(?<![\p{{L}}\d]){words}(?![\p{{L}}\d])", shown.plain) if words else ():
            shown.stylize(CUE, *found.span())
    return shown


def in_short(before: str, text: str, after: str) -> Text:
    """Return a passage with a few words around it, as one paragraph."""
    shown = Text(one_paragraph(_ending(before, NEAR)))
    shown.append(f"[{one_paragraph(text).strip()}]", style=PASSAGE)
    return shown.append(one_paragraph(_beginning(after, NEAR)))


def _ending(text: str, most: int) -> str:
    """Return whole words at the end of a text of so many characters or more; one that is shorter as it is."""
    start = regex.search(r"\s+\S", text[-most:]) if len(text) >= most else None
    return f"{MORE} {text[-most:][start.end() - 1 :]}" if start else text


def _beginning(text: str, most: int) -> str:
    end = regex.search(r"(?r)\S\s+", text[:most]) if len(text) >= most else None
    return f"{text[: end.start() + 1]} {MORE}" if end else text


def ground_names(ids: Sequence[str], grounds: Mapping[str, Ground]) -> str:
    """Return grounds with their codes and their names in words."""
    known = (grounds.get(name) for name in ids)
    named = zip(ids, known, strict=True)
    return ", ".join(f"{name} {ground.short}" if ground and ground.short != name else name for name, ground in named)


def moment(at: datetime) -> str:
    """Return when something was, in the time of whoever reads it."""
    return at.astimezone().strftime("%d-%m-%Y %H:%M")


def _facts(item: ReviewItem, standing: Standing, grounds: Mapping[str, Ground]) -> Iterator[tuple[str, Text]]:
    told = item.told
    held = item.decision.grounds if item.decision else ()
    names = ground_names(held or (item.suggestion.ground,), grounds)
    yield "Grond", Text(visible(listed((names, f"niveau {item.suggestion.level.value}"))))
    yield "Reden", Text(visible(told.why))
    if item.person:
        yield "Persoon", Text(visible(_person(item)))
    if item.told.alike > 1:
        yield "Gelijk", Text(f"{item.told.alike} keer open in dit document")
    if standing.group:
        yield "Groep", Text(f"{standing.in_group} van {standing.group}")
    yield "Stand", Text(visible(_state(item.decision)))
    if item.progress and (state := _progress(item.progress)):
        yield "Document", Text(visible(state))
    if item.second:
        yield "Nakijken", Text(SECOND[item.second])
    if item.decision and item.decision.reason:
        yield "Motivering", Text(visible(item.decision.reason))
    for note in told.notes:
        blocking = note.severity is Severity.BLOCKING
        grave = ", houdt het pakket tegen" if blocking else ""
        line = f"{number_of(note)}{grave}: {note.message} {note.remedy}"
        yield "Let op", Text(visible(line), style=BOLD if blocking else "")
    for comment in item.comments:
        yield "Opmerking", _comment(comment)


def _person(item: ReviewItem) -> str:
    person = item.person
    if person is None:
        return ""
    mentions = plural(person.mentions, "vermelding", "vermeldingen")
    where = plural(person.documents, "document", "documenten")
    return listed((f"{one_paragraph(person.name)} (persoon {person.number})", f"{mentions} in {where}"))


def _state(decision: Decision | None) -> str:
    if decision is None or decision.verdict is Verdict.OPEN:
        return "open"
    if decision.author is Author.POLICY:
        return "open; nu gelakt volgens beleid"
    return f"{SHOWN[decision.verdict]}, besloten door {decision.reviewer} op {moment(decision.decided_at)}"


def _progress(progress: DocumentProgress) -> str:
    done, confirmed = progress.done, progress.confirmed
    return listed(
        (
            f"voor {progress.assigned}" if progress.assigned else "",
            f"klaar: {done.reviewer}, {moment(done.at)}" if done else "",
            f"bevestigd: {confirmed.reviewer}, {moment(confirmed.at)}" if confirmed else "",
        )
    )


def _comment(comment: Comment) -> Text:
    where = "" if comment.suggestion else (" bij het document" if comment.page is None else " bij de pagina")
    text = Text(visible(comment.text))
    text.append(visible(f"  ({comment.reviewer}{where}, {moment(comment.at)})"), style=DIM)
    return text
