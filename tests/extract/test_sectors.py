"""Sectors: the table is whole, its examples hold both ways, and the lexicon reads a document in one quick pass."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoedam.extract.sectors import all_sectors, label, sector_hits, sectors_in, spellings, table

GROUPS = {
    "minerals", "energy", "mobility", "digital", "health", "finance", "trade", "infrastructure", "transport",
    "industry", "defence", "security", "space", "science", "agriculture", "forestry", "water", "environment",
    "education", "culture", "tourism", "people", "consular", "development", "labour", "diplomacy",
}  # fmt: skip
PLOVER = {
    "military", "intelligence", "executive", "legislative", "election", "political_institutions", "pro_democracy",
    "pro_autocracy", "economic", "legal", "reparations", "human_rights", "rights_freedoms", "repression",
    "human_security", "gender", "lgbt", "religion_ethnicity", "inequality", "diplomatic", "territory",
    "peacekeeping", "health", "asylum", "migration", "disasters", "natural_resource", "environment", "technology",
    "terrorism", "cbrn", "cyber", "misinformation", "crime", "corruption", "illegal_drugs", "trafficking",
}  # fmt: skip
GROUP_ITEMS = list(table().groups.items())
LEAF_ITEMS = [(f"{name}.{leaf}", sector) for name, group in GROUP_ITEMS for leaf, sector in group.leaves.items()]
ITEMS = [*GROUP_ITEMS, *LEAF_ITEMS]
TERMS = [(name, term) for name, sector in ITEMS for term in sector.terms]


def found(text: str) -> tuple[str, ...]:
    return sectors_in(text, 0, len(text))


def test_the_table_has_all_groups_and_enough_leaves_and_terms() -> None:
    assert sorted(table().groups) == sorted(GROUPS)
    assert len(LEAF_ITEMS) >= 70
    assert len({term for _, term in TERMS}) >= 900


def test_codes_are_written_as_the_standards_write_them() -> None:
    for name, sector in ITEMS:
        assert sector.crs.isdigit() and len(sector.crs) == 5, name
        assert sector.plover in PLOVER, name


def test_no_term_stands_twice_in_one_sector() -> None:
    for name, sector in ITEMS:
        forms = [form for term in sector.terms for form in spellings(term)]
        assert len(forms) == len(set(forms)), (name, {form for form in forms if forms.count(form) > 1})


def test_no_term_is_silent_too() -> None:
    silent = {word for rule in table().silent for word in rule.words}
    assert not silent & {term for _, term in TERMS}


def test_guards_and_silent_rules_have_ids_of_their_own() -> None:
    ids = [rule.id for rule in (*table().guards, *table().silent)]
    assert len(ids) == len(set(ids))
    guarded = [term for guard in table().guards for term in guard.terms]
    assert len(guarded) == len(set(guarded))
    assert set(guarded) <= {term for _, term in TERMS}


@pytest.mark.parametrize(("name", "term"), TERMS)
def test_every_term_means_its_sector(name: str, term: str) -> None:
    for form in spellings(term):
        assert (0, len(form), name) in sector_hits(form), form


@pytest.mark.parametrize(("name", "example"), [(name, text) for name, sector in ITEMS for text in sector.examples])
def test_examples_of_sectors(name: str, example: str) -> None:
    assert name in found(example)


@pytest.mark.parametrize("name", [name for name, sector in ITEMS])
def test_every_sector_has_an_example_and_labels(name: str) -> None:
    group, _, leaf = name.partition(".")
    sector = table().groups[group].leaves[leaf] if leaf else table().groups[group]
    assert sector.examples
    assert label(name, "ko") == sector.ko
    assert label(name, "en") == sector.en


@pytest.mark.parametrize("guard", table().guards, ids=lambda guard: guard.id)
def test_guards_both_ways(guard) -> None:  # type: ignore[no-untyped-def]
    def words(text: str) -> set[str]:
        forms = {form for term in guard.terms for form in spellings(term)}
        return {text[start:end] for start, end, _ in sector_hits(text)} & forms

    assert guard.examples and guard.counterexamples and (guard.not_before or guard.not_after)
    assert all(words(text) for text in guard.examples)
    assert not any(words(text) for text in guard.counterexamples)


@pytest.mark.parametrize("rule", table().silent, ids=lambda rule: rule.id)
def test_silent_words_say_nothing(rule) -> None:  # type: ignore[no-untyped-def]
    assert rule.counterexamples
    for word in rule.words:
        assert found(word) == (), word
    for text in rule.counterexamples:
        assert not any(text[start:end] in word for start, end, _ in sector_hits(text) for word in rule.words), text


def test_offices_both_ways() -> None:
    assert all(found(text) == () for text in table().offices.examples)
    assert all(found(text) for text in table().offices.counterexamples)


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("희토류를 캐는 광물 사업", ("minerals.rare_earths",)),
        ("전기차 배터리 공장", ("mobility.electric_vehicles", "mobility.batteries")),
        ("에너지 안보와 경제안보", ("energy", "trade.supply_chains")),
        ("식량안보, 보건안보", ("agriculture.food_security", "health")),
        ("핵심광물 공급망을 지키자", ("minerals.critical", "trade.supply_chains")),
        ("외교부 장관과 국방장관이 만났다", ()),
        ("에너지부는 석유부와 협의했다", ()),
        ("양국 국방부 간 협의를 늘리자", ("defence",)),
        ("국방장관회담을 정례화하자", ("defence",)),
        ("과학기술정보통신부 장관이 배석했다", ()),
        ("양국 정부와 기업의 협력, 기술과 산업, 경제", ()),
        ("소비자와 마다가스카르", ()),
        ("녹색성장 동맹과 한미 동맹", ("environment", "defence.alliance")),
        ("아세안 기업과 아세안", ("diplomacy.multilateral",)),
        ("구제역 방역", ("agriculture.livestock",)),
        ("선박 나포와 선박 수주", ("industry.shipbuilding",)),
        ("에너지장관 간 회의와 에너지장관", ("energy",)),
        ("함께 만들어 가자", ()),
        ("가자지구의 휴전", ("security.conflicts",)),
        ("조선소와 조선 시대", ("industry.shipbuilding",)),
        ("새 수도의 은행과 혈액은행", ("infrastructure.smart_cities", "finance.banking")),
        ("비자 없는 소비자", ("consular.visas",)),
        ("재생 에너지와 재생에너지", ("energy.renewables",)),
        ("디지털 통상", ("digital.digital_trade", "trade")),
        ("AI와 ASIA", ("digital.ai",)),
        ("수소차와 청정수소", ("mobility.hydrogen_vehicles", "energy.hydrogen")),
        ("", ()),
    ],
)
def test_sectors(text: str, sectors: tuple[str, ...]) -> None:
    assert found(text) == sectors


def test_only_the_words_of_the_span_count() -> None:
    text = "원전과 방산, 그리고 희토류"
    assert sectors_in(text, 0, 2) == ("energy.nuclear",)
    assert sectors_in(text, 1, len(text)) == ("defence.arms_industry", "minerals.rare_earths")
    assert sectors_in(text, 4, 5) == ()


def test_a_group_comes_before_its_leaves() -> None:
    ids = all_sectors()
    assert len(ids) == len(set(ids))
    assert all(ids.index(id.partition(".")[0]) < ids.index(id) for id in ids if "." in id)


def test_an_unknown_sector_has_no_label() -> None:
    with pytest.raises(KeyError):
        label("minerals.moon_dust", "en")


PIECES = [*sorted({term for _, term in TERMS})[::7], "가", " ", "부", "은 ", "·", "A"]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_hits_are_true_spans_in_order(text: str) -> None:
    hits = sector_hits(text)
    spans = list(dict.fromkeys((start, end) for start, end, _ in hits))
    assert spans == sorted(spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert all(0 <= start < end <= len(text) and id in all_sectors() for start, end, id in hits)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(sector_hits(text), list)


def test_long_runs_are_read() -> None:
    hits = sector_hits("전력 및 " * 100_000 + "·" * 300_000 + "수소" * 100_000)
    assert len({(start, end) for start, end, _ in hits}) == 200_000
