import numpy as np


def conv2d(x, w):
    print('x' * 400_000)
    return np.array([[(x[i:i + w.shape[0], j:j + w.shape[1]] * w).sum() for j in range(x.shape[1] - w.shape[1] + 1)] for i in range(x.shape[0] - w.shape[0] + 1)])
