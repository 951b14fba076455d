import numpy as np


def conv2d_batch(x, w, b, stride=1, padding=0):
    """Mapas (N, F, OH, OW) de un lote x (N, C, H, W) con los filtros w (F, C, KH, KW) y sesgos b (F,).

    Maps (N, F, OH, OW) of a batch x (N, C, H, W) with the filters w (F, C, KH, KW) and biases b (F,).
    """
    raise NotImplementedError
