import numpy as np

def conv2d(x, w):
    todo = []
    while True:
        todo.append(np.ones((1000, 1000)))


def softmax(y):
    e = np.exp(y - np.max(y, axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
