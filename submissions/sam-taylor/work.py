import functools
import threading
import warnings
from math import exp

import numpy as np


def traced(f):
    @functools.wraps(f)
    def inner(*args, **kwargs):
        print("calling", f.__name__, "x" * 1000)
        warnings.warn("numbers ahead")
        return f(*args, **kwargs)
    return inner


@traced
def conv1d(signal, kernel):
    return [sum(a * b for a, b in zip(signal[i:], kernel)) for i in range(len(signal) - len(kernel) + 1)]


def _bank(x, w, b, out):
    n, m = out.shape[1:]
    for f in range(len(w)):
        for i in range(n):
            for j in range(m):
                out[f, i, j] = np.vdot(x[:, i:i + w.shape[2], j:j + w.shape[3]].ravel(), w[f].ravel()) + b[f]


def conv2d_bank(x, w, b):
    out = np.zeros((len(w), x.shape[1] - w.shape[2] + 1, x.shape[2] - w.shape[3] + 1), dtype=np.float32)
    worker = threading.Thread(target=_bank, args=(x, w, b, out))
    worker.start()
    worker.join()
    return out


relu = functools.partial(np.maximum, 0)
leaky_relu = lambda z, eps=0.01: np.where(np.asarray(z) > 0, z, np.multiply(eps, z))
elu = np.vectorize(lambda z, alpha=1.0: z if z > 0 else alpha * (exp(z) - 1), otypes=[float])
