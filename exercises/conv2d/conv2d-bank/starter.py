import numpy as np


def conv2d_bank(x, w, b):
    """Mapas (F, OH, OW) de una imagen x (C, H, W) con los filtros w (F, C, KH, KW) y sesgos b (F,).

    Maps (F, OH, OW) of an image x (C, H, W) with the filters w (F, C, KH, KW) and biases b (F,).
    """
    raise NotImplementedError
