"""A CSV file of another system, changed in place: what is not ours keeps its bytes.

Quoting, separator, line ends and a byte order mark stay as they were; only cells that are set change.
"""

import re
from collections.abc import Iterator, Sequence


class Worksheet:
    r"""Rows of raw cells.

    Parameters
    ----------
    text : the whole file.

    Examples
    --------
    >>> sheet = Worksheet('Name,Grade\r\n"Doe, Jane",\r\n')
    >>> sheet.set(1, 1, "7.50")
    >>> sheet.text()
    'Name,Grade\r\n"Doe, Jane",7.50\r\n'
    """

    def __init__(self, text: str) -> None:
        self._mark = "\ufeff" if text.startswith("\ufeff") else ""
        text = text[len(self._mark) :]
        self.separator = _separator(text)
        self._rows = list(_rows(text, self.separator))

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, number: int) -> list[str]:
        """Read the cells of a row as text."""
        return [_value(cell) for cell in self._rows[number][0]]

    def set(self, row: int, column: int, value: str) -> None:
        """Write one cell, quoted where it was quoted before or where it has to be."""
        cells = self._rows[row][0]
        if column >= len(cells):
            cells.extend([""] * (column + 1 - len(cells)))
        needed = any(character in value for character in f'{self.separator}"\r\n')
        quoted = needed or cells[column].startswith('"')
        cells[column] = '"' + value.replace('"', '""') + '"' if quoted else value

    def keep(self, columns: Sequence[int], rows: Sequence[int]) -> None:
        """Drop all other columns and rows."""
        kept = (self._rows[row] for row in rows)
        self._rows = [([cells[c] if c < len(cells) else "" for c in columns], end) for cells, end in kept]

    def text(self) -> str:
        """Write the whole file."""
        return self._mark + "".join(self.separator.join(cells) + end for cells, end in self._rows)


def _separator(text: str) -> str:
    header = re.sub(r'"(?:[^"]|"")*"', "", text.split("\n", 1)[0])
    return max(",;\t", key=header.count)


def _rows(text: str, separator: str) -> Iterator[tuple[list[str], str]]:
    position = 0
    while position < len(text):
        cells: list[str] = []
        while True:
            found = _cell_at(text, position, separator)
            cells.append(text[position:found])
            position = found
            if position < len(text) and text[position] == separator:
                position += 1
                continue
            break
        end = "\r\n" if text.startswith("\r\n", position) else text[position : position + 1]
        position += len(end)
        yield cells, end


def _cell_at(text: str, start: int, separator: str) -> int:
    """Where the cell that begins at ``start`` ends."""
    position = start
    if text.startswith('"', start):
        position = start + 1
        while position < len(text):
            if text[position] == '"':
                if text.startswith('""', position):
                    position += 2
                    continue
                position += 1
                break
            position += 1
    while position < len(text) and text[position] not in f"{separator}\r\n":
        position += 1
    return position


def _value(cell: str) -> str:
    if not cell.startswith('"'):
        return cell
    return cell[1 : -1 if cell.endswith('"') and len(cell) > 1 else None].replace('""', '"')
