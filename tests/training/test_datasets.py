"""Loaders of original files, what disturbs images, and the split."""

import gzip
import pickle
import struct
import tarfile
from dataclasses import replace

import numpy as np
import pytest

from grader.course import datasets
from grader.course.golden import Golden
from grader.errors import OwnFault
from reference.datasets.bundled import digits, letters_xo
from reference.datasets.folders import image_folder
from reference.datasets.originals import cifar10, fashion_mnist, mnist, read_idx


def idx(array, *, kind=8):
    head = struct.pack(f">BBBB{array.ndim}I", 0, 0, kind, array.ndim, *array.shape)
    return head + array.astype({8: ">u1", 13: ">f4"}[kind]).tobytes()


@pytest.fixture
def mnist_folder(tmp_path):
    rng = np.random.default_rng(0)
    for part, count, zipped in (("train", 6, ""), ("t10k", 2, ".gz")):
        for name, array in (
            (f"{part}-images-idx3-ubyte", rng.integers(0, 256, (count, 28, 28))),
            (f"{part}-labels-idx1-ubyte", rng.integers(0, 10, count)),
        ):
            data = idx(array)
            (tmp_path / (name + zipped)).write_bytes(gzip.compress(data) if zipped else data)
    return tmp_path


def test_mnist_in_its_original_files(mnist_folder):
    images, labels, classes = mnist(str(mnist_folder))
    assert images.shape == (8, 28, 28)
    assert images.dtype == np.float32
    assert 0 <= images.min() <= images.max() <= 1
    assert labels.shape == (8,)
    assert len(classes) == 10
    assert fashion_mnist(str(mnist_folder))[2][9] == "Ankle boot"


def test_an_idx_file_of_floats(tmp_path):
    values = np.arange(6.0).reshape(2, 3) / 4
    (tmp_path / "x").write_bytes(idx(values, kind=13))
    assert read_idx(tmp_path / "x").tolist() == values.tolist()


WHOLE = idx(np.zeros((3, 4, 4)))
DAMAGED = {
    "empty": (b"", "no IDX file"),
    "a page of HTML": (b"<html>404</html>", "no IDX file"),
    "an unknown type": (b"\0\0\7\1" + bytes(8), "no IDX file"),
    "half a head": (WHOLE[:9], "truncated"),
    "one byte short": (WHOLE[:-1], "truncated"),
    "one byte long": (WHOLE + b"\0", "too long"),
    "a cut gzip": (gzip.compress(bytes(range(256)) * 50)[:-20], "truncated"),
    "absurd lengths": (b"\0\0\10\4" + b"\xff" * 16, "truncated"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_idx_file_is_named(tmp_path, name):
    data, said = DAMAGED[name]
    (tmp_path / "train-images").write_bytes(data)
    with pytest.raises(ValueError, match=said) as caught:
        read_idx(tmp_path / "train-images")
    assert "train-images" in str(caught.value)


def test_a_missing_file_is_named(mnist_folder):
    (mnist_folder / "t10k-labels-idx1-ubyte.gz").unlink()
    with pytest.raises(FileNotFoundError, match="t10k-labels"):
        mnist(str(mnist_folder))


BATCHES = [*(f"data_batch_{n}" for n in range(1, 6)), "test_batch"]


def record(label, pixel):
    return bytes([label]) + bytes([pixel]) * 3072


def batch(label):
    return {b"data": np.full((2, 3072), label, np.uint8), b"labels": [label, label], b"batch_label": b"x"}


def test_cifar_in_its_binary_version(tmp_path):
    for n, name in enumerate(BATCHES):
        (tmp_path / f"{name}.bin").write_bytes(record(n, 255) + record(n, 0))
    images, labels, classes = cifar10(str(tmp_path))
    assert images.shape == (12, 3, 32, 32)
    assert labels.tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert images[0].min() == 1.0
    assert classes[0] == "airplane"


def test_cifar_as_pickles_and_as_an_archive(tmp_path):
    for n, name in enumerate(BATCHES):
        (tmp_path / name).write_bytes(pickle.dumps(batch(n), protocol=2))
    assert cifar10(str(tmp_path))[1].tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    packed = tmp_path / "packed"
    packed.mkdir()
    with tarfile.open(packed / "cifar-10-python.tar.gz", "w:gz") as archive:
        for name in BATCHES:
            archive.add(tmp_path / name, f"cifar-10-batches-py/{name}")
    assert len(cifar10(str(packed))[1]) == 12


class Evil:
    def __reduce__(self):
        return (print, ("the pickle ran",))


CIFAR_DAMAGED = {
    "cut": (record(0, 1)[:-1], "truncated"),
    "empty": (b"", "truncated"),
    "a label of eleven": (record(11, 1), "label"),
    "a cut pickle": (pickle.dumps(batch(0), protocol=2)[:-200], "truncated"),
    "a pickle of something else": (pickle.dumps([1, 2], protocol=2), "no batch"),
    "a pickle that runs something": (pickle.dumps({b"data": Evil()}, protocol=2), "no place"),
}


@pytest.mark.parametrize("name", CIFAR_DAMAGED)
def test_a_damaged_batch_is_named(tmp_path, name, capsys):
    data, said = CIFAR_DAMAGED[name]
    end = "" if data[:1] == b"\x80" else ".bin"
    for one in BATCHES:
        (tmp_path / (one + end)).write_bytes(data)
    with pytest.raises(ValueError, match=said) as caught:
        cifar10(str(tmp_path))
    assert "data_batch_1" in str(caught.value)
    assert capsys.readouterr().out == ""


def test_a_missing_batch_is_named(tmp_path):
    (tmp_path / "data_batch_1.bin").write_bytes(record(0, 0))
    with pytest.raises(FileNotFoundError, match=r"test_batch\.bin"):
        cifar10(str(tmp_path))


def picture(path, size=(20, 10), color=128):
    from PIL import Image

    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("L", size, color).save(path)


def test_a_folder_for_each_class(tmp_path):
    picture(tmp_path / "train" / "NORMAL" / "a.png", color=255)
    picture(tmp_path / "test" / "NORMAL" / "b.jpeg")
    picture(tmp_path / "train" / "PNEUMONIA" / "c.png", color=0)
    (tmp_path / "readme.txt").write_text("no image")
    images, labels, classes = image_folder(str(tmp_path), side=8)
    assert images.shape == (3, 8, 8)
    assert classes == ("NORMAL", "PNEUMONIA")
    assert sorted(labels.tolist()) == [0, 0, 1]
    assert image_folder(str(tmp_path), side=8, color=True)[0].shape == (3, 3, 8, 8)


def test_an_image_that_is_none_is_named(tmp_path):
    picture(tmp_path / "a" / "a.png")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "broken.png").write_bytes(b"no image")
    with pytest.raises(ValueError, match=r"broken\.png"):
        image_folder(str(tmp_path))
    with pytest.raises(ValueError, match="one folder for each class"):
        image_folder(str(tmp_path / "a"))


def test_digits():
    pytest.importorskip("sklearn", reason="the digits come with scikit-learn (extra: training)")
    images, labels, classes = digits()
    assert images.shape == (1797, 8, 8)
    assert images.max() == 1
    assert labels[:3].tolist() == [0, 1, 2]
    assert len(classes) == 10


def test_letters_are_drawn_from_their_seed():
    first, again, other = (letters_xo(20, seed=seed)[0] for seed in (1, 1, 2))
    assert (first == again).all()
    assert not (first == other).all()
    X, O = letters_xo(2, noise=0)[0]  # noqa: E741
    assert X.shape == O.shape == (9, 9)


# ---------------------------------------------------------------- ours


def test_a_small_image_loses_nothing_by_a_shift():
    rng = np.random.default_rng(0)
    images = np.zeros((200, 8, 8), np.float32)
    images[:, 1:7, 2:6] = rng.uniform(0.1, 1, (200, 6, 4))
    images[50:, 0, 3] = 0.5
    moved = datasets.perturbed(images, "shift", rng)
    assert not (moved == images).all()
    for before, after in zip(images, moved, strict=True):
        assert np.sort(before[before > 0]).tolist() == np.sort(after[after > 0]).tolist()
    assert {tuple(np.argwhere(m > 0)[0]) for m in moved[:50]} >= {(0, 1), (2, 3), (1, 2)}


def test_noise_stays_in_the_range():
    images = np.random.default_rng(0).uniform(0, 1, (10, 3, 20, 20)).astype(np.float32)
    noisy = datasets.perturbed(images, {"noise": 0.1, "shift": 2}, np.random.default_rng(1))
    assert noisy.shape == images.shape
    assert images.min() <= noisy.min() <= noisy.max() <= images.max()
    assert not (noisy == images).any(axis=(1, 2, 3)).all()


def test_an_unknown_disturbance():
    with pytest.raises(OwnFault, match="twist"):
        datasets.perturbed(np.zeros((1, 8, 8), np.float32), {"twist": 1}, np.random.default_rng(0))


@pytest.fixture
def exercise(course):
    return next(e for e in course.exercises if e.id == "train-cnn-numpy")


def test_the_split_hangs_on_a_seed_that_stays_outside(course, exercise, monkeypatch):
    spec = {"set": "letters_xo", "count": 100, "test": 30, "train": 50, "perturb": "noise", "split": 4}
    golden = Golden(course)
    data = datasets.load(exercise, spec, golden, version="a")
    assert (len(data.train_labels), len(data.test_labels), data.classes) == (50, 30, ("X", "O"))
    assert datasets.load(exercise, spec, golden, version="a") is data
    again = datasets.load(exercise, spec, golden, version="b")
    assert (again.test_images == data.test_images).all()
    monkeypatch.setenv("GRADER_TRAINING_SEED", "something only the instructor knows")
    other = datasets.load(exercise, spec, golden, version="b")
    assert not (other.test_labels == data.test_labels).all()


NOT_HAD = {
    "no such loader": ({"set": "nothing_of_the_kind"}, "nothing_of_the_kind"),
    "more than there is": ({"set": "letters_xo", "count": 10, "test": 10}, "10"),
    "an option it does not know": ({"set": "letters_xo", "colour": "red"}, "colour"),
    "no folder": ({"set": "image_folder", "folder": "missing"}, "missing"),
}


@pytest.mark.parametrize("name", NOT_HAD)
def test_data_that_cannot_be_had(course, exercise, name):
    spec, said = NOT_HAD[name]
    with pytest.raises(OwnFault, match=said):
        datasets.load(exercise, spec, Golden(course), version="c")


def test_files_are_found_from_the_exercise_or_a_folder_of_the_machine(
    course, exercise, mnist_folder, monkeypatch
):
    here = replace(exercise, folder=str(mnist_folder.parent))
    spec = {"set": "mnist", "folder": mnist_folder.name, "test": 3}
    assert len(datasets.load(here, spec, Golden(course), version="d").train_labels) == 5
    monkeypatch.setenv("GRADER_DATA", str(mnist_folder.parent))
    assert len(datasets.load(exercise, spec, Golden(course), version="e").train_labels) == 5
