import numpy as np


def one_hot(l, K):
    """Etiquetas l (N,) como filas con un solo 1: (N, K).

    Labels l (N,) as rows with a single 1: (N, K).
    """
    raise NotImplementedError


def topk_error(scores, l, k=5):
    """Parte de las N muestras cuya etiqueta no está entre las k mejores puntuaciones.

    Share of the N samples whose label is not among the k best scores.
    """
    raise NotImplementedError
