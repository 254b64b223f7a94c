"""A Dask cluster as the executor: several worker processes on this machine, one of them killed in the middle."""

import os
import signal
import time
import weakref
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from argmap.cli import main
from argmap.many.cluster import cluster
from argmap.many.fault import ClusterError
from argmap.many.workers import in_order
from tests.cli.test_audit import ONE_SOURCE

distributed = pytest.importorskip("distributed", reason="distributed is not installed: the extra `dask`")
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # of its own
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
MAPS = 60


def asked_or_killed(asked: tuple[str, int]) -> tuple[int, int]:
    """A number, and the process that was asked for it, which leaves its mark in a folder beforehand.

    The first process to come to a second task is killed in the middle of that.
    """
    folder, number = Path(asked[0]), asked[1]
    (folder / f"{number}.{os.getpid()}").touch()
    if len(list(folder.glob(f"*.{os.getpid()}"))) > 1:
        with suppress(FileExistsError):
            (folder / "killed").symlink_to(str(os.getpid()))
            os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.05)
    return number, os.getpid()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The scheduler of a cluster of three worker processes."""
    with distributed.LocalCluster(
        n_workers=3,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=":0",
        silence_logs="CRITICAL",
    ) as local:
        yield local.scheduler_address


def test_nothing_is_lost_where_a_worker_is_killed(address: str, tmp_path: Path) -> None:
    with cluster(address) as (executor, workers):
        assert workers == 3
        found: list[Any] = list(
            in_order(asked_or_killed, [(str(tmp_path), at) for at in range(MAPS)], lambda: executor, workers)
        )
    assert [number for number, _ in found] == list(range(MAPS))
    killed, answered = int((tmp_path / "killed").readlink().name), {pid for _, pid in found}
    assert len(answered - {killed}) >= 2
    assert os.getpid() not in answered
    twice = [number for number in range(MAPS) if len(list(tmp_path.glob(f"{number}.*"))) > 1]
    assert twice, "the task in the middle of which the worker was killed was not given to another"


def test_a_cluster_writes_the_same_report(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Its workers run in another folder; one map cannot be read."""
    monkeypatch.chdir(tmp_path)
    for number in range(5):
        Path(f"m{number}.argmap.yaml").write_text(ONE_SOURCE.replace("spilled", f"spilled {number} of"))
    Path("m3.argmap.yaml").write_text("argmap: 1\nthesis: [\n")
    for words in (["audit", ".", "--format", "json"], ["sources", ".", "--format", "csv"]):
        assert main([*words, "--jobs", "1"]) == 2
        here = capfd.readouterr()
        assert main([*words, "--dask", address]) == 2
        assert capfd.readouterr() == here
        assert "m4" in here.out or "An angler" in here.out


def test_a_scheduler_that_is_not_there(capfd: pytest.CaptureFixture[str]) -> None:
    with (
        pytest.raises(ClusterError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"),
        cluster("tcp://127.0.0.1:9", patience=0.3),
    ):
        pass
    with (
        pytest.raises(ClusterError, match="no Dask scheduler answers at nonsense"),
        cluster("nonsense://", patience=0.3),
    ):
        pass


@pytest.mark.parametrize("address", ["nonsense", "nonsense://there:1", "tls://127.0.0.1:9"])
def test_of_an_address_that_is_none_no_client_is_left(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a client would wait for an answer when Python ends."""
    made: list[weakref.ref[Any]] = []
    begin = distributed.Client.__init__

    def begun(client: Any, *args: Any, **words: Any) -> None:
        made.append(weakref.ref(client))
        begin(client, *args, **words)

    monkeypatch.setattr(distributed.Client, "__init__", begun)
    with pytest.raises(ClusterError, match=f"no Dask scheduler answers at {address} "), cluster(address):
        pass
    assert [one() for one in made] == [None]


def test_a_scheduler_without_workers() -> None:
    with (
        distributed.LocalCluster(
            n_workers=0, host="127.0.0.1", dashboard_address=":0", silence_logs="CRITICAL"
        ) as local,
        pytest.raises(ClusterError, match="no worker of the Dask cluster"),
        cluster(local.scheduler_address, patience=5),  # the scheduler itself must answer within it
    ):
        pass
