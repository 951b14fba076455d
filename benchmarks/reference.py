"""How fast the vectorised batch is, side by side with torch (CPU, float64) and scipy.signal, one thread each.

    python benchmarks/reference.py [--repeat 7] [--check]

Prints the best of several runs and the ratio to torch; with --check exits 1 where a ratio is above 2 or
scipy.signal is faster. The shapes: AlexNet's CONV2 and the two convolutions of LeNet on a batch of 64.
"""

import os

# Before NumPy is imported: its libraries read them once.
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from reference.conv_batch import conv2d_batch, conv2d_batch_backward

LAYERS = {
    # name: (N, C, H = W, F, KH = KW, stride, padding)
    "AlexNet CONV2, 2 images": (2, 96, 27, 256, 5, 1, 2),
    "LeNet C1, batch of 64": (64, 1, 32, 6, 5, 1, 0),
    "LeNet C3, batch of 64": (64, 6, 14, 16, 5, 1, 0),
}
ALLOWED = 2.0


def best_ms(run: Callable[[], Any], repeat: int) -> float:
    run()
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times) * 1e3


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--repeat", type=int, default=7)
    options.add_argument("--check", action="store_true", help="exit 1 where it is too slow")
    arguments = options.parse_args()
    import torch
    from scipy import signal

    torch.set_num_threads(1)
    rng = np.random.default_rng(0)
    slow = False
    print(f"{'':28}{'':10}{'ours ms':>10}{'torch ms':>10}{'ratio':>8}{'scipy ms':>10}")
    for name, (count, channels, side, filters, kernel, stride, padding) in LAYERS.items():
        x = rng.normal(size=(count, channels, side, side))
        w = rng.normal(size=(filters, channels, kernel, kernel))
        b = rng.normal(size=filters)
        tx, tw, tb = (torch.from_numpy(values) for values in (x, w, b))
        dy = rng.normal(size=conv2d_batch(x, w, b, stride, padding).shape)
        tdy = torch.from_numpy(dy)

        def forward_torch() -> Any:
            return torch.nn.functional.conv2d(tx, tw, tb, stride=stride, padding=padding)

        def backward_torch() -> Any:
            return torch.ops.aten.convolution_backward(
                tdy,
                tx,
                tw,
                [len(tw)],
                [stride] * 2,
                [padding] * 2,
                [1, 1],
                False,
                [0, 0],
                1,
                [True] * 3,
            )

        def forward_scipy() -> Any:
            padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
            return [[signal.correlate(image, f, "valid")[0] for f in w] for image in padded]

        rows = (
            ("forward", lambda: conv2d_batch(x, w, b, stride, padding), forward_torch, forward_scipy),
            ("backward", lambda: conv2d_batch_backward(dy, x, w, stride, padding), backward_torch, None),
        )
        for way, ours, theirs, scipys in rows:
            mine, other = best_ms(ours, arguments.repeat), best_ms(theirs, arguments.repeat)
            third = best_ms(scipys, 1) if scipys else None
            slow |= mine > ALLOWED * other or (third is not None and mine > third)
            last = f"{third:10.1f}" if third is not None else ""
            print(f"{name:28}{way:10}{mine:10.2f}{other:10.2f}{mine / other:8.2f}{last}")
    return int(slow and arguments.check)


if __name__ == "__main__":
    sys.exit(main())
