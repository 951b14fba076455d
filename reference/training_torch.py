"""The same training in PyTorch, on the GPU where there is one. Needs nothing else of this package."""

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import nn

Report = Callable[[int, float, float], None]

EPOCHS, BATCH, RATE = 40, 64, 4e-3
MOST_STEPS = 12_000


def train_cnn_gpu(
    x: ArrayLike, y: ArrayLike, seed: int, device: str = "auto", report: Report | None = None
) -> Callable[[ArrayLike], NDArray[Any]]:
    """Train a CNN and return the function that predicts with it.

    Slides: deck 002, "Ejemplo 2 (completa)"; deck 003, "AlexNet".

    Parameters
    ----------
    x : (N, H, W) or (N, C, H, W) array
    y : (N,) int array
        Labels from 0.
    seed : int
    device : {"auto", "cpu", "cuda"}
        auto takes CUDA where there is one.
    report : callable, optional
        Called after each epoch as ``report(epoch, loss, accuracy)``.

    Returns
    -------
    callable
        ``predict(images)`` gives (M, K) scores.

    Examples
    --------
    >>> rows = np.zeros((40, 8, 8))
    >>> rows[::2, 1], rows[1::2, 4] = 1, 1
    >>> predict = train_cnn_gpu(rows, np.arange(40) % 2, seed=0, device="cpu")
    >>> predict(rows[:3]).argmax(axis=1)
    array([0, 1, 0])
    """
    if device == "auto":
        device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(seed)
    images = _tensor(x)
    labels = torch.as_tensor(np.asarray(y), dtype=torch.long)
    mean, spread = images.mean(), images.std().clamp_min(1e-6)
    images, labels = ((images - mean) / spread).to(device), labels.to(device)
    model = build_cnn(tuple(images.shape[1:]), int(labels.max()) + 1).to(device)
    per_epoch = -(-len(images) // BATCH)
    epochs = max(1, min(EPOCHS, MOST_STEPS // per_epoch))
    optimizer = torch.optim.AdamW(model.parameters(), RATE, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=epochs * per_epoch)
    loss_function = nn.CrossEntropyLoss(label_smoothing=0.05)
    for epoch in range(epochs):
        model.train()
        order = torch.randperm(len(images)).to(device)
        total, right = 0.0, 0
        for start in range(0, len(images), BATCH):
            chosen = order[start : start + BATCH]
            scores = model(_moved(images[chosen]))
            loss = loss_function(scores, labels[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += float(loss.detach()) * len(chosen)
            right += int((scores.argmax(1) == labels[chosen]).sum())
        if report is not None:
            report(epoch + 1, total / len(images), right / len(images))
    model.eval()

    def predict(images: ArrayLike) -> NDArray[Any]:
        with torch.no_grad():
            scores: NDArray[Any] = model(((_tensor(images) - mean) / spread).to(device)).cpu().numpy()
            return scores

    return predict


def build_cnn(shape: tuple[int, ...], classes: int) -> nn.Sequential:
    """Make the network: two blocks of convolution, ReLU and pooling, and two dense layers with dropout.

    Slides: deck 002, "Ejemplo 2 (completa)".

    Parameters
    ----------
    shape : (C, H, W)
    classes : int

    Returns
    -------
    torch.nn.Sequential

    Examples
    --------
    >>> build_cnn((1, 8, 8), 10)(torch.zeros(2, 1, 8, 8)).shape
    torch.Size([2, 10])
    """
    channels, rows, columns = shape
    last_pool = min(rows, columns) >= 16
    features = 48 * (rows // (4 if last_pool else 2)) * (columns // (4 if last_pool else 2))
    return nn.Sequential(
        nn.Conv2d(channels, 32, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(32, 48, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2) if last_pool else nn.Identity(),
        nn.Flatten(),
        nn.Dropout(0.25),
        nn.Linear(features, 64),
        nn.ReLU(),
        nn.Dropout(0.25),
        nn.Linear(64, classes),
    )


def _tensor(x: ArrayLike) -> torch.Tensor:
    images = torch.as_tensor(np.array(x, dtype=np.float32))
    return images[:, None] if images.ndim == 3 else images


def _moved(images: torch.Tensor) -> torch.Tensor:
    """Move a batch by up to one pixel; what enters is a copy of the border."""
    down, right = torch.randint(0, 3, (2,)).tolist()
    padded = nn.functional.pad(images, (1, 1, 1, 1), mode="replicate")
    return padded[:, :, down : down + images.shape[2], right : right + images.shape[3]]
