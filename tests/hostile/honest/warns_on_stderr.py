import numpy as np
import sys
import warnings


def conv2d(x, w):
    warnings.warn('careful')
    sys.stderr.write('noise\n' * 100)
    np.log(np.zeros(1))
    return np.array([[(x[i:i + w.shape[0], j:j + w.shape[1]] * w).sum() for j in range(x.shape[1] - w.shape[1] + 1)] for i in range(x.shape[0] - w.shape[0] + 1)])
