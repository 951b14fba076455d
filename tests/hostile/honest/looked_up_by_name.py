import sys

import numpy as np

for _nombre, _f in (("suma", np.sum), ("producto", np.multiply)):
    globals()["op_" + _nombre] = _f
exec("def op_ventana(x, i, j, w): return x[i:i + w.shape[0], j:j + w.shape[1]]")


def conv2d(x, w):
    suma, producto = globals()["op_suma"], getattr(sys.modules[__name__], "op_producto")
    OH, OW = x.shape[0] - w.shape[0] + 1, x.shape[1] - w.shape[1] + 1
    return np.array([[suma(producto(op_ventana(x, i, j, w), w)) for j in range(OW)] for i in range(OH)])
