import numpy as np


def convolve(x, k):
    kh, kw = k.shape
    x = x.astype(float)
    y = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            y[i, j] = (x[i:i + kh, j:j + kw] * k).sum()
    return y


# %% 1
def apply_filter(img, k):
    if img.ndim == 2:
        y = convolve(img, k)
    else:
        y = convolve(img[:, :, 0], k) + convolve(img[:, :, 1], k) + convolve(img[:, :, 2], k)
    return np.clip(np.rint(y), 0, 255).astype(np.uint8)


# %% 2
def apply_filter(img, k):
    img = np.asarray(img, dtype=float)
    kh, kw = k.shape
    out = np.zeros((img.shape[0] - kh + 1, img.shape[1] - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            ventana = img[i:i + kh, j:j + kw]
            if ventana.ndim == 3:
                out[i, j] = np.sum(ventana * k[:, :, None])
            else:
                out[i, j] = np.sum(ventana * k)
    return np.uint8(np.clip(np.round(out), 0, 255))


# %% 3
def apply_filter(img, k):
    if img.ndim == 3:
        img = img.astype(float).sum(axis=2)
    return np.clip(np.rint(convolve(img, k)), 0, 255).astype("uint8")


# %% 4
def apply_filter(img, k):
    y = convolve(img, k) if img.ndim == 2 else sum(convolve(img[..., c], k) for c in range(3))
    y = np.clip(np.rint(y), 0, 255).astype(np.uint8)
    if img.ndim == 3:
        y = np.stack([y, y, y], axis=-1)
    return y


# %% 5
def apply_filter(img, k):
    if img.ndim == 3:
        y = np.stack([convolve(img[..., c], k) for c in range(3)], axis=-1)
    else:
        y = convolve(img, k)
    return np.rint(y).astype(int).astype(np.uint8)


# %% 6
def apply_filter(img, k):
    if img.ndim == 3:
        return np.dstack([apply_filter(img[:, :, c], k) for c in range(3)])
    return np.rint(convolve(img, k)).astype(np.uint8)


# %% 7
def apply_filter(img, k):
    if img.ndim == 3:
        return np.dstack([apply_filter(img[:, :, c], k) for c in range(3)])
    y = np.abs(convolve(img, k))
    y = np.rint(y)
    y[y > 255] = 255
    return y.astype(np.uint8)


# %% 8
def apply_filter(img, k):
    k = k.astype(img.dtype)
    if img.ndim == 3:
        return np.dstack([apply_filter(img[:, :, c], k) for c in range(3)])
    kh, kw = k.shape
    y = np.zeros((img.shape[0] - kh + 1, img.shape[1] - kw + 1), dtype=img.dtype)
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            for a in range(kh):
                for b in range(kw):
                    y[i, j] += img[i + a, j + b] * k[a, b]
    return y


# %% 9
def apply_filter(img, k):
    total = np.abs(k).sum()
    if total != 0:
        k = k / total
    if img.ndim == 3:
        y = np.stack([convolve(img[..., c], k) for c in range(3)], -1)
    else:
        y = convolve(img, k)
    return np.clip(np.rint(y), 0, 255).astype(np.uint8)


# %% 10
def apply_filter(img, k):
    if k.sum() != 0:
        k = k / k.sum()
    if img.ndim == 3:
        y = np.stack([convolve(img[..., c], k) for c in range(3)], -1)
    else:
        y = convolve(img, k)
    return np.clip(np.rint(y), 0, 255).astype(np.uint8)


# %% 11
def apply_filter(img, k):
    if img.ndim == 2:
        canales = [img]
    else:
        canales = [img[..., c] for c in range(3)]
    y = np.array([np.clip(np.rint(convolve(c, k)), 0, 255) for c in canales]).astype(np.uint8)
    return y[0] if img.ndim == 2 else y


# %% 12
def apply_filter(img, k):
    def uno(canal):
        return np.clip(np.rint(convolve(canal, k)), 0, 255).astype(np.uint8)
    if img.ndim == 2:
        return uno(img)
    return np.stack([uno(img[:, :, c]) for c in range(img.shape[2])])


# %% 13
def apply_filter(img, k):
    if img.ndim == 3:
        y = np.stack([convolve(img[..., c], k) for c in range(3)], -1)
    else:
        y = convolve(img, k)
    y = y - y.min()
    if y.max() > 0:
        y = y / y.max()
    return np.rint(y * 255).astype(np.uint8)


# %% 14
def apply_filter(img, k):
    gris = img if img.ndim == 2 else img[:, :, 0]
    y = np.clip(np.rint(convolve(gris, k)), 0, 255).astype(np.uint8)
    if img.ndim == 3:
        return np.repeat(y[:, :, None], 3, axis=2)
    return y


# %% 15
def apply_filter(img, k):
    if img.ndim == 3:
        y = np.stack([convolve(img[..., c], k) for c in range(3)], -1)
    else:
        y = convolve(img, k)
    return np.clip(y, 0, 255).astype(np.uint8)


# %% 16
def apply_filter(img, k):
    if img.ndim == 3:
        return np.dstack([apply_filter(img[..., c], k) for c in range(3)])
    kh, kw = k.shape
    img = np.pad(img, ((kh // 2, (kh - 1) // 2), (kw // 2, (kw - 1) // 2)))
    return np.clip(np.rint(convolve(img, k)), 0, 255).astype(np.uint8)


# %% 17
def apply_filter(img, k):
    k = np.flip(k)
    if img.ndim == 3:
        y = np.stack([convolve(img[..., c], k) for c in range(3)], -1)
    else:
        y = convolve(img, k)
    return np.rint(y).astype(np.int64).astype(np.uint8)


# %% 18
def apply_filter(img, k):
    k = k[::-1, ::-1]
    if img.ndim == 3:
        y = np.stack([convolve(img[..., c], k) for c in range(3)], -1)
    else:
        y = convolve(img, k)
    return np.clip(y, 0, 255).astype(np.uint8)


# %% 19
def apply_filter(img, k):
    if img.ndim == 3:
        y = np.stack([convolve(img[..., c], k) for c in range(3)], -1)
    else:
        y = convolve(img, k)
    return np.minimum(np.abs(y), 255).astype(np.uint8)


# %% 20
def apply_filter(img, k):
    y = convolve(img, k) if img.ndim == 2 else sum(convolve(img[..., c], k) for c in range(3))
    return np.clip(y, 0, 255).astype(np.uint8)


# %% 21
def apply_filter(img, k):
    if img.ndim == 3:
        y = np.stack([convolve(img[..., c], k) for c in range(3)], -1)
    else:
        y = convolve(img, k)
    return np.clip(np.rint(y), 0, 254).astype(np.uint8)


# %% 22
def apply_filter(img, k):
    if img.ndim == 3:
        img = img.mean(axis=2)
    y = np.clip(np.rint(convolve(img, k)), 0, 255).astype(np.uint8)
    return 255 - y


# %% 23
def apply_filter(img, k):
    return np.zeros(img.shape, np.uint8)


# %% 24
def apply_filter(img, k):
    if img.ndim == 3:
        y = np.stack([convolve(img[..., c], k) for c in range(3)], -1)
    else:
        y = convolve(img, k)
    return np.clip(np.ceil(y), 0, 255).astype(np.uint8)


# %% 25
def apply_filter(img, k):
    img3 = img[..., None] if img.ndim == 2 else img
    v = np.lib.stride_tricks.sliding_window_view(img3.astype(np.float64), k.shape, axis=(0, 1))
    y = np.tensordot(v, k, axes=2)
    y = np.uint8(np.rint(y).clip(0, 255))
    return y.reshape(y.shape[:2]) if img.ndim == 2 else y


# %% 26
def apply_filter(img, k):
    H, W = img.shape[0] - k.shape[0] + 1, img.shape[1] - k.shape[1] + 1
    out = np.zeros((H, W) + img.shape[2:])
    for i in range(H):
        for j in range(W):
            trozo = img[i:i + k.shape[0], j:j + k.shape[1]].astype(float)
            kk = k if img.ndim == 2 else k[..., None]
            out[i, j] = np.sum(trozo * kk, axis=(0, 1))
    return np.round(out).astype("int32").astype("uint8")


# %% 27
def apply_filter(img, k):
    if img.ndim == 3:
        y = np.stack([convolve(img[..., c], k) for c in range(3)], -1)
    else:
        y = convolve(img, k)
    return np.clip(np.rint(abs(y)), 0, 255).astype(np.uint8)


# %% 28
def apply_filter(img, k):
    k = k.astype(int)
    if img.ndim == 3:
        y = np.stack([convolve(img[..., c], k) for c in range(3)], -1)
    else:
        y = convolve(img, k)
    return np.clip(np.rint(y), 0, 255).astype(np.uint8)


# %% 29
def apply_filter(img, k):
    def normaliza(y):
        lo, hi = y.min(), y.max()
        return np.zeros_like(y) if hi == lo else (y - lo) / (hi - lo) * 255
    if img.ndim == 3:
        y = np.stack([convolve(img[..., c], k) for c in range(3)], -1)
    else:
        y = convolve(img, k)
    return np.rint(normaliza(y)).astype(np.uint8)


# %% 30
def apply_filter(img, k):
    if img.ndim == 3:
        return np.stack([apply_filter(img[..., c], k) for c in range(3)], -1)
    y = convolve(img, k)
    return np.rint((y - y.min()) * 255 / (np.ptp(y) or 1)).astype(np.uint8)


# %% 31
def apply_filter(img, k):
    if img.ndim == 2:
        return np.clip(np.rint(convolve(img, k)), 0, 255).astype(np.uint8)
    H, W = img.shape[0] - k.shape[0] + 1, img.shape[1] - k.shape[1] + 1
    out = np.zeros((H, W, 3), np.uint8)
    for c in range(3):
        out[:, :, c] = np.clip(np.rint(convolve(img[:, :, 0], k)), 0, 255)
    return out


# %% 32
def apply_filter(img, k):
    if img.ndim == 3:
        y = np.zeros((img.shape[0] - k.shape[0] + 1, img.shape[1] - k.shape[1] + 1))
        for c in range(3):
            y += convolve(img[:, :, c], k)
    else:
        y = convolve(img, k)
    y = np.rint(y)
    y[y < 0] = 0
    y[y > 255] = 255
    return y.astype(np.uint8)


# %% 33
def apply_filter(img, k):
    if img.ndim == 3:
        y = np.zeros((3, img.shape[0] - k.shape[0] + 1, img.shape[1] - k.shape[1] + 1))
        for c in range(3):
            y[c] = convolve(img[:, :, c], k)
    else:
        y = convolve(img, k)
    return np.rint(y).clip(0, 255).astype(np.uint8)


# %% 34
def apply_filter(img, k):
    if img.ndim == 3:
        return np.stack([apply_filter(img[..., c], k) for c in range(3)], -1)
    return convolve(img, k.T).clip(0, 255).astype(np.uint8)


# %% 35
def apply_filter(img, k):
    k = k[::-1, ::-1]
    y = convolve(img, k) if img.ndim == 2 else sum(convolve(img[..., c], k) for c in range(3))
    return np.rint(y).clip(0, 255).astype(np.uint8)


# %% 36
def apply_filter(img, k):
    if img.ndim == 3:
        return np.stack([convolve(img[..., c], k).clip(0, 255).astype(np.uint8) for c in range(3)])
    return convolve(img, k).clip(0, 255).astype(np.uint8)


# %% 37
def apply_filter(img, k):
    if img.ndim == 3:
        y = np.stack([convolve(img[..., c], k) for c in range(3)], -1)
    else:
        y = convolve(img, k)
    return np.rint(y).clip(0, 255)


# %% 38
def apply_filter(img, k):
    if img.ndim == 3:
        y = np.stack([convolve(img[..., 2 - c], k) for c in range(3)], -1)
    else:
        y = convolve(img, k)
    return np.rint(y).clip(0, 255).astype(np.uint8)


# %% 39
def apply_filter(img, k):
    return img[:img.shape[0] - k.shape[0] + 1, :img.shape[1] - k.shape[1] + 1]


# %% 40
def apply_filter(img, k):
    h,w=k.shape
    v=np.lib.stride_tricks.sliding_window_view(img.astype(float),(h,w),axis=(0,1))
    return np.rint((v*k).sum((-1,-2))).astype(np.int32).astype(np.uint8)


# %% 41
def apply_filter(img, k):
    if img.ndim==3: img=img.transpose(2,0,1)
    v=np.lib.stride_tricks.sliding_window_view(img.astype(float),k.shape,axis=(-2,-1))
    return np.clip(np.rint((v*k).sum((-1,-2))),0,255).astype(np.uint8)


# %% 42
def apply_filter(img, k):
    v=np.lib.stride_tricks.sliding_window_view(img.astype(float),k.shape,axis=(0,1))
    y=np.fabs((v*k).sum((-1,-2)))
    return np.minimum(np.round(y),255).astype(np.uint8)


# %% 43
def apply_filter(img, k):
    k=np.uint8(k.astype(int))
    v=np.lib.stride_tricks.sliding_window_view(img,k.shape,axis=(0,1))
    return (v*k).sum((-1,-2),dtype=np.uint8)


# %% 44
def apply_filter(img, k):
    v=np.lib.stride_tricks.sliding_window_view(img.astype(float),k.shape,axis=(0,1))
    return np.uint8(np.clip(np.tensordot(v,k,2),0,255))


# %% 45
def apply_filter(img, k):
    s=np.abs(k).sum()
    if s==0: s=1
    v=np.lib.stride_tricks.sliding_window_view(img.astype(float),k.shape,axis=(0,1))
    return np.clip(np.rint(np.tensordot(v,k,2)/s),0,255).astype(np.uint8)


# %% 46
def apply_filter(img, k):
    v=np.lib.stride_tricks.sliding_window_view(img.astype(float),k.shape,axis=(0,1))
    return np.clip(np.rint(np.tensordot(v,k,2)),0,128).astype(np.uint8)


# %% 47
def apply_filter(img, k):
    kh, kw = k.shape
    v = np.lib.stride_tricks.sliding_window_view(img.astype(float), (kh, kw), axis=(0, 1))
    if img.ndim == 3:
        y = np.einsum("ijcab,ab->ij", v, k)
    else:
        y = np.einsum("ijab,ab->ij", v, k)
    return np.clip(np.rint(y), 0, 255).astype(np.uint8)


# %% 48
def _canal(c, k):
    kh, kw = k.shape
    out = np.zeros((c.shape[0] - kh + 1, c.shape[1] - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(c[i:i + kh, j:j + kw] * k)
    return np.rint(out)

def apply_filter(img, k):
    img = img.astype(np.float64)
    if img.ndim == 2:
        return (_canal(img, k) % 256).astype(np.uint8)
    return np.dstack([(_canal(img[:, :, c], k) % 256).astype(np.uint8) for c in range(3)])


# %% 49
def apply_filter(img, k):
    kh, kw = k.shape
    f = img.astype(float)
    H2, W2 = img.shape[0] - kh + 1, img.shape[1] - kw + 1
    acc = np.zeros((H2, W2) + img.shape[2:])
    for a in range(kh):
        for b in range(kw):
            acc += k[a, b] * f[a:a + H2, b:b + W2]
    acc = np.rint(acc)
    acc[acc < 0] = -acc[acc < 0]
    acc[acc > 255] = 255
    return acc.astype("uint8")


# %% 50
def apply_filter(img, k):
    norma = np.abs(k).sum()
    if norma != 0:
        k = k / norma
    kh, kw = k.shape
    f = img.astype(float)
    H2, W2 = img.shape[0] - kh + 1, img.shape[1] - kw + 1
    acc = sum(k[a, b] * f[a:a + H2, b:b + W2] for a in range(kh) for b in range(kw))
    return np.clip(np.rint(acc), 0, 255).astype(np.uint8)


# %% 51
def apply_filter(img, k):
    kh, kw = k.shape
    f = img.astype(float)
    H2, W2 = img.shape[0] - kh + 1, img.shape[1] - kw + 1
    acc = np.zeros((H2, W2) + img.shape[2:])
    for i in range(H2):
        for j in range(W2):
            if img.ndim == 3:
                acc[i, j] = (f[i:i + kh, j:j + kw] * k[:, :, None]).sum(axis=(0, 1))
            else:
                acc[i, j] = (f[i:i + kh, j:j + kw] * k).sum()
    lo, hi = acc.min(), acc.max()
    if hi == lo:
        return np.zeros(acc.shape, dtype=np.uint8)
    return np.rint((acc - lo) * 255 / (hi - lo)).astype(np.uint8)


# %% 52
def apply_filter(img, k):
    kh, kw = k.shape
    v = np.lib.stride_tricks.sliding_window_view(img.astype(float), (kh, kw), axis=(0, 1))
    y = np.abs(np.rint((v * k).sum(axis=(-1, -2))))
    y = np.minimum(y, 255).astype(np.uint8)
    return y.transpose(2, 0, 1) if y.ndim == 3 else y


# %% 53
def apply_filter(img, k):
    k8 = k.astype(np.uint8)
    kh, kw = k.shape
    H2, W2 = img.shape[0] - kh + 1, img.shape[1] - kw + 1
    acc = np.zeros((H2, W2) + img.shape[2:], dtype=np.uint8)
    for a in range(kh):
        for b in range(kw):
            acc += k8[a, b] * img[a:a + H2, b:b + W2]
    return acc


# %% 54
def apply_filter(img, k):
    kh, kw = k.shape
    gris = img[:, :, 0] if img.ndim == 3 else img
    v = np.lib.stride_tricks.sliding_window_view(gris.astype(float), (kh, kw))
    y = np.clip(np.rint((v * k).sum((2, 3))), 0, 255).astype(np.uint8)
    if img.ndim == 3:
        y = np.repeat(y[:, :, None], 3, axis=2)
    return y


# %% 55
def apply_filter(img, k):
    kh, kw = k.shape
    v = np.lib.stride_tricks.sliding_window_view(img.astype(float), (kh, kw), axis=(0, 1))
    y = np.rint(np.einsum("...ab,ab->...", v, k))
    return y.astype(np.int64).astype(np.uint8)


# %% 56
def apply_filter(img, k):
    s = np.sum(np.abs(k))
    kh, kw = k.shape
    v = np.lib.stride_tricks.sliding_window_view(img.astype(float), (kh, kw), axis=(0, 1))
    y = np.einsum("...ab,ab->...", v, k)
    y = y / s
    return np.clip(np.rint(y), 0, 255).astype(np.uint8)
