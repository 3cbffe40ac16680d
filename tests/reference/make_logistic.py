"""Numbers for weighted logistic regression, for `networks.test.ts`: python3 tests/reference/make_logistic.py

Decimals of 50 digits from the standard library, on the 12 x 4 inputs of `networks_public.json`; class 1 are its labels 0.
The mean over the rows of -w y log p - (1 - y) log(1 - p) with p = 1 / (1 + e^-z), z = b + x w, plus l2/2 times |w|^2;
theta, gradient and hvp are b, then w. The product is that of the whole Hessian, sum of c p (1 - p) (1, x)(1, x)^T / N.
"""

import json
import os
from decimal import Decimal, getcontext

getcontext().prec = 50
HERE = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(HERE, "networks_public.json")) as file:
    case = json.load(file)["logistic_regression"]

rows = [[Decimal(1)] + [Decimal(str(x)) for x in row] for row in case["X"]]
targets = [1 if label == 0 else 0 for label in case["labels"]]
weight, l2 = Decimal("2.5"), Decimal("0.1")
theta = [Decimal(x) for x in ("0.31", "-0.5599", "0.7605", "1.4", "-0.8")]
vector = [Decimal(x) for x in ("1.2497", "-0.7142", "0.7009", "-2.3163", "0.8427")]
n, count = len(theta), len(rows)
value = l2 * sum(t * t for t in theta[1:]) / 2
gradient = [Decimal(0)] + [l2 * t for t in theta[1:]]
hessian = [[l2 if i == j and i > 0 else Decimal(0) for j in range(n)] for i in range(n)]
for row, y in zip(rows, targets):
    p = 1 / (1 + (-sum(a * t for a, t in zip(row, theta))).exp())
    c = weight if y else Decimal(1)
    value -= c * (p if y else 1 - p).ln() / count
    for i in range(n):
        gradient[i] += c * (p - y) * row[i] / count
        for j in range(n):
            hessian[i][j] += c * p * (1 - p) * row[i] * row[j] / count
hvp = [sum(h * d for h, d in zip(line, vector)) for line in hessian]
numbers = lambda values: [float(x) for x in values]
out = {
    "targets": targets,
    "posWeight": float(weight),
    "l2": float(l2),
    "theta": numbers(theta),
    "value": float(value),
    "gradient": numbers(gradient),
    "vector": numbers(vector),
    "hvp": numbers(hvp),
}
with open(os.path.join(HERE, "logistic.json"), "w") as file:
    json.dump(out, file, indent=1)
    file.write("\n")
