import numpy as np


def act_backward(dy, z, kind, a):
    """Gradiente respecto a z de la activación kind ("relu", "leaky_relu" o "elu"), dado el de su salida, dy.

    Gradient with respect to z of the activation kind ("relu", "leaky_relu" or "elu"), given that of its output, dy.
    """
    raise NotImplementedError
