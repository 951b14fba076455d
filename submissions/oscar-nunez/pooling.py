import numpy as np

def pool2d(x, k=2, s=None, op="max"):
    s = 1 if s is None else s
    f = {"max": np.max, "avg": np.mean, "sum": np.sum, "min": np.min}[op]
    oh = (x.shape[-2] - k) // s + 1
    ow = (x.shape[-1] - k) // s + 1
    y = np.zeros(x.shape[:-2] + (oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[..., i, j] = f(x[..., i * s:i * s + k, j * s:j * s + k], axis=(-2, -1))
    return y


def pool2d_ceil(x, k=2, s=2, op="max"):
    H, W = x.shape[-2:]
    ph, pw = -(H - k) % s, -(W - k) % s
    x = np.pad(x, [(0, 0)] * (x.ndim - 2) + [(0, ph), (0, pw)])
    return pool2d(x, k, s, op)
