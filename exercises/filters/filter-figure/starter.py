import matplotlib.pyplot as plt
import numpy as np


def plot_filters(img):
    """Figura con img y al menos cuatro versiones filtradas, cada una con su título.

    Figure with img and at least four filtered versions, each with its title.
    """
    raise NotImplementedError
