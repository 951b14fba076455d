import numpy as np


def neuron(patch, w, b=0.0):
    """Suma de los productos de patch y w, elemento a elemento, más b: un número.

    Sum of the element-wise products of patch and w, plus b: one number.
    """
    raise NotImplementedError
