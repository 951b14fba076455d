import numpy as np


# %% 1
def conv2d_mc(x, w, b=0):
    if len(x) != len(w):
        raise ValueError
    v = np.lib.stride_tricks.sliding_window_view(x[0], w[0].shape)
    return (v * w[0]).sum((2, 3)) + b


# %% 2
def conv2d_mc(x, w, b=0):
    C, KH, KW = w.shape
    if x.shape[0] != C:
        raise ValueError("profundidad")
    y = np.zeros((x.shape[1] - KH + 1, x.shape[2] - KW + 1))
    for c in range(C):
        for i in range(y.shape[0]):
            for j in range(y.shape[1]):
                y[i, j] += np.sum(x[c, i:i + KH, j:j + KW] * w[c]) + b
    return y


# %% 3
def conv2d_mc(x, w, b=0):
    y = b
    for canal, filtro in zip(x, w):
        v = np.lib.stride_tricks.sliding_window_view(canal, filtro.shape)
        y = y + (v * filtro).sum((2, 3))
    return y


# %% 4
def conv2d_mc(x, w, b=0):
    if len(x) != len(w):
        raise ValueError
    v = np.lib.stride_tricks.sliding_window_view(x, w.shape[1:], axis=(1, 2))
    return (v * w[:, None, None]).sum((3, 4)).mean(0)


# %% 5
def conv2d_mc(x, w, b=0):
    if len(x) != len(w):
        raise ValueError
    v = np.lib.stride_tricks.sliding_window_view(x, w.shape[1:], axis=(1, 2))
    return (v * w[:, None, None]).sum((3, 4)).max(0) + b

# %% 6
def conv2d_mc(x, w, b=0):
    KH, KW = w.shape[1:]
    return np.array([[(x[:, i:i + KH, j:j + KW] * w).sum() + b for j in range(x.shape[2] - KW + 1)]
                     for i in range(x.shape[1] - KH + 1)])
