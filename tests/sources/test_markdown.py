import pytest

from hoedam.sources import load_text
from hoedam.sources.markdown import read, reduce


def test_an_image_line_becomes_a_caption():
    alt = "[하노이=가온통신] 홍보름 기자 = 두 정상이 악수하고 있다. (대통령실 제공) 2024.03.02. bo@gaon.example"
    document = load_text(f"![{alt}](https://img.example/a_(1).jpg)\n두 정상은 회담했다.", name="a.md")
    block = document.blocks[0]
    assert document.text[block.start : block.end] == alt
    assert (block.kind, block.credit) == ("caption", "대통령실 제공")
    assert block.image.startswith("https://img.example/a_")


def test_linked_and_neighbouring_images():
    lines = read("[![가 사진](a.jpg)](http://x.example) ![나 사진](b.jpg)\n앞말 ![다 사진](c.jpg) 뒷말").lines
    assert [(line.text, line.image) for line in lines] == [
        ("가 사진", "a.jpg"), ("나 사진", "b.jpg"), ("앞말", None), ("다 사진", "c.jpg"), ("뒷말", None),
    ]  # fmt: skip


def test_an_italic_line_under_an_image_is_its_caption():
    document = load_text("![](a.jpg)\n*두 정상이 걷고 있다.*\n\n총리는 떠났다.", name="a.md")
    assert [block.kind for block in document.blocks] == ["caption", "paragraph"]
    assert document.blocks[0].image == "a.jpg"


def test_headings_by_place():
    document = load_text("# 한·칠레 정상회담\n## 항만 협력\n양측은 논의했다.\n## 공급망\n양측은 서명했다.", name="a.md")
    assert [block.kind for block in document.blocks] == ["headline", "subhead", "paragraph", "heading", "paragraph"]
    assert document.title == "한·칠레 정상회담"


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("**굵게** 말했다", "굵게 말했다"),
        ("양해각서* 체결", "양해각서* 체결"),
        ("[누리집](http://a.example)에 실었다", "누리집에 실었다"),
        (r"\[속보\] 3\~4일 1\. 가", "[속보] 3~4일 1. 가"),
        ("&quot;가겠다&quot; R&D", '"가겠다" R&D'),
        ("2 ** 3", "2 ** 3"),
        ("[정치·안보]", "[정치·안보]"),
    ],
)
def test_inline_marks_are_reduced_to_words(marked, words):
    assert reduce(marked) == words


def test_front_matter_is_metadata():
    document = load_text(
        "---\ntitle: 어떤 회담\ndate: 2024-05-03\nsource: https://a.example/1\n---\n양국은 서명했다.", name="a.md"
    )
    assert (document.title, document.published, document.published_basis) == ("어떤 회담", "2024-05-03", "metadata")
    assert document.text == "양국은 서명했다."


def test_a_line_that_is_only_a_link_is_not_read():
    document = load_text('양국은 서명했다.\n- [총리 "더 산다"](http://a.example/2)', name="a.md")
    assert document.blocks[-1].kind == "boilerplate"


def test_rules_and_quote_marks_go():
    assert load_text("# 제목\n\n---\n> 양국은 서명했다.\n\n***", name="a.md").text == "제목\n양국은 서명했다."
