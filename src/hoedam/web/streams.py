"""Files that are sent while they are written, or written first where their format needs it."""

import os
from collections.abc import Callable, Iterator, Mapping
from tempfile import TemporaryFile
from threading import Thread
from typing import BinaryIO

from fastapi import Response
from fastapi.responses import StreamingResponse

Write = Callable[[BinaryIO], None]
_CHUNK = 65_536  # bytes


def as_written(write: Write, media: str, headers: Mapping[str, str]) -> Response:
    """Sent as it comes: nothing is held. A failure half-way breaks the transfer off, so that nobody takes it for whole."""
    return StreamingResponse(_piped(write), media_type=media, headers=dict(headers))


def whole_file(write: Write, media: str, headers: Mapping[str, str]) -> Response:
    """Written to disk, then sent with its length."""
    file = TemporaryFile()  # noqa: SIM115 - closed when it has been sent
    try:
        write(file)
    except BaseException:
        file.close()
        raise
    length = file.tell()
    file.seek(0)
    return StreamingResponse(_chunks(file), media_type=media, headers={**headers, "Content-Length": str(length)})


def _piped(write: Write) -> Iterator[bytes]:
    reading, writing = os.pipe()
    failed: list[BaseException] = []

    def work() -> None:
        try:
            with os.fdopen(writing, "wb") as file:
                write(file)
        except BrokenPipeError:
            pass  # whoever asked has gone
        except BaseException as error:
            failed.append(error)

    worker = Thread(target=work, daemon=True)
    worker.start()
    with os.fdopen(reading, "rb") as file:
        while chunk := file.read1(_CHUNK):
            yield chunk
    worker.join()
    if failed:
        raise failed[0]


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while chunk := file.read(_CHUNK):
            yield chunk
