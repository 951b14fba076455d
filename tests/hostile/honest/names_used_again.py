def ventana(x, i, j, w):
    return [[x[i + a][j + b] * w[a][b] for b in range(len(w[0]))] for a in range(len(w))]


def conv2d(x, w):
    return [
        [sum(sum(f) for f in ventana(x, i, j, w)) for j in range(len(x[0]) - len(w[0]) + 1)]
        for i in range(len(x) - len(w) + 1)
    ]


x = [[1, 2], [3, 4]]
ventana = ventana(x, 0, 0, x)
sum = 0
for fila in ventana:
    for v in fila:
        sum += v
range = max(map(max, ventana)) - min(map(min, ventana))
print("suma", sum, "rango", range)
