"""Makes buying.json: python3 make-buying.py > buying.json (SciPy 1.10).

Special functions from SciPy, and what BG/NBD and MBG/NBD expect of customers, by numerical integration over the
drop-out probability instead of the closed forms: given that a customer is alive, her rate is Gamma(r + x, alpha + T) and
her drop-out Beta(a, b + x) (BG) or Beta(a, b + x + 1) (MBG); expected purchases in t are (1 - exp(-lambda p t)) / p.
"""

import json

from scipy import integrate, special, stats

PARAMETERS = {
    "bg_nbd": {"r": 0.242594, "alpha": 4.413602, "a": 0.792922, "b": 2.425906},
    "mbg_nbd": {"r": 0.524844, "alpha": 6.183095, "a": 0.891360, "b": 1.614001},
}
CUSTOMERS = [(0, 0.0, 10.0), (0, 0.0, 38.86), (1, 3.0, 38.86), (2, 30.43, 38.86), (7, 12.0, 20.0), (150, 95.0, 100.0)]


def alive(kind, p, x, tx, t_obs):
    if kind == "bg_nbd" and x == 0:
        return 1.0
    chances = x - 1 if kind == "bg_nbd" else x
    odds = p["a"] / (p["b"] + chances) * ((p["alpha"] + t_obs) / (p["alpha"] + tx)) ** (p["r"] + x)
    return 1 / (1 + odds)


def expected(kind, p, x, tx, t_obs, t):
    dropout = stats.beta(p["a"], p["b"] + x + (1 if kind == "mbg_nbd" else 0))
    end = p["alpha"] + t_obs

    def inner(q):
        # q = s^4 takes away the pole of the density at 0.
        d = q**4
        return dropout.pdf(d) * (1 - (end / (end + d * t)) ** (p["r"] + x)) / d * 4 * q**3

    value, _ = integrate.quad(inner, 0, 1, limit=500, epsabs=1e-13, epsrel=1e-13)
    return alive(kind, p, x, tx, t_obs) * value


hyper = [(0.5, 1.2, 2.3, 0.1), (3.2, 4.5, 2.5, 0.8), (12.0, 7.5, 9.25, 0.97), (-0.2, 1.9, 3.4, 0.99), (2.2, -0.1, 5.0, 0.5)]
print(
    json.dumps(
        {
            "logGamma": [[x, float(special.gammaln(x))] for x in (1e-6, 0.1, 0.5, 1.5, 2.5, 7.3, 25.0, 1e3, 1e6)],
            "digamma": [[x, float(special.digamma(x))] for x in (1e-4, 0.1, 0.5, 1.0, 1.4616321, 3.3, 12.0, 1e3, 1e6)],
            "hypergeometric": [[*h, float(special.hyp2f1(*h))] for h in hyper],
            "expected": [
                {
                    "kind": kind,
                    "parameters": p,
                    "repeats": x,
                    "recency": tx,
                    "age": t_obs,
                    "weeks": t,
                    "alive": alive(kind, p, x, tx, t_obs),
                    "purchases": expected(kind, p, x, tx, t_obs, t),
                }
                for kind, p in PARAMETERS.items()
                for x, tx, t_obs in CUSTOMERS
                for t in (1.0, 39.0, 365 / 7)
            ],
        },
        indent=1,
    )
)
