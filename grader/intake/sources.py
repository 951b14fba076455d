"""Raw files → a submission: which are source, what they hold, and what is to be said about the others."""

import hashlib
import posixpath
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from grader.intake.notebook import NotANotebook, corrupt, read_notebook
from grader.intake.text import decode
from grader.model import Cell, Phrase, SourceFile, Submission

SOURCE_BYTES = 1 << 20
NOTEBOOK_BYTES = 20 << 20
ARCHIVE_BYTES = 50 << 20
SUBMISSION_BYTES = 64 << 20
"""What a source, a notebook, a submission's archives and all of its files may hold."""

ONLINE_TEXTS = 2
ONLINE_TEXT_BYTES = 100_000
"""Texts from the platform's editor; a long one of many brackets costs the parser the square of its length."""

FILES_PER_SUBMISSION = 300
CELLS_PER_SUBMISSION = 100_000
NOTES_PER_SUBMISSION = 40
_SHOWN_FILES = 6

_LEFT_BEHIND = frozenset({
    "__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini",
    ".git", ".gitignore", ".svn", ".hg", ".github", ".vscode", ".idea",
    "__pycache__", ".ipynb_checkpoints", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".venv",
    "node_modules", "site-packages",
})  # fmt: skip
_NOTEBOOK_ENDINGS = (".ipynb", ".ipynb.txt", ".ipynb.json")
_SOURCE_ENDINGS = (".py", ".py.txt", ".pyw")
_ONLINE_TEXTS = frozenset({"onlinetext.html", "text.html"})


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file found somewhere: its path inside the submission, its size, and how to read at most n bytes.

    ``refused`` is the note of a file that must not be opened. ``read`` may raise Unreadable. What is
    ``skipped`` is worth a word only where there is nothing else.
    """

    path: str
    size: int = 0
    read: Callable[[int], bytes] | None = None
    refused: Phrase | None = None
    skipped: bool = False


class Unreadable(Exception):  # noqa: N818 — it is said with ``raise``
    """A file cannot be read; ``phrase`` says why."""

    def __init__(self, phrase: Phrase) -> None:
        super().__init__(phrase.code)
        self.phrase = phrase


def is_left_behind(name: str) -> bool:
    """Whether a system or a tool leaves files and folders of this name wherever it was: nobody hands them in."""
    return name in _LEFT_BEHIND or name.startswith("._")


def is_skipped(name: str) -> bool:
    """Whether a file or folder is none of the student's work: caches, environments, what is hidden."""
    return name.startswith((".", "~")) or name in {"venv", "env"} or is_left_behind(name)


def skipped_part(path: str) -> str:
    """Return the beginning of a path that ends with what is skipped; empty where nothing is."""
    parts = path.split("/")
    skipped = (n for n, part in enumerate(parts, start=1) if part != ".." and is_skipped(part))
    return "/".join(parts[: next(skipped, 0)])


def ending(path: str) -> str:
    """Return ``notebook``, ``source``, ``archive`` or an empty text, by the file's name alone."""
    name = path.lower()
    if name.endswith(_NOTEBOOK_ENDINGS):
        return "notebook"
    if name.endswith(_SOURCE_ENDINGS):
        return "source"
    return "archive" if name.endswith(".zip") else ""


def assemble(student: str, raw_files: Iterable[RawFile], notes: Iterable[Phrase] = ()) -> Submission:
    """Read a submission's files.

    Files are taken in the order of their paths. What cannot or must not be read is noted, the rest is read.
    """
    said = list(notes)
    files: list[SourceFile] = []
    others: list[str] = []
    skipped: list[str] = []
    online: list[RawFile] = []
    digest = hashlib.sha256()
    budget = SUBMISSION_BYTES
    for raw in sorted(raw_files, key=lambda r: r.path):
        kind = ending(raw.path)
        if raw.skipped:
            skipped.append(raw.path)
            continue
        if raw.refused is not None:
            said.append(raw.refused)
            digest.update(_stamp(raw.path, raw.refused.code.encode()))
            continue
        if kind not in {"notebook", "source"} or raw.read is None:
            if raw.read is not None and posixpath.basename(raw.path) in _ONLINE_TEXTS:
                online.append(raw)
            others.append(raw.path)
            continue
        if len(files) >= FILES_PER_SUBMISSION or sum(len(f.cells) for f in files) > CELLS_PER_SUBMISSION:
            said.append(Phrase("too-many-files", {"limit": len(files)}))
            break
        try:
            data = read_whole(raw, min(NOTEBOOK_BYTES if kind == "notebook" else SOURCE_BYTES, budget))
        except Unreadable as fault:
            said.append(fault.phrase)
            digest.update(_stamp(raw.path, b"unread"))
            continue
        budget -= len(data)
        digest.update(_stamp(raw.path, data))
        files.append(_source_file(raw.path, kind, data, said))
    for raw in online[:ONLINE_TEXTS] if not files else ():
        try:
            data = read_whole(raw, min(ONLINE_TEXT_BYTES, budget))
        except Unreadable as fault:
            said.append(fault.phrase)
            continue
        budget -= len(data)
        if text := _online_text(data):
            digest.update(_stamp(raw.path, data))
            files.append(SourceFile(raw.path, (Cell(None, text),)))
    if not any(cell.text.strip() for file in files for cell in file.cells):
        if not said:
            what = {"files": others[:_SHOWN_FILES]}
            said.append(Phrase("no-source", what) if others else Phrase("empty-submission"))
        if skipped:
            said.append(Phrase("skipped-files", {"files": sorted(set(skipped))[:_SHOWN_FILES]}))
    if len(said) > NOTES_PER_SUBMISSION:
        said[NOTES_PER_SUBMISSION:] = [Phrase("more-notes", {"count": len(said) - NOTES_PER_SUBMISSION})]
    return Submission(student, tuple(files), digest.hexdigest(), tuple(said))


def _stamp(path: str, data: bytes) -> bytes:
    name = path.encode("utf-8", "backslashreplace")
    return b"%d:%s%d:%s" % (len(name), name, len(data), data)


def read_whole(raw: RawFile, limit: int) -> bytes:
    """Read a file of at most ``limit`` bytes.

    Raises
    ------
    Unreadable
        When there are more, or it cannot be read.
    """
    if raw.read is None:
        raise Unreadable(raw.refused or Phrase("unreadable", {"file": raw.path}))
    data = raw.read(limit + 1) if raw.size <= limit else b""
    if max(raw.size, len(data)) > limit:
        raise Unreadable(Phrase("too-large", {"file": raw.path}))
    return data


def _source_file(path: str, kind: str, data: bytes, notes: list[Phrase]) -> SourceFile:
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml")):
        notes.append(Phrase("not-python", {"file": path, "kind": "HTML"}))
        return SourceFile(path, ())
    as_notebook = kind == "notebook" or (
        head.startswith(b"{") and b'"cells"' in data and b'"nbformat' in data
    )
    if as_notebook:
        try:
            cells, language = read_notebook(data)
        except NotANotebook as fault:
            if kind == "source" or not _looks_like_python(data):
                if kind == "notebook":
                    notes.append(corrupt(path, fault))
                    return SourceFile(path, ())
            else:
                notes.append(Phrase("renamed", {"file": path, "kind": "Python"}))
        else:
            if kind == "source":
                notes.append(Phrase("renamed", {"file": path, "kind": "notebook"}))
            if language and not language.startswith(("python", "ipython")):
                notes.append(Phrase("not-python", {"file": path, "kind": language}))
            return SourceFile(path, cells)
    text, encoding = decode(data)
    if encoding is not None:
        notes.append(Phrase("encoding", {"file": path, "encoding": encoding}))
    return SourceFile(path, (Cell(None, text),))


def _looks_like_python(data: bytes) -> bool:
    """Whether a file called a notebook is plain source: no JSON begins it, and Python's first words do."""
    head = data[:20000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"{", b"[", b'"cells"')) or b"\0" in head:
        return False
    return any(
        line.lstrip().startswith((b"def ", b"import ", b"from ", b"class ")) for line in head.splitlines()
    )


def _online_text(data: bytes) -> str:
    """Return the source that was pasted into the LMS's own editor, or an empty text."""
    from html.parser import HTMLParser

    parts: list[str] = []

    class Lines(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
            if tag in {"br", "p", "div", "li", "tr"}:
                parts.append("\n")

        def handle_data(self, data: str) -> None:
            parts.append(data.replace("\xa0", " "))

    Lines(convert_charrefs=True).feed(decode(data)[0])
    text = "".join(parts).strip("\n") + "\n"
    return text if "def " in text or "class " in text or "=" in text else ""
