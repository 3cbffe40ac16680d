"""Numbers for the rules that are of matrices, for `matrices.test.ts`: python3 tests/reference/make_matrices.py

NumPy in float64. Every rule is written from its paper's equations, with NumPy's own factorizations, and not as this project
computes it:

    shampoo   V. Gupta, T. Koren, Y. Singer 2018: algorithm 1, roots by numpy.linalg.eigh
    soap      N. Vyas et al. 2024: algorithms 3 and 4; as in the authors' code the first update finds Q_L and Q_R by
              numpy.linalg.eigh and moves nothing, averages are corrected as Adam's are, and epsilon is added to the root.
              Directions that L and R have nothing of are the axes in their order, as far as they are new
    muon      K. Jordan et al. 2024, for shapes that muon_public.json has not

on f = |A W - C|^2 / 2 with A and C given, at 8 x 8, 8 x 4 and 1 x 8. Beside each step stands a tolerance: what a start
changed by 1e-14 of itself does to it, times a thousand, and 1e-12 at least; a run ends before that is 1e-4.
"""

import json
import os

import numpy as np

SHAPES = [(8, 8), (8, 4), (1, 8)]
STEPS = 40


def power(matrix, exponent):
    values, vectors = np.linalg.eigh(matrix)
    return vectors @ np.diag(values**exponent) @ vectors.T


def shampoo(w, gradient, lr, eps):
    left, right = eps * np.eye(w.shape[0]), eps * np.eye(w.shape[1])
    while True:
        g = gradient(w)
        left = left + g @ g.T
        right = right + g.T @ g
        w = w - lr * power(left, -0.25) @ g @ power(right, -0.25)
        yield w


def basis(wanted, spare):
    """The Q of wanted = Q R; where a column adds no direction the spare one does, or the first axis that adds one."""
    n = len(wanted)
    least = 1e-12 * np.linalg.norm(wanted, axis=0).max()
    found = np.zeros((n, 0))
    for j in range(n):
        away = np.eye(n) - found @ found.T
        for column, enough in [(wanted[:, j], least), (spare[:, j], 0.1), *((axis, 0.1) for axis in np.eye(n))]:
            rest = away @ (away @ column)
            if np.linalg.norm(rest) > enough:
                break
        found = np.column_stack([found, rest / np.linalg.norm(rest)])
    return found


def eigenvectors(matrix):
    values, vectors = (part[..., ::-1] for part in np.linalg.eigh(matrix))
    return basis(vectors * (values > 1e-12 * values[0]), np.zeros_like(matrix))


def soap(w, gradient, lr, beta1, beta2, eps, frequency):
    g = gradient(w)
    left, right = (1 - beta2) * g @ g.T, (1 - beta2) * g.T @ g
    q_left, q_right = eigenvectors(left), eigenvectors(right)
    m, v = np.zeros_like(w), np.zeros_like(w)
    yield w
    t = 1
    while True:
        t += 1
        g = gradient(w)
        rotated = q_left.T @ g @ q_right
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * rotated**2
        m_hat = (q_left.T @ m @ q_right) / (1 - beta1 ** (t - 1))
        v_hat = v / (1 - beta2 ** (t - 1))
        w = w - lr * q_left @ (m_hat / (np.sqrt(v_hat) + eps)) @ q_right.T
        left = beta2 * left + (1 - beta2) * g @ g.T
        right = beta2 * right + (1 - beta2) * g.T @ g
        if t % frequency == 0:
            q_left, q_right = basis(left @ q_left, q_left), basis(right @ q_right, q_right)
        yield w


def muon(w, gradient, lr, momentum, nesterov, ns_steps, weight_decay):
    buffer = np.zeros_like(w)
    while True:
        g = gradient(w)
        buffer = momentum * buffer + (1 - momentum) * g
        x = (1 - momentum) * g + momentum * buffer if nesterov else buffer
        turned = x.shape[0] > x.shape[1]
        x = x.T if turned else x
        x = x / (np.linalg.norm(x) + 1e-7)
        for _ in range(ns_steps):
            a = x @ x.T
            x = 3.4445 * x + (-4.7750 * a + 2.0315 * a @ a) @ x
        x = x.T if turned else x
        w = w * (1 - lr * weight_decay) - lr * max(1, w.shape[0] / w.shape[1]) ** 0.5 * x
        yield w


RULES = {
    "shampoo": (shampoo, [{"lr": 0.1, "eps": 1e-4}, {"lr": 0.2, "eps": 1.0}]),
    "soap": (
        soap,
        [
            {"lr": 0.05, "beta1": 0.95, "beta2": 0.95, "eps": 1e-4, "frequency": 10},
            {"lr": 0.02, "beta1": 0.9, "beta2": 0.99, "eps": 0.01, "frequency": 5},
        ],
    ),
    "muon": (
        muon,
        [
            {"lr": 0.02, "momentum": 0.95, "nesterov": True, "ns_steps": 5, "weight_decay": 0.1},
            {"lr": 0.05, "momentum": 0.9, "nesterov": False, "ns_steps": 3, "weight_decay": 0},
        ],
    ),
}


def track(rule, options, start, gradient):
    updates = rule(start, gradient, **options)
    return [start] + [next(updates) for _ in range(STEPS)]


def main():
    draw = np.random.default_rng(7)
    made = {"about": "tests/reference/make_matrices.py", "numpy": np.__version__, "shapes": [], "runs": []}
    for rows, columns in SHAPES:
        a = draw.normal(size=(rows, rows)) / rows**0.5 + np.eye(rows)
        c, start = draw.normal(size=(rows, columns)), 0.3 * draw.normal(size=(rows, columns))
        nudge = draw.normal(size=(rows, columns))
        made["shapes"].append({"rows": rows, "columns": columns, "A": a.ravel().tolist(), "C": c.ravel().tolist()})
        gradient = lambda w: a.T @ (a @ w - c)
        for name, (rule, sets) in RULES.items():
            for options in sets:
                track_at = track(rule, options, start, gradient)
                other = track(rule, options, start * (1 + 1e-14 * nudge), gradient)
                spread = [1000 * np.abs(one - moved).max() for one, moved in zip(track_at, other)]
                end = next((k for k in range(STEPS + 1) if spread[k] > 1e-4), STEPS + 1)
                kept = [k for k in (0, 1, 2, 3, 4, 5, 10, 20, STEPS) if k < end]
                made["runs"].append(
                    {
                        "rule": name,
                        "options": options,
                        "shape": [rows, columns],
                        "steps": kept,
                        "W": [track_at[k].ravel().tolist() for k in kept],
                        "tol": [float(max(1e-12, spread[k])) for k in kept],
                    }
                )
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "matrices.json"), "w") as file:
        json.dump(made, file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
