import numpy as np


def conv1d_layer(x, w, b=0, stride=1, padding="valid"):
    """Correlación de x (N,) con w (K,), más b; padding: "valid", "same" o "full".

    Correlation of x (N,) with w (K,), plus b; padding: "valid", "same" or "full".
    """
    raise NotImplementedError
