import numpy as np


def optimizer_step(w, g, state, kind, lr=0.01, momentum=0.0, weight_decay=0.0, rho=0.9, eps=1e-7, drops=0):
    """Un paso de "sgd" o "rmsprop" / one step of "sgd" or "rmsprop".

    Devuelve / returns (w, state): {"v": …} (sgd) o/or {"s": …} (rmsprop).
    """
    raise NotImplementedError
