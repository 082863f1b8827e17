# Golden values of tf-idf.test.ts, svd.test.ts and adjusted-rand.test.ts: python3 src/engine/similar/sklearn-values.py
# Made with scikit-learn 1.2.1, numpy 1.24.2, Python 3.11.
import numpy as np
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.metrics import adjusted_rand_score

counts = np.array([
    [3, 0, 1, 0, 0, 2],
    [0, 2, 0, 0, 1, 0],
    [1, 0, 0, 4, 0, 0],
    [0, 0, 5, 0, 0, 1],
    [0, 1, 0, 0, 3, 0],
    [2, 0, 2, 0, 0, 0],
    [0, 0, 0, 1, 0, 0],
])
weights = TfidfTransformer(sublinear_tf=True).fit_transform(counts)
print('tfidf', np.round(weights.toarray(), 6).tolist())
svd = TruncatedSVD(n_components=3, algorithm='arpack').fit(weights)
order = np.argsort(-svd.singular_values_)
print('singular values', np.round(svd.singular_values_[order], 6).tolist())
components = svd.components_[order]
for row in components:
    row *= np.sign(row[np.argmax(np.abs(row))])
print('components', np.round(components, 6).tolist())

a = [0, 0, 0, 1, 1, 1, 2, 2, 2, 2]
b = [1, 1, 0, 0, 0, 0, 2, 2, 1, 2]
print('adjusted rand', adjusted_rand_score(a, b), adjusted_rand_score([0] * 5 + [1] * 5, [0, 1] * 5))
