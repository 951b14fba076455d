import numpy as np

def conv2d_bank(x, w, b):
    y = np.zeros((len(w), x.shape[1] - w.shape[2] + 1, x.shape[2] - w.shape[3] + 1))
    for f in range(len(w)):
        for i in range(y.shape[1]):
            for j in range(y.shape[2]):
                suma = 0
                for c in range(len(x)):
                    suma += np.sum(x[c, i:i + w.shape[2], j:j + w.shape[3]] * w[f, c]) + b[f]
                y[f, i, j] = suma
    return y


def conv2d_layer(x, w, b=0, stride=1, padding=0):
    x = np.pad(x, ((0, padding), (0, padding)))
    kh, kw = w.shape
    if kh > x.shape[0] or kw > x.shape[1]:
        raise ValueError("el kernel es mayor que la imagen")
    oh = (x.shape[0] - kh) // stride + 1
    ow = (x.shape[1] - kw) // stride + 1
    y = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            ventana = x[i * stride:i * stride + kh, j * stride:j * stride + kw]
            y[i, j] = np.sum(ventana * w) + b
    return y


def conv2d(x, w):
    H, W = x.shape
    kh, kw = w.shape
    y = np.zeros((H - kh + 1, W - kw + 1))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            y[i, j] = (x[i:i + kh, j:j + kw] * w).sum()
    return y
