import numpy as np


def pool_backward(dy, x, k, s, op="max"):
    """Gradiente respecto a x (H, W) del pooling de ventanas k×k y stride s, dado el de su salida, dy.

    Gradient with respect to x (H, W) of pooling with k×k windows and stride s, given that of its output, dy.
    """
    raise NotImplementedError
