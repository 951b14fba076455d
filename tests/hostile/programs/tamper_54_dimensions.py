"""An array of 32 dimensions in 22 lists."""

import numpy as np

DEEP = np.zeros((1,) * 32)
for _ in range(22):
    DEEP = [DEEP]


def conv2d(x, w):
    return DEEP
