import numpy as np


def inception(x, p):
    """Cuatro caminos en paralelo, concatenados por canales / four parallel paths, stacked by channels.

    x (C, H, W); p: "w1", "b1", "w3r", "b3r", "w3", "b3", "w5r", "b5r", "w5", "b5", "wp", "bp".
    """
    raise NotImplementedError


def residual(x, p):
    """relu(F(x) + atajo / shortcut); p: "w1", "b1", "w2", "b2", "stride" (1), "ws", "bs"."""
    raise NotImplementedError
