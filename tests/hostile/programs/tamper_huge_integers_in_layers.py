"""A layer whose every output is an integer that no float can hold."""


class Conv2D:
    def __init__(self, w, b, stride=1, padding=0):
        self.params = self.grads = [w, b]

    def forward(self, x):
        return [[[[10**309] * 4] * 2] * 2]

    def backward(self, dy):
        return [[[[10**309] * 5] * 4] * 2]
