"""The live page over HTTP: what is told, and to whom; what a save does."""

import json
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from argmap.draw.engine import Stopped, find
from argmap.preview.live import Live
from argmap.preview.page import Sight
from argmap.preview.server import MOST_BYTES, Server
from tests.effort import PATIENCE, until

MAP = """\
argmap: 1
sources: {one: {name: One}}
thesis:
  id: top
  claim: Top.
  because:
  - {evidence: Seen., source: one}
"""
BROKEN = MAP.replace("claim", "clam")
TOKEN = "a-token"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the programs of this test are shell scripts")


class Served:
    """A server of a map in this process, and how to ask it."""

    def __init__(self, sight: Sight) -> None:
        self.path = Path(sight.path)
        self.live = Live(sight, lambda error: f"failed: {error}")
        self.server = Server(self.live)
        self.threads = [Thread(target=self.live.watch), Thread(target=self.server.serve_forever, args=(0.05,))]
        for thread in self.threads:
            thread.start()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.server_port}"

    def ask(self, method: str, path: str, body: str | None = None, **headers: str) -> tuple[HTTPResponse, str]:
        connection = HTTPConnection("127.0.0.1", self.server.server_port, timeout=PATIENCE)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, {"Host": self.host} | named)
            response = connection.getresponse()
            return response, response.read().decode()
        finally:
            connection.close()

    def status(self, method: str, path: str, body: str | None = None, **headers: str) -> int:
        return self.ask(method, path, body, **headers)[0].status

    def raw(self, request: str) -> str:
        """The first line of the answer to these bytes."""
        with socket.create_connection(("127.0.0.1", self.server.server_port), timeout=PATIENCE) as connection:
            connection.sendall(request.encode("latin-1"))
            return connection.makefile("rb").readline().decode().strip()

    def save(self, text: str) -> None:
        """Put another map in the place of the old one, so that nobody ever sees half of it."""
        new = self.path.with_suffix(".new")
        new.write_text(text, "utf-8")
        new.replace(self.path)

    def until(self, is_so: Callable[["Served"], bool]) -> None:
        until(lambda: is_so(self))

    def edit(self, line: int = 3, column: int = 1, token: str = TOKEN) -> tuple[HTTPResponse, str]:
        return self.ask("POST", "/edit", json.dumps({"line": line, "column": column}), X_Argmap_Token=token)

    def close(self) -> None:
        self.live.end()
        self.server.shutdown()
        self.server.server_close()
        for thread in self.threads:
            thread.join()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    served: list[Served] = []

    def start(text: str = MAP, **sight: Any) -> Served:
        path = tmp_path / "map.argmap.yaml"
        path.write_text(text, "utf-8")
        served.append(Served(Sight(str(path), token=TOKEN, **sight)))
        served[-1].until(lambda it: it.live.shown.turn > 0)
        return served[-1]

    yield start
    for one in served:
        one.close()


Serve = Callable[..., Served]


# -- what is followed


def test_a_bibliography_that_is_saved_is_followed(serve: Serve, tmp_path: Path) -> None:
    entries = tmp_path / "a.json"
    entries.write_text('[{"id": "a", "title": "First name"}]', "utf-8")
    served = serve("argmap: 1\nbibliography: a.json\nsources: {s: {cite: a}}\nthesis: {evidence: A., source: s}\n")
    assert "First name" in served.ask("GET", "/")[1]
    entries.write_text('[{"id": "a", "title": "Another name"}]', "utf-8")
    served.until(lambda it: "Another name" in it.ask("GET", "/")[1])
    entries.unlink()
    served.until(lambda it: bool(it.live.shown.trouble))
    assert "a.json: there is no such file" in served.live.shown.trouble[0]


# -- who is told


def test_it_answers_to_its_own_names_alone(serve: Serve) -> None:
    """A name of another site may be made to mean this machine."""
    served = serve()
    port = served.server.server_port
    assert served.server.server_address[0] == "127.0.0.1"
    for host in (f"127.0.0.1:{port}", f"localhost:{port}"):
        assert served.status("GET", "/", Host=host) == 200
    for host in (
        "127.0.0.1",
        f"localhost:{port + 1}",
        f"evil.example:{port}",
        f"localhost.evil.com:{port}",
        "",
        "[::1]",
    ):
        assert served.status("GET", "/", Host=host) == 421
        assert served.status("POST", "/edit", Host=host, X_Argmap_Token=TOKEN) == 421
    assert "421" in served.raw("GET / HTTP/1.0\r\n\r\n")
    assert "421" in served.raw(f"GET / HTTP/1.1\r\nHost: {served.host}\r\nHost: evil.example\r\n\r\n")


@pytest.mark.parametrize("path", ["/", "/events", "/edit"])
def test_another_site_gets_no_answer(serve: Serve, path: str) -> None:
    served = serve()
    method = "POST" if path == "/edit" else "GET"
    if path == "/":
        assert served.status(method, path, Sec_Fetch_Site="none") == 200  # an address that somebody typed
        assert served.status(method, path, Sec_Fetch_Site="same-origin", Origin=f"http://{served.host}") == 200
    for site in ("cross-site", "same-site"):
        assert served.status(method, path, Sec_Fetch_Site=site, X_Argmap_Token=TOKEN) == 403
    for origin in ("http://evil.example", "null", f"https://{served.host}"):
        assert served.status(method, path, Origin=origin, X_Argmap_Token=TOKEN) == 403


def test_no_file_has_an_address(serve: Serve) -> None:
    served = serve()
    for path in (
        "/map.argmap.yaml",
        "/../../etc/passwd",
        "/%2e%2e/",
        "/?",
        "/index.html",
        "/coverage",
        "http://evil.example/",
    ):
        assert served.status("GET", path) == 404


def test_only_what_is_meant_for_an_address_is_done_there(serve: Serve) -> None:
    served = serve()
    for method, path, allowed in (("POST", "/", "GET, HEAD"), ("GET", "/edit", "POST"), ("BREW", "/events", "GET")):
        response, _ = served.ask(method, path)
        assert (response.status, response.headers["Allow"]) == (405, allowed)
    assert served.status("OPTIONS", "/edit", Origin=f"http://{served.host}") == 405  # nothing is granted to anybody
    response, body = served.ask("HEAD", "/")
    assert (response.status, body) == (200, "")
    assert "400" in served.raw("nonsense\x1b[31m and more of it\r\n\r\n")


def test_every_answer_says_that_it_is_for_this_page_alone(serve: Serve) -> None:
    served = serve()
    for method, path in (("GET", "/"), ("GET", "/nothing"), ("POST", "/edit")):
        headers = served.ask(method, path)[0].headers
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Cross-Origin-Resource-Policy"] == headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Access-Control-Allow-Origin"] is None
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")
        assert policy.endswith("frame-ancestors 'none'")
        assert "unsafe" not in policy
    page, text = served.ask("GET", "/")
    assert "connect-src 'self'" in page.headers["Content-Security-Policy"]
    assert page.headers["Content-Security-Policy"].removesuffix("; frame-ancestors 'none'") in text


# -- what a save does


class Events:
    """The events of a page, one after the other."""

    def __init__(self, served: Served) -> None:
        self.connection = HTTPConnection("127.0.0.1", served.server.server_port, timeout=PATIENCE)
        self.connection.request("GET", "/events", headers={"Host": served.host})
        self.response = self.connection.getresponse()

    def next(self) -> Any:
        for line in self.response:
            if line.startswith(b"data: "):
                return json.loads(line.removeprefix(b"data: "))
        pytest.fail("it ended")


def test_a_save_is_told_and_a_fault_leaves_the_last_good_page(serve: Serve) -> None:
    served = serve()
    events = Events(served)
    first = events.next()
    assert first["trouble"] == []
    served.save(MAP.replace("Top.", "Another top."))
    second = events.next()
    assert second["version"] != first["version"]
    assert "Another top." in served.ask("GET", "/")[1]
    served.save(BROKEN)
    third = events.next()
    assert third["version"] == second["version"]
    assert third["trouble"] == [f"{served.path}:4:3: this item does not say what it is (did you mean `claim`?)"]
    assert "Another top." in served.ask("GET", "/")[1]
    served.save(MAP)
    assert events.next() == first
    events.connection.close()


def test_there_is_an_end_to_the_pages_that_are_told(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.preview.server.LISTENERS", 2)
    monkeypatch.setattr("argmap.preview.server.HEARTBEAT", 0.05)
    served = serve()
    pages = [Events(served), Events(served)]
    assert served.status("GET", "/events") == 503
    pages[0].response.close()  # it goes away, which is noticed when it is told something
    pages[0].connection.close()
    served.until(lambda it: Events(it).response.status == 200)
    pages[1].connection.close()


def test_a_save_before_the_first_look_at_the_file_is_seen(tmp_path: Path) -> None:
    """On a busy machine the watch begins when the page has long been open."""
    path = tmp_path / "map.argmap.yaml"
    path.write_text(MAP, "utf-8")
    live = Live(Sight(str(path)), str)
    until(lambda: live.shown.turn > 0)
    path.write_text(MAP.replace("Top.", "Saved early."), "utf-8")
    watch = Thread(target=live.watch)
    watch.start()
    try:
        until(lambda: "Saved early." in live.shown.made.pages["/newer"])
    finally:
        live.end()
        watch.join()


def test_nothing_is_made_of_a_save_after_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The watch may be about to take a save while all is being ended."""
    path, begun = tmp_path / "map.argmap.yaml", list[object]()
    path.write_text(MAP, "utf-8")
    live = Live(Sight(str(path)), str)
    live.end()
    monkeypatch.setattr("argmap.preview.live.make", lambda *given: begun.append(given))
    path.write_text(MAP.replace("Top.", "Saved late."), "utf-8")
    live.renew()
    live.end()
    assert begun == []


def test_a_map_that_was_never_good_is_told_of_too(serve: Serve) -> None:
    served = serve(BROKEN.replace("Top.", "\x1b[31m<script>"))
    response, text = served.ask("GET", "/")
    assert response.status == 200
    assert "<script>alert" not in text
    events = Events(served)
    state = events.next()
    assert state["version"] == "none"
    assert "control character" in state["trouble"][0]
    served.save(MAP)
    assert events.next()["trouble"] == []
    assert "Seen." in served.ask("GET", "/")[1]
    events.connection.close()


def test_a_file_that_is_put_in_the_place_of_another_is_read(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many editors save: the old one is away for a moment, which on a busy machine is a long one."""
    monkeypatch.setattr("argmap.preview.live.AWAY", PATIENCE)
    served = serve()
    version = served.live.shown.made.version
    served.path.rename(served.path.with_suffix(".old"))
    time.sleep(0.2)
    assert served.live.shown.trouble == ()
    other = served.path.with_suffix(".new")
    other.write_text(MAP.replace("Top.", "New."), "utf-8")
    other.replace(served.path)
    served.until(lambda it: it.live.shown.made.version != version)
    monkeypatch.undo()
    served.path.unlink()
    served.until(lambda it: "there is no such file" in "".join(it.live.shown.trouble))


def test_the_text_is_followed_too(serve: Serve, tmp_path: Path) -> None:
    essay = tmp_path / "essay.txt"
    essay.write_text("The ferry goes twice a day.", "utf-8")
    map_ = MAP.replace("id: top", "passage: {at: 1:2-3}").replace("argmap: 1", "argmap: 1\nabout: {title: T}")
    served = serve(map_, essay=str(essay))
    assert "ferry goes" in served.ask("GET", "/")[1]
    response, beside = served.ask("GET", "/coverage")
    assert response.status == 200
    assert "connect-src 'self'" in response.headers["Content-Security-Policy"]
    assert ">ferry goes</a>" in beside
    essay.write_text("A boat sails twice a day.", "utf-8")
    served.until(lambda it: "boat sails" in it.ask("GET", "/")[1])
    assert ">boat sails</a>" in served.ask("GET", "/coverage")[1]
    essay.write_bytes(b"\xff")
    served.until(lambda it: it.live.shown.trouble == (f"{essay}:1:1: this is not UTF-8 text (save the file as UTF-8)",))


def test_what_nobody_foresaw_is_shown_and_the_server_goes_on(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    served = serve()

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("oh")

    with monkeypatch.context() as patch:
        patch.setattr("argmap.preview.page.Page", fail)
        served.path.write_text(MAP.replace("Top.", "Other."), "utf-8")
        served.until(lambda it: it.live.shown.trouble == ("failed: oh",))
    served.path.write_text(MAP.replace("Top.", "Third."), "utf-8")
    served.until(lambda it: "Third." in it.ask("GET", "/")[1])


def test_the_still_picture_is_drawn_when_it_is_asked_for(serve: Serve) -> None:
    served = serve()
    events = Events(served)
    events.next()
    served.save(MAP.replace("Top.", "Another top."))
    events.next()
    assert "Another top." in served.ask("GET", "/newer")[1]
    assert "/picture" not in served.live.shown.made.pages
    picture = served.ask("GET", "/picture")[1]
    assert picture.startswith("<svg ")
    assert 'id="edge-0"' in picture
    page = served.ask("GET", "/")[1]
    assert picture in page
    assert "Another top." in page
    served.save(MAP)
    assert events.next()["trouble"] == []  # nothing was told of the picture
    events.connection.close()


def test_what_an_open_page_asks_for_is_no_page(serve: Serve) -> None:
    served = serve("argmap: 1\nthesis: {claim: <script>alert(1)</script>}\n")
    for path in ("/newer", "/picture"):
        headers = served.ask("GET", path)[0].headers
        assert headers["Content-Type"] == "text/plain; charset=utf-8"
        assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert served.status("GET", path, Host="evil.example") == 421
        assert served.status("GET", path, Sec_Fetch_Site="cross-site") == 403
        assert served.status("POST", path) == 405


def test_a_fault_before_the_picture_is_drawn_leaves_the_last_good_map(serve: Serve) -> None:
    served = serve()
    served.save(MAP.replace("Top.", "Another top."))
    served.until(lambda it: "Another top." in it.live.shown.made.pages["/newer"])
    served.save(BROKEN)
    served.until(lambda it: it.live.shown.trouble != ())
    assert "Another top." in served.ask("GET", "/picture")[1]
    assert "Another top." in served.ask("GET", "/")[1]
    assert served.live.shown.trouble != ()


def test_who_waits_for_a_picture_is_let_go_at_the_end(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise Stopped

    monkeypatch.setattr("argmap.preview.live.finish", stopped)
    served = serve()
    given = list[str | None]()
    waiting = Thread(target=lambda: given.append(served.live.page("/")))
    waiting.start()
    served.live.end()
    waiting.join()
    assert given == [None]
    assert served.status("GET", "/") == 503


@pytest.fixture
def slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A `dot` that fails where a map says so, or lays it out for ever; the file in which it then writes who it is."""
    program, pid = tmp_path / "dot", tmp_path / "pid"
    real = find().program
    program.write_text(
        f'#!/bin/sh\ntext=$(cat)\ncase "$text" in *Slow*) echo $$ > {pid}; exec sleep 600;; *Fails*) exit 1;; esac\n'
        f'printf "%s" "$text" | {real} "$@"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return pid


@POSIX
def test_the_layout_of_an_old_save_is_stopped_when_a_newer_one_comes(serve: Serve, slow: Path) -> None:
    served = serve(engine="dot")
    served.path.write_text(MAP.replace("Top.", "Slow."), "utf-8")
    served.until(lambda it: "Slow." in it.live.shown.made.pages["/newer"])
    given = list[str]()
    waiting = Thread(target=lambda: given.append(served.ask("GET", "/picture")[1]))
    waiting.start()
    served.until(lambda _: slow.exists() and slow.read_text() != "")
    served.path.write_text(MAP.replace("Top.", "Quick."), "utf-8")
    served.until(lambda it: "Quick." in it.ask("GET", "/")[1])
    waiting.join()
    assert "Quick." in given[0]
    with pytest.raises(ProcessLookupError):
        os.kill(int(slow.read_text()), 0)


@POSIX
def test_where_no_picture_can_be_drawn_the_last_whole_page_is_shown(serve: Serve, slow: Path) -> None:
    served = serve(engine="dot")
    assert "Top." in served.ask("GET", "/")[1]
    events = Events(served)
    first = events.next()
    served.save(MAP.replace("Top.", "Fails."))
    second = events.next()
    assert (second["version"] != first["version"], second["trouble"]) == (True, [])
    assert "Top." in served.ask("GET", "/picture")[1]
    third = events.next()
    assert third["version"] == first["version"]
    assert third["trouble"][0].startswith(f"{served.path}: ")
    assert "Top." in served.ask("GET", "/newer")[1]
    events.connection.close()


# -- the editor


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file in which an editor of this name writes how it was called."""
    called, program = tmp_path / "called", tmp_path / "my editor"
    program.write_text(f'#!/bin/sh\nfor one in "$@"; do echo "$one"; done > {called}.part; mv {called}.part {called}\n')
    program.chmod(0o755)
    monkeypatch.setenv("VISUAL", f"'{program}' --wait")
    return called


@POSIX
def test_an_editor_opens_for_the_page_that_has_the_token(serve: Serve, editor: Path) -> None:
    served = serve()
    for token in ("", "a-tokem", "ä"):
        assert served.edit(token=token)[0].status == 403
    assert served.status("POST", "/edit", '{"line": 3, "column": 1}') == 403
    assert not editor.exists()
    response, words = served.edit(line=5)
    assert (response.status, words) == (200, "Opened in your editor.\n")
    served.until(lambda _: editor.exists())
    assert editor.read_text().splitlines() == ["--wait", "+5", str(served.path)]


@POSIX
@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"line": 0, "column": 1}',
        '{"line": "1; id", "column": 1}',
        '{"line": true, "column": 1}',
        "{",
        '{"line": 1, "column": 1}' + " " * MOST_BYTES,
        "[" * MOST_BYTES,
    ],
    ids=range(9),
)
def test_only_a_place_is_taken(serve: Serve, editor: Path, body: str) -> None:
    served = serve()
    assert served.status("POST", "/edit", body, X_Argmap_Token=TOKEN) == 400
    assert not editor.exists()


def test_where_there_is_no_editor_the_page_is_told(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    served = serve()
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "no-such-editor-anywhere")
    response, words = served.edit()
    assert response.status == 409
    assert words == "`no-such-editor-anywhere`, your editor by $VISUAL or $EDITOR, was not found\n"
