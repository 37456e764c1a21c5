"""Office files that do not change with the clock: a ZIP archive with the same content is the same bytes."""

import io
import zipfile
from typing import BinaryIO

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP archive can tell


def settle(archive: bytes, file: BinaryIO) -> None:
    """Write the archive again with every time stamp fixed; order, names and compression stay.

    HWPX and EPUB want their first member stored, not compressed: each member keeps its own method.
    """
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(file, "w") as target:
        for member in source.infolist():
            info = zipfile.ZipInfo(member.filename, _EPOCH)
            info.compress_type = member.compress_type
            info.external_attr = 0o600 << 16
            target.writestr(info, source.read(member))
