import functools
import time
import numpy as np

def timed(f):
    @functools.wraps(f)
    def inner(*args, **kwargs):
        start = time.perf_counter()
        y = f(*args, **kwargs)
        print('took', time.perf_counter() - start)
        return y
    return inner

@timed
@functools.lru_cache(maxsize=None)
def sizes(a, b):
    return a - b + 1

@timed
def conv2d(x, w):
    y = np.zeros((sizes(x.shape[0], w.shape[0]), sizes(x.shape[1], w.shape[1])))
    for i, j in np.ndindex(*y.shape):
        y[i, j] = np.sum(x[i:i + w.shape[0], j:j + w.shape[1]] * w)
    return y
