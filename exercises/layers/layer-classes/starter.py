import numpy as np


class Conv2D:
    """Banco de filtros w (F, C, KH, KW), b (F,) / filter bank; params, grads: {"w": …, "b": …}."""

    def __init__(self, w, b, stride=1, padding=0):
        raise NotImplementedError

    def forward(self, x):
        """(N, C, H, W) → (N, F, OH, OW)."""
        raise NotImplementedError

    def backward(self, dy):
        """dy → dx; deja / leaves self.grads."""
        raise NotImplementedError


class ReLU:
    """max(0, x); params = grads = {}."""

    def __init__(self):
        raise NotImplementedError

    def forward(self, x):
        raise NotImplementedError

    def backward(self, dy):
        raise NotImplementedError


class MaxPool2D:
    """Ventanas enteras k×k, paso s (None: k) / whole k×k windows, stride s (None: k)."""

    def __init__(self, k=2, s=None):
        raise NotImplementedError

    def forward(self, x):
        raise NotImplementedError

    def backward(self, dy):
        raise NotImplementedError


class Flatten:
    """(N, C, H, W) → (N, C·H·W)."""

    def __init__(self):
        raise NotImplementedError

    def forward(self, x):
        raise NotImplementedError

    def backward(self, dy):
        raise NotImplementedError


class Dense:
    """x @ W + b; params, grads: {"W": …, "b": …}."""

    def __init__(self, W, b):
        raise NotImplementedError

    def forward(self, x):
        raise NotImplementedError

    def backward(self, dy):
        raise NotImplementedError
