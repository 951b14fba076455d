# %% 1
def receptive_field(layers):
    r = 1
    for k, s in layers:
        r += k - 1
    return r


# %% 2
def receptive_field(layers):
    r, salto = 1, 1
    for k, s in layers:
        salto *= s
        r += (k - 1) * salto
    return r


# %% 3
def receptive_field(layers):
    r = 1
    for k, _ in layers:
        r *= k
    return r


# %% 4
def receptive_field(layers):
    r = 1
    jump = 1
    for k, s in layers:
        r = r + (k - 1) * jump
        jump = jump + s
    return r


# %% 5
def receptive_field(layers):
    return sum(k * s for k, s in layers) + 1


# %% 6
def receptive_field(layers):
    r = 1
    for k, s in reversed(layers):
        r = (r - 1) * s + k
    return int(r)
