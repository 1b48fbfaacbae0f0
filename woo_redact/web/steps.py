"""What people do, as the pages ask for it: each takes the open dossier, who asks and the body, and gives the answer."""

from collections.abc import Sequence

from woo_redact.domain.decision import Verdict
from woo_redact.domain.event import Step as Stored
from woo_redact.pipeline import alike, marks
from woo_redact.pipeline.changes import told
from woo_redact.pipeline.desk import Asked
from woo_redact.pipeline.finding import withhold_hits
from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.pages import KEPT
from woo_redact.pipeline.reasons import told_by, told_with
from woo_redact.review.own import Pointed
from woo_redact.web import bodies
from woo_redact.web.access import Person
from woo_redact.web.faults import not_found, telling
from woo_redact.web.shapes import Shape, hits_shape, short_id, step_shape


def decide(review: OpenReview, who: Person, body: bodies.Decide) -> Shape:
    """Decide on suggestions."""
    verdict = Verdict(body.verdict)
    if verdict is Verdict.APPROVED:
        _refuse_telling(told_by(review, body.reason, body.ids))
    step = review.desk.decide(_asked(who, body), body.ids, verdict, tuple(body.grounds), body.reason.strip())
    return _answer(review, step, body)


def passages(review: OpenReview, who: Person, body: bodies.Passages) -> Shape:
    """Add what somebody pointed out, or put it in the place of something else."""
    document = review.document(body.document)
    places = bodies.pointed(body.pointed, document)
    _refuse_telling(told_with(review, body.reason, [document], (_text(review, place) for place in places)))
    step = review.desk.replace(_asked(who, body), body.replaces, places, tuple(body.grounds), body.reason.strip())
    return _answer(review, step, body)


def pages_of_passages(review: OpenReview, body: bodies.Passages) -> list[tuple[str, int]]:
    """Return the pages that somebody pointed at."""
    document = review.document(body.document)
    found = [(document, page) for place in bodies.pointed(body.pointed, document) for page in place.pages]
    if any(page >= review.record(document).page_count for _, page in found):
        raise not_found()
    return found


def undo(review: OpenReview, who: Person, body: bodies.Undo) -> Shape:
    """Take the last step of whoever asks back."""
    return _answer(review, review.desk.undo(_asked(who, body)), body)


def search(review: OpenReview, who: Person, body: bodies.Search) -> Shape:
    """Find words."""
    return hits_shape(review.finder.hits(body.words, _in(review, body)))


def withhold(review: OpenReview, who: Person, body: bodies.Withhold) -> Shape:
    """Withhold every place where words stand."""
    found = review.finder.hits(body.words, _in(review, body))
    _refuse_telling(told_with(review, body.reason, {hit.document for hit in found}, (hit.text for hit in found)))
    done = withhold_hits(review.desk, _asked(who, body), found, tuple(body.grounds), body.reason.strip())
    return {**_answer(review, done.step, body), "hits": done.hits, "before": done.before}


def pages_of_hits(review: OpenReview, body: bodies.Withhold) -> list[tuple[str, int]]:
    """Return the pages with words that are to be withheld, as many as are kept."""
    found = (hit for hit in review.finder.hits(body.words, _in(review, body)) if not hit.withheld)
    return [(hit.document, span.page) for hit in found for span in hit.spans][:KEPT]


def page_done(review: OpenReview, who: Person, body: bodies.PageDone) -> Shape:
    """Mark a page."""
    document = review.document(body.document)
    step = marks.mark_page(review.desk, _asked(who, body), document, body.page, done=body.done)
    return _answer(review, step, body)


def document_done(review: OpenReview, who: Person, body: bodies.DocumentDone) -> Shape:
    """Mark a document."""
    document = review.document(body.document)
    step = marks.mark_document(review.desk, _asked(who, body), document, done=body.done)
    return _answer(review, step, body)


def confirm(review: OpenReview, who: Person, body: bodies.Confirm) -> Shape:
    """Confirm a document."""
    document = review.document(body.document)
    step = marks.confirm(review.desk, _asked(who, body), document, confirmed=body.confirmed)
    return _answer(review, step, body)


def assign(review: OpenReview, who: Person, body: bodies.Assign) -> Shape:
    """Give a document to somebody."""
    document = review.document(body.document)
    step = marks.assign(review.desk, _asked(who, body), document, body.reviewer)
    return _answer(review, step, body)


def comment(review: OpenReview, who: Person, body: bodies.Comment) -> Shape:
    """Leave words for colleagues."""
    document = review.document(body.document)
    step = marks.comment(review.desk, _asked(who, body), document, body.text, body.suggestion, body.page)
    return _answer(review, step, body)


def settings(review: OpenReview, who: Person, body: bodies.Settings) -> Shape:
    """Change what holds for the whole dossier."""
    chosen = marks.ask_second_review(review.layout, asked=body.second_review, sample_share=body.sample_share)
    return {"second_review": chosen.second_review, "sample_share": chosen.sample_share}


def propose(review: OpenReview, who: Person, body: bodies.Propose) -> Shape:
    """Propose what is withheld where it can still be read."""
    added = alike.propose(review, _asked(who, body))
    return {"added": sum(added.values()), "documents": [short_id(document) for document in added]}


def _in(review: OpenReview, body: bodies.Search) -> str | None:
    return review.document(body.document) if body.document else None


def _text(review: OpenReview, place: Pointed) -> str:
    """Return the words that a person pointed out; none of a rectangle, of which only its place is known."""
    return " ".join(review.store.page_text(place.document, s.page)[s.start : s.end] for s in place.spans)


def _refuse_telling(words: Sequence[str]) -> None:
    """Refuse a reason with words that are withheld; whoever wrote it is told which."""
    if words:
        raise telling(words)


def _asked(who: Person, body: bodies.Step) -> Asked:
    return Asked(who.name, body.key, body.expect)


def _answer(review: OpenReview, step: Stored, body: bodies.Step) -> Shape:
    """Return what a step changed, and what others did since the page last saw anything."""
    return step_shape(step.batch, told(review, step, body.expect))
