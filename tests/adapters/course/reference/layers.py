"""One layer, in the course's own axes: images (N, C, H, W), filters (F, C, KH, KW)."""

import numpy as np


def conv(x, w, b, stride=1, padding=0):
    """Correlate a batch with a bank of filters."""
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("nchwij,fcij->nfhw", windows, w) + b[:, None, None]
