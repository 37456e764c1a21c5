"""What kind of document this is, and what language it is written in."""

import re
from collections.abc import Sequence

from hoedam.model import DocumentKind
from hoedam.sources.metadata import About
from hoedam.sources.page import Line
from hoedam.sources.signs import KindRule, signs

_SCRIPTS = {
    "ko": re.compile("[가-힣ㄱ-ㅣ]+"),
    "ja": re.compile("[ぁ-ヿ]+"),
    "zh": re.compile("[一-鿿]+"),
    "ru": re.compile("[Ѐ-ӿ]+"),
    "ar": re.compile("[\u0600-\u06ff]+"),
    "en": re.compile("[A-Za-z]+"),
}
_HANGUL = bytes(range(0xAC, 0xD8))  # upper bytes of the syllables in UTF-16
_DENSE = {"ko": 2.0, "ja": 2.0, "zh": 2.0}  # one syllable or ideograph says as much as two letters and more
_SAMPLE = 200_000  # characters of a text that its language is guessed from
_HEAD = 6
_TITLING = frozenset({"heading", "subhead", "paragraph"})
_ADOPTED = re.compile(r"하였(?:다|으며|고)|하기로 하였")
_DEAL = re.compile(r"양해각서|MOU|협정|약정|계약|의향서|합의서|협약|의정서")
_REPORTED = re.compile(r"[했됐혔졌났랐었였렸]다[.\"”]|(?:밝혔|말했|전했|했)(?:다|고|습니다)|습니다\.")


def language(text: str) -> str:
    """A guess by script: ko, ja, zh, ru, ar, en, or und where there are no letters."""
    sample = text if len(text) <= _SAMPLE else text[: _SAMPLE // 2] + text[-_SAMPLE // 2 :]
    if 2 * _hangul(sample) >= len(sample):  # whatever the other half is, it cannot say more
        return "ko"
    shares = {name: sum(map(len, script.findall(sample))) * _DENSE.get(name, 1.0) for name, script in _SCRIPTS.items()}
    if shares["ja"] * 5 > shares["zh"]:
        shares["ja"] += shares["zh"]
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] else "und"


def _hangul(text: str) -> int:
    """How many characters are Hangul syllables, counted by their upper bytes: far quicker than by a pattern."""
    upper = text.encode("utf-16-le", "surrogatepass")[1::2]
    return len(upper) - len(upper.translate(None, _HANGUL))


def document_kind(lines: Sequence[Line], about: About, language: str) -> DocumentKind:
    """By title and heading, then by layout, then by whether it reports."""
    is_news = _is_news(lines, about)
    titles = [line.text for line in lines if line.kind in {"headline", "subhead"}] or [line.text for line in lines[:1]]
    places = {
        "title": [about.title or "", *titles],
        "head": [line.text for line in lines[:_HEAD] if line.kind != "paragraph"],
        "line": [line.text for line in lines if line.kind in _TITLING and len(line.text) < 40],
    }
    for rule, pattern in signs().kinds:
        if _applies(rule, is_news) and any(pattern.search(text) for text in places[rule.where] if len(text) < 200):
            return rule.kind
    return _by_layout(lines, is_news) or _by_words(lines, is_news, language)


def _applies(rule: KindRule, is_news: bool) -> bool:
    return not (rule.unless_news and is_news)


def _is_news(lines: Sequence[Line], about: About) -> bool:
    """Whether a newsroom's marks are on it: reporters, an agency, a wire's dateline, the stamps of its system."""
    stamped = any(line.kind == "boilerplate" and re.match(r"(?:기사\s?)?(?:입력|송고)", line.text) for line in lines)
    return bool(about.bylines or about.agency or stamped)


def _by_layout(lines: Sequence[Line], is_news: bool) -> DocumentKind | None:
    body = [line for line in lines if line.kind in {"paragraph", "list_item"}]
    numbered = [line for line in body if line.kind == "paragraph" and line.number]
    if not is_news and sum(bool(_ADOPTED.search(line.text)) for line in numbered) >= 5:
        return "joint_statement"
    if not is_news and sum(line.text.startswith(("□", "ㅇ")) for line in body) >= 3:
        return "press_release"
    deals = [line for line in body if line.kind == "list_item" and len(line.text) < 120 and _DEAL.search(line.text)]
    return "agreement_list" if len(deals) >= 3 and 2 * len(deals) >= len(body) else None


def _by_words(lines: Sequence[Line], is_news: bool, language: str) -> DocumentKind:
    reports = any(line.kind == "paragraph" and _REPORTED.search(line.text[-2000:]) for line in lines)
    return "news" if is_news or (language == "ko" and reports) else "other"
