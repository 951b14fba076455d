"""The pattern of the usual networks, and the famous ones: what they are made of and what they weigh.

The decks name the networks; the channel tables come from the papers. Weight layers are those that learn
weights, counted along one path: pooling, normalisation and the 1x1 convolutions of a shortcut are not
counted.
"""

from typing import Any

from .parameters import model_summary

Layer = dict[str, Any]


def expand_pattern(N: int, M: int, K: int, pool: bool = True) -> list[str]:  # noqa: FBT001, FBT002
    """Write the common pattern of a CNN out, layer by layer.

    Slides: deck 000, "Capa de agrupamiento"; deck 004, "Arquitecturas", "Arquitecturas conocidas: LeNet-5".

    INPUT → [[CONV → ReLU]*N → POOL?]*M → [FC → ReLU]*K → FC

    Parameters
    ----------
    N, M, K : int
        Convolutions in a block, blocks, hidden fully connected layers.
    pool : bool
        Whether each block ends in POOL.

    Returns
    -------
    list of text
        Of "INPUT", "CONV", "ReLU", "POOL" and "FC"; N·M + K + 1 of them have weights.

    Examples
    --------
    >>> expand_pattern(1, 2, 1)
    ['INPUT', 'CONV', 'ReLU', 'POOL', 'CONV', 'ReLU', 'POOL', 'FC', 'ReLU', 'FC']
    >>> expand_pattern(0, 0, 0)
    ['INPUT', 'FC']
    """
    block = ["CONV", "ReLU"] * N + ["POOL"] * int(pool)
    return ["INPUT", *block * M, *["FC", "ReLU"] * K, "FC"]


def _conv(k: int, filters: int, s: int = 1, p: int = 0) -> Layer:
    return {"kind": "conv", "k": k, "filters": filters, "s": s, "p": p}


def _pool(k: int, s: int) -> Layer:
    return {"kind": "pool", "k": k, "s": s}


def classifier(*units: int) -> list[Layer]:
    """Write a block of fully connected layers.

    Slides: deck 004, "Arquitecturas conocidas: VGG".

    Parameters
    ----------
    *units : int
        Units of each layer.

    Returns
    -------
    list of dict

    Examples
    --------
    >>> classifier(10)
    [{'kind': 'flatten'}, {'kind': 'dense', 'units': 10}]
    """
    return [{"kind": "flatten"}, *({"kind": "dense", "units": n} for n in units)]


def vgg(convolutions: tuple[int, ...]) -> list[Layer]:
    """Write a VGG network: blocks of 3x3 convolutions, each closed by a 2x2 pooling, and three FC layers.

    Slides: deck 003, "VGG", "Transfer Learning"; deck 004, "Arquitecturas conocidas: VGG".

    Parameters
    ----------
    convolutions : five ints
        Convolutions in each block: (2, 2, 2, 2, 2) is VGG-13, (2, 2, 4, 4, 4) is VGG-19.

    Returns
    -------
    list of dict
        For an image of 224x224x3 and 1000 classes.

    Examples
    --------
    >>> len([layer for layer in vgg((2, 2, 2, 2, 2)) if layer["kind"] == "conv"])
    10
    """
    layers = []
    for count, filters in zip(convolutions, (64, 128, 256, 512, 512), strict=True):
        layers += [_conv(3, filters, p=1)] * count + [_pool(2, 2)]
    return layers + classifier(4096, 4096, 1000)


LENET5 = [_conv(5, 6), _pool(2, 2), _conv(5, 16), _pool(2, 2), *classifier(120, 84, 10)]

ALEXNET = [
    _conv(11, 96, s=4), _pool(3, 2), {"kind": "norm"},
    _conv(5, 256, p=2), _pool(3, 2), {"kind": "norm"},
    _conv(3, 384, p=1), _conv(3, 384, p=1), _conv(3, 256, p=1), _pool(3, 2),
    *classifier(4096, 4096, 1000),
]  # fmt: skip

CHAINS: dict[str, tuple[list[Layer], tuple[int, int, int], int]] = {
    "lenet-5": (LENET5, (32, 32, 1), 0),
    "alexnet": (ALEXNET, (227, 227, 3), 0),
    "vgg-13": (vgg((2, 2, 2, 2, 2)), (224, 224, 3), 5),
    "vgg-16": (vgg((2, 2, 3, 3, 3)), (224, 224, 3), 5),
    "vgg-19": (vgg((2, 2, 4, 4, 4)), (224, 224, 3), 5),
}
"""Networks that are one chain of layers: the layers, the image, and how many blocks are repeated."""

INCEPTION_TABLE = (
    (192, 64, 96, 128, 16, 32, 32), (256, 128, 128, 192, 32, 96, 64),
    (480, 192, 96, 208, 16, 48, 64), (512, 160, 112, 224, 24, 64, 64), (512, 128, 128, 256, 24, 64, 64),
    (512, 112, 144, 288, 32, 64, 64), (528, 256, 160, 320, 32, 128, 128),
    (832, 256, 160, 320, 32, 128, 128), (832, 384, 192, 384, 48, 128, 128),
)  # fmt: skip
"""GoogLeNet's nine blocks: channels in, 1x1, 3x3 reduced, 3x3, 5x5 reduced, 5x5, after the pooling."""

RESNETS: dict[str, tuple[tuple[int, int, int, int], bool]] = {
    "resnet-18": ((2, 2, 2, 2), False),
    "resnet-34": ((3, 4, 6, 3), False),
    "resnet-50": ((3, 4, 6, 3), True),
    "resnet-101": ((3, 4, 23, 3), True),
    "resnet-152": ((3, 8, 36, 3), True),
}
"""Blocks in each of the four stages, and whether a block is a bottleneck (1x1, 3x3, 1x1) or two 3x3."""


def net_report(name: str) -> dict[str, int]:
    """Say what a famous network is made of.

    Slides: deck 001, "El desafío ImageNet: problema de clasificación"; deck 003, "AlexNet", "VGG", "Transfer
    Learning"; deck 004, "Arquitecturas conocidas: LeNet-5", "… AlexNet", "… VGG", "… GoogLeNet", "… ResNet".

    Parameters
    ----------
    name : text
        "lenet-5", "alexnet", "vgg-13", "vgg-16", "vgg-19", "googlenet", "resnet-18", "resnet-34",
        "resnet-50", "resnet-101" or "resnet-152".

    Returns
    -------
    dict
        ``conv`` and ``fc``: weight layers of each kind along one path; ``layers``: their sum; ``blocks``:
        VGG, inception or residual blocks, 0 for LeNet-5 and AlexNet; ``params``: everything that is learned.

    Examples
    --------
    >>> net_report("alexnet")
    {'conv': 5, 'fc': 3, 'layers': 8, 'blocks': 0, 'params': 62378344}
    >>> net_report("resnet-152")["layers"]
    152
    """
    if name == "googlenet":
        return googlenet_report()
    if name in RESNETS:
        return resnet_report(*RESNETS[name])
    layers, image, blocks = CHAINS[name]
    kinds = [layer["kind"] for layer in layers]
    total = model_summary(layers, image)[-1][2]
    return _report(kinds.count("conv"), kinds.count("dense"), blocks, total)


def inception_params(row: tuple[int, ...]) -> int:
    """Count the parameters of an inception block: six convolutions on four paths.

    Slides: deck 004, "Arquitecturas conocidas: GoogLeNet".

    Parameters
    ----------
    row : seven ints
        Channels in, 1x1, 3x3 reduced, 3x3, 5x5 reduced, 5x5, after the pooling.

    Returns
    -------
    int

    Examples
    --------
    >>> inception_params(INCEPTION_TABLE[0])
    163696
    """
    c, one, reduce3, three, reduce5, five, pooled = row
    convolutions = [(1, c, one), (1, c, reduce3), (3, reduce3, three)]
    convolutions += [(1, c, reduce5), (5, reduce5, five), (1, c, pooled)]
    return sum((k * k * into + 1) * out for k, into, out in convolutions)


def googlenet_report() -> dict[str, int]:
    """Report on GoogLeNet without its auxiliary classifiers, for 1000 classes.

    Slides: deck 001, "El desafío ImageNet: problema de clasificación"; deck 004, "Arquitecturas conocidas:
    GoogLeNet".

    Returns
    -------
    dict
        As `net_report`. The decks say 5 million parameters; it is 6 998 552, or 5 973 552 without the
        classifier.

    Examples
    --------
    >>> googlenet_report()
    {'conv': 21, 'fc': 1, 'layers': 22, 'blocks': 9, 'params': 6998552}
    """
    stem = (7 * 7 * 3 + 1) * 64 + (64 + 1) * 64 + (3 * 3 * 64 + 1) * 192
    blocks = sum(inception_params(row) for row in INCEPTION_TABLE)
    # Along one path a block is two convolutions deep: the 1x1 reduction and what follows it.
    return _report(3 + 2 * len(INCEPTION_TABLE), 1, len(INCEPTION_TABLE), stem + blocks + (1024 + 1) * 1000)


def resnet_report(stages: tuple[int, int, int, int], bottleneck: bool) -> dict[str, int]:  # noqa: FBT001
    """Report on a ResNet for 1000 classes.

    Slides: deck 001, "El desafío ImageNet: problema de clasificación"; deck 004, "Arquitecturas conocidas:
    ResNet".

    Its convolutions have no bias; each is followed by a batch normalisation that learns a scale and a shift
    for each channel. The first block of a stage changes the channels, so its shortcut is a 1x1 convolution.

    Parameters
    ----------
    stages : four ints
        Blocks in each stage. Deck 004 calls the four stages blocks.
    bottleneck : bool
        Whether a block is 1x1, 3x3, 1x1 with four times the channels at its end, or two 3x3.

    Returns
    -------
    dict
        As `net_report`.

    Examples
    --------
    >>> resnet_report((2, 2, 2, 2), False)
    {'conv': 17, 'fc': 1, 'layers': 18, 'blocks': 8, 'params': 11689512}
    """
    channels, depth = 64, 1
    total = _normalised(7, 3, 64)
    for stage, count in enumerate(stages):
        inner = 64 * 2**stage
        outer = inner * 4 if bottleneck else inner
        for _ in range(count):
            if bottleneck:
                path = [(1, channels, inner), (3, inner, inner), (1, inner, outer)]
            else:
                path = [(3, channels, inner), (3, inner, outer)]
            total += sum(_normalised(*convolution) for convolution in path)
            if channels != outer:
                total += _normalised(1, channels, outer)
            channels = outer
            depth += len(path)
    return _report(depth, 1, sum(stages), total + (channels + 1) * 1000)


def _normalised(k: int, into: int, out: int) -> int:
    """Count a convolution without bias and its batch normalisation."""
    return k * k * into * out + 2 * out


def _report(convolutions: int, fully_connected: int, blocks: int, params: int) -> dict[str, int]:
    layers = convolutions + fully_connected
    return {"conv": convolutions, "fc": fully_connected, "layers": layers, "blocks": blocks, "params": params}
