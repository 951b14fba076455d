"""Common filters: kernels that were not learned but thought out, and what they find in a picture."""

from typing import Any

import numpy as np
import numpy.typing as npt

from .convolution import conv2d

Array = npt.NDArray[Any]

EDGE_KERNELS: dict[str, list[list[float]]] = {
    "vertical": [[1, 0, -1], [1, 0, -1], [1, 0, -1]],
    "horizontal": [[1, 1, 1], [0, 0, 0], [-1, -1, -1]],
    "edges": [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]],
    "dark_edges": [[1, 1, 1], [1, -8, 1], [1, 1, 1]],
    "sharpen": [[0, -1, 0], [-1, 5, -1], [0, -1, 0]],
}


def make_filter(name: str, size: int = 3, sigma: float = 1.0) -> Array:
    """Make one of the seven filters that the exercise on the slide names.

    The slides print no numbers. What makes each kernel that filter are its properties: those of edges add up
    to 0 (nothing happens on a flat surface), the blurs and the sharpening to 1 (brightness stays).

    Slides: deck 000, "Filtros comunes: Ejercicio"; deck 001, "Producindo mapas de características".

    Parameters
    ----------
    name : {"vertical", "horizontal", "edges", "dark_edges", "box", "gaussian", "sharpen"}
    size : int
        Side of the two blurs, odd; the other kernels are 3×3.
    sigma : float
        Standard deviation of the Gaussian, in cells.

    Returns
    -------
    (size, size) float64 array

    Raises
    ------
    ValueError
        If there is no filter of that name.

    Examples
    --------
    >>> make_filter("vertical")
    array([[ 1.,  0., -1.],
           [ 1.,  0., -1.],
           [ 1.,  0., -1.]])
    >>> make_filter("box").sum().round(12)
    np.float64(1.0)
    """
    if name in EDGE_KERNELS:
        return np.array(EDGE_KERNELS[name], dtype=float)
    if name == "box":
        return np.full((size, size), 1 / size**2)
    if name == "gaussian":
        distance = np.arange(size) - size // 2
        bell = np.exp(-(distance**2) / (2 * sigma**2))
        kernel = np.outer(bell, bell)
        return np.asarray(kernel / kernel.sum())
    raise ValueError(f"there is no filter {name!r}")


def apply_filter(img: npt.ArrayLike, k: npt.ArrayLike) -> Array:
    """Filter a picture and give a picture back: each channel by itself, rounded and cut to 0..255.

    A convolutional layer would sum the channels; a filter of a picture does not.

    Slides: deck 000, "Filtros comunes: Ejercicio"; deck 002, "Para probar un poco...".

    Parameters
    ----------
    img : (H, W) or (H, W, 3) uint8 array
    k : (KH, KW) array

    Returns
    -------
    (H - KH + 1, W - KW + 1) or (H - KH + 1, W - KW + 1, 3) uint8 array

    Raises
    ------
    ValueError
        If the kernel is larger than the picture.

    Examples
    --------
    >>> apply_filter([[10, 20, 200], [10, 20, 200]], [[-1, 2]])
    array([[ 30, 255],
           [ 30, 255]], dtype=uint8)
    """
    img = np.asarray(img, dtype=float)
    channels = [conv2d(channel, k) for channel in np.moveaxis(np.atleast_3d(img), -1, 0)]
    filtered = np.stack(channels, axis=-1) if img.ndim == 3 else channels[0]
    return np.clip(np.rint(filtered), 0, 255).astype(np.uint8)


def feature_match(img: npt.ArrayLike, f: npt.ArrayLike) -> tuple[Array, Array]:
    """Slide a small pattern of ±1 over a picture of ±1, and say where it fits exactly.

    Equal cells add 1, different ones take 1 away: where all KH·KW cells agree, the sum is KH·KW.

    Slides: deck 001, "Filtros para detectar las características de X", "La operación de convolución".

    Parameters
    ----------
    img : (H, W) array of -1 and 1
    f : (KH, KW) array of -1 and 1

    Returns
    -------
    response : (H - KH + 1, W - KW + 1) float64 array
    hits : (M, 2) integer array
        Row and column in the response of each perfect match, in row-major order.

    Raises
    ------
    ValueError
        If the pattern is larger than the picture.

    Examples
    --------
    >>> response, hits = feature_match([[1, -1, -1], [-1, 1, -1]], [[1, -1], [-1, 1]])
    >>> response
    array([[ 4., -2.]])
    >>> hits
    array([[0, 0]])
    """
    f = np.asarray(f)
    response = conv2d(img, f)
    return response, np.argwhere(np.isclose(response, f.size))


def plot_filters(img: npt.ArrayLike) -> Any:
    """Show a picture beside four filtered versions of it, each under its name.

    Slides: deck 000, "Filtros comunes: Ejercicio".

    Parameters
    ----------
    img : (H, W) or (H, W, 3) uint8 array

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> figure = plot_filters(np.arange(64, dtype=np.uint8).reshape(8, 8))
    >>> [axes.get_title() for axes in figure.axes]
    ['original', 'vertical', 'horizontal', 'edges', 'gaussian']
    """
    from matplotlib.figure import Figure

    img = np.asarray(img, dtype=np.uint8)
    names = ["vertical", "horizontal", "edges", "gaussian"]
    pictures = {"original": img} | {name: apply_filter(img, make_filter(name)) for name in names}
    figure = Figure(figsize=(3 * len(pictures), 3))
    for axes, (name, picture) in zip(figure.subplots(1, len(pictures)), pictures.items(), strict=True):
        axes.imshow(picture, cmap="gray", vmin=0, vmax=255)
        axes.set_title(name)
        axes.set_axis_off()
    return figure
