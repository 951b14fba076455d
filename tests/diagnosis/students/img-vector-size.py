import numpy as np


# %% 1
def fc_weights(shape, units=1, bias=False):
    n = 1
    for d in shape:
        n *= d
    return n * units


# %% 2
def fc_weights(shape, units=1, bias=False):
    total = int(np.prod(shape)) * units
    if bias:
        total += 1
    return total


# %% 3
def fc_weights(shape, units=1, bias=False):
    n = 0
    for d in shape:
        n += d
    return (n + int(bias)) * units


# %% 4
def fc_weights(shape, units=1, bias=False):
    n = shape[0] * shape[1]
    return n * units + (units if bias else 0)


# %% 5
def fc_weights(shape, units=1, bias=False):
    return units * (int(np.ones(shape, bool).size) + (bias is True))
