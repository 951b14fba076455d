"""A whole training in NumPy: a small CNN made of this package's layers, learnt by mini-batches.

conv 3x3 → ReLU → max pooling → conv 3x3 → ReLU → flatten → dense → ReLU → dense, with the mean
cross-entropy as its loss, SGD with momentum, and images that are moved by a pixel now and then.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .activations import softmax
from .layers import Conv2D, Dense, Flatten, MaxPool2D, ReLU
from .losses import cross_entropy, one_hot
from .optimizers import optimizer_step

Array = NDArray[Any]
Report = Callable[[int, float, float], None]

EPOCHS, BATCH = 40, 32
RATE, MOMENTUM, DECAY = 0.03, 0.9, 5e-4
MOST_STEPS = 3000
"""Large sets get fewer epochs."""


def train_cnn_numpy(
    x: ArrayLike, y: ArrayLike, seed: int, report: Report | None = None
) -> Callable[[ArrayLike], Array]:
    """Train a CNN and return the function that predicts with it.

    Slides: deck 000, "Capa de agrupamiento"; deck 001, "CNN: Entrenamiento con Backpropagation"; deck 003,
    "AlexNet"; deck 004, "¡Muy importante!".

    Parameters
    ----------
    x : (N, H, W) or (N, C, H, W) array
    y : (N,) int array
        Labels from 0.
    seed : int
        Decides the first weights, the order of the images and how they are moved.
    report : callable, optional
        Called after each epoch as ``report(epoch, loss, accuracy)``.

    Returns
    -------
    callable
        ``predict(images)`` gives (M, K) probabilities.

    Examples
    --------
    >>> rows = np.zeros((40, 6, 6))
    >>> rows[::2, 1], rows[1::2, 4] = 1, 1
    >>> predict = train_cnn_numpy(rows, np.arange(40) % 2, seed=0)
    >>> predict(rows[:3]).argmax(axis=1)
    array([0, 1, 0])
    """
    rng = np.random.default_rng(seed)
    images, labels = _channels(x), np.asarray(y)
    mean, spread = images.mean(), images.std() or 1.0
    images = (images - mean) / spread
    wanted = one_hot(labels, int(labels.max()) + 1)
    layers = build_cnn(images.shape[1:], wanted.shape[1], rng)
    states: dict[tuple[int, str], dict[str, Array]] = {}
    per_epoch = -(-len(images) // BATCH)
    epochs = max(1, min(EPOCHS, MOST_STEPS // per_epoch))
    step = 0
    for epoch in range(epochs):
        order = rng.permutation(len(images))
        losses, right = [], 0
        for start in range(0, len(images), BATCH):
            chosen = order[start : start + BATCH]
            scores = forward(layers, moved(images[chosen], rng))
            probabilities = softmax(scores)
            losses.append(cross_entropy(wanted[chosen], probabilities))
            right += int((scores.argmax(axis=1) == labels[chosen]).sum())
            backward(layers, (probabilities - wanted[chosen]) / len(chosen))
            step += 1
            # The rate falls along half a cosine, from RATE to nothing.
            rate = RATE * 0.5 * (1 + np.cos(np.pi * step / (epochs * per_epoch)))
            _update(layers, states, rate)
        if report is not None:
            report(epoch + 1, float(np.mean(losses)), right / len(images))

    def predict(images: ArrayLike) -> Array:
        return softmax(forward(layers, (_channels(images) - mean) / spread))

    return predict


def build_cnn(shape: Sequence[int], classes: int, rng: np.random.Generator) -> list[Any]:
    """Make the layers, with He's first weights.

    Slides: deck 003, "Convolutional Neural Networks".

    Parameters
    ----------
    shape : (C, H, W)
    classes : int
    rng : Generator

    Returns
    -------
    list of layers

    Examples
    --------
    >>> [type(layer).__name__ for layer in build_cnn((1, 8, 8), 10, np.random.default_rng(0))][:3]
    ['Conv2D', 'ReLU', 'MaxPool2D']
    """
    channels = shape[0]

    def weights(*sizes: int, inputs: int) -> Array:
        return rng.normal(0, np.sqrt(2 / inputs), sizes)

    layers: list[Any] = [
        Conv2D(weights(16, channels, 3, 3, inputs=9 * channels), np.zeros(16), padding=1),
        ReLU(),
        MaxPool2D(2),
        Conv2D(weights(32, 16, 3, 3, inputs=9 * 16), np.zeros(32), padding=1),
        ReLU(),
    ]
    if min(shape[1:]) >= 16:
        layers.append(MaxPool2D(2))
    layers.append(Flatten())
    size = forward(layers, np.zeros((1, *shape))).shape[1]
    layers += [Dense(weights(size, 64, inputs=size), np.zeros(64)), ReLU()]
    return [*layers, Dense(weights(64, classes, inputs=64), np.zeros(classes))]


def forward(layers: Sequence[Any], x: ArrayLike) -> Array:
    """Pass a batch through all layers.

    Slides: deck 002, "Cuatro fases de la convolución".

    Parameters
    ----------
    layers : list of layers
    x : (N, C, H, W) array

    Returns
    -------
    array

    Examples
    --------
    >>> forward([ReLU(), Flatten()], [[[[-1, 2]]]])
    array([[0., 2.]])
    """
    result = np.asarray(x, dtype=float)
    for layer in layers:
        result = layer.forward(result)
    return result


def backward(layers: Sequence[Any], gradient: ArrayLike) -> None:
    """Pass the gradient of the loss back through all layers; each keeps those of its weights.

    Slides: deck 001, "CNN: Entrenamiento con Backpropagation".

    Parameters
    ----------
    layers : list of layers
    gradient : array shaped as the last output

    Examples
    --------
    >>> layer = Dense([[1, 2]], [0, 0])
    >>> _ = layer.forward([[3]])
    >>> backward([layer], [[1, 1]])
    >>> layer.grads["W"]
    array([[3., 3.]])
    """
    dy = np.asarray(gradient, dtype=float)
    for layer in reversed(layers):
        dy = layer.backward(dy)


def moved(images: Array, rng: np.random.Generator) -> Array:
    """Move a whole batch by up to one pixel; what enters is a copy of the border.

    Slides: deck 003, "Data Augmentation".

    Parameters
    ----------
    images : (N, C, H, W) array
    rng : Generator

    Returns
    -------
    (N, C, H, W) array

    Examples
    --------
    >>> moved(np.ones((1, 1, 2, 2)), np.random.default_rng(0)).shape
    (1, 1, 2, 2)
    """
    down, right = rng.integers(0, 3, 2)
    padded = np.pad(images, ((0, 0), (0, 0), (1, 1), (1, 1)), mode="edge")
    return padded[:, :, down : down + images.shape[2], right : right + images.shape[3]]


def _channels(x: ArrayLike) -> Array:
    images = np.asarray(x, dtype=float)
    return images[:, None] if images.ndim == 3 else images


def _update(layers: Sequence[Any], states: dict[tuple[int, str], dict[str, Array]], rate: float) -> None:
    for place, layer in enumerate(layers):
        for name, value in layer.params.items():
            key = (place, name)
            decay = DECAY if value.ndim > 1 else 0.0
            layer.params[name], states[key] = optimizer_step(
                value, layer.grads[name], states.get(key, {}), "sgd", rate, MOMENTUM, decay
            )
