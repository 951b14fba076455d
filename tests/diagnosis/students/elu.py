import numpy as np


# %% 1
def elu(z, alpha=1.0):
    return np.maximum(alpha * (np.exp(z) - 1), z)


# %% 2
def elu(z, alpha=1.0):
    curva = alpha * np.expm1(z)
    return np.where(curva > z, curva, z)


# %% 3
def elu(z, alpha=1.0):
    y = np.array(z, dtype=float)
    negativos = y <= 0
    y[negativos] = alpha * np.exp(y[negativos]) - 1
    return y


# %% 4
def elu(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, z, np.exp(np.minimum(z, 0)) - 1)


# %% 5
def elu(z, alpha=1.0):
    alpha = 1.0
    z = np.asarray(z, dtype=float)
    y = z.copy()
    y[z < 0] = alpha * (np.exp(z[z < 0]) - 1)
    return y


# %% 6
def elu(z, alpha=1.0):
    z = np.asarray(z, float)
    return alpha * np.where(z > 0, z, np.expm1(np.where(z > 0, 0, z)))


# %% 7
def elu(z, alpha=1.0):
    z = np.asarray(z, float)
    salida = np.empty_like(z)
    it = np.nditer(z, flags=["multi_index"])
    for v in it:
        salida[it.multi_index] = v if v > 0 else alpha * v
    return salida


# %% 8
def elu(z, alpha=1.0):
    z = np.asarray(z, float)
    return np.where(z > 0, z, alpha * (np.exp(-z) - 1))


# %% 9
def elu(z, alpha=1.0):
    z = np.array(z, float)
    m = z <= 0
    z[m] = alpha * (1 / np.exp(z[m]) - 1)
    return z


# %% 10
def elu(z, alpha=1.0):
    positivo = z * (z > 0)
    negativo = alpha * (np.exp(z) - 1) * (z <= 0)
    return positivo + negativo


# %% 11
def elu(z, alpha=1.0):
    z = np.array(z, float)
    z[z < 0] = 0
    return z


# %% 12
def elu(z, alpha=1.0):
    if z > 0:
        return z
    else:
        return alpha * (np.exp(z) - 1)


# %% 13
import math


def elu(z, alpha=1.0):
    return z if z > 0 else alpha * (math.exp(z) - 1)


# %% 14
def elu(z, alpha=1.0):
    y = np.zeros_like(z)
    for i in np.ndindex(z.shape):
        y[i] = z[i] if z[i] > 0 else alpha * (np.exp(z[i]) - 1)
    return y


# %% 15
def elu(z, alpha=1.0):
    z = np.asarray(z, float)
    return np.where(z > 0, z, np.exp(-z) - 1)


# %% 16
def elu(z, alpha=1.0):
    y = np.copy(z)
    y[z < 0] = np.exp(z[z < 0]) - 1
    return y


# %% 17
def elu(z, alpha=1.0):
    return np.maximum(np.exp(z) - 1, z)


# %% 18
def elu(z, alpha=1.0):
    z = np.asarray(z, float)
    return np.where(z > 0, z, -alpha)


# %% 19
def elu(z, alpha=1.0):
    return np.zeros(np.shape(z))


# %% 20
def elu(z, alpha=1.0):
    z = np.asarray(z, float)
    return np.where(z > 1, z, alpha * (np.exp(np.minimum(z, 1)) - 1))


# %% 21
def elu(z, alpha=1.0):
    return np.log(1 + np.exp(z))


# %% 22
def elu(z, alpha=1.0):
    z = np.asarray(z, float)
    return np.where(z > 0, alpha * (np.exp(-z) - 1), z)


# %% 23
def elu(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    y = z.copy()
    abajo = z <= 0
    y[abajo] = alpha * np.expm1(z[abajo])
    return y


# %% 24
def elu(z, alpha=1.0):
    @np.vectorize
    def una(v):
        return float(v) if v > 0 else float(alpha * (np.exp(v) - 1))
    return una(z)


# %% 25
def elu(z, alpha=1.0):
    return np.maximum(z, 0) + alpha * (np.exp(np.minimum(z, 0)) - 1)


# %% 26
def elu(z, alpha=1.0):
    z = np.asarray(z, float)
    y = np.empty(z.shape)
    for i in np.ndindex(*z.shape):
        y[i] = max(alpha * (np.exp(z[i]) - 1), z[i])
    return y


# %% 27
def elu(z, alpha=1.0):
    return np.where(z > 0, z, alpha * np.exp(np.minimum(z, 0)) - 1)


# %% 28
def elu(z, alpha=1.0):
    z = np.asarray(z, float)
    return np.where(z > 0, alpha * z, alpha * (np.exp(np.minimum(z, 0)) - 1))


# %% 29
def elu(z, alpha=1.0):
    z = np.array(z, float)
    z[z < 0] *= alpha
    return z


# %% 30
def elu(z, alpha=1.0):
    mascara = (z > 0).astype(float)
    return mascara * z + (1 - mascara) * alpha * (np.exp(z) - 1)


# %% 31
def elu(z, alpha=1.0):
    return np.where(z > 0, z, 0.0)


# %% 32
def elu(z, alpha=1.0):
    return np.where(z > 0, z, alpha * (np.exp(np.abs(z)) - 1))


# %% 33
def elu(z, alpha=1.0):
    y = np.copy(z)
    m = z <= 0
    y[m] = alpha * np.exp(z[m]) - 1
    return y


# %% 34
def elu(z, alpha=1.0):
    return (z > 0) * z + (z <= 0) * (np.exp(z) - 1)


# %% 35
def elu(z, alpha=1.0):
    return np.where(z > 0, z, alpha * (np.exp(np.minimum(z, 0)) + 1))


# %% 36
def elu(z, alpha=1.0):
    return np.where(z > 0, z, alpha * np.tanh(z))


# %% 37
def elu(z, alpha=1.0):
    return np.where(z > 0, z, (np.exp(np.minimum(z, 0) * alpha) - 1))


# %% 38
def elu(z, alpha=1.0):
    return np.where(z<0, np.expm1(np.where(z<0,z,0)), z)


# %% 39
def elu(z, alpha=1.0):
    a=alpha*(np.e**z-1)
    return np.maximum(a,z)


# %% 40
def elu(z, alpha=1.0):
    return np.maximum(z,0)+(z<=0)*alpha*(np.exp(z)-1)


# %% 41
def elu(z, alpha=1.0):
    return alpha*np.where(z>0,z,np.exp(-z)-1)


# %% 42
def elu(z, alpha=1.0):
    return np.where(z>0,z,np.exp(z)*alpha)


# %% 43
def elu(z, alpha=1.0):
    z = np.asarray(z, float)
    y = z.copy()
    neg = z <= 0
    y[neg] = alpha * np.exp(z[neg]) - 1
    return y


# %% 44
def elu(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, z, np.expm1(np.minimum(z, 0)))


# %% 45
def elu(z, alpha=1.0):
    z = np.array(z, dtype=float)
    positivos = np.maximum(z, 0)
    negativos = np.exp(np.minimum(z, 0)) - 1
    return alpha * (positivos + negativos)


# %% 46
def elu(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    y = np.zeros(z.shape)
    for idx in np.ndindex(z.shape):
        if z[idx] > 0:
            y[idx] = z[idx]
        else:
            y[idx] = alpha * (np.exp(-z[idx]) - 1)
    return y


# %% 47
def elu(z, alpha=1.0):
    a = alpha * (np.exp(z) - 1)
    return np.where(a > z, a, z)


# %% 48
def elu(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return (np.abs(z) + z) / 2


# %% 49
def elu(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, z, np.exp(-z) - 1)


# %% 50
def elu(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    pos = (z > 0).astype(float)
    return z * pos + alpha * (np.exp(z) - 1) * (1 - pos)


# %% 51
def elu(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.maximum(z, 0) + alpha * np.minimum(z, 0)


# %% 52
def elu(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    y = np.empty_like(z)
    for i, v in np.ndenumerate(z):
        y[i] = alpha * v if v > 0 else alpha * np.expm1(v)
    return y


# %% 53
def elu(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, z, alpha * np.exp(-z) - 1)

# %% 54
def elu(z, alpha=1.0):
    if z.dtype != float:
        z = z.astype(float)
    negativos = z <= 0
    z[negativos] = alpha * np.expm1(z[negativos])
    return z
