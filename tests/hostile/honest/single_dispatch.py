from functools import singledispatch

import numpy as np


@singledispatch
def conv2d(x, w):
    raise NotImplementedError(type(x))


@conv2d.register(np.ndarray)
def _(imagen, filtro):
    H, W = imagen.shape
    KH, KW = filtro.shape
    return np.array(
        [[np.sum(imagen[i : i + KH, j : j + KW] * filtro) for j in range(W - KW + 1)] for i in range(H - KH + 1)]
    )
