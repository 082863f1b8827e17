"""The same job in pandas and scikit-learn: orders CSV, RFM, K-Means for k = 2..10 judged by silhouette, a profile."""

import sys
import time

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score
from sklearn.preprocessing import StandardScaler

marks = [time.perf_counter()]
orders = pd.read_csv(sys.argv[1], parse_dates=["order_date"])
marks.append(time.perf_counter())

by_customer = orders.groupby("customer_id")
after = orders.order_date.max() + pd.Timedelta(days=1)
rfm = pd.DataFrame(
    {
        "recency": (after - by_customer.order_date.max()).dt.days,
        "frequency": by_customer.order_id.nunique(),
        "monetary": by_customer.amount.sum(),
    }
)
marks.append(time.perf_counter())

points = StandardScaler().fit_transform(np.log1p(rfm.clip(lower=0)))
best_score, best = -1.0, None
for k in range(2, 11):
    fitted = KMeans(k, n_init=10, random_state=0).fit(points)
    score = silhouette_score(points, fitted.labels_, sample_size=min(10_000, len(points)), random_state=0)
    if score > best_score:
        best_score, best = score, fitted
marks.append(time.perf_counter())

rfm["cluster"] = best.labels_
orders["cluster"] = orders.customer_id.map(rfm.cluster)
profile = rfm.groupby("cluster").agg(n=("monetary", "size"), mean=("monetary", "mean"), median=("monetary", "median"))
top = orders.groupby(["cluster", "category"]).size().sort_values(ascending=False).groupby(level=0).head(5)
marks.append(time.perf_counter())

read, scored, clustered, profiled = np.diff(marks)
print(f"k={best.n_clusters} silhouette={best_score:.4f} customers={len(rfm)} clusters={len(profile)} top={len(top)}")
print(f"read {read:.2f} rfm {scored:.2f} kmeans {clustered:.2f} profile {profiled:.2f} total {marks[-1] - marks[0]:.2f}")
