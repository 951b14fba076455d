"""The layers of a CNN as objects: forward keeps what backward will need.

Every layer has ``forward(x)``, ``backward(dy)``, ``params`` and ``grads``. The last two are dictionaries with
the same keys, empty for a layer that learns nothing; ``grads`` holds the gradients of the last ``backward``
alone. Images come in batches, (N, C, H, W).
"""

from itertools import product
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .conv_batch import conv2d_batch, conv2d_batch_backward
from .dense import dense
from .gradients import dense_backward

Array = NDArray[Any]


class Conv2D:
    """A bank of filters with stride and zero padding.

    Slides: deck 001, "Utilizando información espacial"; deck 003, "Dimensiones espaciales generales".

    Parameters
    ----------
    w : (F, C, KH, KW) array
    b : (F,) array
    stride : int
    padding : int

    Examples
    --------
    >>> layer = Conv2D(np.ones((1, 1, 2, 2)), [10])
    >>> layer.forward([[[[1, 2, 3], [4, 5, 6]]]])
    array([[[[22., 26.]]]])
    >>> layer.backward([[[[1, 10]]]])
    array([[[[ 1., 11., 10.],
             [ 1., 11., 10.]]]])
    >>> layer.grads["w"], layer.grads["b"]
    (array([[[[21., 32.],
             [54., 65.]]]]), array([11.]))
    """

    def __init__(self, w: ArrayLike, b: ArrayLike, stride: int = 1, padding: int = 0) -> None:
        self.params = {"w": np.asarray(w, dtype=float), "b": np.asarray(b, dtype=float)}
        self.grads: dict[str, Array] = {}
        self.stride, self.padding = stride, padding

    def forward(self, x: ArrayLike) -> Array:
        """Turn (N, C, H, W) images into (N, F, OH, OW) maps."""
        self.x = np.asarray(x, dtype=float)
        return conv2d_batch(self.x, self.params["w"], self.params["b"], self.stride, self.padding)

    def backward(self, dy: ArrayLike) -> Array:
        """Keep the gradients of w and b, and give back that of the input."""
        dx, dw, db = conv2d_batch_backward(dy, self.x, self.params["w"], self.stride, self.padding)
        self.grads = {"w": dw, "b": db}
        return dx


class ReLU:
    """The rectifier: what was positive passes, and so does its gradient.

    Slides: deck 001, "Unidad lineal rectificada (ReLU)".

    Examples
    --------
    >>> layer = ReLU()
    >>> layer.forward([-1, 0, 2]), layer.backward([5, 5, 5])
    (array([0., 0., 2.]), array([0., 0., 5.]))
    """

    def __init__(self) -> None:
        self.params: dict[str, Array] = {}
        self.grads: dict[str, Array] = {}

    def forward(self, x: ArrayLike) -> Array:
        """Put zero in the place of everything that is not positive; any shape."""
        x = np.asarray(x, dtype=float)
        self.positive = x > 0
        return np.where(self.positive, x, 0.0)

    def backward(self, dy: ArrayLike) -> Array:
        """Let the gradient through where the input was positive."""
        return np.where(self.positive, np.asarray(dy, dtype=float), 0.0)


class MaxPool2D:
    """The maximum of each whole k×k window, channel by channel.

    Slides: deck 003, "Capas Max Pooling", "Dimensiones espaciales generales".

    Parameters
    ----------
    k : int
        Side of the window.
    s : int, optional
        Stride; the side of the window where nothing is said.

    Examples
    --------
    >>> layer = MaxPool2D(2)
    >>> layer.forward([[[[1, 9, 3], [4, 5, 6]]]]), layer.backward([[[[7]]]])
    (array([[[[9.]]]]), array([[[[0., 7., 0.],
             [0., 0., 0.]]]]))
    """

    def __init__(self, k: int = 2, s: int | None = None) -> None:
        self.params: dict[str, Array] = {}
        self.grads: dict[str, Array] = {}
        self.k, self.s = k, k if s is None else s

    def forward(self, x: ArrayLike) -> Array:
        """Turn (N, C, H, W) into (N, C, OH, OW); cells that fill no whole window are left out."""
        x = np.asarray(x, dtype=float)
        n, c, height, width = x.shape
        rows, columns = (height - self.k) // self.s + 1, (width - self.k) // self.s + 1
        self.in_shape = x.shape
        self.winners = np.empty((n, c, rows, columns), dtype=int)
        y = np.empty((n, c, rows, columns))
        for i, j in product(range(rows), range(columns)):
            top, left = i * self.s, j * self.s
            cells = x[:, :, top : top + self.k, left : left + self.k].reshape(n, c, -1)
            # argmax takes the first of several equal maxima, in row-major order.
            self.winners[:, :, i, j] = cells.argmax(axis=-1)
            y[:, :, i, j] = cells.max(axis=-1)
        return y

    def backward(self, dy: ArrayLike) -> Array:
        """Hand each gradient to the cell that won its window; shares of overlapping windows add up."""
        dy = np.asarray(dy, dtype=float)
        dx = np.zeros(self.in_shape)
        n, c = np.ogrid[: dy.shape[0], : dy.shape[1]]
        for i, j in product(range(dy.shape[2]), range(dy.shape[3])):
            a, b = np.divmod(self.winners[:, :, i, j], self.k)
            dx[n, c, i * self.s + a, j * self.s + b] += dy[:, :, i, j]
        return dx


class Flatten:
    """Lay the maps of each image out in one row.

    Slides: deck 002, "Flattening".

    Examples
    --------
    >>> layer = Flatten()
    >>> layer.forward([[[[1, 2], [3, 4]]]]), layer.backward([[5, 6, 7, 8]]).shape
    (array([[1., 2., 3., 4.]]), (1, 1, 2, 2))
    """

    def __init__(self) -> None:
        self.params: dict[str, Array] = {}
        self.grads: dict[str, Array] = {}

    def forward(self, x: ArrayLike) -> Array:
        """Turn (N, C, H, W) into (N, C·H·W), in row-major order."""
        x = np.asarray(x, dtype=float)
        self.in_shape = x.shape
        return x.reshape(len(x), -1)

    def backward(self, dy: ArrayLike) -> Array:
        """Give the gradient the shape that the input had."""
        return np.asarray(dy, dtype=float).reshape(self.in_shape)


class Dense:
    """The fully connected layer.

    Slides: deck 002, "Capa full connection".

    Parameters
    ----------
    W : (D, M) array
    b : (M,) array

    Examples
    --------
    >>> layer = Dense([[1, 0], [0, 1]], [10, 20])
    >>> layer.forward([[1, 2]]), layer.backward([[3, 4]]), layer.grads["b"]
    (array([[11., 22.]]), array([[3., 4.]]), array([3., 4.]))
    """

    def __init__(self, W: ArrayLike, b: ArrayLike) -> None:
        self.params = {"W": np.asarray(W, dtype=float), "b": np.asarray(b, dtype=float)}
        self.grads: dict[str, Array] = {}

    def forward(self, x: ArrayLike) -> Array:
        """Turn (N, D) into (N, M)."""
        self.x = np.asarray(x, dtype=float)
        return dense(self.x, self.params["W"], self.params["b"])

    def backward(self, dy: ArrayLike) -> Array:
        """Keep the gradients of W and b, and give back that of the input."""
        dx, dW, db = dense_backward(dy, self.x, self.params["W"])
        self.grads = {"W": dW, "b": db}
        return dx
