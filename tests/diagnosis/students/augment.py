import numpy as np


def augment_ok(img, op, dy=0, dx=0, turns=1, top=0, left=0, height=1, width=1, resize=False, delta=0.0, factor=1.0):
    H, W = img.shape[:2]
    if op == "translate":
        y = np.zeros_like(img)
        for i in range(H):
            for j in range(W):
                if 0 <= i - dy < H and 0 <= j - dx < W:
                    y[i, j] = img[i - dy, j - dx]
        return y
    if op == "rotate":
        return np.rot90(img, turns)
    if op == "crop":
        c = img[top:top + height, left:left + width]
        if resize:
            c = c[np.arange(H) * height // H][:, np.arange(W) * width // W]
        return c
    f = img.astype(float)
    f = f + delta if op == "brightness" else f.mean() + factor * (f - f.mean())
    f = np.clip(f, 0, 255)
    return np.rint(f).astype(np.uint8) if img.dtype == np.uint8 else f.astype(img.dtype)


# %% 1
def augment(img, op, **p):
    if op == "translate":
        return np.roll(img, (p.get("dy", 0), p.get("dx", 0)), axis=(0, 1))
    return augment_ok(img, op, **p)


# %% 2
def augment(img, op, **p):
    if op == "rotate":
        return np.rot90(img, -p.get("turns", 1))
    return augment_ok(img, op, **p)


# %% 3
def augment(img, op, **p):
    if op == "contrast":
        f = np.clip(img * float(p.get("factor", 1.0)), 0, 255)
        return np.rint(f).astype(np.uint8) if img.dtype == np.uint8 else f.astype(img.dtype)
    return augment_ok(img, op, **p)


# %% 4
def augment(img, op, **p):
    return augment_ok(img, op, **p)
