import numpy as np


def respuesta(img, f):
    return (np.lib.stride_tricks.sliding_window_view(img, f.shape) * f).sum((2, 3))


# %% 1
def feature_match(img, f):
    r = respuesta(img, f)
    hits = [(j, i) for i in range(r.shape[0]) for j in range(r.shape[1]) if r[i, j] == f.size]
    return r, hits


# %% 2
def feature_match(img, f):
    r = respuesta(img, f) / f.size
    return r, np.argwhere(r == 1)


# %% 3
def feature_match(img, f):
    r = respuesta(img, f)
    return r, [(int(i), int(j)) for i, j in zip(*np.where(r == 9))]


# %% 4
def feature_match(img, f):
    r = respuesta(img, f)
    return r, []
