import tensorflow as tf
import tensorflow.keras.layers as layers
import seaborn as sns
from tqdm import tqdm
import numpy as np

sns.set_theme()
model = tf.keras.Sequential([layers.Conv2D(8, 3)])
model.compile("sgd")


def conv2d(x, w):
    (H, W), (h, b) = np.shape(x), np.shape(w)
    y = np.zeros([H - h + 1, W - b + 1])
    for i in tqdm(range(h)):
        for j in range(b):
            y += w[i, j] * x[i:H - h + 1 + i, j:W - b + 1 + j]
    return y


def conv1d(x, w):
    n = len(x) - len(w) + 1
    return sum(w[a] * np.asarray(x[a:a + n], float) for a in range(len(w)))


def softmax(y):
    return tf.nn.softmax(y).numpy()
