"""What people do, as the pages ask for it: each takes the open dossier, who asks and the body, and gives the answer."""

from woo_redact.domain.decision import Verdict
from woo_redact.domain.event import Step as Stored
from woo_redact.pipeline import marks
from woo_redact.pipeline.changes import told
from woo_redact.pipeline.desk import Asked
from woo_redact.pipeline.finding import withhold_hits
from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.proposing import propose_alike
from woo_redact.web import bodies
from woo_redact.web.access import Person
from woo_redact.web.shapes import Shape, hits_shape, short_id, step_shape


def decide(review: OpenReview, who: Person, body: bodies.Decide) -> Shape:
    """Decide on suggestions."""
    verdict = Verdict(body.verdict)
    step = review.desk.decide(_asked(who, body), body.ids, verdict, tuple(body.grounds), body.reason.strip())
    return _answer(review, step)


def passages(review: OpenReview, who: Person, body: bodies.Passages) -> Shape:
    """Add what somebody pointed out, or put it in the place of something else."""
    places = bodies.pointed(body.pointed, review.document(body.document))
    step = review.desk.replace(_asked(who, body), body.replaces, places, tuple(body.grounds), body.reason.strip())
    return _answer(review, step)


def undo(review: OpenReview, who: Person, body: bodies.Undo) -> Shape:
    """Take the last step of whoever asks back."""
    return _answer(review, review.desk.undo(_asked(who, body)))


def search(review: OpenReview, who: Person, body: bodies.Search) -> Shape:
    """Find words."""
    return hits_shape(review.finder.hits(body.words, _in(review, body)))


def withhold(review: OpenReview, who: Person, body: bodies.Withhold) -> Shape:
    """Withhold every place where words stand."""
    found = review.finder.hits(body.words, _in(review, body))
    done = withhold_hits(review.desk, _asked(who, body), found, tuple(body.grounds), body.reason.strip())
    return {**_answer(review, done.step), "hits": done.hits, "before": done.before}


def page_done(review: OpenReview, who: Person, body: bodies.PageDone) -> Shape:
    """Mark a page."""
    document = review.document(body.document)
    return _answer(review, marks.mark_page(review.desk, _asked(who, body), document, body.page, done=body.done))


def document_done(review: OpenReview, who: Person, body: bodies.DocumentDone) -> Shape:
    """Mark a document."""
    document = review.document(body.document)
    return _answer(review, marks.mark_document(review.desk, _asked(who, body), document, done=body.done))


def confirm(review: OpenReview, who: Person, body: bodies.Confirm) -> Shape:
    """Confirm a document."""
    document = review.document(body.document)
    return _answer(review, marks.confirm(review.desk, _asked(who, body), document, confirmed=body.confirmed))


def assign(review: OpenReview, who: Person, body: bodies.Assign) -> Shape:
    """Give a document to somebody."""
    document = review.document(body.document)
    return _answer(review, marks.assign(review.desk, _asked(who, body), document, body.reviewer))


def comment(review: OpenReview, who: Person, body: bodies.Comment) -> Shape:
    """Leave words for colleagues."""
    document = review.document(body.document)
    step = marks.comment(review.desk, _asked(who, body), document, body.text, body.suggestion, body.page)
    return _answer(review, step)


def settings(review: OpenReview, who: Person, body: bodies.Settings) -> Shape:
    """Change what holds for the whole dossier."""
    chosen = marks.ask_second_review(review.layout, asked=body.second_review, sample_share=body.sample_share)
    return {"second_review": chosen.second_review, "sample_share": chosen.sample_share}


def propose(review: OpenReview, who: Person, body: bodies.Propose) -> Shape:
    """Propose what is withheld where it can still be read."""
    before = review.counts()
    added = propose_alike(review.layout, review.store)
    changed = [name for name, count in review.counts().items() if before.get(name) != count] if added else []
    review.notes.forget(changed)
    return {"added": added, "documents": [short_id(name) for name in changed]}


def _in(review: OpenReview, body: bodies.Search) -> str | None:
    return review.document(body.document) if body.document else None


def _asked(who: Person, body: bodies.Step) -> Asked:
    return Asked(who.name, body.key, body.expect)


def _answer(review: OpenReview, step: Stored) -> Shape:
    return step_shape(step.batch, told(review, step))
