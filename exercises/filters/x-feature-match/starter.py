import numpy as np


def feature_match(img, f):
    """Mapa de respuesta de f sobre img, y lista de las posiciones (fila, columna) en que encaja del todo.

    Response map of f over img, and list of the positions (row, column) where it fits perfectly.
    """
    raise NotImplementedError
