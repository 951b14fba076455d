"""Wrong patterns and wrong counts of the famous networks."""

from ..architectures import CHAINS, RESNETS, net_report
from ..parameters import n_params, shape_trace


def pattern_pool_after_each_conv(N: int, M: int, K: int, pool: bool = True) -> list[str]:  # noqa: FBT001, FBT002
    """Pool after each convolution instead of after each block."""
    stage = ["CONV", "ReLU", *["POOL"] * int(pool)]
    return ["INPUT", *stage * (N * M), *["FC", "ReLU"] * K, "FC"]


def pattern_pool_once(N: int, M: int, K: int, pool: bool = True) -> list[str]:  # noqa: FBT001, FBT002
    """Pool once, after all the blocks."""
    return ["INPUT", *["CONV", "ReLU"] * (N * M), *["POOL"] * int(pool and M > 0), *["FC", "ReLU"] * K, "FC"]


def pattern_conv_without_relu(N: int, M: int, K: int, pool: bool = True) -> list[str]:  # noqa: FBT001, FBT002
    """Leave out the rectifiers after the convolutions."""
    return ["INPUT", *[*["CONV"] * N, *["POOL"] * int(pool)] * M, *["FC", "ReLU"] * K, "FC"]


def pattern_relu_once_per_block(N: int, M: int, K: int, pool: bool = True) -> list[str]:  # noqa: FBT001, FBT002
    """Rectify once at the end of the convolutions of a block."""
    block = [*["CONV"] * N, *["ReLU"] * min(N, 1), *["POOL"] * int(pool)]
    return ["INPUT", *block * M, *["FC", "ReLU"] * K, "FC"]


def net_report_pools_counted(name: str) -> dict[str, int]:
    """Count pooling layers among the convolutions."""
    pools = {"googlenet": 5}.get(name, 2)
    if name in CHAINS:
        pools = [layer["kind"] for layer in CHAINS[name][0]].count("pool")
    report = net_report(name)
    return {**report, "conv": report["conv"] + pools, "layers": report["layers"] + pools}


def net_report_without_head(name: str) -> dict[str, int]:
    """Leave the parameters of the last layer out."""
    into = 84 if name == "lenet-5" else 4096
    if name in RESNETS:
        into = 2048 if RESNETS[name][1] else 512
    if name == "googlenet":
        into = 1024
    out = 10 if name == "lenet-5" else 1000
    report = net_report(name)
    return {**report, "params": report["params"] - (into + 1) * out}


def net_report_without_bias(name: str) -> dict[str, int]:
    """Count no bias."""
    report = net_report(name)
    if name in CHAINS:
        layers, image, _ = CHAINS[name]
        bare = [{**layer, "bias": False} for layer in layers]
        shapes = shape_trace(layers, image)
        weights = [n_params(layer, shape) for layer, shape in zip(bare, shapes[:-1], strict=True)]
        return {**report, "params": sum(weights)}
    # A GoogLeNet convolution has one bias for each map that it makes; a ResNet has those of its head alone.
    biases = {"googlenet": 8280}.get(name, 1000)
    return {**report, "params": report["params"] - biases}


def net_report_without_norm(name: str) -> dict[str, int]:
    """Leave the scales and shifts of the normalisations out."""
    report = net_report(name)
    if name not in RESNETS:
        return report
    stages, bottleneck = RESNETS[name]
    maps, channels = 64, 64
    for stage, count in enumerate(stages):
        inner = 64 * 2**stage
        outer = inner * 4 if bottleneck else inner
        maps += count * (2 * inner + outer if bottleneck else 2 * inner)
        maps += outer if channels != outer else 0
        channels = outer
    return {**report, "params": report["params"] - 2 * maps}


def net_report_without_shortcuts(name: str) -> dict[str, int]:
    """Leave the 1x1 convolutions of the shortcuts out."""
    report = net_report(name)
    if name not in RESNETS:
        return report
    _, bottleneck = RESNETS[name]
    total, channels = report["params"], 64
    for stage in range(4):
        outer = 64 * 2**stage * (4 if bottleneck else 1)
        if channels != outer:
            total -= channels * outer + 2 * outer
        channels = outer
    return {**report, "params": total}


def net_report_shortcuts_counted(name: str) -> dict[str, int]:
    """Count the 1x1 convolutions of the shortcuts as layers."""
    report = net_report(name)
    if name not in RESNETS:
        return report
    extra = 4 if RESNETS[name][1] else 3
    return {**report, "conv": report["conv"] + extra, "layers": report["layers"] + extra}
