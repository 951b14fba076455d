import numpy as np


def global_pool(x, op="avg"):
    """Un número por canal de x (C, H, W): un vector (C,).

    One number for each channel of x (C, H, W): a vector (C,).
    """
    raise NotImplementedError
