"""Adding documents: a text pasted, files chosen or dropped, the bundled samples; read at once, with progress."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, Form, Response, UploadFile

from hoedam.errors import LedgerBusy, SettingInvalid
from hoedam.ledger.ids import shown_document
from hoedam.ledger.pieces import Upload
from hoedam.reader import to_date
from hoedam.web.access import Coder, Visit
from hoedam.web.form import Filled
from hoedam.web.jobs import Job, Jobs
from hoedam.web.pages import code_of

router = APIRouter(include_in_schema=False)
Field = Annotated[str, Form()]


@router.get("/add")
def add(visit: Coder) -> Response:
    """Where documents are pasted or chosen."""
    return visit.page("add.html", given={}, refused="")


@router.post("/add/text")
def add_text(visit: Coder, form: Filled) -> Response:
    """Read a pasted text; another text of the same address becomes its new version. One that is refused stays filled in."""
    data = form.one("text").encode("utf-8", "replace")
    about = [form.one(name) or None for name in ("title", "publisher", "address")]
    upload = Upload(form.one("title") or visit.words.gettext("pasted text"), data, *about)
    try:
        return _begin(visit, [upload] if data else [], form.one("published"))
    except (SettingInvalid, LedgerBusy) as error:
        refused = visit.words.sentence(str(error))
        return visit.page("add.html", code=code_of(error), path="/add", given=dict(form.pairs), refused=refused)


@router.post("/add/files")
def add_files(visit: Coder, chosen: list[UploadFile], published: Field = "") -> Response:
    """Read files as `hoedam add` does: text, Markdown, saved HTML pages, files of lines."""
    return _begin(visit, [Upload(one.filename, one.file.read()) for one in chosen if one.filename], published)


@router.post("/add/samples")
def add_samples(visit: Coder) -> Response:
    """Read the bundled samples: one relation over three meetings, invented."""
    return _begin(visit, list(_samples()), "")


@router.get("/jobs/{id}")
def job(visit: Coder, id: str) -> Response:
    """How far it is; when one document is read, on to that document."""
    found = _jobs(visit).get(id)
    asked_by_script = "hx-request" in visit.request.headers
    if found.document is not None:
        return _arrived(visit, found, asked_by_script)
    if not asked_by_script:
        return visit.page("job.html", job=found)
    return visit.part("parts/job.html", job=found)


def _arrived(visit: Visit, found: Job, asked_by_script: bool) -> Response:
    if asked_by_script:  # the whole page goes there, by way of this address
        return Response(headers={"HX-Redirect": f"/jobs/{found.id}"})
    gettext = visit.words.gettext
    said = {
        "new": gettext("Read and added."), "version": gettext("Read and added as a new version."),
        "known": gettext("The ledger had this document already."),
    }  # fmt: skip
    return visit.go(f"/documents/{shown_document(found.document or 0)}", said[found.taken[0].how])


def _begin(visit: Visit, uploads: list[Upload], published: str) -> Response:
    if not uploads:
        raise SettingInvalid(visit.words.gettext("There is nothing to add: paste a text, or choose files."))
    day = to_date(published.strip()) if published.strip() else None
    return visit.go(f"/jobs/{_jobs(visit).add(uploads, day).id}")


def _jobs(visit: Visit) -> Jobs:
    found: Jobs = visit.request.app.state.jobs
    return found


def _samples() -> Iterator[Upload]:
    folder = files("hoedam") / "samples"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".md") and file.name != "README.md":
            yield Upload(file.name, file.read_bytes(), address=file.name)
