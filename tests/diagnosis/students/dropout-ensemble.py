import numpy as np


# %% 1
def dropout(x, p, rng, train=True):
    rng = np.random.default_rng(rng)
    if not train:
        return x
    return np.where(rng.random(x.shape) >= p, x, 0.0)


def ensemble(probs):
    return np.mean(probs, axis=0)


# %% 2
def dropout(x, p, rng, train=True):
    rng = np.random.default_rng(rng)
    if not train:
        return x
    return x * (rng.random(x.shape) < p) / p


def ensemble(probs):
    return sum(probs) / len(probs)


# %% 3
def dropout(x, p, rng, train=True):
    rng = np.random.default_rng(rng)
    if not train:
        return x
    return x * (rng.random(x.shape) >= p) / (1 - p)


def ensemble(probs):
    total = 0
    for m in probs:
        total = total + m
    return total
