"""What a browser is told, and who is told nothing.

It listens on this machine alone. A page of another site may send requests here, and a name of that site may be made
to mean this machine (DNS rebinding): so the Host must be ours to the letter, and a request that a browser marks as
another site's is refused. There are six addresses, and no file has one.
"""

import hmac
import json
import sys
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import BoundedSemaphore
from typing import Any

from argmap.preview.editor import EditorError, open_at
from argmap.preview.live import Live, Shown
from argmap.preview.page import headed

HOST = "127.0.0.1"
LISTENERS = 32  # pages that may be open at once
HEARTBEAT = 10.0  # seconds after which a page that has gone is noticed
PATIENCE = 10.0  # seconds for a request to arrive
MOST_BYTES = 1_000  # of a request's body

_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_NOTHING = "default-src 'none'; frame-ancestors 'none'"
_PAGES = ("/", "/coverage")
_PARTS = ("/newer", "/picture")  # what a page that is open asks for, to be shown nowhere else
_METHODS = {**dict.fromkeys((*_PAGES, *_PARTS), ("GET", "HEAD")), "/events": ("GET",), "/edit": ("POST",)}


class Server(ThreadingHTTPServer):
    """Serves one map on a port of this machine, 0 for any that is free."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self, live: Live, port: int = 0) -> None:
        self.live = live
        self.listeners = BoundedSemaphore(LISTENERS)
        super().__init__((HOST, port), _Handler)

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{HOST}:{self.server_port}/"

    @property
    def hosts(self) -> frozenset[str]:
        """What a request may call this server."""
        return frozenset(f"{name}:{self.server_port}" for name in (HOST, "localhost"))

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle is nothing to talk about; anything else is a bug of ours."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    timeout = PATIENCE

    def version_string(self) -> str:
        return "argmap"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # its name in the class above
        """Nothing: a terminal is no place for what others send."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the library refuses (a request that is none) without its page and without the words of the request."""
        self._answer(HTTPStatus(code))

    def handle_one_request(self) -> None:
        """As in the library, but every method comes here, so that none is answered before it is looked at."""
        try:
            self.raw_requestline = self.rfile.readline(65537)
            if not self.raw_requestline:
                self.close_connection = True
            elif len(self.raw_requestline) > 65536:
                self.requestline = self.request_version = self.command = ""
                self.send_error(HTTPStatus.REQUEST_URI_TOO_LONG)
            elif self.parse_request():
                self._respond()
                self.wfile.flush()
        except (TimeoutError, ConnectionError):
            self.close_connection = True

    def _respond(self) -> None:
        if refusal := self._refusal():
            self._answer(refusal)
        elif self.command not in _METHODS[self.path]:
            self._answer(HTTPStatus.METHOD_NOT_ALLOWED, allow=", ".join(_METHODS[self.path]))
        elif self.path == "/events":
            self._tell()
        elif self.path == "/edit":
            self._edit()
        elif (page := self.server.live.page(self.path)) is None:
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE)
        elif self.path in _PAGES:
            self._answer(HTTPStatus.OK, page, "text/html", headed(page))
        else:
            self._answer(HTTPStatus.OK, page)

    def _refusal(self) -> HTTPStatus | None:
        hosts = self.headers.get_all("Host") or []
        if len(hosts) != 1 or hosts[0] not in self.server.hosts:
            return HTTPStatus.MISDIRECTED_REQUEST
        site, origin = self.headers.get("Sec-Fetch-Site"), self.headers.get("Origin")
        if site not in (None, "same-origin", "none") or origin not in (None, f"http://{hosts[0]}"):
            return HTTPStatus.FORBIDDEN
        is_one = self.path in _METHODS and (self.path != "/coverage" or self.server.live.sight.essay is not None)
        return None if is_one else HTTPStatus.NOT_FOUND

    def _answer(
        self, status: HTTPStatus, body: str = "", kind: str = "text/plain", policy: str = _NOTHING, allow: str = ""
    ) -> None:
        data = (body or f"{status.value} {status.phrase}\n").encode()
        self._begin(status, kind, policy, {"Content-Length": str(len(data))} | ({"Allow": allow} if allow else {}))
        if self.command != "HEAD":
            self.wfile.write(data)

    def _begin(self, status: HTTPStatus, kind: str, policy: str, more: dict[str, str]) -> None:
        self.close_connection = True
        self.send_response(status)
        for name, value in (_HEADERS | more).items():
            self.send_header(name, value)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", policy)
        self.end_headers()

    # -- events

    def _tell(self) -> None:
        """Tell the page what is shown, now and whenever it changes, until it goes away."""
        if not self.server.listeners.acquire(blocking=False):
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE)
            return
        try:
            self._begin(HTTPStatus.OK, "text/event-stream", _NOTHING, {})
            for event in _events(self.server.live):
                self.wfile.write(event.encode())
                self.wfile.flush()
        finally:
            self.server.listeners.release()

    # -- the editor

    def _edit(self) -> None:
        """Open the editor at a place of the map: for the page that has the token, and no other file."""
        token = self.server.live.sight.token
        if not token or not hmac.compare_digest(self.headers.get("X-Argmap-Token", "").encode(), token.encode()):
            self._answer(HTTPStatus.FORBIDDEN)
            return
        place = self._place()
        if place is None:
            self._answer(HTTPStatus.BAD_REQUEST)
            return
        try:
            self._answer(HTTPStatus.OK, open_at(self.server.live.sight.path, *place) + "\n")
        except EditorError as error:
            self._answer(HTTPStatus.CONFLICT, f"{error}\n")

    def _place(self) -> tuple[int, int] | None:
        """Line and column that the body names, from 1."""
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit() and len(length) < 8 and int(length) <= MOST_BYTES):
            return None
        try:
            asked = json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError):
            return None
        place = [asked.get(name) for name in ("line", "column")] if isinstance(asked, dict) else []
        match place:
            case [int(line), int(column)] if not isinstance(line, bool) and 0 < line < 10**8 and 0 < column < 10**8:
                return line, column
        return None


def _events(live: Live) -> Iterator[str]:
    shown: Shown | None = live.shown
    turn = -1
    while not live.ended:
        if shown is None:
            yield ": still here\n\n"
        else:
            turn = shown.turn
            state = {"version": shown.made.version, "trouble": list(shown.trouble)}
            yield f"data: {json.dumps(state)}\n\n"
        shown = live.wait(turn, HEARTBEAT)
