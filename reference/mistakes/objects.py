"""Wrong layers as objects: one class for each misconception, with the constructor of the right one."""

from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from ..layers import Conv2D, Dense, Flatten, MaxPool2D, ReLU

Array = npt.NDArray[Any]


class Conv2DKernelFlipped(Conv2D):
    """True convolution on the way there, with its own right way back."""

    def forward(self, x: npt.ArrayLike) -> Array:
        """Correlate with the rotated kernels."""
        kernels = self.params["w"]
        self.params["w"] = kernels[:, :, ::-1, ::-1]
        y = super().forward(x)
        self.params["w"] = kernels
        return y

    def backward(self, dy: npt.ArrayLike) -> Array:
        """Rotate what the right layer finds for the rotated kernels."""
        kernels = self.params["w"]
        self.params["w"] = kernels[:, :, ::-1, ::-1]
        dx = super().backward(dy)
        self.params["w"] = kernels
        self.grads["w"] = self.grads["w"][:, :, ::-1, ::-1]
        return dx


class Conv2DBiasMissing(Conv2D):
    """No bias on the way there."""

    def forward(self, x: npt.ArrayLike) -> Array:
        """Correlate and add nothing."""
        return np.asarray(super().forward(x) - self.params["b"][:, np.newaxis, np.newaxis])


class Conv2DBackwardNotFlipped(Conv2D):
    """dx with the kernels as they are, where their windows have to be laid back."""

    def backward(self, dy: npt.ArrayLike) -> Array:
        """Take the rotated kernels for dx alone."""
        kernels = self.params["w"]
        self.params["w"] = kernels[:, :, ::-1, ::-1]
        dx = super().backward(dy)
        self.params["w"] = kernels
        return dx


class Conv2DBatchAveraged(Conv2D):
    """The gradients of w and b divided by the number of images."""

    def backward(self, dy: npt.ArrayLike) -> Array:
        """Average over the batch."""
        dx = super().backward(dy)
        self.grads = {name: gradient / len(self.x) for name, gradient in self.grads.items()}
        return dx


class Conv2DGradientsAccumulated(Conv2D):
    """Gradients added to those of the backward before."""

    def backward(self, dy: npt.ArrayLike) -> Array:
        """Add to what is there."""
        before = self.grads
        dx = super().backward(dy)
        self.grads = {name: gradient + before.get(name, 0) for name, gradient in self.grads.items()}
        return dx


class Conv2DOverlapOverwritten(Conv2D):
    """dx written window by window, each over the one before."""

    def backward(self, dy: npt.ArrayLike) -> Array:
        """Write where the right layer adds."""
        super().backward(dy)
        dy, w, p, s = np.asarray(dy), self.params["w"], self.padding, self.stride
        height, width = self.x.shape[2:]
        dpadded = np.zeros((*self.x.shape[:2], height + 2 * p, width + 2 * p))
        for i, j in product(range(dy.shape[2]), range(dy.shape[3])):
            share = np.tensordot(dy[:, :, i, j], w, axes=1)
            dpadded[:, :, i * s : i * s + w.shape[2], j * s : j * s + w.shape[3]] = share
        return dpadded[:, :, p : p + height, p : p + width]


class Conv2DOfInputType(Conv2D):
    """Arrays made like the input: where it holds whole numbers, decimals are lost."""

    def forward(self, x: npt.ArrayLike) -> Array:
        """Keep the type of what comes in."""
        self.kept = np.asarray(x).dtype
        return super().forward(x).astype(self.kept)

    def backward(self, dy: npt.ArrayLike) -> Array:
        """Make dx like the input."""
        return super().backward(dy).astype(self.kept)


class ReLUWithoutParams(ReLU):
    """No params, as if a layer that learns nothing needed none."""

    def __init__(self) -> None:
        super().__init__()
        del self.params


class ReLUMemoryShared(ReLU):
    """The mask belongs to the class: the last forward of any object counts."""

    last: Array

    def forward(self, x: npt.ArrayLike) -> Array:
        """Leave the mask where every object finds it."""
        y = super().forward(x)
        ReLUMemoryShared.last = self.positive
        return y

    def backward(self, dy: npt.ArrayLike) -> Array:
        """Take the mask that is there."""
        return np.where(ReLUMemoryShared.last, np.asarray(dy, dtype=float), 0.0)


class MaxPool2DOfInputType(MaxPool2D):
    """A dx made like the input: where that holds whole numbers, decimals are lost."""

    def forward(self, x: npt.ArrayLike) -> Array:
        """Keep the type of what comes in."""
        self.kept = np.asarray(x).dtype
        return super().forward(x)

    def backward(self, dy: npt.ArrayLike) -> Array:
        """Make dx like the input."""
        return super().backward(dy).astype(self.kept)


class MaxPool2DSharedEvenly(MaxPool2D):
    """The gradient of average pooling."""

    def backward(self, dy: npt.ArrayLike) -> Array:
        """Give each cell of the window the same share."""
        dy, dx = np.asarray(dy), np.zeros(self.in_shape)
        for i, j in product(range(dy.shape[2]), range(dy.shape[3])):
            share = dy[:, :, i : i + 1, j : j + 1] / self.k**2
            dx[:, :, i * self.s : i * self.s + self.k, j * self.s : j * self.s + self.k] += share
        return dx


class MaxPool2DAllTies(MaxPool2D):
    """Every cell that equals the maximum gets the whole gradient."""

    def forward(self, x: npt.ArrayLike) -> Array:
        """Keep the input too."""
        self.x, self.y = np.asarray(x, dtype=float), super().forward(x)
        return self.y

    def backward(self, dy: npt.ArrayLike) -> Array:
        """Compare each window with its maximum."""
        dy, dx = np.asarray(dy), np.zeros(self.in_shape)
        for i, j in product(range(dy.shape[2]), range(dy.shape[3])):
            rows, columns = slice(i * self.s, i * self.s + self.k), slice(j * self.s, j * self.s + self.k)
            won = self.x[:, :, rows, columns] == self.y[:, :, i : i + 1, j : j + 1]
            dx[:, :, rows, columns] += won * dy[:, :, i : i + 1, j : j + 1]
        return dx


class MaxPool2DOverlapOverwritten(MaxPool2D):
    """A cell that wins two windows keeps the gradient of the last."""

    def backward(self, dy: npt.ArrayLike) -> Array:
        """Write where the right layer adds."""
        dy, dx = np.asarray(dy), np.zeros(self.in_shape)
        n, c = np.ogrid[: dy.shape[0], : dy.shape[1]]
        for i, j in product(range(dy.shape[2]), range(dy.shape[3])):
            a, b = np.divmod(self.winners[:, :, i, j], self.k)
            dx[n, c, i * self.s + a, j * self.s + b] = dy[:, :, i, j]
        return dx


class MaxPool2DFromZero(MaxPool2D):
    """The search for the maximum starts at 0."""

    def forward(self, x: npt.ArrayLike) -> Array:
        """Give nothing below 0."""
        return np.maximum(super().forward(x), 0)


class FlattenChannelsLast(Flatten):
    """Rows, columns, then channels, as Keras flattens."""

    def forward(self, x: npt.ArrayLike) -> Array:
        """Move the channels to the end first."""
        return super().forward(np.moveaxis(np.asarray(x), 1, -1))

    def backward(self, dy: npt.ArrayLike) -> Array:
        """Move them back."""
        return np.moveaxis(super().backward(dy), -1, 1)


class FlattenForwardChannelsLast(Flatten):
    """The same on the way forward, and channels first on the way back."""

    def forward(self, x: npt.ArrayLike) -> Array:
        """Move the channels to the end, and remember the shape as it came."""
        row = super().forward(np.moveaxis(np.asarray(x), 1, -1))
        self.in_shape = np.shape(x)
        return row


class DenseWeightsGradientTransposed(Dense):
    """dW as (M, D)."""

    def backward(self, dy: npt.ArrayLike) -> Array:
        """Transpose the gradient of W."""
        dx = super().backward(dy)
        self.grads["W"] = self.grads["W"].T
        return dx


class DenseBatchAveraged(Dense):
    """The gradients of W and b divided by the number of images."""

    def backward(self, dy: npt.ArrayLike) -> Array:
        """Average over the batch."""
        dx = super().backward(dy)
        self.grads = {name: gradient / len(self.x) for name, gradient in self.grads.items()}
        return dx


class DenseGradientsAccumulated(Dense):
    """Gradients added to those of the backward before."""

    def backward(self, dy: npt.ArrayLike) -> Array:
        """Add to what is there."""
        before = self.grads
        dx = super().backward(dy)
        self.grads = {name: gradient + before.get(name, 0) for name, gradient in self.grads.items()}
        return dx
