import threading
from concurrent.futures import ThreadPoolExecutor
import numpy as np

def conv2d(x, w):
    out = np.zeros((x.shape[0] - w.shape[0] + 1, x.shape[1] - w.shape[1] + 1))
    def row(i):
        for j in range(out.shape[1]):
            out[i, j] = (x[i:i + w.shape[0], j:j + w.shape[1]] * w).sum()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(row, range(out.shape[0])))
    t = threading.Thread(target=print, args=('done',))
    t.start()
    t.join()
    return out
