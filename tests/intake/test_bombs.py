"""Archives of a student that would cost far more than they seem: each costs its own author, and no one else."""

import bz2
import io
import lzma
import struct
import zipfile

import pytest

from grader.intake import read_submission
from grader.intake.archive import ARCHIVES_PER_SUBMISSION, MEMBERS_PER_SUBMISSION
from grader.intake.sources import ARCHIVE_BYTES

SOURCE = b"x = 1\n"


def entry(signature, name, *, method=0, size=0, body=b""):
    """Return a member's header in the directory or before its body."""
    fields = (20, 0, method, 0, 33, 0, len(body), size, len(name), 0)
    if signature == b"PK\3\4":
        return struct.pack("<4s5H3L2H", signature, *fields) + name + body
    return struct.pack("<4s6H3L5H2L", signature, 20, *fields, 0, 0, 0, 0, 0) + name


def end(count, directory_bytes, offset):
    return struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, directory_bytes, offset, 0)


def lying(method, body):
    """Return a zip with one member that says it holds 6 bytes."""
    local = entry(b"PK\3\4", b"conv.py", method=method, size=6, body=body)
    directory = entry(b"PK\1\2", b"conv.py", method=method, size=6, body=body)
    return local + directory + end(1, len(directory), len(local))


def many(how):
    """Return a zip of more members than its end admits."""
    count = MEMBERS_PER_SUBMISSION * 5
    local = entry(b"PK\3\4", b"a")
    directory = entry(b"PK\1\2", b"a") * count
    data = local + directory
    if how == "wide":
        sizes = (44, 45, 45, 0, 0, count, count, len(directory), len(local))
        data += struct.pack("<4sQ2H2L4Q", b"PK\6\6", *sizes)
        data += struct.pack("<4sLQL", b"PK\6\7", 0, len(local) + len(directory), 1)
        return data + end(1, 47, len(local))
    if how == "an end inside the end":
        return data + end(1, len(directory), int.from_bytes(b"PK\5\6", "little"))
    return data + end(count & 0xFFFF, len(directory), len(local))


LZMA = {"id": lzma.FILTER_LZMA1, "dict_size": 1 << 16}


def with_lzma_header(data):
    properties = struct.pack("<BL", 93, 1 << 16)
    body = lzma.compress(data, lzma.FORMAT_RAW, filters=[LZMA])
    return struct.pack("<BBH", 9, 4, len(properties)) + properties + body


BOMBS = {
    # name: (bytes of the zip, notes, what is said of it)
    "bzip2": (lying(zipfile.ZIP_BZIP2, bz2.compress(b"#" * (8 << 20))), "refused-member", "compression"),
    "lzma": (lying(zipfile.ZIP_LZMA, with_lzma_header(b"#" * (8 << 20))), "refused-member", "compression"),
    "more members than are looked at": (many("plainly"), "too-large", None),
    "a wide directory": (many("wide"), "too-large", None),
    "an end inside the end": (many("an end inside the end"), "too-large", None),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_named_and_not_unpacked(name, tmp_path):
    data, code, why = BOMBS[name]
    (tmp_path / "a.py").write_bytes(SOURCE)
    (tmp_path / "conv.zip").write_bytes(data)
    submission = read_submission(tmp_path)
    assert [file.path for file in submission.files] == ["a.py"]
    assert [(note.code, note.params.get("why")) for note in submission.notes] == [(code, why)]


def zipped(*names, padding=0):
    buffer = io.BytesIO(b"\0" * padding)
    buffer.seek(padding)
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, SOURCE)
    return buffer.getvalue()


def test_all_archives_of_a_submission_share_a_budget(tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.zip").write_bytes(zipped("a.py", padding=ARCHIVE_BYTES // 2 - 1000))
    submission = read_submission(tmp_path)
    assert [file.path for file in submission.files] == ["0.zip/a.py", "1.zip/a.py"]
    assert [(note.code, note.params["file"]) for note in submission.notes] == [("too-large", "2.zip")]


def test_only_so_many_archives_are_opened(tmp_path):
    for number in range(ARCHIVES_PER_SUBMISSION + 2):
        (tmp_path / f"{number:02}.zip").write_bytes(zipped("a.py"))
    submission = read_submission(tmp_path)
    assert len(submission.files) == ARCHIVES_PER_SUBMISSION
    assert [note.params["file"] for note in submission.notes] == ["08.zip", "09.zip"]


def test_a_zip_with_a_comment_and_a_wide_one_that_is_honest(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.comment = b"c" * 65_535
        archive.writestr("a.py", SOURCE)
    (tmp_path / "c.zip").write_bytes(buffer.getvalue())
    assert [file.path for file in read_submission(tmp_path).files] == ["c.zip/a.py"]
