"""What scikit-learn makes of the data of ../../../../test/support/learning-data.ts. Run: python3 make-learners.py > learners.json, then prettier."""
import json
import numpy as np
import sklearn
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, log_loss, mean_poisson_deviance, mean_squared_error, roc_auc_score

COLUMNS = 5


def uniforms(count, state):
    values = np.empty(count)
    for i in range(count):
        state = (1664525 * state + 1013904223) % 2**32
        values[i] = state / 2**32
    return values


def data(rows, state):
    u = uniforms(rows * (COLUMNS + 1), state).reshape(rows, COLUMNS + 1)
    x = u[:, :COLUMNS].copy()
    x[:, 1] = np.floor(x[:, 1] * 10)
    x[:, 2] = x[:, 2] ** 3 * 100
    score = 2 * x[:, 0] - 0.3 * x[:, 1] + np.sin(6 * x[:, 3]) * (x[:, 2] > 10) + 0.5
    y = (u[:, COLUMNS] < 1 / (1 + np.exp(-score))).astype(float)
    amount = 10 * np.maximum(score, 0) + 5 * u[:, COLUMNS]
    return x, y, amount


x, y, amount = data(4000, 1)
tx, ty, tamount = data(4000, 2)
z = (x - x.mean(0)) / x.std(0)
tz = (tx - x.mean(0)) / x.std(0)
logistic = LogisticRegression(C=0.1, tol=1e-12, max_iter=1000, solver="newton-cholesky").fit(z, y)
p = logistic.predict_proba(tz)[:, 1]
same = dict(max_iter=100, max_depth=3, learning_rate=0.1, max_leaf_nodes=None, early_stopping=False, min_samples_leaf=20, random_state=1)
boosted = HistGradientBoostingClassifier(l2_regularization=1, **same).fit(x, y)
q = boosted.predict_proba(tx)[:, 1]
squared = HistGradientBoostingRegressor(l2_regularization=1, **same).fit(x, amount)
high = HistGradientBoostingRegressor(loss="quantile", quantile=0.9, **same).fit(x, amount)
counts = HistGradientBoostingRegressor(loss="poisson", l2_regularization=1, **same).fit(x, amount)
error = tamount - high.predict(tx)
print(json.dumps({
    "sklearn": sklearn.__version__,
    "logistic": {
        "intercept": logistic.intercept_[0], "coefficients": logistic.coef_[0].tolist(),
        "auc": roc_auc_score(ty, p), "brier": brier_score_loss(ty, p), "logLoss": log_loss(ty, p),
        "aucOfTies": roc_auc_score(ty, np.round(p, 1)),
    },
    "boosted": {"auc": roc_auc_score(ty, q), "logLoss": log_loss(ty, q)},
    "squared": {"meanSquaredError": mean_squared_error(tamount, squared.predict(tx))},
    "poisson": {"deviance": mean_poisson_deviance(np.maximum(tamount, 0), counts.predict(tx))},
    "quantile": {"pinball": float(np.mean(np.maximum(0.9 * error, -0.1 * error))), "covered": float(np.mean(error <= 0))},
}, indent=2))
