import numpy as np

def conv2d(x, w):
    h, v = w.shape
    return np.array([[(x[i:i + h, j:j + v] * w).sum() + 0j for j in range(x.shape[1] - v + 1)] for i in range(x.shape[0] - h + 1)])
