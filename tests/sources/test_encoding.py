import pytest

from hoedam.errors import SourceUnreadable
from hoedam.sources.encoding import decode

TEXT = "두 정상은 협의체를 신설하기로 했다.\n“좋은 출발”이라고 밝혔다. 뷁\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings_without_a_declaration(codec):
    assert decode(TEXT.encode(codec), "x") == TEXT


def test_a_declaration_that_lies_does_not_count():
    page = f"<meta charset=euc-kr>{TEXT}"
    assert decode(page.encode("utf-8"), "x") == page
    page = f'<meta charset="utf-8">{TEXT}'
    assert decode(page.encode("cp949"), "x") == page


def test_a_declared_foreign_encoding():
    page = '<meta charset="shift_jis">日本の首相が会談した。'
    assert decode(page.encode("shift_jis"), "x") == page
    page = '<meta charset="windows-1251">Президент прибыл с визитом.'
    assert decode(page.encode("cp1251"), "x") == page


def test_a_codec_that_is_not_of_text_is_not_used():
    for name in ("hex", "rot13", "utf-7", "nonsense"):
        page = f"<meta charset={name}>{TEXT}"
        assert decode(page.encode("cp949"), "x") == page


def test_single_damaged_bytes_stay_single():
    damaged = TEXT.encode() * 5 + b"\xff" + TEXT.encode()
    assert decode(damaged, "x").count("\ufffd") == 1


def test_latin_text_without_a_declaration():
    assert decode("Le président a déclaré".encode("latin-1"), "x") == "Le président a déclaré"


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\0\0\0", b"%PDF-1.7 ...", b"PK\x03\x04abc", b"\xd0\xcf\x11\xe0abc"])
def test_what_is_no_text_is_refused_with_a_sentence(data):
    with pytest.raises(SourceUnreadable, match=r"^a\.hwp .*: .+\.$"):
        decode(data, "a.hwp")


def test_binary_is_refused():
    with pytest.raises(SourceUnreadable, match="not text"):
        decode(bytes(range(256)) * 20, "x")
