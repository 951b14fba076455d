import numpy as np


# %% 1
def dense(x, W, b):
    return np.dot(x, W)


# %% 2
def dense(x, W, b):
    x = np.atleast_2d(x)
    return x @ W + b


# %% 3
def dense(x, W, b):
    z = x @ W + b
    z[z < 0] = 0
    return z


# %% 4
def dense(x, W, b):
    return np.maximum(x @ W, 0)


# %% 5
def dense(x, W, b):
    return np.tanh(x @ W + b)


# %% 6
def dense(x, W, b):
    return np.einsum("...d,dm->...m", x, W) + np.asarray(b)
