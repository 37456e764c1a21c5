"""Settings: one frozen object, built at the edge (command line, API) and handed down."""

from datetime import date

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How to read.

    `published`: the date to take as the publication date, whatever the document says.
    `home`: the state from whose side the coverage is written (ISO 3166-1 alpha-3): whose
    우리 정부 it is where no speaker says so.
    """

    published: date | None = None
    home: str = "KOR"
