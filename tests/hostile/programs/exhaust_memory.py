import numpy as np

def conv2d(x, w):
    kept = []
    while True:
        kept.append(np.ones(1 << 24))
