"""Who took part in a meeting, as the sentence with its word says.

Handled: A 대통령은 B 대통령과 · A 대통령과 B 총리가 · A, B 총리와 각각 · 두 정상은 · 한·호주 확대정상회담 · 양국 외교장관회담 ·
이란과의 정상회담 · B 총리를 예방했다 · A 장관은 B 장관과 제3차 한-폴란드 산업협력위원회를 ·
A 대통령은 B 총리, C 총리와 차례로 만났다 · 또 B 총리와도 만나 (one person: the other is left out).
"""

import re
from collections.abc import Sequence
from itertools import islice

import msgspec

from hoedam.extract.context import Context
from hoedam.extract.entities import Mention
from hoedam.extract.meeting_rules import RANKS, Rank, Trigger, meeting_rules, rank_of
from hoedam.model import Entity

_GAP = re.compile(
    r"(?:간|사이의|양국|정상|외교|국방|통상|산업|경제|재무|외무|안보|교육|환경|보건|문화|과학|확대|단독|소인수|약식|양자|공식|제\d+차"
    r"|화상|첫|3자|수석대표|고위급|차관급|국장급|미래협력|긴급|비공개|[\s·「『‘“(])*(?:(?<=\s)[가-힣]{1,6})?$"
)
_IN_TURN = re.compile(r"(?:님)?[과와을를]도? (?:각각|차례로|연쇄|잇달아|잇따라|연이어)")
_IN_ROW = re.compile(
    r"(?:, ?|·| 및 |[과와] )[가-힣 ,·]{2,60}[과와] (?:각각|차례로|연쇄|잇달아|잇따라|연이어)"
    r"| [가-힣]{2,8}[과와] (?:각각|차례로|연쇄|잇달아|잇따라|연이어)"
)
_NEXT_TO = 30  # code points between a pair and the word that it stands before
_WITH = re.compile(r"(?:\s정상)?(?:과|와)의\s")
_PARTNER = re.compile(
    r"(?:님)?\s?(?:내외|부부|일행)?(?:(?:과|와|을|를|에게|하고)(?:의|도|는)?(?=[\s,])|의(?= 예방을 받))"
)
_BESIDE = re.compile(r"(?:과|와)\s")
_LISTED = re.compile(r"(?:,|·|과|와| 및)\s?")
_LED_WITH = re.compile(  # nothing between the partner and the session tells of another deed: 열린, 만나기, 회담하고
    r"(?:과|와|이|은|는)\s(?!(?:[^ ]+ ){0,8}?[^ ]*(?:[린된진던난낸] |[를을] |에 이어 |하고 |이후 ))[^,]{0,60}$"
)
_TALKED_WITH = 40  # code points between a partner and the verb of consulting
_HOST_NEAR = 8  # code points between the host's name and the word of the visit
_CLAUSE = re.compile(r"[,.]|[은는을를이가](?=\s)|에서|에게")  # words between a pair and a body that are not of its name
_BULLETS = "▴▲△▵◾■•"
_TALKS_WITH = re.compile(r"\s?(?:내외)?(?:과|와)의\s(?:[가-힣]{1,6}\s){0,2}$")
_SUBJECT = re.compile(r"(?:은|는|이|가|께서)\s")
_HOST = re.compile(r"(?:의장을 맡은|의장인|주재한|주최국인|개최국인|공동의장인)\s$")
_DELEGATION = re.compile(r"(?:\([^()]{1,10}\))?\s?(?:대표단|대표|사무총장단|고위대표)")
_NEAR = 24  # mentions behind a conference among which its host and delegations are looked for
_BEHIND = 160  # code points behind talks within which those who led them are named
_WORD_RANK = re.compile(r"정상|대통령|총리|지도자|부총리|장관|차관|수석대표|대표|실장|수장")
_OFFICE = re.compile(r"\s(?:[가-힣·]{0,8}(?:정상|대통령|총리|장관|차관))(?=들?[이은의가는])")
_OF_KIND: dict[str, Rank] = {
    "summit": "head", "summit_call": "head", "ministerial": "minister", "ministerial_call": "minister",
    "vice_ministerial": "vice",
}  # fmt: skip


class Party(msgspec.Struct, frozen=True):
    """Who takes part (entity ids), named from `start` on (a collective up to `end`); `ranks` as held or told.

    `loose`: they come from a pair or a collective (한일, 두 정상), not from names. `partners`: several whom the
    subject, here left out, met: A 총리, B 총리와 차례로 만났다.
    """

    ids: tuple[str, ...]
    loose: bool
    ranks: frozenset[Rank]
    start: int
    end: int = 0
    partners: bool = False


class Parties:
    """The mentions of a sentence start..end, asked who takes part in the meeting that a word of it names."""

    def __init__(self, context: Context, mentions: Sequence[Mention], end: int) -> None:
        self.context, self.mentions, self.end = context, mentions, end
        self.text = context.document.text

    def of(self, start: int, trigger: Trigger) -> Party | None:
        """Who takes part in the meeting whose word stands at `start`, if the sentence says."""
        persons, group = self._persons(start), self._group(start)
        partner = self._partner_of(persons, start) or self._in_turn(persons, start)
        if partner or self.in_list(start):
            return partner
        if trigger.named:
            return self._couple(
                [m for m in persons if m.end > start - _TALKED_WITH or _SUBJECT.match(self.text, m.end)], _BESIDE
            )
        if trigger.two:
            someone_else = group is not None and persons and persons[-1].start > group.end + 1
            return self._couple(persons) or (None if someone_else else group)
        if trigger.dated and (leaders := self._leaders(persons, start)):
            return leaders
        wanted = _OF_KIND.get(trigger.kind or "")
        found = self._attached(start) or self._peers(persons, wanted) or group or self._couple(persons)
        return found or (self._peers(self._persons(self.end), wanted) if trigger.kind else None)

    def _partner_of(self, persons: Sequence[Mention], start: int) -> Party | None:
        """X와의 회담, and in a list ▴X와 회담 ▴Y 면담: X and the subject, or X alone where that is left out."""
        if not persons:
            return None
        partner = persons[-1]
        bullet = self._bullet(start)
        if (self._entity(partner).office or "").startswith(("전 ", "전임", "前")):
            return None
        if not (_TALKS_WITH.match(self.text, partner.end, start) or 0 <= bullet < partner.start):
            return None
        subjects = [m for m in persons[:-1] if m.end < max(bullet, 0) or bullet < 0]
        state = self.context.entities.country_of(partner.entities[0])
        country_of = self.context.entities.country_of
        subject = next(
            (m for m in subjects if _SUBJECT.match(self.text, m.end) and country_of(m.entities[0]) != state), None
        )
        return self._named([m for m in (subject, partner) if m])

    def _in_turn(self, persons: Sequence[Mention], start: int) -> Party | None:
        """A 장관은 체코, 페루, 가나 외교장관과 각각 회담했다: A and the states, whose ministers have no names here."""
        if not persons or len(persons) > 2:
            return None
        listed = [m for m in self.mentions if m.role == "country" and _IN_ROW.match(self.text, m.end, start)]
        last = [self._state_of(m) for m in persons[1:] if _IN_TURN.match(self.text, m.end, start)]
        if len(listed) + len(last) < 2 or len(last) < len(persons) - 1 or listed[0].start < persons[0].end:
            return None
        one = self._named(persons[:1])
        return msgspec.structs.replace(
            one, ids=tuple(dict.fromkeys((*one.ids, *(m.entities[0] for m in listed), *last)))
        )

    def _bullet(self, start: int) -> int:
        """Where the item of a list inside the sentence begins, -1 where there is none."""
        begin = self.mentions[0].start if self.mentions else start
        return max(self.text.rfind(mark, begin, start) for mark in _BULLETS)

    def in_list(self, start: int) -> bool:
        """Whether the word stands in an item of a list: ▴X와 회담 ▴Y 면담."""
        return self._bullet(start) >= 0

    def of_visit(self, lo: int, start: int, end: int) -> Party | None:
        """Visitor and host, named between the time and the end of the word: 이집트 대통령 방한, A 대통령의 B국 방문."""
        near = [m for m in self.mentions if lo <= m.start and m.end <= end and len(m.entities) == 1]
        hosts = [m for m in near if m.role == "country" and start - m.end < _HOST_NEAR]
        guests = [m for m in near if m.role in ("name", "title") and rank_of(self._entity(m).office)]
        if not hosts or not guests:
            return None
        host, guest = hosts[-1].entities[0], guests[-1]
        ids = (guest.entities[0] if guest.role == "name" else self._state_of(guest), host)
        states = {self.context.entities.country_of(id) for id in ids if id}
        return Party(ids, False, frozenset(), guest.start) if len(states) > 1 and None not in states else None

    def _entity(self, mention: Mention) -> Entity:
        return self.context.entities.by_id(mention.entities[0])

    def _state_of(self, mention: Mention) -> str:
        """The country of a person whom the text names by the office alone; the person where it names no such country."""
        state = self.context.entities.country_of(mention.entities[0])
        found = (e.id for e in self.context.entities.entities if e.type == "country" and e.country == state)
        return next(found, mention.entities[0])

    def of_conference(self, start: int) -> Party | None:
        """Whose conference it is, as its name says: 한-아세안 특별정상회의."""
        near = self._next_to(start)
        if near is None or len(near.entities) < 2:
            return None
        return Party(near.entities, False, frozenset(), near.start)

    def paired(self, start: int) -> bool:
        """Whether a pair of states stands before a word, nothing but a name between: 한-사우디 비전 2030 위원회."""
        near = self._next_to(start)
        return near is not None and near.role == "pair" and not _CLAUSE.search(self.text, near.end, start)

    def _next_to(self, start: int) -> Mention | None:
        """The mention that stands right before a word."""
        near = next((m for m in reversed(self.mentions) if m.end <= start), None)
        return near if near and start - near.end <= _NEXT_TO else None

    def _persons(self, stop: int) -> list[Mention]:
        """Mentions before `stop` of persons who hold an office of some rank."""
        by_id = self.context.entities.by_id
        single = (m for m in self.mentions if m.end <= stop and m.role in ("name", "title") and len(m.entities) == 1)
        return [m for m in single if rank_of(by_id(m.entities[0]).office)]

    def _attached(self, start: int) -> Party | None:
        """The pair or collective right before the word: 한·호주 확대정상회담, 양국 외교장관회담."""
        near = self._next_to(start)
        if near is None:
            return None
        gap, ids = self.text[near.end : start], near.entities
        with_one = _WITH.match(gap) if near.role == "country" else None
        if with_one:
            gap, ids = gap[with_one.end() :], (*self._home(), *ids)
        elif near.role not in ("pair", "collective"):
            return None
        if len(ids) < 2 or not _GAP.match(gap):
            return None
        return self._party_of(near, ids, self.text[near.start : start + 6])

    def _home(self) -> tuple[str, ...]:
        """The home state; its leader where the text does not name it."""
        entities, home = self.context.entities, self.context.home
        state = tuple(e.id for e in entities.entities if e.type == "country" and e.country == home)
        return state or tuple(id for id in entities.principals if entities.country_of(id) == home)

    def _group(self, start: int) -> Party | None:
        """The last collective before the word: 두 정상은, 양 장관은, 양국은."""
        before = (m for m in reversed(self.mentions) if m.end <= start)
        last = next((m for m in before if m.role in ("collective", "pair") and len(m.entities) > 1), None)
        return self._party_of(last, last.entities, self._words(last)) if last else None

    def _words(self, mention: Mention) -> str:
        """A collective with the office behind it: 양국 경제장관."""
        office = _OFFICE.match(self.text, mention.end)
        return self.text[mention.start : office.end() if office else mention.end]

    def _party_of(self, mention: Mention, ids: tuple[str, ...], words: str) -> Party:
        entities = [self.context.entities.by_id(id) for id in ids]
        table = meeting_rules().table.collective_ranks
        said = {table[word] for word in _WORD_RANK.findall(words)}
        held = {rank for entity in entities if (rank := rank_of(entity.office))}
        return Party(ids, True, frozenset(held or said), mention.start, mention.end)

    def _peers(self, persons: Sequence[Mention], wanted: Rank | None) -> Party | None:
        """Persons of one rank from two states or more, of each state the one named last."""
        by_id = self.context.entities.by_id
        for rank in (wanted,) if wanted else RANKS:
            last: dict[str, Mention] = {}
            for mention in persons:
                entity = by_id(mention.entities[0])
                if rank_of(entity.office) == rank and entity.country:
                    last[entity.country] = mention
            if len(last) > 1:
                chosen = sorted(last.values(), key=lambda m: m.start)
                in_turn = _IN_TURN.match(self.text, chosen[-1].end) is not None
                host = [m for m in persons if _SUBJECT.match(self.text, m.end)][:1] if in_turn else []
                partners = in_turn and not (host and host[0] in chosen)  # A 장관, B 장관과 각각: of whoever met them
                ids = tuple(m.entities[0] for m in ([*host, *chosen] if partners else chosen))
                return Party(ids, False, frozenset({rank}), chosen[0].start, partners=partners)
        return None

    def _couple(self, persons: Sequence[Mention], particle: re.Pattern[str] = _PARTNER) -> Party | None:
        """Persons of two states or more, one of them with the particle of a partner or an object: B를 예방했다."""
        country_of = self.context.entities.country_of
        last = next((m for m in reversed(persons) if particle.match(self.text, m.end)), None)
        if last is None:
            return None
        together = self._row(persons, persons[-1])
        if len(together) > 2 and last in together and _SUBJECT.match(self.text, persons[-1].end):
            return self._named(together)  # A 대통령과 B 총리, C 총리는
        partners = self._row(persons, last)
        states = {country_of(m.entities[0]) for m in partners}
        other = next((m for m in reversed(persons) if country_of(m.entities[0]) not in (None, *states)), None)
        if other is None and len(partners) == 1 and states & {None, self.context.home}:
            return None
        made = self._named(sorted(filter(None, (other, *partners)), key=lambda m: m.start))
        return msgspec.structs.replace(made, partners=other is None and len(partners) > 1)

    def _row(self, persons: Sequence[Mention], last: Mention) -> Sequence[Mention]:
        """A person and those named in one row before, of other states (A 총리, B 총리와) or met in turn (A 장관과 B 장관을 차례로)."""
        country_of = self.context.entities.country_of
        row, in_turn = [last], _IN_TURN.match(self.text, last.end)
        for mention in reversed([m for m in persons if m.end <= last.start]):
            joint = _LISTED.fullmatch(self.text[mention.end : row[0].start])
            known = {None} if in_turn else {None, *(country_of(m.entities[0]) for m in row)}
            if joint is None or country_of(mention.entities[0]) in known:
                break
            row.insert(0, mention)
        return row

    def _leaders(self, persons: Sequence[Mention], start: int) -> Party | None:
        """Those who led the session of a joint body: A 장관은 B 장관과 제3차 한-폴란드 산업협력위원회를."""
        if not persons or not _LED_WITH.match(self.text[persons[-1].end : start]):
            return None
        couple = self._couple(persons, _BESIDE)
        near = self._next_to(start)
        pair = near.entities if near and near.role == "pair" else ()
        return couple if couple and len(couple.ids) > 1 and self._states(pair) <= self._states(couple.ids) else None

    def _states(self, ids: Sequence[str]) -> set[str | None]:
        return {self.context.entities.country_of(id) for id in ids}

    def _named(self, persons: Sequence[Mention]) -> Party:
        """These persons, with the ranks that they hold."""
        ranks = (rank_of(self._entity(m).office) for m in persons)
        return Party(tuple(m.entities[0] for m in persons), False, frozenset(filter(None, ranks)), persons[0].start)

    def of_many(self, start: int) -> Party | None:
        """Who attends a conference: the persons of the clause, then its host and delegations in what follows."""
        persons = self._persons(start)
        if not persons:
            return None
        ids = [m.entities[0] for m in (*persons, *filter(self._attends, self._behind(start)))]
        return Party(tuple(dict.fromkeys(ids)), False, frozenset(), persons[0].start)

    def _behind(self, start: int) -> Sequence[Mention]:
        return list(islice(self.context.entities.within(start, len(self.text)), _NEAR))

    def _attends(self, mention: Mention) -> bool:
        """의장을 맡은 A 장관; 아프리카연합(AU) 대표단."""
        if not mention.entities:
            return False
        kind = self.context.entities.by_id(mention.entities[0]).type
        if kind == "person":
            return _HOST.search(self.text[max(0, mention.start - 12) : mention.start]) is not None
        return kind == "organization" and _DELEGATION.match(self.text, mention.end) is not None

    def rank_of_leaders(self, end: int) -> set[Rank]:
        """The rank of those who led talks, where the text behind says who did (…가 수석대표로 참석했다)."""
        stop = self.text.find("대표", end, end + _BEHIND)
        by_id = self.context.entities.by_id
        named = (m for m in self._behind(end) if m.end <= stop and m.role in ("name", "title") and len(m.entities) == 1)
        ranks = {rank for m in named if (rank := rank_of(by_id(m.entities[0]).office))}
        return ranks if len(ranks) == 1 else set()
