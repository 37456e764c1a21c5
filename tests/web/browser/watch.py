"""What the windows of a browser did that no page of hoedam may do."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage

LOCAL = ("data:", "blob:", "about:")


class Watch:
    """What a browser's windows asked of other addresses, and what their pages did wrong."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = urlsplit(address).netloc
        self.complaints: list[str] = []
        context.on("request", lambda request: self.asked(request.url))
        context.on("page", lambda page: page.on("websocket", lambda socket: self.asked(socket.url)))
        context.on("console", self.said)
        context.on("weberror", lambda error: self.complaints.append(f"a script failed: {error.error}"))

    def asked(self, url: str) -> None:
        if not url.startswith(LOCAL) and urlsplit(url).netloc != self.address:
            self.complaints.append(f"a request left for {url}")

    def said(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.complaints.append(f"the content policy refused something: {message.text}")
