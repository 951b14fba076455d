import numpy as np


def cnn_forward(x, params):
    """Probabilidades de cada clase / probabilities of each class: conv, ReLU, max pooling, flatten, dense, softmax.

    x (C, H, W); params: "w" (F, C, KH, KW), "b" (F,), "k", "ceil", "W" (D, M), "c" (M,).
    """
    raise NotImplementedError
