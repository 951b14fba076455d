import numpy as np


def leaky_relu_ok(z, eps):
    return np.where(np.asarray(z) > 0, z, eps * np.asarray(z))


# %% 1
def relu(z):
    return np.maximum(z, 0)


def leaky_relu(z, eps=0.01):
    return np.maximum(0.01 * z, z)


# %% 2
def relu(z):
    return np.abs(z)


def leaky_relu(z, eps=0.01):
    return leaky_relu_ok(z, eps)


# %% 3
def relu(z):
    return z * (z > 0)


def leaky_relu(z, eps=0.01):
    y = np.array(z, float)
    y[y < 0] = 0
    return y


# %% 4
def relu(z):
    return np.abs(z)


def leaky_relu(z, eps=0.01):
    return np.where(z > 0, eps * z, z)


# %% 5
def relu(z):
    return np.zeros_like(z)


def leaky_relu(z, eps=0.01):
    return np.zeros_like(z)


# %% 6
def relu(z):
    return np.maximum(z, 0)


def leaky_relu(z, eps=0.01):
    return np.where(z > 0, z, z - eps)


# %% 7
def relu(z):
    return np.minimum(np.maximum(z, 0), 6)


def leaky_relu(z, eps=0.01):
    return leaky_relu_ok(z, eps)
