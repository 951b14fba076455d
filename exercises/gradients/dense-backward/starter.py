import numpy as np


def dense_backward(dy, x, W):
    """Gradientes (dx, dW, db) de y = x @ W + b / gradients (dx, dW, db) of y = x @ W + b.

    dy (N, M) o/or (M,), x (N, D) o/or (D,), W (D, M).
    """
    raise NotImplementedError
