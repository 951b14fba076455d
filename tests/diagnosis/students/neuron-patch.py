import numpy as np


# %% 1
def neuron(patch, w, b=0.0):
    return patch * w + b


# %% 2
def neuron(patch, w, b=0.0):
    z = 0
    for p, q in zip(patch.flatten(), w.flatten()):
        z += p * q
    return z


# %% 3
def neuron(patch, w, b=0.0):
    z = (patch * w).sum() + b
    return max(z, 0)


# %% 4
def neuron(patch, w, b=0.0):
    if patch.ndim == 3:
        patch, w = patch[0], w[0]
    return np.sum(patch * w) + b


# %% 5
def neuron(patch, w, b=0.0):
    return int(np.sum(patch * w) + b)


# %% 6
def neuron(patch, w, b=0.0):
    return 1 / (1 + np.exp(-(np.sum(patch * w) + b)))


# %% 7
def neuron(patch, w, b=0.0):
    return float(np.ravel(patch) @ np.ravel(w)) + float(b)
