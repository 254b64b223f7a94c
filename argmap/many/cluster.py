"""A Dask cluster as an executor: the extra `argmap[dask]`.

The workers read the maps themselves, so they see the same files at the same places, and they have the same argmap.
"""

import gc
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from argmap import __version__
from argmap.many.fault import ClusterError

PATIENCE = 20  # seconds to wait for a scheduler, and for a worker


def version() -> str:
    """The argmap of whoever runs this."""
    return __version__


@contextmanager
def cluster(address: str, patience: float = PATIENCE) -> Iterator[tuple[Executor, int]]:
    """An executor of the cluster whose scheduler is at `address`, and how many threads its workers have.

    A worker that dies is the scheduler's to replace: it gives the work to another. Raises `ClusterError`.
    """
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError("Dask is not installed (pip install 'argmap[dask]')") from None
    client, why = None, ""
    try:
        client = Client(address, timeout=patience, set_as_default=False)
    except (OSError, TypeError, ValueError) as error:  # TypeError: it wants TLS, and knows no certificate
        why = _first_line(error)
    if client is None:
        gc.collect()  # half a client, which the error held: it would wait long for an answer when Python ends
        raise ClusterError(f"no Dask scheduler answers at {address} ({why})")
    with client:
        # Without `pure=False` two maps with equal paths and options would be one task, whatever stands in them by now.
        executor = client.get_executor(pure=False)
        _check(executor, address, patience)
        yield executor, max(1, sum(client.nthreads().values()))


def _check(executor: Executor, address: str, patience: float) -> None:
    """That a worker answers, and with the same argmap: else reports would differ by who wrote them."""
    try:
        theirs: Any = executor.submit(version).result(timeout=patience)
    except TimeoutError:
        raise ClusterError(f"no worker of the Dask cluster at {address} answers (start one)") from None
    except Exception as error:
        raise ClusterError(
            f"the workers of the Dask cluster at {address} cannot run argmap: {_first_line(error)} (install it there)"
        ) from None
    if theirs != __version__:
        raise ClusterError(f"the workers at {address} have argmap {theirs}, and this is {__version__} (use one)")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
