import numpy as np
from dataclasses import dataclass

@dataclass
class Window:
    i: int
    j: int
    def of(self, x, w):
        return x[self.i:self.i + w.shape[0], self.j:self.j + w.shape[1]]

def conv2d(x, w):
    return np.array([[float((Window(i, j).of(x, w) * w).sum()) for j in range(x.shape[1] - w.shape[1] + 1)] for i in range(x.shape[0] - w.shape[0] + 1)])
