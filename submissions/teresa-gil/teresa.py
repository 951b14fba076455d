import numpy as np

def conv1d(x, w):
    y = []
    for i in range(len(x) - len(w) + 1):
        y.append(np.sum(x[i:i + len(w)] * w))
    print(y)


def relu(z):
    print(np.maximum(z, 0))


def leaky_relu(z, eps=0.01):
    z[z < 0] *= eps
    return z
