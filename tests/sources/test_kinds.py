import pytest

from hoedam.sources import load_text
from hoedam.sources.kinds import language


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("두 정상은 FTA 개선과 K2 전차를 논의했다.", "ko"),
        ("The two leaders met in Seoul.", "en"),
        ("両首脳は協力を強化することで一致した。", "ja"),
        ("两国领导人举行了会谈。", "zh"),
        ("Президенты провели переговоры.", "ru"),
        ("التقى الرئيسان في سيول", "ar"),
        ("123 ...", "und"),
    ],
)
def test_language_by_script(text, name):
    assert language(text) == name


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('나 대통령은 "짓겠다"고 말했다.', "news"),
        ("[서면 브리핑] 한·페루 정상 통화\n양 정상은 협력하기로 했습니다.", "readout"),
        ("나 대통령 통화\n노가람 기자\n서면 브리핑에 따르면 나 대통령은 감사를 표했다.", "news"),
        ("한·페루 공동성명 채택\n입력 2024.05.03. 오전 9:12\n두 정상은 성명을 채택했다.", "news"),
        ("대한민국과 페루공화국 간 공동선언\n양국은 환영하였다.", "joint_statement"),
        ("한·페루 정상회담 모두발언\n나은철 대통령\n반갑습니다.", "remarks"),
        ("대통령 기조연설 (전문)\n존경하는 여러분, 반갑습니다.", "remarks"),
        ("총리 인터뷰 전문\n- 계획은.\n▶ 총리 = 곧 갑니다.", "transcript"),
        ("□ 양측은 논의함.\nㅇ 우리측은 당부함.\nㅇ 페루측은 환영함.", "press_release"),
        ("방문 계기 체결 문건 목록\n1. 항만 양해각서\n2. 관세 협정", "agreement_list"),
        ("회담 성과\n△항만 협력 양해각서\n△관세 협정\n△수산 약정\n△교육 협력 양해각서", "agreement_list"),
        ("The two leaders met.", "other"),
    ],
)
def test_kinds_of_documents(text, kind):
    assert load_text(text).kind == kind
