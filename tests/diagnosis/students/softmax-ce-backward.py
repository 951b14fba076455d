import numpy as np


def softmax(z):
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


# %% 1
def softmax_ce_backward(z, y):
    return softmax(z) - y


# %% 2
def softmax_ce_backward(z, y):
    return (y - softmax(z)) / len(z)


# %% 3
def softmax_ce_backward(z, y):
    return (softmax(z) - y) / z.size


# %% 4
def softmax_ce_backward(z, y):
    return y - softmax(z)


# %% 5
def softmax_ce_backward(z, y):
    return (softmax(z) - y) ** 2 / len(z)


# %% 6
def softmax_ce_backward(z, y):
    return np.zeros(z.shape)
