import numpy as np


def dense(x, W, b):
    """Capa densa x @ W + b / dense layer x @ W + b.

    x (D,) o/or (N, D), W (D, M), b (M,).
    """
    raise NotImplementedError
