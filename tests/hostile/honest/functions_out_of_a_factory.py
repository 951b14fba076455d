import numpy as np


def hacer():
    def conv2d(x, w):
        H, W = x.shape
        KH, KW = w.shape
        return np.array([[np.sum(x[i : i + KH, j : j + KW] * w) for j in range(W - KW + 1)] for i in range(H - KH + 1)])

    def relu(z):
        return np.maximum(z, 0)

    return conv2d, relu


conv2d, relu = hacer()
