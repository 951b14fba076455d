"""One dimension more than NumPy walks through."""

import numpy as np


def conv2d(x, w):
    return [np.zeros((1,) * 32)]
