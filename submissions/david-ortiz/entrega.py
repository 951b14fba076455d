import numpy as np

def conv1d(x, w):
    w = w[::-1]
    return np.array([np.sum(x[i:i + len(w)] * w) for i in range(len(x) - len(w) + 1)])


def conv2d(x, w):
    k = np.flipud(np.fliplr(w))
    y = np.zeros((x.shape[0] - k.shape[0] + 1, x.shape[1] - k.shape[1] + 1))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            y[i, j] = np.sum(x[i:i + k.shape[0], j:j + k.shape[1]] * k)
    return y


def out_size(i, k, p=0, s=1, strict=False):
    libre = i + 2 * p - k
    if libre < 0:
        raise ValueError("el kernel no cabe en la entrada")
    if strict and libre % s != 0:
        raise ValueError("no encaja")
    return libre // s + 1


def pad_amounts(i, k, s=1, mode="same"):
    if mode == "valid":
        return (0, 0)
    if mode == "full":
        return (k - 1, k - 1)
    salida = -(-i // s)
    total = max((salida - 1) * s + k - i, 0)
    antes = total // 2
    return (antes, total - antes)
