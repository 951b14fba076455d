def tamanos(layers, C):
    H = W = 224
    f = (224, 224, 3)
    out = []
    for n, l in enumerate(layers):
        b = 1 if l.get("bias", True) else 0
        if l["kind"] == "conv":
            out.append((l["k"] ** 2 * f[2] + b) * l["filters"])
            m = lambda d: (d + 2 * l.get("p", 0) - l["k"]) // l.get("s", 1) + 1
            f = (m(f[0]), m(f[1]), l["filters"])
        elif l["kind"] == "pool":
            s = l.get("s", l["k"])
            f = ((f[0] - l["k"]) // s + 1, (f[1] - l["k"]) // s + 1, f[2])
        elif l["kind"] == "flatten":
            f = (f[0] * f[1] * f[2],) if len(f) == 3 else f
        elif l["kind"] == "dense":
            if len(f) == 3:
                f = (f[0] * f[1] * f[2],)
            u = C if n == len(layers) - 1 else l["units"]
            out.append((f[0] + b) * u)
            f = (u,)
    return out


# %% 1
def replace_head(layers, C, retrain):
    t = tamanos(layers, C)
    corte = len(t) - retrain
    return sum(t[:corte]), sum(t[corte:])


# %% 2
def replace_head(layers, C, retrain):
    t = tamanos(layers, layers[-1]["units"])
    corte = max(len(t) - retrain, 0)
    return sum(t[corte:]), sum(t[:corte])


# %% 3
def replace_head(layers, C, retrain):
    t = tamanos(layers, C)
    corte = max(len(t) - retrain - 1, 0)
    return sum(t[corte:]), sum(t[:corte])

# %% 4
def replace_head(layers, C, retrain):
    layers[-1]["units"] = C
    f, cuentas = (224, 224, 3), []
    for l in layers:
        k, sesgo = l.get("k", 1), l.get("bias", True)
        if l["kind"] in ("conv", "pool"):
            s, p = l.get("s", k if l["kind"] == "pool" else 1), l.get("p", 0)
            if l["kind"] == "conv":
                cuentas.append((k * k * f[2] + sesgo) * l["filters"])
            f = ((f[0] + 2 * p - k) // s + 1, (f[1] + 2 * p - k) // s + 1, l.get("filters", f[2]))
        elif l["kind"] == "flatten":
            f = (f[0] * f[1] * f[2],)
        elif l["kind"] == "dense":
            cuentas.append((f[0] + sesgo) * l["units"])
            f = (l["units"],)
    corte = len(cuentas) - retrain
    return sum(cuentas[corte:]), sum(cuentas[:corte])
