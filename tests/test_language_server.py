"""Every map as an editor shows it: no fault by the YAML language server with the schema of `argmap schema`.

The server is found by the variable YAML_LANGUAGE_SERVER or on the path; `npm install yaml-language-server` provides it.
"""

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from argmap.load import load
from argmap.report.contract import map_schema
from tests.effort import PATIENCE
from tests.samples import MAPS


class Server:
    """A client that shows one file after the other to a language server, over its standard input and output."""

    def __init__(self, command: str, schema: Path) -> None:
        self._process = subprocess.Popen([command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._settings = {
            "schemas": {schema.as_uri(): "*.argmap.yaml"},
            "validate": True,
            "schemaStore": {"enable": False},
        }
        capabilities = {"workspace": {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}}}
        self._send(id=1, method="initialize", params={"processId": None, "rootUri": None, "capabilities": capabilities})
        self._wait(lambda message: message.get("id") == 1 and "result" in message)
        self._send(method="initialized", params={})
        self._send(method="workspace/didChangeConfiguration", params={"settings": {"yaml": self._settings}})

    def faults(self, name: str, text: str) -> list[str]:
        """What the server says of a file: `line: message`, lines from 1."""
        uri = f"file:///{name}.argmap.yaml"
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send(method="textDocument/didOpen", params={"textDocument": document})
        found = self._wait(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri
            )
        )
        return [f"{said['range']['start']['line'] + 1}: {said['message']}" for said in found["params"]["diagnostics"]]

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _wait(self, wanted: Any) -> dict[str, Any]:
        watch = threading.Timer(PATIENCE, self._process.kill)
        watch.start()
        try:
            for message in self._messages():
                if wanted(message):
                    return message
                if "id" in message and "method" in message:
                    self._answer(message)
        finally:
            watch.cancel()
        pytest.fail("the language server ended, or said nothing in time")

    def _answer(self, request: dict[str, Any]) -> None:
        sections = {"yaml": self._settings}
        asked = request["params"].get("items", []) if request["method"] == "workspace/configuration" else None
        result = None if asked is None else [sections.get(item.get("section")) for item in asked]
        self._send(id=request["id"], result=result)

    def _send(self, **message: Any) -> None:
        assert self._process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _messages(self) -> Iterator[dict[str, Any]]:
        assert self._process.stdout is not None
        while header := self._process.stdout.readline():
            name, _, value = header.partition(b":")
            if name.lower() == b"content-length":
                while self._process.stdout.readline().strip():
                    pass
                yield json.loads(self._process.stdout.read(int(value)))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    command = os.environ.get("YAML_LANGUAGE_SERVER") or shutil.which("yaml-language-server")
    if not command:
        pytest.skip("yaml-language-server is neither on the path nor named by YAML_LANGUAGE_SERVER")
    if not shutil.which("node"):
        pytest.skip("yaml-language-server needs node, which is not on the path")
    schema = tmp_path_factory.mktemp("schema") / "argmap.schema.json"
    schema.write_text(json.dumps(map_schema()), encoding="utf-8")
    started = Server(command, schema)
    yield started
    started.close()


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.name.split(".")[0])
def test_the_maps_are_without_fault(server: Server, path: Path) -> None:
    assert server.faults(path.name.split(".")[0], path.read_text(encoding="utf-8")) == []


def test_what_reads_like_a_number_is_without_fault(server: Server) -> None:
    text = """\
argmap: 1
title: 1984
about: {title: yes, published: 2023-05-04}
sources:
  report: 2024
thesis:
  claim: true
  because:
  - 1914
  - evidence: no
    source: report, p. 3
    passage: {at: 12, sha256: 1234567890123456}
  - together:
    - claim: 1e3
    - assume: 0x10
"""
    assert load(text).problems == ()
    assert server.faults("numbers", text) == []


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("key", "argmap: 1\nthesis:\n  claim: A.\n  becuase: B.\n", "4"),
        ("empty", "argmap: 1\ntitle:\nthesis: A.\n", "2"),
        ("choice", "argmap: 1\nthesis:\n  claim: A.\n  likelihood: perhaps\n", "4"),
        ("version", "argmap: 2\nthesis: A.\n", "1"),
    ],
)
def test_faults_are_shown_in_the_editor(server: Server, name: str, text: str, line: str) -> None:
    """Otherwise the tests above would pass for a server that never looks at the schema."""
    assert load(text).problems
    assert line in [fault.split(":")[0] for fault in server.faults(name, text)]
