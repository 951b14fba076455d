import numpy as np


def conv3d(x, w):
    """Correlación de un volumen x (T, H, W) con un kernel w (KT, KH, KW), por los tres ejes.

    Correlation of a volume x (T, H, W) with a kernel w (KT, KH, KW), along all three axes.
    """
    raise NotImplementedError
