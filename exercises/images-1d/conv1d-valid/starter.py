import numpy as np


def conv1d(x, w):
    """Correlación 1D de x (N,) con w (K,), sin relleno: (N - K + 1,).

    1D cross-correlation of x (N,) with w (K,), no padding: (N - K + 1,).
    """
    raise NotImplementedError
