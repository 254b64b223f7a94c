"""The uses of sources in a file of their own while many maps are counted, so that they take no memory.

The file is a database of the standard library's SQLite, at the system's place for temporary files; it is gone when it
is closed, and when the program ends however it does.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from types import TracebackType

from argmap.census.sources import Use


class KeptUses:
    """The uses of each source, by the number of its entry, in the order in which they came."""

    def __enter__(self) -> "KeptUses":
        self._file = sqlite3.connect("")  # without a name it is a temporary one, and SQLite removes it
        self._file.execute("PRAGMA journal_mode = OFF")
        self._file.execute("CREATE TABLE uses (number INTEGER, said TEXT)")
        self._is_sorted = False
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, number: int, uses: Sequence[Use]) -> None:
        """Keep the uses of an entry, behind those that are kept already."""
        self._file.executemany("INSERT INTO uses VALUES (?, ?)", ((number, json.dumps(use)) for use in uses))

    def of(self, number: int) -> Iterator[Use]:
        """The uses of an entry."""
        if not self._is_sorted:
            self._file.execute("CREATE INDEX by_number ON uses (number)")
            self._is_sorted = True
        for (said,) in self._file.execute("SELECT said FROM uses WHERE number = ? ORDER BY rowid", (number,)):
            yield Use(*json.loads(said))
