import numpy as np


def conv2d_backward(dy, x, w, stride=1, padding=0):
    """Gradientes (dx, dw, db) de la capa convolucional / gradients (dx, dw, db) of the convolution layer.

    dy (OH, OW), x (H, W), w (KH, KW); dx (H, W), dw (KH, KW), db: un número / a number.
    """
    raise NotImplementedError
