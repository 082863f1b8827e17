"""Writes kneed-gamma.json: the curve of kneed's test `test_gamma_online_offline` (numpy's legacy generator, seed 23)."""
import json, pathlib
import numpy as np

np.random.seed(23)
values = sorted(np.random.gamma(0.5, 1.0, 1000), reverse=True)
pathlib.Path(__file__).with_name("kneed-gamma.json").write_text(json.dumps([float(f"{v:.7g}") for v in values]) + "\n")
