"""Review in the browser, without scripts: every field of every kind, what is refused, two editors, signatures."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import Row, select

from forms import Sheet, form_to
from hoedam.ledger import Ledger, desk, documents, history, proof, review
from hoedam.ledger.tables import document, record
from hoedam.web import Options, access, make
from ledger.kit import reading
from ledgers import sample

HOST = "http://localhost"


@pytest.fixture
def second(ledger: Ledger) -> TestClient:
    """Another person on the same ledger: 박과장."""
    app = make(ledger, Options(person="박과장"))
    return TestClient(app, base_url=HOST, headers={"sec-fetch-site": "same-origin", "accept-language": "en"})


@pytest.fixture(autouse=True)
def sound(ledger: Ledger) -> Iterator[None]:
    """Whatever a test did: the history holds, and the tables agree with it."""
    yield
    with ledger.read() as connection:
        assert history.broken(connection) is None
        assert list(proof.disagreements(connection)) == []


def row_of(ledger: Ledger, local: str) -> Row[Any]:
    """A record of the wire story of 2019 by the id that it has there."""
    with ledger.read() as connection:
        home = select(document.c.id).where(document.c.digest == sample("2019-wire").document.id)
        chosen = select(record).where(record.c.local == local, record.c.document == home.scalar_subquery())
        return connection.execute(chosen).one()


def standing(ledger: Ledger, number: int) -> Any:
    with ledger.read() as connection:
        row = connection.execute(select(record).where(record.c.id == number)).one()
        return documents.standing(connection, row)


def state(ledger: Ledger, number: int) -> tuple[str, str | None, str | None, bool]:
    with ledger.read() as connection:
        row = connection.execute(select(record).where(record.c.id == number)).one()
    return row.state, row.checker, row.signer, row.rejected


def edit_form(client: TestClient, number: int) -> Sheet:
    answer = client.get(f"/review/r{number}/edit")
    assert answer.status_code == 200
    return form_to(answer.text, f"/review/r{number}/edit")


def send(client: TestClient, form: Sheet, do: str = "save", **more: str) -> Response:
    return client.post(form.action, data=form.data(do=do, **more), follow_redirects=False)  # type: ignore[return-value]


def decide(client: TestClient, number: int, what: str, revision: int, **more: str) -> Response:
    data = {"revision": str(revision), **more}
    return client.post(f"/review/r{number}/{what}", data=data, follow_redirects=False)  # type: ignore[return-value]


def number_in(address: str) -> int:
    """The record in /review/r12/accept."""
    return int(address.partition("/review/r")[2].partition("/")[0].partition("?")[0])


def refusal(answer: Response) -> str:
    return answer.text.partition('role="alert" id="refused">')[2].partition("<")[0].strip()


# The queue


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("path", ["/review", "/review?signing=1", "/review?doubt=none&kind=statement", "/review?country=KOR",
                                  "/review/r11", "/review/r11/edit", "/review/d1/add", "/review/d1/add?kind=meeting"])  # fmt: skip
def test_pages_answer(client: TestClient, path: str, language: str) -> None:
    answer = client.get(path, headers={"accept-language": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text


def test_the_queue_says_why_and_goes_on_by_key(client: TestClient) -> None:
    seen: list[str] = []
    path = "/review"
    while path:
        page = client.get(path).text
        seen += [part.partition('"')[0] for part in page.split('<li class="card" id="')[1:]]
        path = (
            page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
            if 'rel="next"' in page
            else ""
        )
    total = client.get("/review").text.partition(" records wait for a check")[0].rpartition(">")[2].strip()
    assert len(seen) == len(set(seen)) == int(total)
    assert "machine only" in client.get("/review").text


def test_each_person_sees_what_they_have_not_seen_and_how_far_they_came(
    client: TestClient, second: TestClient, ledger: Ledger
) -> None:
    first = int(client.get("/review").text.partition('<li class="card" id="r')[2].partition('"')[0])
    unseen = client.get("/review").text.count("not seen yet")
    client.get(f"/review/r{first}")
    assert client.get("/review").text.count("not seen yet") == unseen - 1
    assert second.get("/review").text.count("not seen yet") == unseen
    decide(client, first, "accept", 1)
    row = '<tr><th scope="row">{}</th><td class="number">{}</td><td class="number">{}</td></tr>'
    assert row.format("김데스크", 1, 1) in client.get("/review").text
    assert row.format("박과장", 0, 0) in second.get("/review").text
    with ledger.read() as connection:
        assert [(one.person, one.since, one.total) for one in desk.work(connection, "9999")] == [("김데스크", 0, 1)]


@pytest.mark.parametrize("query", ["kind=rumour", "doubt=x", "country=Nowhereland", "document=r5", "after=x"])
def test_a_queue_that_makes_no_sense_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/review?{query}").status_code in (400, 422)


def test_what_is_not_there_is_said(client: TestClient) -> None:
    assert client.get("/review/r99999").status_code == 404
    assert client.get("/review/d99/add?kind=time").status_code == 404
    assert client.get("/review/c1").status_code == 422
    assert decide(client, 99999, "accept", 1).status_code == 404


# Decisions


def test_one_press_signs_and_goes_on(client: TestClient, ledger: Ledger) -> None:
    first = int(client.get("/review").text.partition('<li class="card" id="r')[2].partition('"')[0])
    page = client.get(f"/review/r{first}").text
    following = page.partition('rel="next" data-key="next" href="')[2].partition('"')[0]
    answer = decide(client, first, "accept", 1)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(following + "?last=r")
    assert state(ledger, first)[:2] == ("checked", "김데스크")
    told = client.get(answer.headers["location"]).text
    assert f"r{first}: accepted → checked." in told
    undo = form_to(told, f"/review/r{first}/undo")
    client.post(undo.action, data=undo.data())
    assert state(ledger, first)[0] == "machine"


def test_from_the_list_one_comes_back_to_the_list(client: TestClient, ledger: Ledger) -> None:
    form = form_to(client.get("/review?kind=meeting").text, "/accept")
    number = number_in(form.action)
    answer = client.post(form.action, data=form.data(), follow_redirects=False)
    assert answer.headers["location"].startswith("/review?kind=meeting&last=r")
    assert state(ledger, number)[0] == "checked"


def test_rejecting_says_who_named_it(client: TestClient, ledger: Ledger) -> None:
    speaker = row_of(ledger, "e2")
    answer = decide(client, speaker.id, "reject", 1, why="다른 사람", back="stay")
    page = client.get(answer.headers["location"]).text
    assert "no longer named by" in page.lower() and "다른 사람" in page
    assert state(ledger, speaker.id)[3]
    again = decide(client, speaker.id, "reject", 2)
    assert again.status_code == 422 and "was rejected already by" in again.text


def test_who_checked_does_not_sign(client: TestClient, second: TestClient, ledger: Ledger) -> None:
    number = row_of(ledger, "s4").id
    assert "nobody has checked" in decide(client, number, "sign", 1).text
    decide(client, number, "accept", 1)
    page = client.get(f"/review/r{number}").text
    assert "somebody else signs it off" in page and "/sign" not in page
    assert f'id="r{number}"' not in client.get("/review?signing=1").text
    assert decide(client, number, "sign", 2).status_code == 422
    assert state(ledger, number)[0] == "checked"
    form = form_to(second.get("/review?signing=1").text, f"/review/r{number}/accept")
    second.post(f"/review/r{number}/sign?signing=1", data=form.data())
    assert state(ledger, number) == ("signed_off", "김데스크", "박과장", False)
    decide(second, number, "reopen", 3)
    assert state(ledger, number)[0] == "checked"


def test_one_person_can_be_allowed_to_sign(client: TestClient, ledger: Ledger) -> None:
    number = row_of(ledger, "s4").id
    review.allow_self_sign_off(ledger, True, "김데스크")
    decide(client, number, "accept", 1)
    assert f'id="r{number}"' in client.get("/review?signing=1").text
    assert decide(client, number, "sign", 2).status_code == 303


def test_of_two_deciders_the_second_is_told(client: TestClient, second: TestClient, ledger: Ledger) -> None:
    number = row_of(ledger, "s4").id
    decide(client, number, "accept", 1)
    late = decide(second, number, "reject", 1, why="아닌 듯하다")
    assert late.status_code == 409
    assert "김데스크 was quicker" in late.text and 'value="아닌 듯하다"' in late.text
    assert state(ledger, number)[0] == "checked"


def test_what_is_read_otherwise_comes_back_and_can_be_accepted_again(client: TestClient, ledger: Ledger) -> None:
    row = row_of(ledger, "s4")
    decide(client, row.id, "accept", 1)
    reading = sample("2019-wire")
    said = tuple(msgspec.structs.replace(one, form="narrated") if one.id == "s4" else one for one in reading.statements)
    documents.reread(ledger, row.document, msgspec.structs.replace(reading, statements=said))
    page = client.get(f"/review/r{row.id}").text
    assert "now read otherwise" in page and "machine: <span" in page
    form = form_to(page, f"/review/r{row.id}/accept")
    assert client.post(form.action, data=form.data(), follow_redirects=False).status_code == 303
    assert "now read otherwise" not in client.get(f"/review/r{row.id}").text


def test_what_was_said_of_an_older_version_is_said_again_and_leads_there(client: TestClient, ledger: Ledger) -> None:
    old = documents.add(ledger, reading("우리는 무역관을 연다."), address="https://news.example/a")
    new = documents.add(
        ledger, reading("우리는 곧 무역관을 연다.\n우리는 무역관을 연다."), address="https://news.example/a"
    )
    with ledger.read() as connection:
        rows = connection.execute(
            select(record).where(record.c.document == new.id, record.c.precedent.is_not(None))
        ).all()
    newer = next(row for row in rows if row.kind == "statement")
    before = client.get(f"/review/r{newer.id}").text
    assert f'href="/review/r{newer.precedent}"' in before and "Say the same" not in before
    review.reject(ledger, newer.precedent, "박과장", "발언이 아님")
    assert "Say the same" in client.get(f"/review/r{newer.id}").text and old.id != new.id
    done = client.post(f"/review/r{newer.id}/carry", data={"revision": newer.revision, "back": "stay"})
    assert done.status_code == 200 and state(ledger, newer.id) == ("checked", "김데스크", None, True)
    for page in (done.text, client.get(f"/records/r{newer.id}").text):
        assert f'<a href="/records/r{newer.precedent}">as said of r{newer.precedent} in an older version</a>' in page
    assert f"as said of r{newer.precedent} in an older version" in client.get("/history").text
    assert client.post(f"/review/r{newer.id}/carry", data={"revision": newer.revision}).status_code == 422


def test_a_reader_sees_no_buttons_and_may_not_press(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "who", lambda request: access.Who("독자", "reader"))
    assert 'data-key="accept"' not in client.get("/review").text + client.get("/review/r11").text
    for what in ("accept", "reject", "undo", "sign", "reopen"):
        assert decide(client, 11, what, 1).status_code == 403
    assert client.get("/review/r11/edit").status_code == 403
    monkeypatch.setattr(access, "who", lambda request: access.Who("코더", "coder"))
    assert decide(client, 11, "accept", 1).status_code == 303
    assert decide(client, 11, "sign", 2).status_code == 403


def test_a_coder_does_not_undo_a_signature(
    client: TestClient, second: TestClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = row_of(ledger, "s4").id
    decide(client, number, "accept", 1)
    decide(second, number, "sign", 2)
    monkeypatch.setattr(access, "who", lambda request: access.Who("코더", "coder"))
    assert decide(client, number, "undo", 3).status_code == 403
    assert state(ledger, number)[0] == "signed_off"


# The form


def test_a_form_sent_back_untouched_changes_nothing(client: TestClient, ledger: Ledger) -> None:
    for row in documents_rows(ledger):
        answer = send(client, edit_form(client, row.id))
        assert answer.status_code == 422, row.local
        assert refusal(answer).startswith("nothing is to be changed"), row.local


def documents_rows(ledger: Ledger) -> list[Row[Any]]:
    number = row_of(ledger, "s4").document
    with ledger.read() as connection:
        return list(connection.execute(select(record).where(record.c.document == number)))


def test_every_field_of_a_statement(client: TestClient, ledger: Ledger) -> None:
    number = row_of(ledger, "s4").id
    form = edit_form(client, number)
    for name, values in {
        "speakers": ["e1"], "attribution.alternatives": ["e2"], "attribution.certain": ["no"], "attribution.basis": ["subject"],
        "form": ["indirect"], "addressees": ["e2"], "relayed_by.0": ["e4"], "relayed_by.1": ["e1"], "reply_to": ["s3"],
        "meeting": ["m1"], "cue.words": [""], "content.0.words": ["한국 기업이 참여해 달라"], "acts.0.act": ["propose"],
        "acts.0.span.words": ["참여해 달라"], "acts.0.sectors": ["transport.maritime", "trade"], "acts.0.courtesy": ["yes"],
        "acts.7.act": ["ask"], "acts.7.span.words": ["한국 기업이"], "attribution.evidence.0.words": [""], "why": ["잘못 읽음"],
    }.items():  # fmt: skip
        form = form.put(name, *values)
    assert send(client, form).status_code == 303
    one = standing(ledger, number)
    assert (one.speakers, one.form, one.addressees, one.relayed_by) == (("e1",), "indirect", ("e2",), ("e4", "e1"))
    assert (one.reply_to, one.meeting, one.cue) == ("s3", "m1", None)
    assert (one.attribution.certain, one.attribution.alternatives, one.attribution.basis) == (False, ("e2",), "subject")
    assert [span.text for span in one.content] == ["한국 기업이 참여해 달라"]
    assert [(act.act, act.span.text, act.courtesy) for act in one.acts] == [
        ("propose", "참여해 달라", True), ("ask", "한국 기업이", False),
    ]  # fmt: skip
    assert set(one.acts[0].sectors) == {"transport.maritime", "trade"} and one.acts[0].plover
    page = client.get(f"/review/r{number}").text
    assert "잘못 읽음" in page and "machine:" in page


def test_a_speaker_that_a_person_names_is_certain(client: TestClient, ledger: Ledger) -> None:
    number = row_of(ledger, "s4").id
    review.correct(ledger, number, {"attribution": {"certain": False, "alternatives": ["e1"]}}, "이주무")
    assert send(client, edit_form(client, number).put("speakers", "e1")).status_code == 303
    assert standing(ledger, number).attribution.certain


def test_what_is_not_changed_keeps_what_no_form_shows(client: TestClient, ledger: Ledger) -> None:
    number = row_of(ledger, "s4").id
    before = standing(ledger, number)
    send(client, edit_form(client, number).put("acts.5.act", "ask").put("acts.5.span.words", "한국 기업이"))
    assert standing(ledger, number).acts[: len(before.acts)] == before.acts
    form = edit_form(client, number)
    for at in range(len(before.acts)):
        form = form.put(f"acts.{at}.gone", "yes")
    send(client, form)
    assert [act.act for act in standing(ledger, number).acts] == ["ask"]


def test_every_field_of_a_commitment(client: TestClient, ledger: Ledger) -> None:
    number = row_of(ledger, "c2").id
    form = edit_form(client, number)
    for name, values in {
        "strength": ["planned"], "softened": ["yes"], "owner": ["KOR"], "owner.more": ["몽골"], "counterpart": [],
        "counterpart.more": ["JPN, Kazakhstan"], "owner_entities": ["e1"], "due": ["t8"], "statement": ["s3"],
        "condition.words": ["이스탄불"], "sectors": ["energy.hydrogen"], "content.words": ["한국 기업이 참여해 달라"],
    }.items():  # fmt: skip
        form = form.put(name, *values)
    assert send(client, form).status_code == 303
    one = standing(ledger, number)
    assert (one.strength, one.softened, one.owner, one.counterpart) == ("planned", True, ("KOR", "MNG"), ("JPN", "KAZ"))
    assert (one.owner_entities, one.due, one.statement, one.sectors) == (("e1",), "t8", "s3", ("energy.hydrogen",))
    assert (one.condition.text, one.content.text) == ("이스탄불", "한국 기업이 참여해 달라")


def test_every_field_of_a_meeting(client: TestClient, ledger: Ledger) -> None:
    number = row_of(ledger, "m1").id
    form = edit_form(client, number)
    for name, values in {"kind": ["visit"], "participants": ["e1"], "date": ["2019-09"], "place": ["이스탄불"],
                         "format": ["단독회담, 만찬"], "evidence.5.words": ["이스탄불"]}.items():  # fmt: skip
        form = form.put(name, *values)
    assert send(client, form).status_code == 303
    one = standing(ledger, number)
    assert (one.kind, one.participants, one.date, one.place, one.format) == (
        "visit", ("e1",), "2019-09", "이스탄불", ("단독회담", "만찬"),
    )  # fmt: skip
    assert "이스탄불" in {span.text for span in one.evidence}


def test_every_field_of_a_project(client: TestClient, ledger: Ledger) -> None:
    number = row_of(ledger, "pr1").id
    form = edit_form(client, number)
    for name, values in {"name": ["부두 사업"], "kind": ["사업"], "parties": ["KOR"], "parties.more": ["GEO"], "sectors": ["trade"],
                         "stated_total": ["3"], "mentions.4.words": ["이스탄불"], "status.6.status": ["delayed"],
                         "status.6.date": ["2020"], "status.6.span.words": ["이스탄불"]}.items():  # fmt: skip
        form = form.put(name, *values)
    assert send(client, form).status_code == 303
    one = standing(ledger, number)
    assert (one.name, one.kind, one.parties, one.sectors, one.stated_total) == (
        "부두 사업",
        "사업",
        ("KOR", "GEO"),
        ("trade",),
        3,
    )
    assert (one.status[-1].status, one.status[-1].date, one.status[-1].span.text) == ("delayed", "2020", "이스탄불")


def test_every_field_of_a_name_and_of_a_time(client: TestClient, ledger: Ledger) -> None:
    name, time = row_of(ledger, "e2").id, row_of(ledger, "t1").id
    form = edit_form(client, name)
    for field, value in {
        "type": "organization",
        "name": "총리실",
        "country": "카자흐스탄",
        "office": "실장",
        "mentions.9.words": "이스탄불",
    }.items():
        form = form.put(field, value)
    assert send(client, form).status_code == 303
    one = standing(ledger, name)
    assert (one.type, one.name, one.country, one.office) == ("organization", "총리실", "KAZ", "실장")
    form = edit_form(client, time)
    for field, value in {
        "span.words": "이스탄불",
        "value": "2020-Q3",
        "from": "2020-07-01",
        "to": "2020-09-30",
        "anchor": "document",
        "zone": "local",
    }.items():
        form = form.put(field, value)
    assert send(client, form).status_code == 303
    other = standing(ledger, time)
    assert (other.span.text, other.value, other.from_, other.to, other.anchor, other.zone) == (
        "이스탄불", "2020-Q3", "2020-07-01", "2020-09-30", "document", "local",
    )  # fmt: skip


REFUSED = {
    "words that are not there": ("s4", {"content.0.words": ["아무 데도 없는 말"]}, "does not stand in the document"),
    "words that stand there often": ("s4", {"cue.words": ["다"], "cue.place": []}, "say which of them"),
    "the wrong number": ("s4", {"cue.words": ["다"], "cue.which": ["9999"]}, "give a number from 1 to"),
    "no words": ("s4", {"content.0.words": [""]}, "needs at least one span"),
    "an act without words": ("s4", {"acts.9.act": ["ask"]}, "needs words of the document"),
    "words without an act": ("s4", {"acts.9.span.words": ["이스탄불"]}, "is needed: fill it in"),
    "no form": ("s4", {"form": [""]}, "is needed: fill it in"),
    "no such state": ("c2", {"owner.more": ["어디에도"]}, "is no state"),
    "no date": ("m1", {"date": ["17일"]}, "is no date"),
    "no number": ("pr1", {"stated_total": ["많음"]}, "is no number"),
    "an invented record": ("s4", {"speakers": ["e99"]}, "which is no entity"),
    "an invented code": ("s4", {"form": ["sung"]}, "not a statement as"),
}


@pytest.mark.parametrize(("local", "typed", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_said_and_stays_filled_in(
    client: TestClient, ledger: Ledger, local: str, typed: dict[str, list[str]], said: str
) -> None:
    row = row_of(ledger, local)
    form = edit_form(client, row.id).put("why", "왜냐하면")
    for name, values in typed.items():
        form = form.put(name, *values)
    answer = send(client, form)
    assert answer.status_code == 422
    assert said in refusal(answer)
    again = form_to(answer.text, f"/review/r{row.id}/edit")
    assert again.all("why") == ["왜냐하면"]
    for name, values in typed.items():
        if name not in ("speakers", "form", "cue.place"):
            assert again.all(name) == values or values == [""]
    assert row_of(ledger, local) == row


def test_words_are_told_apart_by_their_number(client: TestClient, ledger: Ledger) -> None:
    number = row_of(ledger, "s4").id
    text = sample("2019-wire").document.text
    form = edit_form(client, number).put("cue.words", "조지아").put("cue.place").put("cue.which", "2")
    assert send(client, form).status_code == 303
    assert standing(ledger, number).cue.start == text.index("조지아", text.index("조지아") + 1)


def test_two_editors_lose_nothing(client: TestClient, second: TestClient, ledger: Ledger) -> None:
    number = row_of(ledger, "s4").id
    mine = edit_form(client, number).put("form", "indirect").put("speakers", "e1").put("why", "주어가 다름")
    theirs = edit_form(second, number).put("form", "mixed").put("addressees", "e4")
    assert send(second, theirs).status_code == 303
    late = send(client, mine)
    assert late.status_code == 409
    assert "박과장 was quicker" in late.text and "You both changed:" in late.text
    again = form_to(late.text, f"/review/r{number}/edit")
    assert again.all("form") == ["indirect"] and again.all("speakers") == ["e1"] and again.all("why") == ["주어가 다름"]
    assert again.all("addressees") == ["e4"]
    assert send(client, again).status_code == 303
    one = standing(ledger, number)
    assert (one.form, one.speakers, one.addressees) == ("indirect", ("e1",), ("e4",))


def test_a_correction_of_what_is_signed_must_be_signed_again(
    client: TestClient, second: TestClient, ledger: Ledger
) -> None:
    number = row_of(ledger, "s4").id
    decide(client, number, "accept", 1)
    decide(second, number, "sign", 2)
    answer = send(client, edit_form(client, number).put("form", "indirect"))
    assert "must be signed again" in client.get(answer.headers["location"]).text
    assert state(ledger, number)[0] == "checked"


# Names that the document lacks, and records that the machine missed


def test_a_name_of_the_ledger_is_put_into_the_document(client: TestClient, ledger: Ledger) -> None:
    number = row_of(ledger, "s4").id
    form = edit_form(client, number).put("form", "indirect").put("name.search", "게겔라")
    found = send(client, form, "find").text
    assert "니노 게겔라시빌리" in found
    chosen = found.partition('name="name.of" value="')[2].partition('"')[0]
    form = form_to(found, f"/review/r{number}/edit")
    assert form.all("form") == ["indirect"]
    without = send(client, form.put("name.of", chosen), "name")
    assert without.status_code == 422 and "does not stand in the document" in refusal(without)
    put = send(client, form.put("name.of", chosen).put("name.span.words", "이스탄불"), "name")
    form = form_to(put.text, f"/review/r{number}/edit")
    new = [id for id in form.all("speakers") if id != "e2"]
    assert len(new) == 1
    assert send(client, form.put("speakers", *new)).status_code == 303
    added = row_of(ledger, standing(ledger, number).speakers[0])
    assert (added.words, added.state, added.checker) == ("니노 게겔라시빌리", "checked", "김데스크")


def test_a_name_that_the_document_has_is_not_put_there_twice(client: TestClient, ledger: Ledger) -> None:
    number, before = row_of(ledger, "s4").id, len(documents_rows(ledger))
    name = standing(ledger, row_of(ledger, "e1").id).name
    put = send(client, edit_form(client, number).put("name.name", name).put("name.role", "relayed_by"), "name")
    assert form_to(put.text, f"/review/r{number}/edit").all("relayed_by.0") == ["e1"]
    assert len(documents_rows(ledger)) == before


def test_a_search_for_nothing_finds_nothing(client: TestClient, ledger: Ledger) -> None:
    form = edit_form(client, row_of(ledger, "s4").id)
    assert send(client, form.put("name.search", '"'), "find").status_code == 200
    assert send(client, form.put("name.name", ""), "name").status_code == 422


def test_a_record_is_added_by_hand(client: TestClient, ledger: Ledger) -> None:
    home = f"d{row_of(ledger, 's4').document}"
    page = client.get(f"/review/{home}/add?kind=statement").text
    form = form_to(page, f"/review/{home}/add")
    for name, value in {"speakers": "e1", "form": "narrated", "content.0.words": "한국 기업이 참여해 달라", "acts.0.act": "request",
                        "acts.0.span.words": "참여해 달라", "attribution.basis": "subject"}.items():  # fmt: skip
        form = form.put(name, value)
    answer = send(client, form)
    assert answer.status_code == 303
    number = number_in(answer.headers["location"])
    one = standing(ledger, number)
    assert (one.speakers, one.acts[0].act, one.attribution.certain) == (("e1",), "request", True)
    assert state(ledger, number)[:2] == ("checked", "김데스크")
    decide(client, number, "undo", 1)
    assert state(ledger, number)[3]


@pytest.mark.parametrize("kind", review.KINDS)
def test_an_empty_form_adds_nothing(client: TestClient, ledger: Ledger, kind: str) -> None:
    home = f"d{row_of(ledger, 's4').document}"
    before = len(documents_rows(ledger))
    form = form_to(client.get(f"/review/{home}/add?kind={kind}").text, f"/review/{home}/add")
    assert send(client, form).status_code == 422
    assert len(documents_rows(ledger)) == before
    assert client.post(f"/review/{home}/add?kind=rumour", data={"do": "save"}).status_code == 422


def test_words_of_the_text_begin_a_record(client: TestClient, ledger: Ledger) -> None:
    row = row_of(ledger, "s4")
    page = client.get(f"/review/d{row.document}/add?kind=statement&at={row.start}-{row.end}").text
    form = form_to(page, "/add")
    assert form.all("content.0.words") and form.all("content.0.place") == [f"{row.start}-{row.end}"]


# Several at once


def test_several_are_accepted_after_a_page_that_asks(client: TestClient, ledger: Ledger) -> None:
    queue = client.get("/review?kind=commitment").text
    ask = form_to(queue, "/review/several")
    assert len(ask.all("record")) > 2
    page = client.get(ask.action, params=ask.data()).text
    confirm = form_to(page, "/review/several")
    chosen = confirm.all("record")[:3]
    numbers = [int(one.partition(":")[0][1:]) for one in chosen]
    assert all(state(ledger, number)[0] == "machine" for number in numbers)
    review.reject(ledger, numbers[0], "박과장")
    answer = client.post("/review/several", data=confirm.put("record", *chosen).data(), follow_redirects=False)
    told = client.get(answer.headers["location"]).text
    assert "2 records accepted." in told and "박과장 was quicker" in told
    assert [state(ledger, number)[1] for number in numbers] == ["박과장", "김데스크", "김데스크"]
    client.post("/review/several/undo", data=form_to(told, "/undo").data())
    assert [state(ledger, number)[0] for number in numbers] == ["checked", "machine", "machine"]


def test_several_of_nonsense_are_refused(client: TestClient) -> None:
    assert client.get("/review/several?record=r5").status_code == 422
    assert client.post("/review/several", data={"record": "x:1"}).status_code == 422
