"""What the two tables share: how their text is written, so that a spreadsheet shows it and runs nothing, and read.

A cell that a spreadsheet would take for a formula has an apostrophe before it (OWASP, "CSV Injection"), which is taken
away again when it is read. Otherwise the tables are those of RFC 4180.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from argmap.files import BYTES_LIMIT, Unreadable, decoded
from argmap.formats.shared.common import Placed
from argmap.problem import Problem, nearest, one_line

ROWS_LIMIT = 1_000_000
DELIMITERS = (",", ";", "\t")  # the last two are a spreadsheet's in some countries, and its clipboard's

_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r\n]")


class Row(NamedTuple):
    """A row with the line that it begins in; its empty cells are left out."""

    line: int
    cells: Mapping[str, str]


def table(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """Rows under a head, without the columns that are empty throughout but for the first three."""
    rows = list(rows)
    used = [column for place, column in enumerate(columns) if place < 3 or any(row.get(column) for row in rows)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(used)
    writer.writerows([shown(row.get(column, "")) for column in used] for row in rows)
    return text.getvalue()


def shown(text: str) -> str:
    """A text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def meant(cell: str) -> str:
    """The text of a cell."""
    return cell[1:] if _ESCAPED.match(cell) else cell


def has_columns(head: bytes, columns: Iterable[str]) -> bool:
    """Whether a file begins with a head that names these columns."""
    first = head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("utf-8", "replace")
    names = {name.strip().strip('"').lower() for name in re.split(r"[,;\t]", first)}
    return names.issuperset(columns)


def read_table(path: str, raw: bytes, columns: Sequence[str]) -> tuple[list[Row], list[Placed]]:
    """The rows of a table, and the columns that nobody reads. Raises `Unreadable`."""
    if len(raw) > BYTES_LIMIT:
        raise Unreadable(Problem(1, 1, f"the file is larger than {BYTES_LIMIT >> 20} MiB", "split it"))
    text = decoded(raw).removeprefix("\ufeff")
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, line = [], 1
    names: list[str] = []
    try:
        for cells in reader:
            if not names:
                names = [cell.strip().lower() for cell in cells]
            elif any(cell.strip() for cell in cells):
                found = zip(names, cells, strict=False)
                rows.append(Row(line, {name: meant(cell.strip()) for name, cell in found if cell.strip()}))
            line = reader.line_num + 1
            if len(rows) > ROWS_LIMIT:
                raise Unreadable(Problem(line, 1, f"the table has more than {ROWS_LIMIT:,} rows", "split it"))
    except csv.Error as error:
        raise Unreadable(Problem(line, 1, f"this row is no CSV: {error}", "mend its quotation marks")) from None
    return rows, [_strange(path, name, columns) for name in names if name and name not in columns]


def _strange(path: str, name: str, columns: Sequence[str]) -> Placed:
    near = nearest(name, columns)
    help_ = f"did you mean `{near}`?" if near else "a map has no such key"
    return Placed(path, Problem(1, 1, f"the column `{one_line(name)}`", help_))
