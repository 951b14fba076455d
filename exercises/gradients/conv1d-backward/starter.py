import numpy as np


def conv1d_backward(dy, x, w):
    """Gradientes (dx, dw, db) de conv1d / gradients (dx, dw, db) of conv1d.

    dy (W - K + 1,), x (W,), w (K,); dx (W,), dw (K,), db: un número / a number.
    """
    raise NotImplementedError
