import numpy as np


def make_filter(name, size=3, sigma=1.0):
    """Kernel del filtro name; size y sigma son el lado y la desviación de los desenfoques.

    Kernel of the filter name; size and sigma are side and deviation of the blurs.
    """
    raise NotImplementedError
