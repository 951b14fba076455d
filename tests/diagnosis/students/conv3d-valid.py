import numpy as np


# %% 1
def conv3d(x, w):
    v = np.lib.stride_tricks.sliding_window_view(x, w.shape)
    return (v * np.flip(w)).sum((3, 4, 5))


# %% 2
def conv3d(x, w):
    T, H, W = (n - k + 1 for n, k in zip(x.shape, w.shape))
    y = np.zeros((T, H, W))
    for t in range(T):
        for i in range(H):
            for j in range(W):
                y[t, i, j] = np.sum(x[t, i:i + w.shape[1], j:j + w.shape[2]] * w[0])
    return y


# %% 3
def conv3d(x, w):
    kt, kh, kw = w.shape
    y = np.zeros((x.shape[1] - kh + 1, x.shape[2] - kw + 1))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            y[i, j] = np.sum(x[:kt, i:i + kh, j:j + kw] * w)
    return y


# %% 4
def conv3d(x, w):
    v = np.lib.stride_tricks.sliding_window_view(x, w.shape)
    return (v * w).sum((3, 4, 5))[:-1, :-1, :-1]
