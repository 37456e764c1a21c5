import unicodedata

from hoedam.sources.canonical import clean


def test_nfd_is_composed():
    assert clean(unicodedata.normalize("NFD", "한국과 카자흐스탄")) == "한국과 카자흐스탄"


def test_one_kind_of_line_break():
    assert clean("가\r\n나\r다\u2028라\x0b마\x85바") == "가\n나\n다\n라\n마\n바"


def test_control_characters_and_lone_surrogates_are_replaced():
    assert clean("가\x00나\ud800다\x07") == "가\ufffd나\ufffd다\ufffd"
    assert clean("\ud83c\uddf0") == "🇰"


def test_zero_width_and_odd_marks_stay():
    assert clean("한\u200b미 ″가″ ㆍ") == "한\u200b미 ″가″ ㆍ"


def test_thousands_of_marks_on_one_letter_are_composed():
    text = clean("e" + "\u0301\u0316" * 200_000)
    # without the joiner this takes minutes
    assert unicodedata.is_normalized("NFC", text)
