"""The shapes of the two Keras models against the models themselves, in PyTorch."""

import pytest

from reference.torch_models import IMAGES, build_model

torch = pytest.importorskip("torch")
nn = torch.nn


def models():
    rest = [nn.ReLU(), nn.MaxPool2d(2)]
    digits = [nn.Conv2d(1, 32, 5), *rest, nn.Conv2d(32, 64, 5), *rest]
    images = [nn.Conv2d(3, 64, 3), *rest, nn.Conv2d(64, 64, 3), *rest]
    return {
        1: nn.Sequential(*digits, nn.Flatten(), nn.Linear(1024, 10), nn.Softmax(dim=1)),
        2: nn.Sequential(
            *images, nn.Flatten(), nn.Linear(57_600, 64), nn.ReLU(), nn.Linear(64, 2), nn.Softmax(dim=1)
        ),
    }


@pytest.mark.parametrize(("which", "parameters"), [(1, 62_346), (2, 3_725_314)])
def test_each_layer_has_the_shapes_of_its_pytorch_layer(which, parameters):
    ours, theirs = build_model(which), models()[which]
    assert len(ours) == len(theirs)
    assert sum(parameter.numel() for parameter in theirs.parameters()) == parameters
    height, width, channels = IMAGES[which]
    x = theirs[0].weight.new_zeros((1, channels, height, width))
    a = ours[0].weight.new_zeros((1, channels, height, width))
    for layer, module in zip(ours, theirs, strict=True):
        weight = getattr(module, "weight", None)
        assert (weight is None) == (not hasattr(layer, "weight"))
        if weight is not None:
            assert (layer.weight.shape, layer.bias.shape) == (tuple(weight.shape), tuple(module.bias.shape))
        x, a = module(x), layer.forward(a)
        assert a.shape == tuple(x.shape)
    assert ours.forward(ours[0].weight.new_zeros((1, channels, height, width))).shape == a.shape
