"""Submissions as students write them: name → files, and what must come out of them.

``files`` maps a path to its text (a ``.py`` file) or to a list of texts (the code cells of a notebook).
``calls`` maps an expression over the loaded names to its value; ``lacks`` names what must not be found.
"""

# ruff: noqa: E501 — tables of students' own lines

X = "np.array([[0., 1, 2], [3, 4, 5], [6, 7, 8]])"
W = "np.array([[0., 1], [2, 3]])"
CONV = f"conv2d({X}, {W}).tolist()"
RIGHT = [[19.0, 25.0], [37.0, 43.0]]

LOOPS = """
def conv2d(x, w):
    kh, kw = w.shape
    out = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (x[i:i+kh, j:j+kw] * w).sum()
    return out
"""

STUDENTS = {
    "tidy": {"files": {"conv.py": "import numpy as np\n" + LOOPS}, "calls": {CONV: RIGHT}},
    "a script that prints, plots, reads files and asks": {
        "files": {
            "tarea1.py": "import numpy as np\nimport matplotlib.pyplot as plt\nimport cv2\n"
            "img = cv2.imread('foto.png', 0)\nnombre = input('¿Nombre? ')\ndatos = np.loadtxt('datos.csv')\n"
            + LOOPS
            + "salida = conv2d(img, np.ones((3,3)))\nplt.imshow(salida)\nplt.show()\nexit()\n"
        },
        "calls": {CONV: RIGHT},
    },
    "constants, settings and helpers further down": {
        "files": {
            "p.py": "import numpy as np, warnings\nwarnings.filterwarnings('ignore')\nnp.seterr(all='ignore')\n"
            "def pool(x, k=TAM):\n    return recorre(x, k)\n".replace("=TAM", "=2")
            + "def recorre(x, k):\n    return [OPS['max'](x[i:i+k]) for i in range(0, len(x), SALTO)]\n"
            "SALTO = BASE * 2\n".replace("BASE * 2", "2")
            + "OPS = {}\nOPS['max'] = max\nOPS['avg'] = np.mean\nprint(pool([1,2,3,4]))\n"
        },
        "calls": {"pool([1, 5, 3, 2])": [5, 3]},
    },
    "a table filled by a loop": {
        "files": {
            "t.py": "tabla = []\nfor i in range(5):\n    tabla.append(i * i)\ndef cuadrado(i):\n    return tabla[i]\n"
            "for i in range(10**12):\n    otra = i\n"
        },
        "calls": {"cuadrado(3)": 9},
    },
    "a table filled by a function": {
        "files": {
            "t.py": "T = {}\ndef llena(d, n):\n    for i in range(n):\n        d[i] = i + 1\nllena(T, 4)\n"
            "def f(i):\n    return T[i]\n"
        },
        "calls": {"f(3)": 4},
    },
    "a global set by an initialiser": {
        "files": {
            "t.py": "def init():\n    global K\n    K = 7\ninit()\ndef f():\n    return K\nwhile True:\n    pass\n"
        },
        "calls": {"f()": 7},
    },
    "a registry of decorated functions": {
        "files": {
            "t.py": "FUNCS = {}\ndef register(name):\n    def deco(f):\n        FUNCS[name] = f\n        return f\n    return deco\n"
            "@register('relu')\ndef _relu(z):\n    return max(z, 0)\ndef act(z, name):\n    return FUNCS[name](z)\n"
        },
        "calls": {"act(-3, 'relu')": 0},
    },
    "functions without def": {
        "files": {
            "a.py": "import numpy as np\nfrom functools import partial\nrelu = lambda z: np.maximum(0, z)\n"
            "leaky = partial(lambda eps, z: z if z > 0 else eps * z, 0.5)\nelu = np.vectorize(lambda z: z if z > 0 else -1.0)\n"
            "alias = relu\ndef fabrica(k):\n    def g(z):\n        return z * k\n    return g\ndoble = fabrica(2)\n"
        },
        "calls": {"relu(-1)": 0, "leaky(-2.0)": -1.0, "float(elu(-5))": -1.0, "alias(3)": 3, "doble(4)": 8},
    },
    "a result stored under the function's name": {
        "files": {
            "s.py": "import numpy as np\ndef softmax(y):\n    e = np.exp(y - np.max(y))\n    return e / e.sum()\n"
            "softmax = softmax(np.array([1., 2., 3.]))\nprint(softmax)\n"
        },
        "calls": {"softmax(np.zeros(2)).tolist()": [0.5, 0.5]},
    },
    "two definitions, the last counts": {
        "files": {"a.py": "def f():\n    return 1\ndef f():\n    return 2\n"},
        "calls": {"f()": 2},
    },
    "two files define it, the last path counts": {
        "files": {"a.py": "def f():\n    return 1\n", "b.py": "def f():\n    return 2\n"},
        "calls": {"f()": 2},
    },
    "files with names of their own": {
        "files": {
            "conv.py": "def ayuda():\n    return 1\ndef f():\n    return ayuda()\n",
            "pool.py": "def ayuda():\n    return 2\ndef g():\n    return ayuda()\n",
        },
        "calls": {"(f(), g())": (1, 2)},
    },
    "siblings imported in four ways": {
        "files": {
            "main.py": "from utils import pad\nimport utils as u\nfrom pkg.layers import conv\nfrom pkg import act\n"
            "def f(x):\n    return conv(pad(x)) + u.UNO + act.relu(-1)\n",
            "utils.py": "UNO = 1\ndatos = open('no-existe.csv').read()\ndef pad(x):\n    return x + UNO\n",
            "pkg/layers.py": "from .act import relu\nfrom . import act\ndef conv(x):\n    return relu(x) * act.DOS\n",
            "pkg/act.py": "DOS = 2\ndef relu(z):\n    return max(z, 0)\n",
        },
        "calls": {"f(3)": 9},
    },
    "siblings that import each other": {
        "files": {
            "a.py": "from b import g\ndef f(n):\n    return 0 if n == 0 else g(n - 1)\n",
            "b.py": "from a import f\ndef g(n):\n    return f(n) + 1\n",
        },
        "calls": {"f(3)": 3, "g(3)": 4},
    },
    "a sibling's star": {
        "files": {
            "main.py": "from base import *\ndef f(x):\n    return helper(x) + K\n",
            "base.py": "K = 5\nbasura = 1 / 0\ndef helper(x):\n    return x * 2\n",
        },
        "calls": {"f(2)": 9},
    },
    "NumPy's star": {
        "files": {
            "a.py": "from numpy import *\nfrom math import *\ndef f(x):\n    return float(sum(array(x)) + pi * 0)\n"
        },
        "calls": {"f([1, 2])": 3.0},
    },
    "pylab's star": {
        "files": {
            "a.py": "from pylab import *\ndef f(x):\n    plot(x)\n    return float(np.sum(array(x)))\n"
        },
        "calls": {"f([1, 2])": 3.0},
    },
    "a file called random.py and one called numpy.py": {
        "files": {
            "random.py": "import random\nimport numpy as np\ndef f():\n    return random.randint(3, 3) + int(np.random.default_rng(0).integers(1))\n",
            "numpy.py": "import numpy as np\ndef g():\n    return float(np.ones(2).sum())\n",
            "main.py": "import random\ndef h():\n    return random.f()\n",
        },
        "calls": {"f()": 3, "g()": 2.0, "h()": 3},
    },
    "files called like modules of the library": {
        "files": {
            "calendar.py": "import sys, pickle, typing\nimport numpy as np\nfrom dataclasses import dataclass\n@dataclass\nclass P:\n    k: 'np.ndarray'\n"
            "def op(x):\n    return x + 1\ndef f(x):\n    return getattr(sys.modules[__name__], 'op')(pickle.loads(pickle.dumps(P(x))).k), typing.get_type_hints(P)['k'] is not None\n",
            "main.py": "import calendar\ndef g(x):\n    return calendar.f(x)[0], calendar.monthrange(2024, 2)[1]\n",
        },
        "calls": {"f(1)": (2, True), "g(2)": (3, 29)},
    },
    "0-conv.py": {"files": {"0-conv.py": "import numpy as np\n" + LOOPS}, "calls": {CONV: RIGHT}},
    "a main guard": {
        "files": {
            "a.py": "def f():\n    return K\nif __name__ == '__main__':\n    K = 3\n    while True:\n        pass\n"
        },
        "calls": {"f()": 3},
    },
    "definitions under a top-level if and try": {
        "files": {
            "a.py": "import sys\ntry:\n    from numba import njit\nexcept ImportError:\n    def njit(f):\n        return f\n"
            "if sys.version_info > (3,):\n    def f(x):\n        return x + 1\nelse:\n    def f(x):\n        return x\n"
            "@njit\ndef g(x):\n    return x * 2\n"
        },
        "calls": {"f(1)": 2, "g(2)": 4},
    },
    "a fallback for an absent package": {
        "files": {
            "a.py": "try:\n    import cupy as np\nexcept ModuleNotFoundError:\n    import numpy as np\n"
            "def f(x):\n    try:\n        import tensorflow\n        return 'tf'\n    except Exception:\n        return float(np.sum(x))\n"
        },
        "calls": {"f([1, 2])": 3.0},
    },
    "decorators of absent packages": {
        "files": {
            "a.py": "import tensorflow as tf\nfrom numba import njit, prange, jit, float64, vectorize\nimport torch, numba as nb\n"
            "@tf.function\ndef f(x):\n    return x\n@njit(parallel=True)\ndef g(x):\n    s = 0\n    for i in prange(3):\n        s += x\n    return s\n"
            "@torch.no_grad()\ndef h(x):\n    return x\n@jit(float64[:](float64[:], float64), nopython=True)\ndef k(x, y):\n    return x + y\n"
            "@vectorize\ndef v(x):\n    return x if x > 0 else 0.0\n@nb.njit\ndef m(x):\n    return x\n"
        },
        "calls": {
            "f(1)": 1,
            "g(2)": 6,
            "h(3)": 3,
            "k(1, 2)": 3,
            "v(np.array([-1., 2.])).tolist()": [0.0, 2.0],
            "m(4)": 4,
        },
    },
    "annotations that do not exist": {
        "files": {
            "a.py": "import numpy as np\nimport torch\nfrom typing import Optional\ndef f(x: np.float, y: Optional[torch.Tensor] = None) -> 'torch.Tensor':\n"
            "    return 1 if isinstance(y, torch.Tensor) else 2\nfrom nptyping import NDArray, Shape\ndef g(x: NDArray[Shape['2'], float]) -> Tensor:\n    return x\n"
        },
        "calls": {"f(1)": 2, "g(5)": 5},
    },
    "plots inside the function": {
        "files": {
            "a.py": "import matplotlib.pyplot as plt\nimport numpy as np\nfrom tqdm import tqdm, trange\nimport seaborn as sns\nfrom IPython.display import display, clear_output\n"
            "from mpl_toolkits.mplot3d import Axes3D\nplt.style.use('ggplot')\nplt.rcParams['figure.figsize'] = (8, 6)\nsns.set()\n"
            "def f(x):\n    fig, (ax1, ax2) = plt.subplots(1, 2, figsize=(3, 3))\n    ax1.imshow(x, cmap=plt.cm.gray)\n    n, bins, patches = plt.hist(x)\n"
            "    fig2, axes = plt.subplots(2, 2)\n    axes[0, 1].set_title('a')\n    for ax, im in zip(axes.ravel(), x):\n        ax.imshow(im)\n    for a in axes.flat:\n        a.axis('off')\n"
            "    with plt.style.context('x'):\n        plt.tight_layout()\n    plt.show(); plt.close('all')\n    total = 0\n    for v in tqdm(range(4), desc='x'):\n        total += v\n"
            "    for v in trange(3):\n        total += v\n    with tqdm(total=3) as barra:\n        barra.update(1)\n    display(fig)\n    first, *rest = plt.subplots()\n    return total + len(list(tqdm([1, 2])))\n"
        },
        "calls": {"f(np.ones((2, 2)))": 11},
    },
    "a class over an absent base": {
        "files": {
            "a.py": "import torch.nn as nn\nfrom tensorflow.keras import layers, Model\nclass Red(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
            "class Otra(Model):\n    pass\nclass Capa:\n    def forward(self, x):\n        return x * 2\ndef f(x):\n    return Capa().forward(x)\ndef g(x):\n    return isinstance(x, Red)\n"
        },
        "calls": {"f(2)": 4, "g(2)": False},
    },
    "a dataclass and an enum": {
        "files": {
            "a.py": "from __future__ import annotations\nfrom dataclasses import dataclass, field\nfrom enum import Enum\nfrom typing import NamedTuple, List\n"
            "class Modo(Enum):\n    SAME = 1\n@dataclass\nclass P:\n    k: int = 3\n    l: List[int] = field(default_factory=list)\nclass N(NamedTuple):\n    a: int\n"
            "def f():\n    return (P().k, Modo.SAME.value, N(4).a, P.__module__)\n"
        },
        "calls": {"f()": (3, 1, 4, "a")},
    },
    "globals as accumulators": {
        "files": {"a.py": "cuenta = 0\ndef f():\n    global cuenta\n    cuenta += 1\n    return cuenta\n"},
        "calls": {"[f(), f()]": [1, 2]},
    },
    "augmented, chained, unpacked, walrus": {
        "files": {
            "a.py": "a = b = 2\na += 3\n(c, d), *e = (1, 2), 3, 4\nif (n := 5) > 3:\n    pass\nfor i in [7]:\n    ultimo = i\nwith open.__class__ and __import__('contextlib').nullcontext(9) as w:\n    pass\n"
            "def f():\n    return (a, b, c, d, e, n, ultimo, w)\n"
        },
        "calls": {"f()": (5, 2, 1, 2, [3, 4], 5, 7, 9)},
    },
    "inspect and linecache": {
        "files": {
            "a.py": "import inspect\n\ndef f(x):\n    return x\ndef g():\n    return inspect.getsource(f)\n"
        },
        "calls": {"g()": "def f(x):\n    return x\n"},
    },
    "names looked up at run time": {
        "files": {
            "a.py": "import sys\ndef conv_max(x):\n    return max(x)\ndef f(x, op):\n    return globals()['conv_' + op](x)\n"
            "def g(x):\n    return eval('conv_max(x)')\ndef h(x):\n    return getattr(sys.modules[__name__], 'conv_max')(x)\n"
        },
        "calls": {"f([1, 3], 'max')": 3, "g([1, 2])": 2, "h([1, 9])": 9},
    },
    "importlib and __import__": {
        "files": {
            "a.py": "import importlib\nutil = importlib.import_module('util')\nnp2 = importlib.import_module('numpy')\ndef f(x):\n    return util.doble(x) + __import__('util').UNO + float(np2.sum([1]))\n",
            "util.py": "UNO = 1\ndef doble(x):\n    return 2 * x\n",
        },
        "calls": {"f(3)": 8.0},
    },
    "a notebook": {
        "files": {
            "hw.ipynb": [
                "%matplotlib inline\nimport numpy as np\n!pip install tqdm\nfrom google.colab import drive\ndrive.mount('/content/drive')",
                LOOPS,
                "%%time\nres = conv2d(np.ones((3,3)), np.ones((2,2)))\nres",
                "ficheros = !ls\n%timeit conv2d(res, res)\nconv2d?\n?np.sum\nK = 3\n",
                "esto no es python (",
                "%%bash\nls -la\n",
                "def usa(x):\n    return x * K",
                "x = 10\ny = (x\n% 3)\nz = 'a\\\n%s' % x\n!echo fin\ndef resto():\n    return y\n",
                "import asyncio\nawait asyncio.sleep(0)\nlisto = True\ndef g():\n    return 1\n",
            ]
        },
        "calls": {CONV: RIGHT, "usa(2)": 6, "resto()": 1, "g()": 1},
    },
    "a notebook that needs its sibling": {
        "files": {
            "hw.ipynb": ["from capas import relu\nimport capas", "def f(z):\n    return relu(z) + capas.UNO"],
            "capas.py": "UNO = 1\ndef relu(z):\n    return max(z, 0)\n",
        },
        "calls": {"f(-2)": 1},
    },
    "a notebook with an indented magic and a pasted shell line": {
        "files": {
            "a.ipynb": [
                "for i in range(2):\n    %time i\n    !echo {i}\npip install numpy\ncd datos\ndef f():\n    return 1\n"
            ]
        },
        "calls": {"f()": 1},
    },
    "Colab's script with magics": {
        "files": {
            "a.py": "!pip install x\n%matplotlib inline\nget_ipython().run_line_magic('ls', '')\ndef f():\n    return 1\n"
        },
        "calls": {"f()": 1},
    },
    "two notebooks": {
        "files": {
            "a.ipynb": ["def f():\n    return 1"],
            "b.ipynb": ["def g():\n    return f2()\ndef f2():\n    return 2"],
        },
        "calls": {"f()": 1, "g()": 2},
    },
    "methods are no functions": {
        "files": {
            "a.py": "class Conv:\n    def conv2d(self, x):\n        return x\n    def forward(self):\n        return 3\n"
        },
        "calls": {},
        "lacks": ["conv2d"],
    },
    "values are no functions": {
        "files": {
            "a.py": "import numpy as np\nrelu = np.maximum(0, [1, 2])\nsoftmax = [1, 2]\nelu = relu.sum()\nfrom tensorflow.nn import sigmoid\n"
        },
        "lacks": ["relu", "softmax", "elu", "sigmoid"],
    },
    "a cached and a counted function": {
        "files": {
            "a.py": "import functools, time\ndef cronometra(f):\n    @functools.wraps(f)\n    def g(*a, **k):\n        t = time.time()\n        return f(*a, **k)\n    return g\n"
            "@functools.lru_cache(maxsize=None)\ndef fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\n@cronometra\ndef f(x):\n    return fib(x)\nf2 = cronometra(f)\n"
        },
        "calls": {"f(30)": 832040, "f2(10)": 55},
    },
    "order matters": {
        "files": {
            "a.py": "k = 1\ndef antes():\n    return k\nvalor = k\nk = 2\nz = k\ndef despues():\n    return k\ndef dos():\n    return (valor, z, k)\n"
        },
        "calls": {"despues()": 2, "dos()": (1, 2, 2), "antes()": 2},
    },
    "a file that a cell writes": {
        "files": {
            "h.ipynb": [
                "%%writefile capas.py\ndef relu(z):\n    return max(z, 0)",
                "from capas import relu\ndef f(z):\n    return relu(z)",
            ]
        },
        "calls": {"f(-1)": 0},
        "lacks": ["relu_capas"],
    },
    "a file that imports itself": {
        "files": {"main.py": "import main\ndef g():\n    return 1\ndef f():\n    return main.g()\n"},
        "calls": {"f()": 1},
    },
    "relative imports without a package": {
        "files": {
            "a.py": "from .b import g\nfrom . import b\ndef f():\n    return g() + b.K\n",
            "b.py": "K = 2\ndef g():\n    return 1\n",
        },
        "calls": {"f()": 3},
    },
    "globals set by main() through another function": {
        "files": {
            "a.py": "def setup():\n    global CFG\n    CFG = {'k': 3}\ndef main():\n    setup()\ndef f():\n    return CFG['k']\nif __name__ == '__main__':\n    main()\n"
        },
        "calls": {"f()": 3},
    },
    "a menu in a loop": {
        "files": {
            "a.py": "while True:\n    opcion = input('?')\n    if opcion == '1':\n        break\ndef f():\n    return 5\n"
        },
        "calls": {"f()": 5},
    },
    "defaults from constants": {
        "files": {"a.py": "K = 3\ndef f(x, k=K, d={'a': K}):\n    return k + d['a']\n"},
        "calls": {"f(1)": 6},
    },
    "classes that register themselves, methods put on later": {
        "files": {
            "a.py": "class Layer:\n    subs = []\n    def __init_subclass__(cls):\n        Layer.subs.append(cls)\nclass A(Layer):\n    pass\n"
            "def fw(self, x):\n    return x * 2\nA.forward = fw\nsetattr(A, 'back', lambda self, x: x + 1)\n"
            "def f():\n    return len(Layer.subs)\ndef g(x):\n    return A().forward(x) + A().back(x)\n"
        },
        "calls": {"f()": 1, "g(2)": 7},
    },
    "tests of its own": {
        "files": {
            "a.py": "import unittest, doctest, pytest\ndef f():\n    return 1\nclass T(unittest.TestCase):\n    def test(self):\n        self.assertEqual(f(), 1)\n"
            "@pytest.mark.parametrize('a', [1])\ndef test_a(a):\n    pass\nassert f() == 2\nunittest.main()\ndoctest.testmod()\n"
        },
        "calls": {"f()": 1},
    },
    "a package with __init__": {
        "files": {
            "main.py": "import red\nfrom red import conv, K\nfrom red import h\ndef f():\n    return conv.g() + red.K + K + h()\n",
            "red/__init__.py": "from .conv import *\nK = 2\n",
            "red/conv.py": "def g():\n    return 1\ndef h():\n    return 10\n",
        },
        "calls": {"f()": 15},
    },
    "dotted imports": {
        "files": {
            "main.py": "import a.b.c\nimport a.b.d as D\ndef f():\n    return a.b.c.g() + D.h()\n",
            "a/b/c.py": "def g():\n    return 1\n",
            "a/b/d.py": "def h():\n    return 3\n",
        },
        "calls": {"f()": 4},
    },
    "two folders with the same file names": {
        "files": {
            "t1/conv.py": "def g():\n    return 1\n",
            "t1/main.py": "import conv\ndef k():\n    return conv.g()\n",
            "t2/conv.py": "def h():\n    return 2\n",
            "t2/main.py": "from conv import h\ndef f():\n    return h()\n",
        },
        "calls": {"(f(), k())": (2, 1)},
    },
    "a notebook imports a notebook": {
        "files": {
            "main.ipynb": ["import import_ipynb\nfrom capas import g\ndef f():\n    return g()"],
            "capas.ipynb": ["def g():\n    return 7"],
        },
        "calls": {"f()": 7},
    },
    "is it installed?": {
        "files": {
            "a.py": "import importlib.util\nfrom contextlib import suppress\nHAS = importlib.util.find_spec('torch') is not None\nwith suppress(ImportError):\n    import cupy\n"
            "try:\n    from cupy import *\nexcept ImportError:\n    from numpy import *\ndef f():\n    return HAS, 'cupy' in globals(), float(ones(2).sum())\n"
        },
        "calls": {"f()": (False, False, 2.0)},
    },
    "an absent package's own exceptions": {
        "files": {
            "a.py": "import cv2\ndef f():\n    try:\n        return [][1]\n    except cv2.error:\n        return 2\n    except IndexError:\n        return 3\n"
        },
        "calls": {"f()": 3},
    },
    "Windows hides the ending": {
        "files": {
            "a.py.txt": "def g():\n    return 4\n",
            "b.py": "from a import g\ndef f():\n    return g()\n",
        },
        "calls": {"f()": 4},
    },
    "a bound method under the function's name": {
        "files": {
            "a.py": "class Conv:\n    def forward(self, x):\n        return x * 2\nc = Conv()\nconv2d = c.forward\nrelu = Conv().forward\n"
        },
        "calls": {"conv2d(2)": 4, "relu(3)": 6},
    },
    "stars over stars": {
        "files": {
            "a.py": "from b import *\ndef f():\n    return g() + h()\n",
            "b.py": "from c import *\nfrom a import *\ndef g():\n    return 1\n",
            "c.py": "def h():\n    return 2\n",
        },
        "calls": {"f()": 3},
    },
    "a file called scipy.py": {
        "files": {"scipy.py": "import numpy as np\ndef f():\n    import scipy.signal\n    return 1\n"},
        "calls": {"f()": 1},
    },
}
