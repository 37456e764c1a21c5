"""The tables of a ledger, the same on SQLite and PostgreSQL.

What the machine read and what persons said stand in different columns, so that reading again can never
overwrite a person. Everything across documents (`item`) is derived from records and from persons' decisions,
and can be made anew at any time; persons' words hang on records, which keep their numbers.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_Number = BigInteger().with_variant(Integer(), "sqlite")  # SQLite counts up only INTEGER PRIMARY KEY


def _id() -> Column[int]:
    return Column("id", _Number, primary_key=True, autoincrement=True)


def _to(target: str, name: str, *, null: bool = False, index: bool = True) -> Column[int]:
    return Column(name, _Number, ForeignKey(f"{target}.id"), nullable=null, index=index)


def _newest(name: str, *columns: str, where: str | None = None) -> Index:
    """An index in the order in which lists are read. SQLite has it in its other indexes, read backwards; PostgreSQL puts
    what has no date first there."""
    order = [*map(text, columns), text("date DESC NULLS LAST"), text("id DESC")]
    made = Index(name, *order, postgresql_where=text(where) if where else None)
    return made.ddl_if(dialect="postgresql")


def _entry(name: str = "entry", *, null: bool = False) -> Column[int]:
    """The entry of the history in which a person did this: what the row says can be held against it."""
    return _to("history", name, null=null, index=False)


meta = Table(
    "meta",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

original = Table(
    "original",
    metadata,
    Column("digest", Text, primary_key=True),  # sha256: of the bytes
    Column("size", Integer, nullable=False),  # bytes
    Column("packed", LargeBinary, nullable=False),  # zlib
)

document = Table(
    "document",
    metadata,
    _id(),
    Column("digest", Text, nullable=False, unique=True),  # Document.id
    Column("original", Text, ForeignKey("original.digest")),  # null: only a reading was given
    Column("address", Text, index=True),  # path or URL; versions of one address replace each other
    Column("version", Integer, nullable=False),
    _to("document", "replaces", null=True),
    Column("current", Boolean, nullable=False),  # the newest version of its address
    Column("kind", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("agency", Text),
    Column("published", Text, index=True),  # ISO 8601, as exact as it is known
    Column("given", Text),  # JSON: what the person who added it said of it, over what it says itself
    Column("added", Text, nullable=False),  # ISO 8601, UTC
    Column("engine", Text, nullable=False),  # JSON of model.Engine
    Column("packed", LargeBinary, nullable=False),  # the machine's reading, JSON in zlib
    Index(None, "current"),  # what is not current is little, and asked for whenever documents of an item are counted
)

item = Table(
    "item",
    metadata,
    _id(),
    Column("kind", Text, nullable=False),  # statement: an utterance; else as the records in it
    Column("label", Text, nullable=False),
    Column("date", Text),  # ISO 8601 prefix: of the meeting, else of the document
    Column("documents", Integer, nullable=False),  # in how many current documents it stands
    Column("settled", Text, nullable=False),  # JSON: what its records say together, and by which of them
    Column("status", Text),  # of a commitment or matter
    Index(None, "kind", "date", "id"),
    Index(None, "kind", "status", "date", "id"),
    _newest("ix_item_newest", "kind"),
    _newest("ix_item_newest_of_status", "kind", "status"),
    sqlite_autoincrement=True,  # a number that was shown to people is never given to another item
)

record = Table(
    "record",
    metadata,
    _id(),
    _to("document", "document"),
    Column("kind", Text, nullable=False),
    Column("local", Text, nullable=False),  # id within the document's reading
    Column("start", Integer),  # code points; null: it has no words of its own
    Column("end", Integer),
    Column("words", Text, nullable=False),  # what a reader sees of it
    Column("date", Text),  # ISO 8601 prefix
    Column("strength", Text),
    Column("due", Text),  # last day of the time it is due, ISO 8601
    Column("machine", Text),  # JSON of the model's record as last read; null: added by hand
    Column("read", Boolean, nullable=False),  # the newest reading of the document has it
    Column("human", Text),  # JSON of the whole record as a person confirmed, corrected or added it
    Column("state", Text, nullable=False),  # machine, checked, signed_off
    Column("checker", Text),
    Column("signer", Text),
    Column("rejected", Boolean, nullable=False),  # a person said that it is none
    Column("held", Boolean, nullable=False, default=False),  # a person tracks it: it stays, as confirmed ones do
    Column("live", Boolean, nullable=False),  # counts: a person's, or read from a current document; not rejected
    Column("revision", Integer, nullable=False),  # goes up with every decision: two editors notice each other
    Column("weight", Integer, nullable=False, default=0),  # how urgent its review is (queue.py)
    Column("otherwise", Text),  # JSON of what was read before (null: nothing), where that is not what persons looked at
    Column("precedent", _Number),  # the record that it was in an older version of the document; derived, so no key
    Column("sighting", Text),  # JSON of resolve.Sighting; null: a kind that is not joined
    _to("item", "item", null=True),
    UniqueConstraint("document", "local"),
    Index(None, "kind", "live", "date", "id"),
    Index(None, "kind", "live", "state", "weight", "date", "item"),
    Index(None, "kind", "live", "document", "item"),
    Index(None, "kind", "live", "item", "due"),
    Index(None, "item", "live", "document", "date"),  # a president has thousands: counted without reading their rows
    Index(None, "precedent"),
    _newest("ix_record_newest", "kind", where="live"),
    _newest("ix_record_queue", "kind", "state", "weight DESC", where="live"),
    Index(
        "ix_record_kind_otherwise",
        "kind",
        sqlite_where=text("otherwise IS NOT NULL"),
        postgresql_where=text("otherwise IS NOT NULL"),
    ),
)

facet = Table(
    "facet",
    metadata,
    Column("record", _Number, ForeignKey("record.id"), primary_key=True),
    Column("name", Text, primary_key=True),  # country, speaker, act, sector, owner, counterpart, doubt
    Column("value", Text, primary_key=True),
    Column("kind", Text, nullable=False),  # the record's, and its item: what is counted is read from one index
    Column("item", _Number),
    Index(None, "name", "kind", "value", "item", "record"),
)

# What can be found in a record; the index of bigrams over it, `search_bigrams`, is made by each database's own means.
search = Table(
    "search",
    metadata,
    Column("record", _Number, ForeignKey("record.id"), primary_key=True),
    Column("words", Text, nullable=False),  # its own words
    Column("names", Text, nullable=False),  # cue, persons, offices, countries: one a line
)

block = Table(
    "block",
    metadata,
    Column("record", _Number, ForeignKey("record.id"), primary_key=True),
    Column("key", Text, primary_key=True),  # records that may be the same share one
    Index(None, "key", "record"),
)

decision = Table(
    "decision",
    metadata,
    _id(),
    _to("record", "left_record"),
    _to("record", "right_record"),
    Column("same", Boolean, nullable=False),
    Column("person", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("why", Text, nullable=False),
    _entry(),
    _entry("undone", null=True),  # the entry that took it back
)

followup = Table(
    "followup",
    metadata,
    _id(),
    _to("record", "earlier"),
    _to("record", "later"),
    Column("score", Float, nullable=False),  # 0 to 1
    Column("reasons", Text, nullable=False),  # JSON: codes
    Column("status", Text),  # what it would make of the earlier one
    Column("verdict", Text),  # confirmed, rejected; null: proposed
    _entry(null=True),
    UniqueConstraint("earlier", "later"),
    Index(None, "score"),
    sqlite_autoincrement=True,  # nobody confirms by an old number what was proposed later
)

change = Table(
    "change",
    metadata,
    _id(),
    _to("record", "record"),
    Column("status", Text, nullable=False),
    Column("date", Text, nullable=False),  # ISO 8601: when it became so
    _to("document", "document", null=True),
    Column("start", Integer),
    Column("end", Integer),
    Column("words", Text),  # the evidence
    Column("source", Text),  # an outside source, where the evidence is in no document
    Column("person", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("note", Text, nullable=False),
    _entry(),
    _entry("undone", null=True),  # the entry that took it back
)

tracking = Table(
    "tracking",
    metadata,
    Column("record", _Number, ForeignKey("record.id"), primary_key=True),
    Column("type", Text),  # one of the six follow-up types
    Column("office", Text),  # responsible on the home side
    Column("counterpart_office", Text),
    Column("note", Text),
    _entry(),  # the last that set a field
)

history = Table(
    "history",
    metadata,
    _id(),  # 1, 2, 3 …, without gaps
    Column("at", Text, nullable=False),
    Column("person", Text, nullable=False),  # "machine" for what no person did
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),  # record:12, document:3, ledger
    Column("data", Text, nullable=False),  # JSON
    Column("previous", Text, nullable=False),  # digest of the entry before
    Column("digest", Text, nullable=False),
    Index(None, "subject", "id"),
    Index(None, "person", "action", "at"),
)

account = Table(
    "account",
    metadata,
    _id(),
    Column("name", Text, nullable=False),  # as it stands in the history
    Column("folded", Text, nullable=False, unique=True),  # case, width and spaces make no other person
    Column("role", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("email", Text, unique=True),  # folded; how a sign-in provider names the person
    Column("provider", Text, unique=True),  # issuer and subject of the first sign-in through a provider
    Column("password", Text),  # argon2id; null: signs in through a provider only
    _entry(),  # the last that changed it
)

# Digests only: whoever reads this table cannot sign in with it.
session = Table(
    "session",
    metadata,
    Column("digest", Text, primary_key=True),  # sha256 of the token
    _to("account", "account"),
    Column("made", Text, nullable=False),  # ISO 8601, UTC
    Column("used", Text, nullable=False),  # to ten minutes
)

# Failed sign-ins of the last half hour, under whatever name was typed: a name may be a password in the wrong field.
attempt = Table(
    "attempt",
    metadata,
    _id(),
    Column("digest", Text, nullable=False),  # sha256 of the folded name
    Column("at", Text, nullable=False),
    Index(None, "digest", "at"),
)

api_key = Table(
    "api_key",
    metadata,
    _id(),
    _to("account", "account"),
    Column("label", Text, nullable=False),
    Column("digest", Text, nullable=False, unique=True),  # sha256 of the key
    Column("at", Text, nullable=False),
    _entry(),
    _entry("undone", null=True),  # the entry that revoked it
)

saved_search = Table(
    "saved_search",
    metadata,
    _id(),
    Column("person", Text, nullable=False),  # folded: a desk of one person has no accounts
    Column("name", Text, nullable=False),
    Column("list", Text, nullable=False),  # one of selecting.LISTS
    Column("query", Text, nullable=False),  # of a URL, as Filter.to_pairs gives it
    UniqueConstraint("person", "name"),
)

seen = Table(
    "seen",
    metadata,
    Column("person", Text, primary_key=True),  # folded
    Column("record", _Number, ForeignKey("record.id"), primary_key=True),
)
