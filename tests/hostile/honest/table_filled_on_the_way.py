import numpy as np

PASOS = {"ventana": {}, "suma": {}}
for paso in PASOS.values():
    paso["hacer"] = None
t = PASOS["ventana"]
t["hacer"] = lambda x, i, j, w: x[i : i + w.shape[0], j : j + w.shape[1]]


def registrar(nombre, funcion):
    PASOS[nombre]["hacer"] = funcion
    return nombre


print("listo:", registrar("suma", lambda v, w: (v * w).sum()))


def conv2d(x, w):
    OH, OW = x.shape[0] - w.shape[0] + 1, x.shape[1] - w.shape[1] + 1
    y = np.zeros((OH, OW))
    for i in range(OH):
        for j in range(OW):
            y[i, j] = PASOS["suma"]["hacer"](PASOS["ventana"]["hacer"](x, i, j, w), w)
    return y
