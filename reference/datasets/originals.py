"""MNIST, Fashion-MNIST and CIFAR-10, from their original files in a local folder."""

import gzip
import io
import pickle
import struct
import tarfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
DataSet = tuple[Array, Array, tuple[str, ...]]

FASHION = (
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
)
CIFAR = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
_IDX_TYPES = {8: ">u1", 9: ">i1", 11: ">i2", 12: ">i4", 13: ">f4", 14: ">f8"}
_CIFAR_RECORD = 1 + 3 * 32 * 32
_MOST_BYTES = 1 << 30


def mnist(folder: str) -> DataSet:
    """Read the handwritten digits of MNIST.

    Slides: deck 002, "Ejemplo 1 (capa convolucional y pooling)".

    Parameters
    ----------
    folder : str
        Holds ``train-images-idx3-ubyte``, ``train-labels-idx1-ubyte``, and the same of ``t10k``; with or
        without ``.gz``, with a hyphen or a dot before ``idx``.

    Returns
    -------
    images : (70000, 28, 28) float32 array between 0 and 1
    labels : (70000,) int array
    classes : ("0", …, "9")

    Raises
    ------
    FileNotFoundError, ValueError
        If a file is missing, or truncated, or no IDX file.

    Examples
    --------
    >>> images, labels, classes = mnist("data/mnist")  # doctest: +SKIP
    """
    return (*_idx_pairs(Path(folder)), tuple("0123456789"))


def fashion_mnist(folder: str) -> DataSet:
    """Read the garments of Fashion-MNIST; its files have the names and the format of MNIST's.

    Slides: deck 002, "Ejemplo 1 (capa convolucional y pooling)".

    Parameters
    ----------
    folder : str

    Returns
    -------
    images : (70000, 28, 28) float32 array between 0 and 1
    labels : (70000,) int array
    classes : tuple of str

    Examples
    --------
    >>> images, labels, classes = fashion_mnist("data/fashion")  # doctest: +SKIP
    """
    return (*_idx_pairs(Path(folder)), FASHION)


def read_idx(path: str | Path) -> Array:
    """Read one IDX file, the format of MNIST.

    Two zeros, the type, the number of axes; their lengths, big-endian; the values in row-major order.

    Slides: deck 002, "Ejemplo 1 (capa convolucional y pooling)".

    Parameters
    ----------
    path : path
        Compressed with gzip or not; the content decides, not the name.

    Returns
    -------
    array

    Raises
    ------
    ValueError
        If it is no IDX file, or shorter or longer than its head says; the file is named.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile() as file:
    ...     _ = file.write(bytes([0, 0, 8, 1, 0, 0, 0, 3, 5, 6, 7])); file.flush()
    ...     read_idx(file.name)
    array([5, 6, 7], dtype=uint8)
    """
    path = Path(path)
    data = _unzipped(path)
    if len(data) < 4 or data[:2] != b"\0\0" or data[2] not in _IDX_TYPES or not data[3]:
        raise ValueError(f"{path}: no IDX file (it begins with {data[:4].hex(' ') or 'nothing'})")
    kind, axes = np.dtype(_IDX_TYPES[data[2]]), data[3]
    head = 4 + 4 * axes
    if len(data) < head:
        raise ValueError(f"{path}: truncated: {len(data)} bytes, and its head alone has {head}")
    shape = struct.unpack(f">{axes}I", data[4:head])
    expected = head + int(np.prod(shape, dtype=object)) * kind.itemsize
    if len(data) != expected:
        what = "truncated" if len(data) < expected else "too long"
        raise ValueError(
            f"{path}: {what}: {len(data)} bytes, and {expected} are announced for the shape {shape}"
        )
    return np.frombuffer(data, kind, offset=head).reshape(shape).astype(kind.newbyteorder("="))


def cifar10(folder: str) -> DataSet:
    """Read the colour images of CIFAR-10.

    Slides: deck 001, "Utilizando información espacial".

    Parameters
    ----------
    folder : str
        Holds the binary version (``data_batch_1.bin`` … ``test_batch.bin``) or the one for Python
        (``data_batch_1`` … ``test_batch``), or the archive of either (``cifar-10-*.tar.gz``). The one for
        Python consists of pickles: they are read by a reader that makes arrays and nothing else.

    Returns
    -------
    images : (60000, 3, 32, 32) float32 array between 0 and 1
    labels : (60000,) int array
    classes : tuple of str

    Raises
    ------
    FileNotFoundError, ValueError
        If there are no batches, or one is truncated.

    Examples
    --------
    >>> images, labels, classes = cifar10("data/cifar10")  # doctest: +SKIP
    """
    batches = [_cifar_batch(name, data) for name, data in _cifar_files(Path(folder))]
    pixels = np.concatenate([images for images, _ in batches]).reshape(-1, 3, 32, 32)
    return _scaled(pixels), np.concatenate([labels for _, labels in batches]).astype(int), CIFAR


# ---------------------------------------------------------------- IDX


def _idx_pairs(folder: Path) -> tuple[Array, Array]:
    images, labels = [], []
    for part in ("train", "t10k"):
        images.append(read_idx(_find(folder, f"{part}-images", "idx3-ubyte")))
        labels.append(read_idx(_find(folder, f"{part}-labels", "idx1-ubyte")))
        if images[-1].ndim != 3 or labels[-1].shape != images[-1].shape[:1]:
            raise ValueError(
                f"{folder}: {part}: images {images[-1].shape} and labels {labels[-1].shape} do not fit"
            )
    return _scaled(np.concatenate(images)), np.concatenate(labels).astype(int)


def _find(folder: Path, start: str, end: str) -> Path:
    for name in (f"{start}{mark}{end}{zipped}" for mark in "-." for zipped in ("", ".gz")):
        if (folder / name).is_file():
            return folder / name
    raise FileNotFoundError(f"{folder}: there is no {start}-{end} and no {start}-{end}.gz")


def _unzipped(path: Path) -> bytes:
    data = path.read_bytes()
    if data[:2] != b"\x1f\x8b":
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            content = file.read(_MOST_BYTES + 1)
    except (EOFError, OSError) as error:
        raise ValueError(f"{path}: truncated or damaged: {error}") from error
    if len(content) > _MOST_BYTES:
        raise ValueError(f"{path}: unpacks to more than {_MOST_BYTES} bytes")
    return content


# ---------------------------------------------------------------- CIFAR


def _cifar_files(folder: Path) -> Iterable[tuple[str, bytes]]:
    names = [*(f"data_batch_{n}" for n in range(1, 6)), "test_batch"]
    for place in (folder, folder / "cifar-10-batches-bin", folder / "cifar-10-batches-py"):
        for end in (".bin", ""):
            paths = [place / (name + end) for name in names]
            if any(path.is_file() for path in paths):
                missing = [path.name for path in paths if not path.is_file()]
                if missing:
                    raise FileNotFoundError(f"{place}: {', '.join(missing)} is missing")
                return [(str(path), path.read_bytes()) for path in paths]
    for path in sorted(folder.glob("cifar-10*.tar.gz")):
        return list(_cifar_archive(path, names))
    raise FileNotFoundError(
        f"{folder}: there is no data_batch_1.bin, no data_batch_1 and no cifar-10-*.tar.gz"
    )


def _cifar_archive(path: Path, names: list[str]) -> Iterable[tuple[str, bytes]]:
    try:
        with tarfile.open(path) as archive:
            for member in archive:
                stem = Path(member.name).name.removesuffix(".bin")
                file = archive.extractfile(member) if member.isfile() and stem in names else None
                if file is not None:
                    yield f"{path}: {member.name}", file.read()
    except (EOFError, OSError, tarfile.TarError) as error:
        raise ValueError(f"{path}: truncated or damaged: {error}") from error


def _cifar_batch(name: str, data: bytes) -> tuple[Array, Array]:
    if data[:1] == b"\x80":
        return _cifar_pickle(name, data)
    if not data or len(data) % _CIFAR_RECORD:
        raise ValueError(
            f"{name}: truncated: {len(data)} bytes are no whole number of records of {_CIFAR_RECORD}"
        )
    records = np.frombuffer(data, np.uint8).reshape(-1, _CIFAR_RECORD)
    return _checked(name, records[:, 1:], records[:, 0])


def _cifar_pickle(name: str, data: bytes) -> tuple[Array, Array]:
    try:
        batch = _ArraysOnly(io.BytesIO(data), encoding="bytes").load()
        pixels, labels = np.asarray(batch[b"data"]), np.asarray(batch[b"labels"])
    except (
        pickle.UnpicklingError,
        EOFError,
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
        IndexError,
    ) as error:
        raise ValueError(f"{name}: truncated, or no batch of CIFAR-10: {error}") from error
    if pixels.dtype != np.uint8 or pixels.shape != (len(labels), _CIFAR_RECORD - 1):
        raise ValueError(f"{name}: data {pixels.shape} of {pixels.dtype} and {len(labels)} labels")
    return _checked(name, pixels, labels)


def _checked(name: str, pixels: Array, labels: Array) -> tuple[Array, Array]:
    if labels.min() < 0 or labels.max() >= len(CIFAR):
        raise ValueError(f"{name}: a label is {labels.max()}; CIFAR-10 has ten classes")
    return pixels, labels


class _ArraysOnly(pickle.Unpickler):
    """Makes what a batch consists of; whatever else a pickle names is refused, so it runs nothing."""

    _NAMES = frozenset({("numpy", "ndarray"), ("numpy", "dtype"), ("_codecs", "encode")})

    def find_class(self, module: str, name: str) -> Any:
        if name == "_reconstruct" and module in {"numpy.core.multiarray", "numpy._core.multiarray"}:
            return np.zeros(0).__reduce__()[0]
        if (module, name) in self._NAMES:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a data set")


def _scaled(pixels: Array) -> Array:
    return (pixels / np.float32(255)).astype(np.float32)
