import numpy as np


def augment(img, op, dy=0, dx=0, turns=1, top=0, left=0, height=1, width=1, resize=False, delta=0.0, factor=1.0):
    """Una de cinco transformaciones / one of five transforms: translate, rotate, crop, brightness, contrast.

    img (H, W) o/or (H, W, 3), float o/or uint8, 0..255.
    """
    raise NotImplementedError
