import numpy as np


# %% 1
def dense_backward(dy, x, W):
    dx = dy @ W.T
    if dy.ndim == 1:
        return dx, np.outer(x, dy), dy
    n = len(dy)
    return dx, x.T @ dy / n, dy.sum(0) / n


# %% 2
def dense_backward(dy, x, W):
    if dy.ndim == 1:
        return W @ dy, np.outer(dy, x), dy
    return dy @ W.T, dy.T @ x, dy.sum(axis=0)


# %% 3
def dense_backward(dy, x, W):
    if dy.ndim == 1:
        return W @ dy, np.outer(x, dy), dy
    return dy @ W.T, x.T @ dy, dy


# %% 4
def dense_backward(dy, x, W):
    return dy @ W.T, x.T @ dy, dy.sum(axis=0)


# %% 5
def dense_backward(dy, x, W):
    d2, x2 = np.atleast_2d(dy), np.atleast_2d(x)
    return (d2 @ W.T).reshape(np.shape(x)), np.einsum("nd,nm->dm", x2, d2), d2.sum(0)
