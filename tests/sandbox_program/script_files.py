"""Scripts and notebooks whose top level makes what is graded: the same table as in ``student_files.py``.

Each runs as it stands, from its first line to its last; what is graded must not be less.
"""

# ruff: noqa: E501 — tables of students' own lines

NP = "import numpy as np\n"
USE = "def f(k):\n    return OPS[k](3)\n"
ONE, TWO = "def one(x):\n    return x + 1\n", "def two(x):\n    return x + 2\n"


def script(text, calls=None, **more):
    return {"files": {"a.py": text}, "calls": calls or {}, **more}


FILL = {"f('a')": 4, "f('b')": 5}

DEFINED = {
    "functions out of a factory": script(
        "def make(k):\n    def a(x):\n        return x + k\n    b = lambda x: x - k\n    return a, b\nf, g = make(1)\n(h,) = make(2)[:1]\n",
        {"(f(3), g(3))": (4, 2)}, lacks=["k"],
    ),
    "functions mapped and listed": script(
        NP + ONE + TWO + "f, g = map(np.vectorize, (one, two))\nh, i = [np.vectorize(o) for o in (one, two)]\n", {"(int(f(1)), int(g(1)), int(h(1)))": (2, 3, 2)},
    ),
    "an object and a method of a class that inherits": script(
        "class Base:\n    def __call__(self, x):\n        return self.apply(x)\n    def run(self, x):\n        return -x\nclass Own(Base):\n    def apply(self, x):\n        return x + 1\nf = Own()\no = Own()\ng = o.run\nh = Own().run\n",
        {"(f(1), g(1), h(2))": (2, -1, -2)},
    ),
    "an object out of a class method": script(
        "class Own:\n    def __init__(self, k):\n        self.k = k\n    @classmethod\n    def of(cls, k):\n        return cls(k)\n    @staticmethod\n    def value(k):\n        return k + 1\n    def __call__(self, x):\n        return x + self.k\nf = Own.of(2)\nv = Own.value(3)\n",
        {"f(1)": 3}, lacks=["v"],
    ),
    "chosen from a table": script(
        ONE + TWO + "f = {'a': one, 'b': two}['b']\nT = dict(a=one)\ng = T.get('a')\nh = (one, two)[1]\nT2 = dict(zip('ab', (one, two)))\ni = T2['b']\nV = {'a': 1}\nv = V['a']\nw = V.get('a', 2)\n",
        {"(f(0), g(0), h(0), i(0))": (2, 1, 2, 2)}, lacks=["v", "w"],
    ),
    "chosen by getattr": script(
        "class Ops:\n    @staticmethod\n    def f_loop(x):\n        return x + 1\nMODE = 'loop'\nf = getattr(Ops, 'f_' + MODE)\n", {"f(1)": 2},
    ),
    "a walrus": script("(f := lambda x: x + 1)\nprint(v := 3)\n", {"f(1)": 2}, lacks=["v"]),
    "a function that defines globals": script(
        "def define():\n    global f, K\n    def f(x):\n        return x + K\n    K = 2\ndefine()\ndef never():\n    global g\n    def g():\n        pass\n", {"f(1)": 3}, lacks=["g", "K"],
    ),
    "classes made by type": {
        "files": {"a.py": "class Base:\n    pass\ndef make(name):\n    return type(name, (Base,), {'run': lambda self, x: x + 1})\nReLU = make('ReLU')\nclass Own(Base):\n    def run(self, x):\n        return x\ndef Flat():\n    return Own()\nDense = lambda: Own()\ndef Half(z):\n    return z / 2\n"},
        "calls": {"(ReLU().run(1), Flat().run(3), Dense().run(4))": (2, 3, 4)},
        "kind": "class", "lacks": ["Half"],
    },
    "results are no functions": script(
        NP + ONE + "def show(f, x):\n    y = f(x)\n    return y\nclass Own:\n    def __call__(self, x):\n        return x + 1\nf = show(one, 3)\ng = np.apply_along_axis(one, 0, np.ones(2))\nh = list(map(one, [1]))\ni = Own()(3)\nj = np.vectorize(one)([1])\nk, l = one(1), one(2)\nm, n = np.ones(2)\nfor o in (1, 2):\n    pass\n",
        lacks=list("fghijklmno"),
    ),
}  # fmt: skip

TABLES = {
    "rows changed in a loop": script("T = {'a': {'n': 1}, 'b': {'n': 2}}\nfor row in T.values():\n    row['m'] = row['n'] + 1\ndef f(k):\n    return T[k]['m']\n", {"f('b')": 3}),
    "arrays changed in a loop": script(NP + "T = {'a': np.ones(4)}\nfor k in T.values():\n    if k.sum():\n        k /= k.sum()\ndef f():\n    return T['a'].sum()\n", {"f()": 1.0}),
    "rows of an array": script(NP + "K = np.zeros((2, 2))\nfor i, row in enumerate(K):\n    row[0] = i + 1\ndef f():\n    return K.tolist()\n", {"f()": [[1, 0], [2, 0]]}),
    "rows named one by one": script(NP + "K = np.zeros((3, 2))\nfor row in (K[0], K[2]):\n    row[1] = 5\ndef f():\n    return K[:, 1].tolist()\n", {"f()": [5, 0, 5]}),
    "classes patched in a loop": script("class A:\n    pass\nclass B:\n    pass\ndef start(self):\n    return 7\nfor c in (A, B):\n    c.start = start\ndef f():\n    return A().start() + B().start()\n", {"f()": 14}),
    "rows changed in a function": script("T = {'a': [1]}\ndef fill():\n    for row in T.values():\n        row.append(2)\nfill()\ndef f():\n    return T\n", {"f()": {"a": [1, 2]}}),
    "a second name": script("OPS = {}\nt = OPS\nt['a'] = lambda x: x + 1\nimport operator\noperator.setitem(OPS, 'b', lambda x: x + 2)\n" + USE, FILL),
    "a part with a name": script("C = {'ops': {}}\nops = C['ops']\nops['a'] = 4\nfor n in 'b':\n    ops[n] = 5\ndef f(k):\n    return C['ops'][k]\n", FILL),
    "what was put in changes": script(NP + "K = np.ones(2)\nT = {}\nT['a'] = K\nK[1] = 3\ndef f():\n    return T['a'].tolist()\n", {"f()": [1, 3]}),
    "a class with a second name": script("class Ops:\n    pass\no = Ops\no.a = staticmethod(lambda x: x + 1)\nfor n in 'b':\n    setattr(o, n, staticmethod(lambda x: x + 2))\ndef f(k):\n    return getattr(Ops, k)(3)\n", FILL),
    "a view": script(NP + "K = np.zeros((2, 2))\nrow = K[1]\nrow[:] = [3, 4]\nflat = K.ravel()\nflat[0] = 9\nE = F = -np.ones(2)\nF[1] = 8\nv = E[:1]\nv *= 2\ndef f():\n    return K.tolist(), E.tolist()\n", {"f()": ([[9, 0], [3, 4]], [-2, 8])}),
    "filled while printing": script("OPS = {}\ndef reg(n, f):\n    OPS[n] = f\n    return n\nprint(reg('a', lambda x: x + 1)) if False else str(reg('a', lambda x: x + 1))\nx = [reg('b', lambda x: x + 2)]\n" + USE, FILL),
    "filled while asserting": script("OPS = {}\ndef reg(n, f):\n    OPS[n] = f\n    return True\nassert reg('a', lambda x: x + 1)\nassert all(reg(n, lambda x: x + 2) for n in 'b')\n" + USE, FILL),
    "filled by a generator": script("OPS = {}\ndef load():\n    for n in 'a', 'b':\n        OPS[n] = lambda x, n=n: x + 'xab'.index(n)\n        yield n\nnames = list(load())\n" + USE, FILL),
    "filled by a lambda": script("OPS = {}\nfill = lambda t, **kw: t.update(kw)\nfill(OPS, a=lambda x: x + 1, b=lambda x: x + 2)\n" + USE, FILL),
    "filled by an object that holds it": script("OPS = {}\nclass Loader:\n    def __init__(self, table):\n        self.table = table\n    def load(self, **kw):\n        self.table.update(kw)\nLoader(OPS).load(a=lambda x: x + 1)\no = Loader(OPS)\no.load(b=lambda x: x + 2)\n" + USE, FILL),
    "filled by map": script("OPS = {}\ndef reg(n):\n    OPS[n] = lambda x: x + (1 if n == 'a' else 2)\nlist(map(reg, 'ab'))\n" + USE, FILL),
    "filled by a thread": script("import threading\nOPS = {}\ndef fill():\n    OPS.update(a=lambda x: x + 1, b=lambda x: x + 2)\nt = threading.Thread(target=fill)\nt.start()\nt.join()\n" + USE, FILL),
    "filled by methods that seem to show": script("class Net:\n    def __init__(self):\n        self.ops = {}\n    def forward(self):\n        self.ops['a'] = 4\n    def summary(self):\n        self.ops.update(b=5)\nnet = Net()\nnet.forward()\nnet.summary()\ndef f(k):\n    return net.ops[k]\n", FILL),
    "an object that decorates": script("class Registry(dict):\n    def __call__(self, n):\n        def deco(f):\n            self[n] = f\n            return f\n        return deco\nOPS = Registry()\n@OPS('a')\ndef a(x):\n    return x + 1\n@OPS('b')\ndef b(x):\n    return x + 2\n" + USE, FILL),
    "a class that decorates": script("class reg:\n    ops = {}\n    def __init__(self, n):\n        self.n = n\n    def __call__(self, f):\n        self.ops[self.n] = f\n        return f\n@reg('a')\ndef a(x):\n    return x + 1\n@reg('b')\ndef b(x):\n    return x + 2\ndef f(k):\n    return reg.ops[k](3)\n", FILL),
    "a partial that decorates": script("from functools import partial\nOPS = {}\ndef _reg(table, n):\n    def deco(f):\n        table[n] = f\n        return f\n    return deco\nreg = partial(_reg, OPS)\n@reg('a')\ndef a(x):\n    return x + 1\n@_reg(OPS, 'b')\ndef b(x):\n    return x + 2\n" + USE, FILL),
    "a metaclass": script("class Meta(type):\n    table = {}\n    def __new__(m, n, b, d):\n        c = super().__new__(m, n, b, d)\n        m.table[d.get('op')] = c\n        return c\nclass A(metaclass=Meta):\n    op, k = 'a', 4\nclass B(A):\n    op, k = 'b', 5\ndef f(k):\n    return Meta.table[k].k\n", FILL),
    "grandchildren of a class": script("class Op:\n    table = {}\n    def __init_subclass__(cls, n=None):\n        if n:\n            Op.table[n] = cls\nclass Mid(Op):\n    pass\nclass A(Mid, n='a'):\n    k = 4\nclass B(Mid, n='b'):\n    k = 5\ndef f(k):\n    return Op.table[k].k\n", FILL),
    "written into by out": script("from numpy import ones, divide\nK = ones(2)\ndivide(K, 2, out=K)\ndef f():\n    return K.tolist()\n", {"f()": [0.5, 0.5]}),
    "a module with two names": script("import string\nimport string as s\nstring.halb = lambda x: x / 2\ndef f(x):\n    return s.halb(x)\n", {"f(4)": 2.0}),
}  # fmt: skip

BY_TEXT = {
    "a helper out of globals()": script(
        NP + "op_max = np.max\nop_neg = lambda x: -max(x)\nT = {'k': np.min}\nK = np.array([1, 2])\ndef f(x, op):\n    return globals()['op_' + op](x)\ndef g(x):\n    return eval(\"T['k']\")(x) + eval('K').sum()\ndatos = f(1 / 0, 3)\n",
        {"(f([1, 3], 'max'), f([1, 3], 'neg'), g([1, 2]))": (3, -3, 4)},
    ),
    "globals() filled in a loop": script(
        "for n, g in (('a', max), ('b', min)):\n    globals()['op_' + n] = g\ndef f(k):\n    return globals()['op_' + k]([4, 5])\ndef g():\n    return op_a([1, 2])\n", {"(f('a'), g())": (5, 2)},
    ),
    "a helper that exec defines": script(
        "TEXT = 'def helper(x):\\n    return x + 1\\n'\nexec(TEXT)\nfor n in 'ab':\n    exec(f'def _{n}(x): return x + \"{n}\"')\ndef f(x):\n    return helper(x)\ndef g(x):\n    return _a(x) + _b(x)\n", {"(f(1), g('x'))": (2, "xaxb")},
    ),
    "members of its own module": script(
        "import inspect, sys\ndef op_a(x):\n    return x + 1\ndef f(x):\n    return dict(inspect.getmembers(sys.modules[__name__], inspect.isfunction))['op_a'](x)\n", {"f(1)": 2},
    ),
    "its own module by the name of a program": script("import __main__\ndef op_a(x):\n    return x + 1\ndef f(x):\n    return getattr(__main__, 'op_a')(x)\n", {"f(1)": 2}),
}  # fmt: skip

SHADOWS = {
    "a builtin's name, and given back": script("sum = 0\nfor v in (1, 2):\n    sum += v\nlist = [3]\ndel sum, list\ndef f(x):\n    return sum(x), isinstance(x, list)\n", {"f([1, 2])": (3, True)}),
    "a name given back before it was needed": script("float = 3\nK = float + 1\ndel float\ndef f(x):\n    return isinstance(x, float), K\n", {"f(1.0)": (True, 4)}),
    "a constant deleted in the end": script("K = 3\ndef f():\n    return K\ny = f()\ndel K, y\n", {"f()": 3}),
    "results under the names of builtins": script("def f(x):\n    return sum(range(len(x)))\ny = f([1, 2])\nsum = 0\nfor v in [y]:\n    sum += v\nmin, max = min(2, 3), max(2, 3)\nrange = max - min\nMEAN = sum / 2\ndef g():\n    return MEAN\n", {"(f([1, 2, 3]), g(), f([1, 2]))": (3, 0.5, 1)}),
    "results under the names of helpers": script("def conv(x):\n    return x + 1\ndef relu(x):\n    return max(x, 0)\ndef f(x):\n    return relu(conv(x))\nconv = conv(3)\nrelu = relu(conv)\nfor conv in [2, 3]:\n    print(conv)\nK = relu * 2\ndef g():\n    return K\n", {"(g(), f(1), g())": (8, 2, 8)}),
    "a value under the name of the function that made it": script("def mean(x):\n    return sum(x) / len(x)\nmean = mean([1, 3])\ndef f(x):\n    return x - mean\n", {"f(3)": 1.0}),
    "a helper made anew": script("def helper(x):\n    return x\ndef twice(g):\n    return lambda x: g(g(x)) + 1\nhelper = twice(helper)\ndef f(x):\n    return helper(x)\n", {"f(3)": 4}),
}  # fmt: skip

SCRIPTS = DEFINED | TABLES | BY_TEXT | SHADOWS
