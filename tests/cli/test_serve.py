"""`argmap serve` as a process: what it says, how it ends, what it refuses."""

import os
import re
import signal
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from threading import Timer

import pytest
from click.testing import CliRunner

from argmap.cli import cli
from tests.effort import PATIENCE

MAP = "argmap: 1\nthesis: {id: top, claim: Top.}\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_it_says_where_it_is_and_ends_quietly(tmp_path: Path) -> None:
    (tmp_path / "map.argmap.yaml").write_text(MAP, "utf-8")
    command = [sys.executable, "-m", "argmap", "serve", "map.argmap.yaml"]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=pipe, stderr=pipe, text=True) as process:
        killer = Timer(PATIENCE, process.kill)
        killer.start()
        assert process.stdout is not None
        assert process.stderr is not None
        line = process.stdout.readline()
        found = re.fullmatch(
            r"argmap: http://(127\.0\.0\.1:(\d+))/ shows map\.argmap\.yaml and follows it \(\^C ends\)\n", line
        )
        assert found is not None
        connection = HTTPConnection(found[1], timeout=PATIENCE)
        connection.request("GET", "/events")  # a page that is open holds nothing up
        assert connection.getresponse().status == 200
        process.send_signal(signal.SIGINT)
        assert process.wait() == 0
        assert process.stdout.read() == process.stderr.read() == ""
        connection.close()
        killer.cancel()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing.yaml"], "nothing.yaml: there is no such file (check the name)"),
        (["-"], "only files can be followed (name them)"),
        (["map.yaml", "--text", "-"], "only files can be followed (name them)"),
        (["map.yaml", "--text", "nothing.txt"], "nothing.txt: there is no such file (check the name)"),
        (["map.yaml", "--port", "99999"], "not in the range 0<=x<=65535"),
    ],
)
def test_what_cannot_be_served_ends_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("map.yaml").write_text(MAP, "utf-8")
    result = CliRunner().invoke(cli, ["serve", *arguments])
    assert result.exit_code == 2
    assert words in result.output


def test_a_port_that_is_taken_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.chdir(tmp_path)
    Path("map.yaml").write_text(MAP, "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(cli, ["serve", "map.yaml", "--port", str(port)])
    assert result.exit_code == 2
    assert f"nothing can listen on port {port} of 127.0.0.1: Address already in use" in result.output
