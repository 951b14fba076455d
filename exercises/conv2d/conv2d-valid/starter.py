import numpy as np


def conv2d(x, w):
    """Correlación de una imagen x (H, W) con un kernel w (KH, KW): (H - KH + 1, W - KW + 1).

    Correlation of an image x (H, W) with a kernel w (KH, KW): (H - KH + 1, W - KW + 1).
    """
    raise NotImplementedError
