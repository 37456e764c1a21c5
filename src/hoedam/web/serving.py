"""A running application: its socket first, so that the address it tells can be asked at once."""

import socket
from collections.abc import Callable
from threading import Thread
from urllib.request import urlopen

import uvicorn

from hoedam.errors import SettingInvalid
from hoedam.ledger import Ledger
from hoedam.web.app import make
from hoedam.web.options import Options


def run(ledger: Ledger, options: Options, host: str, port: int, say: Callable[[str], None]) -> None:
    """Serve until it is stopped; `say` hears the address. Raises SettingInvalid where the port is taken."""
    listener = listen(host, port)
    name = f"[{host}]" if ":" in host else host
    say(f"hoedam: http://{name}:{listener.getsockname()[1]}/  (Ctrl-C ends it)")
    server(ledger, options).run(sockets=[listener])


def tried(ledger: Ledger, options: Options) -> str:
    """Serve on a free port of this machine until the first page has come, and return its address."""
    listener = listen("127.0.0.1", 0)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    running = server(ledger, options)
    thread = Thread(target=running.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        with urlopen(address, timeout=30) as answer:
            answer.read()
    finally:
        running.should_exit = True
        thread.join()
    return address


def server(ledger: Ledger, options: Options) -> uvicorn.Server:
    """The server of an application, for a socket that listens already."""
    config = uvicorn.Config(make(ledger, options), log_level="warning", server_header=False, proxy_headers=False)
    return uvicorn.Server(config)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises SettingInvalid where the port is taken or not to be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise SettingInvalid(
            f"port {port} of {host} cannot be had ({error.strerror}): give another with --port."
        ) from error
    return listener
