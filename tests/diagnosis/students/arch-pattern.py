# %% 1
def expand_pattern(N, M, K, pool=True):
    capas = ["INPUT"]
    for _ in range(M):
        for _ in range(N):
            capas += ["CONV", "ReLU"]
            if pool:
                capas.append("POOL")
    for _ in range(K):
        capas += ["FC", "ReLU"]
    return capas + ["FC"]


# %% 2
def expand_pattern(N, M, K, pool=True):
    block = ["CONV", "ReLU"] * N + ["POOL"] * pool
    return ["INPUT"] + block * M + ["FC", "ReLU"] * (K + 1)


# %% 3
def expand_pattern(N, M, K, pool=True):
    return ["INPUT"] + (["CONV", "ReLU"] * N + ["POOL"]) * M + ["FC", "ReLU"] * K + ["FC"]


# %% 4
def expand_pattern(N, M, K, pool=True):
    bloque = []
    for i in range(N):
        bloque.append("CONV")
    if N:
        bloque.append("ReLU")
    if pool:
        bloque.append("POOL")
    return ["INPUT"] + bloque * M + ["FC", "ReLU"] * K + ["FC"]


# %% 5
def expand_pattern(N, M, K, pool=True):
    return ["INPUT"] + (["conv", "relu"] * N + ["pool"] * pool) * M + ["fc", "relu"] * K + ["fc"]
