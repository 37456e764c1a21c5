"""The steps of a reading, in order, readable on one screen."""

from functools import lru_cache

from hoedam.extract.commitments import read_commitments
from hoedam.extract.context import Context
from hoedam.extract.drafts import Draft
from hoedam.extract.entities import read_entities
from hoedam.extract.issues import read_issues
from hoedam.extract.matters import read_matters
from hoedam.extract.meetings import read_meetings
from hoedam.extract.records import make_statements, read_doings
from hoedam.extract.replies import link_replies
from hoedam.extract.selves import check_selves
from hoedam.extract.statements import StatementReader
from hoedam.extract.times import read_times
from hoedam.language.ko.analyser import analyse, analyser_version, cut
from hoedam.language.ko.marks import Marked, read_marks
from hoedam.language.ko.normalise import Normalised
from hoedam.model import Document, Engine, Issue, Reading
from hoedam.rules import digest
from hoedam.settings import Settings

ANALYSED = {"paragraph", "list_item", "heading", "footnote", "caption", "subhead"}


@lru_cache(maxsize=1)
def engine() -> Engine:
    """What makes readings here: package, rule set and analyser."""
    from hoedam import __version__

    return Engine(version=__version__, rules=digest(), analyser=analyser_version())


def read_document(document: Document, settings: Settings) -> Reading:
    """All that can be read out of one document; a language other than Korean gives no records."""
    if document.language != "ko":
        message = f"the document's language is {document.language!r}; hoedam reads Korean"
        return Reading(
            engine=engine(), document=document, issues=(Issue(code="language_unsupported", message=message),)
        )
    normalised = Normalised(document)
    return normalised.restore(look_and_read(normalised.document, settings)[0])


def look_and_read(document: Document, settings: Settings) -> tuple[Reading, list[Draft]]:
    """The reading of a normalised document, and the drafts that its statements were made of."""
    context = look(document, settings)  # 1 marks, entities, times, morphemes
    reader = StatementReader(context)
    drafts = reader.read()  # 2 cues, contents, speakers
    doings = [read_doings(context, reader, draft) for draft in drafts]  # 3 acts
    conflicts = check_selves(context, drafts, doings)  # 4 what only one side can pledge
    statements = make_statements(context, drafts, doings, link_replies(drafts, context.tokens))  # 5 sectors, replies
    meetings = read_meetings(context)  # 6 who met whom
    matters = read_matters(context)  # 7 agreements, bodies, projects
    commitments = read_commitments(context, drafts, statements)  # 8 what was promised and asked
    issues = read_issues(
        context, statements, conflicts, [i for i, d in enumerate(drafts) if d.withdrawn]
    )  # 9 what could not be settled
    reading = Reading(
        engine=engine(), document=document, entities=context.entities.entities, meetings=meetings,
        statements=statements, commitments=commitments, agreements=matters.agreements, bodies=matters.bodies,
        projects=matters.projects, times=context.times, issues=issues,
    )  # fmt: skip
    return reading, drafts


def look(document: Document, settings: Settings) -> Context:
    """The document's marks, entities, times and morphemes."""
    text = document.text
    blocks = [b for b in document.blocks if b.kind in ANALYSED]
    marked: dict[str, Marked] = {b.id: read_marks(text, b.start, b.end) for b in blocks}
    quoted = [(q.inner_start, q.inner_end) for b in blocks for q in marked[b.id].quotations]
    entities = read_entities(document, settings.home)
    times = read_times(document, quoted)
    pieces = [piece for b in blocks for piece in cut(text, b.start, b.end, marked[b.id].sentences)]
    tokens = analyse(text, pieces, entities.name_spans)
    return Context(document, entities, times, tokens, marked, settings.home)
