import numpy as np


def conv2d_layer(x, w, b=0, stride=1, padding=0):
    """Correlación de x (H, W) con w (KH, KW), más b, con paso y relleno de ceros.

    Correlation of x (H, W) with w (KH, KW), plus b, with stride and zero padding.
    """
    raise NotImplementedError
