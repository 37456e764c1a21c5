"""Office files that do not change with the clock: a ZIP archive with the same content is the same bytes."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import BinaryIO

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP archive can tell


def settle(archive: bytes, file: BinaryIO, edits: Mapping[str, Callable[[bytes], bytes]] | None = None) -> None:
    """Write the archive again with every time stamp fixed; `edits` says, by name, what changes in a member.

    Order, names and compression stay: HWPX wants its first member stored, not compressed.
    """
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(file, "w") as target:
        for member in source.infolist():
            info = zipfile.ZipInfo(member.filename, _EPOCH)
            info.compress_type = member.compress_type
            info.external_attr = 0o600 << 16
            edit = (edits or {}).get(member.filename, bytes)
            target.writestr(info, edit(source.read(member)))
