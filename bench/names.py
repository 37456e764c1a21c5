"""How many persons of the news are seen and given their own words: names of many languages, each in six sentences.

usage: python bench/names.py [--show]

`names.txt` beside this file holds a state and a name on each line: ministers and others who were in the news of late years,
written from memory as Korean coverage writes them. Right is a sentence pair where the words are that person's and nobody else's.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from hoedam import Reader

HOST = "조민기"
FRAMES = (
    "조민기 외교부 장관은 4일 서울에서 {name} {state} 외교장관과 회담을 가졌다. {last} 장관은 한국의 지원에 감사를 표했다. 조 장관은 협력 확대를 희망했다.",
    "{state}의 {name} 외교장관은 3일 자국 의회에서 연설했다. {last} 장관은 “한국은 믿을 만한 친구”라고 말했다.",
    "방한 중인 {name} {state} 대통령은 이날 기업인들과 만났다. {last} 대통령은 투자를 요청했다.",
    "이날 회의에는 조민기 외교부 장관과 배성우 국방부 장관, {state}의 {name} 외교장관이 참석했다. {last} 장관은 투자를 요청했다.",
    "{name} {state} 총리가 4일 조민기 외교부 장관을 접견했다. {last} 총리는 “투자를 늘려 달라”고 요청했다.",
    "조민기 외교부 장관은 {state} {name} 외교장관과 통화했다. 조 장관이 먼저 위로를 전했고, {last} 장관은 사의를 표했다.",
)


def cases() -> Iterator[tuple[str, str]]:
    """(text, the name whose words it has)."""
    for line in Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines():
        state, *words = line.split()
        for frame in FRAMES:
            yield frame.format(state=state, name=" ".join(words), last=words[-1]), " ".join(words)


def right(reader: Reader, text: str, name: str) -> bool:
    """Whether the person has his words, and nobody but the host has any other."""
    reading = reader.read(text)
    names = {entity.id: entity.name for entity in reading.entities}
    speakers = [[names[id] for id in statement.speakers] for statement in reading.statements]
    return [name] in speakers and all(who in ([name], [HOST]) for who in speakers)


def main() -> None:
    """Print the figure, and with --show every text that went wrong."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--show", action="store_true", help="list the texts that went wrong")
    given = options.parse_args()
    reader = Reader()
    every = list(cases())
    wrong = [text for text, name in every if not right(reader, text, name)]
    print(f"{len(every) - len(wrong)} of {len(every)} right")
    for text in wrong if given.show else ():
        print(text)


if __name__ == "__main__":
    main()
