import numpy as np


def apply_filter(img, k):
    """Filtra una imagen uint8 (H, W) o (H, W, 3), cada canal por separado, y devuelve uint8.

    Filters a uint8 picture (H, W) or (H, W, 3), each channel by itself, and returns uint8.
    """
    raise NotImplementedError
