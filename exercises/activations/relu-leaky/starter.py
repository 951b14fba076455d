import numpy as np


def relu(z):
    """ReLU de cada elemento de z, un array de cualquier forma.

    ReLU of every element of z, an array of any shape.
    """
    raise NotImplementedError


def leaky_relu(z, eps=0.01):
    """Leaky ReLU de cada elemento de z: pendiente eps donde z <= 0.

    Leaky ReLU of every element of z: slope eps where z <= 0.
    """
    raise NotImplementedError
