import numpy as np


# %% 1
def upsample(x, f):
    return np.tile(x, (1,) * (x.ndim - 2) + (f, f))


def segment(scores):
    return scores.argmax(0)


# %% 2
def upsample(x, f):
    return np.repeat(np.repeat(x, f, -1), f, -2)


def segment(scores):
    return np.argmax(scores, axis=-1)


# %% 3
def upsample(x, f):
    y = np.zeros(x.shape[:-2] + (x.shape[-2] * f, x.shape[-1] * f))
    y[..., ::f, ::f] = x
    return y


def segment(scores):
    return scores.argmax(0) + 1


# %% 4
def upsample(x, f):
    return np.repeat(np.repeat(x, f, -1), f, -2)


def segment(scores):
    return np.zeros(scores.shape[1:], int)
