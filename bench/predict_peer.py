"""scikit-learn on the features of bench/predict.mjs: python3 predict_peer.py FOLDER COLUMNS. One thread each."""

import json
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

folder, columns = sys.argv[1], int(sys.argv[2])


def read(name):
    x = np.fromfile(os.path.join(folder, f"{name}.x")).reshape(-1, columns)
    return x, np.fromfile(os.path.join(folder, f"{name}.y"))


train, test = read("train"), read("test")
models = {
    "scikit-learn, logistic regression": make_pipeline(
        FunctionTransformer(np.log1p), StandardScaler(), LogisticRegression(max_iter=200)
    ),
    # As ours: depth 3, 200 trees at most, stopped on a fifth of the rows.
    "scikit-learn, boosted trees": HistGradientBoostingClassifier(
        max_depth=3, max_iter=200, learning_rate=0.08, min_samples_leaf=40, early_stopping=True,
        validation_fraction=0.2, n_iter_no_change=20, random_state=1,
    ),
}
results = []
for name, model in models.items():
    started = time.perf_counter()
    told = model.fit(*train).predict_proba(test[0])[:, 1]
    seconds = time.perf_counter() - started
    results.append(
        {"name": name, "seconds": seconds, "auc": roc_auc_score(test[1], told), "logLoss": log_loss(test[1], told)}
    )
print(json.dumps(results))
