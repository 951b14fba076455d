import torch.nn as nn


def build_model(which=1):
    """which=1: 28x28x1, 10 clases / classes; which=2: 128x128x3, 2. Un / a nn.Sequential."""
    raise NotImplementedError
