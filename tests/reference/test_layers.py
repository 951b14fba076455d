"""Layers, parameter counts and whole networks against torch, and the famous networks against their papers."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reference import layers
from reference.architectures import expand_pattern, net_report
from reference.blocks import inception, residual
from reference.dense import dense
from reference.network import cnn_forward
from reference.parameters import model_summary, n_params, shape_trace

torch = pytest.importorskip("torch")
functional = torch.nn.functional

small = st.integers(1, 3)
sides = st.integers(3, 8)
seeds = st.integers(0, 2**32 - 1)


def normal(seed, *shape):
    return np.random.default_rng(seed).standard_normal(shape)


@given(st.integers(0, 5), st.integers(1, 6), st.integers(1, 6), seeds)
def test_dense_agrees_with_torch(agrees, count, inputs, units, seed):
    x = normal(seed, count, inputs) if count else normal(seed, inputs)
    W, b = normal(seed + 1, inputs, units), normal(seed + 2, units)
    agrees(dense(x, W, b), functional.linear(torch.tensor(x), torch.tensor(W.T), torch.tensor(b)).numpy())


MODULES = {
    "conv": lambda layer, channels: torch.nn.Conv2d(
        channels, layer["filters"], layer["k"], layer["s"], layer["p"], bias=layer["bias"]
    ),
    "pool": lambda layer, _: torch.nn.MaxPool2d(layer["k"], layer["s"], ceil_mode=layer["ceil"]),
    "relu": lambda _layer, _: torch.nn.ReLU(),
    "flatten": lambda _layer, _: torch.nn.Flatten(),
    "dense": lambda layer, inputs: torch.nn.Linear(inputs, layer["units"], bias=layer["bias"]),
}

convolutions = st.fixed_dictionaries(
    {
        "kind": st.just("conv"), "k": st.integers(1, 3), "filters": st.integers(1, 5), "s": st.integers(1, 2),
        "p": st.integers(0, 2), "bias": st.booleans(),
    }
)  # fmt: skip
poolings = st.fixed_dictionaries({"kind": st.just("pool"), "k": small, "s": small, "ceil": st.booleans()})
denses = st.fixed_dictionaries({"kind": st.just("dense"), "units": st.integers(1, 9), "bias": st.booleans()})


stacks = st.lists(convolutions | poolings | st.just({"kind": "relu"}), max_size=4)


@given(stacks, st.lists(denses, max_size=2), sides, sides, small)
def test_shapes_and_counts_agree_with_torch(stack, heads, height, width, channels):
    stack = [*stack, {"kind": "flatten"}, *heads]
    value, shape = torch.zeros(1, channels, height, width), (height, width, channels)
    shapes, counts = [shape], []
    for layer in stack:
        assume(layer["kind"] not in {"conv", "pool"} or layer["k"] <= min(shape[:2]))
        module = MODULES[layer["kind"]](layer, shape[-1])
        counts.append(sum(parameter.numel() for parameter in module.parameters()))
        value = module(value)
        shape = (*value.shape[2:], value.shape[1])
        shapes.append(shape)
    assert shape_trace(stack, (height, width, channels)) == shapes
    assert [n_params(layer, before) for layer, before in zip(stack, shapes[:-1], strict=True)] == counts
    rows = model_summary(stack, (height, width, channels))
    assert [row[0] for row in rows] == [layer["kind"] for layer in stack] + ["total"]
    assert rows[-1] == ("total", shapes[-1], sum(counts))


@given(small, small, small, sides, sides, small, small, small, st.integers(0, 2), seeds)
def test_convolution_layer_agrees_with_torch(agrees, n, c, f, height, width, kh, kw, s, p, seed):
    x, w, b = normal(seed, n, c, height, width), normal(seed + 1, f, c, kh, kw), normal(seed + 2, f)
    leaves = [torch.tensor(values, requires_grad=True) for values in (x, w, b)]
    y = functional.conv2d(*leaves, stride=s, padding=p)
    dy = normal(seed + 3, *y.shape)
    y.backward(torch.tensor(dy))
    layer = layers.Conv2D(w, b, s, p)
    agrees(layer.forward(x), y.detach().numpy())
    agrees(layer.backward(dy), leaves[0].grad.numpy())
    agrees(layer.grads["w"], leaves[1].grad.numpy())
    agrees(layer.grads["b"], leaves[2].grad.numpy())


@given(small, small, sides, sides, small, small, seeds)
def test_pooling_layer_agrees_with_torch(agrees, n, c, height, width, k, s, seed):
    x = normal(seed, n, c, height, width)
    leaf = torch.tensor(x, requires_grad=True)
    y = functional.max_pool2d(leaf, k, s)
    dy = normal(seed + 1, *y.shape)
    y.backward(torch.tensor(dy))
    layer = layers.MaxPool2D(k, s)
    agrees(layer.forward(x), y.detach().numpy())
    agrees(layer.backward(dy), leaf.grad.numpy())


@given(small, small, sides, sides, small, st.integers(2, 4), seeds)
def test_a_network_of_layers_agrees_with_torch(agrees, n, c, height, width, f, units, seed):
    rows, columns = (height - 1) // 2, (width - 1) // 2
    x, w, b = normal(seed, n, c, height, width), normal(seed + 1, f, c, 2, 2), normal(seed + 2, f)
    W, v = normal(seed + 3, f * rows * columns, units), normal(seed + 4, units)
    stack = [layers.Conv2D(w, b), layers.ReLU(), layers.MaxPool2D(), layers.Flatten(), layers.Dense(W, v)]
    leaves = [torch.tensor(values, requires_grad=True) for values in (x, w, b, W, v)]
    maps = functional.max_pool2d(functional.relu(functional.conv2d(*leaves[:3])), 2)
    scores = maps.flatten(1) @ leaves[3] + leaves[4]
    dy = normal(seed + 5, n, units)
    scores.backward(torch.tensor(dy))
    y, back = x, dy
    for layer in stack:
        y = layer.forward(y)
    for layer in reversed(stack):
        back = layer.backward(back)
    agrees(y, scores.detach().numpy())
    agrees(back, leaves[0].grad.numpy())
    for name, layer, leaf in [("w", stack[0], 1), ("b", stack[0], 2), ("W", stack[4], 3), ("b", stack[4], 4)]:
        agrees(layer.grads[name], leaves[leaf].grad.numpy())


@given(small, small, sides, sides, st.integers(2, 4), st.booleans(), seeds)
def test_forward_agrees_with_torch(agrees, c, f, height, width, units, ceil, seed):
    x, w, b = normal(seed, c, height, width), normal(seed + 1, f, c, 2, 3), normal(seed + 2, f)
    assume(ceil or min(height - 1, width - 2) >= 2)
    maps = functional.relu(functional.conv2d(*(torch.tensor(values) for values in (x[None], w, b))))
    if min(maps.shape[2:]) < 2:
        return  # torch refuses a map smaller than the window, ours is one partial window
    pooled = functional.max_pool2d(maps, 2, ceil_mode=ceil).flatten()
    W, bias = normal(seed + 3, len(pooled), units), normal(seed + 4, units)
    expected = functional.softmax(pooled @ torch.tensor(W) + torch.tensor(bias), dim=0)
    agrees(cnn_forward(x, {"w": w, "b": b, "k": 2, "ceil": ceil, "W": W, "c": bias}), expected.numpy())


def convolved(x, w, b, stride=1):
    return functional.conv2d(x, torch.tensor(w), torch.tensor(b), stride, padding=w.shape[-1] // 2)


@given(small, sides, sides, small, small, small, small, small, small, seeds)
def test_inception_agrees_with_torch(
    agrees, c, height, width, one, reduce3, three, reduce5, five, pooled, seed
):
    sizes = {
        "1": (one, c, 1), "3r": (reduce3, c, 1), "3": (three, reduce3, 3),
        "5r": (reduce5, c, 1), "5": (five, reduce5, 5), "p": (pooled, c, 1),
    }  # fmt: skip
    rng = np.random.default_rng(seed)
    p = {f"w{name}": rng.standard_normal((f, into, k, k)) for name, (f, into, k) in sizes.items()}
    p |= {f"b{name}": rng.standard_normal(f) for name, (f, _, _) in sizes.items()}
    x = rng.standard_normal((c, height, width))

    def step(values, name):
        return functional.relu(convolved(values, p[f"w{name}"], p[f"b{name}"]))

    image = torch.tensor(x)[None]
    paths = [step(image, "1"), step(step(image, "3r"), "3"), step(step(image, "5r"), "5")]
    paths.append(step(functional.max_pool2d(image, 3, 1, 1), "p"))
    agrees(inception(x, p), torch.cat(paths, dim=1)[0].numpy())


@given(small, sides, sides, small, st.integers(1, 2), st.booleans(), seeds)
def test_residual_agrees_with_torch(agrees, c, height, width, f, stride, projected, seed):
    f, stride = (f, stride) if projected else (c, 1)
    rng = np.random.default_rng(seed)
    p = {"w1": rng.standard_normal((f, c, 3, 3)), "b1": rng.standard_normal(f), "stride": stride}
    p |= {"w2": rng.standard_normal((f, f, 3, 3)), "b2": rng.standard_normal(f)}
    if projected:
        p |= {"ws": rng.standard_normal((f, c, 1, 1)), "bs": rng.standard_normal(f)}
    x = rng.standard_normal((c, height, width))
    image = torch.tensor(x)[None]
    learned = convolved(functional.relu(convolved(image, p["w1"], p["b1"], stride)), p["w2"], p["b2"])
    shortcut = convolved(image, p["ws"], p["bs"], stride) if projected else image
    agrees(residual(x, p), functional.relu(learned + shortcut)[0].numpy())


PAPERS = {
    "LeNet-5": ("lenet-5", 5, 61_706),
    "AlexNet, one group": ("alexnet", 8, 62_378_344),
    "VGG-13": ("vgg-13", 13, 133_047_848),
    "VGG-16": ("vgg-16", 16, 138_357_544),
    "VGG-19": ("vgg-19", 19, 143_667_240),
    "GoogLeNet": ("googlenet", 22, 6_998_552),
    "ResNet-18": ("resnet-18", 18, 11_689_512),
    "ResNet-34": ("resnet-34", 34, 21_797_672),
    "ResNet-50": ("resnet-50", 50, 25_557_032),
    "ResNet-101": ("resnet-101", 101, 44_549_160),
    "ResNet-152": ("resnet-152", 152, 60_192_808),
}


@pytest.mark.parametrize(("name", "depth", "params"), PAPERS.values(), ids=PAPERS)
def test_famous_networks_are_as_their_papers_say(name, depth, params):
    report = net_report(name)
    assert (report["layers"], report["params"]) == (depth, params)
    assert report["conv"] + report["fc"] == report["layers"]


@given(st.integers(0, 4), st.integers(0, 4), st.integers(0, 4), st.booleans())
def test_the_pattern_counts_what_it_should(N, M, K, pool):
    names = expand_pattern(N, M, K, pool)
    assert names[0] == "INPUT"
    assert names[-1] == "FC"
    counts = [names.count(name) for name in ("CONV", "POOL", "FC", "ReLU")]
    assert counts == [N * M, M * pool, K + 1, N * M + K]
