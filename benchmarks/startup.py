"""How long ``grader check`` of one small file takes, beside ``python -c "import numpy"``: wall time, in turn.

python benchmarks/startup.py [RUNS]
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SOURCE = """
import numpy as np


def conv1d(x, w):
    return np.array([np.sum(x[i:i + len(w)] * w) for i in range(len(x) - len(w) + 1)])
"""


def seconds(command: list[str]) -> float:
    """Wall time of one run."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "work.py")
        path.write_text(SOURCE, encoding="utf-8")
        check = [sys.executable, "-m", "grader", "check", str(path)]
        floor = [sys.executable, "-c", "import numpy"]
        seconds(check)
        pairs = [(seconds(check), seconds(floor)) for _ in range(runs)]
    ours, numpy = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"grader check {ours * 1e3:.0f} ms; import numpy {numpy * 1e3:.0f} ms; ratio {ratio:.2f}")
