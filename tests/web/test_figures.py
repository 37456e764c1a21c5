"""Figures as pages and files: each table has its file, what is counted is said, nothing is likelihood."""

import json
from io import BytesIO

import openpyxl
import pytest
from fastapi.testclient import TestClient

from hoedam.ledger import Ledger
from hoedam.ledger.figures import FIGURES, Figures
from hoedam.ledger.filters import Filter
from hoedam.web import scope


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(
    "query", ["", "?country=GEO&step=quarter", "?since=2022&until=2022&sector=transport&step=month"]
)
def test_figures_answer_in_both_languages(client: TestClient, language: str, query: str) -> None:
    answer = client.get(f"/figures{query}", headers={"accept-language": language})
    assert answer.status_code == 200
    assert answer.text.count('data-chart="') >= 7
    assert "style=" not in answer.text


@pytest.mark.parametrize("name", FIGURES)
def test_a_file_has_exactly_the_figure(client: TestClient, ledger: Ledger, name: str) -> None:
    with ledger.read() as connection:
        figure = Figures(connection, Filter.of(country="GEO")).figure(name)
    answer = client.get(f"/figures/{name}.json?country=GEO")
    assert answer.headers["x-total-count"] == str(len(figure.rows))
    assert [tuple(row.values()) for row in json.loads(answer.content)] == [tuple(row) for row in figure.rows]
    sheet = openpyxl.load_workbook(BytesIO(client.get(f"/figures/{name}.xlsx?country=GEO").content)).active
    assert sheet is not None and sheet.max_row == len(figure.rows) + 1
    assert client.get(f"/figures/{name}.csv?country=GEO").text.splitlines()[0].lstrip("\ufeff") == ",".join(
        figure.columns
    )


def test_what_makes_no_sense_is_refused(client: TestClient) -> None:
    assert client.get("/figures?step=decade").status_code == 400
    assert client.get("/figures/likelihood.csv").status_code == 400
    assert client.get("/figures/acts.doc").status_code == 400
    assert client.get("/figures?country=nowhere").status_code == 400


def test_a_large_ledger_is_counted_from_a_month_on_and_says_so(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scope, "MOST", 20)
    page = client.get("/figures").text
    assert "Counted from" in page and 'href="/figures?range=all"' in page
    assert "/figures/acts.csv?since=" in page
    assert "Counted from" not in client.get("/figures?range=all").text
    assert "Counted from" not in client.get("/figures?since=2019").text


def test_names_lead_to_lists_of_exactly_these(client: TestClient, ledger: Ledger) -> None:
    page = client.get("/figures?country=GEO").text
    assert 'href="/utterances?country=GEO&amp;act=pledge"' in page
    with ledger.read() as connection:
        number = dict(Figures(connection, Filter.of(country="GEO")).figure("acts").rows)["pledge"]  # type: ignore[arg-type]
    assert f"{number} utterances" in client.get("/utterances?country=GEO&act=pledge").text
