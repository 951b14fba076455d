import numpy as np
import matplotlib.pyplot as plt


def conv2d(x, w):
    plt.figure(figsize=(3, 3))
    fig, ax = plt.subplots(1, 2)
    ax[0].imshow(x, cmap='gray')
    plt.colorbar()
    plt.title('x')
    plt.show()
    return np.array([[(x[i:i + w.shape[0], j:j + w.shape[1]] * w).sum() for j in range(x.shape[1] - w.shape[1] + 1)] for i in range(x.shape[0] - w.shape[0] + 1)])
