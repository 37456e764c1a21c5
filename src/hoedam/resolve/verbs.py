"""The forms that a verb's stem takes before its endings are cut: 고치, 고친, 고칠, 고침, 고쳐, 고쳤 of 고치다."""

from unicodedata import normalize

_BASE, _MEDIALS, _FINALS = 0xAC00, 21, 28
_BRIGHT = frozenset("ㅏㅑㅗ")
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_CODAS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_JOINED = {"ㅗ": "ㅘ", "ㅜ": "ㅝ", "ㅣ": "ㅕ", "ㅚ": "ㅙ"}  # 보아 is 봐, 배우어 is 배워
_SAME = frozenset("ㅏㅐㅓㅔㅕㅖ")  # 가아 is 가
_SOFT = {"ㅂ": frozenset("돕줍눕굽깁"), "ㅅ": frozenset("짓잇낫붓긋젓"), "ㄷ": frozenset("싣듣긷")}
_PLAIN_R = "치따들"  # 치러, and not 칠러
_HELP = "돕"  # 도와, but 주워


def forms(lemma: str) -> frozenset[str]:
    """The forms of a verb's stem; of those that are one syllable the stem alone, for 진, 인 and 갑 are other words.

    `lemma` ends in 다. Verbs made of a noun of two syllables and 하다 or 되다 are cut otherwise and have no place here.
    """
    stem = normalize("NFC", lemma).removesuffix("다")
    noun = {stem + "기"} if len(stem) > 1 else set()  # 사기 is fraud
    return frozenset({stem, *noun, *(form for form in _plain(stem) | _opened(stem) if len(form) > 1)})


def _plain(stem: str) -> set[str]:
    """With the finals of 한, 할, 함, 합니다: 고친, 고칠; 심은 and 심을 end as nouns with particles do."""
    head, (onset, vowel, coda) = stem[:-1], _parts(stem[-1])
    if _soft(stem):
        weak = head + _syllable(onset, vowel, "ㄹ" if coda == "ㄷ" else " ") + ("우" if coda == "ㅂ" else "으")
        return {weak, *(_with(weak, final) for final in "ㄴㄹㅁ")}
    if coda == "ㄹ":  # 만들: 만든, 만듦, 만드는
        return {head + _syllable(onset, vowel, final) for final in " ㄴㅂㄻ"}
    return {head + _syllable(onset, vowel, final) for final in "ㄴㄹㅁㅂ"} if coda == " " else set()


def _opened(stem: str) -> set[str]:
    """With 어 and 었, as they are written: 고쳐, 고쳤, 심어, 심었, 실어, 나눠, 날라."""
    return {
        form for open_ in _infinitives(stem) for form in (open_, open_ + "서" * (len(open_) > 1), _with(open_, "ㅆ"))
    }


def _infinitives(stem: str) -> set[str]:
    head, (onset, vowel, coda) = stem[:-1], _parts(stem[-1])
    tail = "아" if vowel in _BRIGHT else "어"
    if _soft(stem):
        vowels = {"ㅂ": "와" if stem[-1] == _HELP else "워", "ㅅ": tail, "ㄷ": tail}
        return {head + _syllable(onset, vowel, "ㄹ" if coda == "ㄷ" else " ") + vowels[coda]}
    if coda != " ":
        return {stem + tail}
    if stem.endswith("하"):  # 정하다: 정해
        return {head + "해"}
    if stem.endswith("르") and head and head[-1] not in _PLAIN_R:  # 나르다: 날라
        before = _parts(head[-1])
        return {_with(head, "ㄹ") + ("라" if before[1] in _BRIGHT else "러")}
    if vowel == "ㅡ":  # 쓰다: 써; 모으다: 모아
        bright = bool(head) and _parts(head[-1])[1] in _BRIGHT
        return {head + _syllable(onset, "ㅏ" if bright else "ㅓ", " ")}
    if vowel in _SAME:
        return {stem}
    joined = {head + _syllable(onset, _JOINED[vowel], " ")} if vowel in _JOINED else set()
    return {stem + tail, *joined}


def _soft(stem: str) -> bool:
    """Whether the last consonant turns before a vowel: 돕, 짓, 싣."""
    return stem[-1] in _SOFT.get(_parts(stem[-1])[2], ())


def _with(word: str, final: str) -> str:
    onset, vowel, _ = _parts(word[-1])
    return word[:-1] + _syllable(onset, vowel, final)


def _parts(syllable: str) -> tuple[int, str, str]:
    at = ord(syllable) - _BASE
    return at // (_MEDIALS * _FINALS), _VOWELS[at // _FINALS % _MEDIALS], _CODAS[at % _FINALS]


def _syllable(onset: int, vowel: str, final: str) -> str:
    return chr(_BASE + (onset * _MEDIALS + _VOWELS.index(vowel)) * _FINALS + _CODAS.index(final))
