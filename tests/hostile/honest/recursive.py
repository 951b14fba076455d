import sys
import numpy as np

sys.setrecursionlimit(20000)

def add(p, q, n):
    return 0.0 if n == len(p) else p[n] * q[n] + add(p, q, n + 1)

def conv2d(x, w):
    f = w.ravel()
    return [[add(x[i:i + w.shape[0], j:j + w.shape[1]].ravel(), f, 0) for j in range(x.shape[1] - w.shape[1] + 1)] for i in range(x.shape[0] - w.shape[0] + 1)]
