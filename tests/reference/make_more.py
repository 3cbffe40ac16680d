"""Numbers for the rules that PyTorch does not have, for `more.test.ts`: python3 tests/reference/make_more.py

Plain floats and the standard library. Every rule is written from its paper or book, as it is printed there and not as
this project computes it:

    qhm, qhadam          J. Ma, D. Yarats 2019: equations 3 and 4; section 4 with the corrected averages of Adam
    lion                 X. Chen et al. 2023: algorithm 2
    newton               J. Nocedal, S. J. Wright, "Numerical optimization", 2nd edition: section 3.3, with lambda I
    armijo               the same: algorithm 3.1
    conjugate-gradient   the same: algorithm 5.4 with beta of equation 5.45; line search 3.5 and 3.6; begun anew along
                         the negative gradient where the direction does not go downhill
    lbfgs                the same: algorithms 7.4 and 7.5, gamma of equation 7.20; line search 3.5 and 3.6
    nelder-mead          J. C. Lagarias et al. 1998: section 2, steps 1 to 5

What the book leaves open in its line search is doubling (3.5) and halving (3.6). Each trajectory has 100 steps, or ends
where the gradient is so small that rounding decides on trials. Beside each position stands a tolerance: what a start
changed by 1e-14 of itself does to it, times a thousand.
"""

import json
import math
import os

SURFACES = {
    "rosenbrock": {
        "formula": "(1-x)^2 + 100(y-x^2)^2",
        "start": [-1.2, 1.0],
        "f": lambda x, y: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
        "g": lambda x, y: [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
        "h": lambda x, y: [[2 - 400 * (y - 3 * x * x), -400 * x], [-400 * x, 200.0]],
    },
    "himmelblau": {
        "formula": "(x^2+y-11)^2 + (x+y^2-7)^2",
        "start": [-0.4, -0.75],
        "f": lambda x, y: (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2,
        "g": lambda x, y: [
            4 * x * (x * x + y - 11) + 2 * (x + y * y - 7),
            2 * (x * x + y - 11) + 4 * y * (x + y * y - 7),
        ],
        "h": lambda x, y: [
            [12 * x * x + 4 * y - 42, 4 * x + 4 * y],
            [4 * x + 4 * y, 12 * y * y + 4 * x - 26],
        ],
    },
    "saddle": {
        "formula": "x^2/2 - y^2/2 + y^4/4",
        "start": [0.9, 0.3],
        "f": lambda x, y: x * x / 2 - y * y / 2 + y**4 / 4,
        "g": lambda x, y: [x, -y + y**3],
        "h": lambda x, y: [[1.0, 0.0], [0.0, -1 + 3 * y * y]],
    },
}


class Rounding(Exception):
    """The loss no longer changes by more than rounding: which trial is taken means nothing."""


def inner(a, b):
    return math.fsum(p * q for p, q in zip(a, b))


def along(theta, length, direction):
    return [p + length * d for p, d in zip(theta, direction)]


def qhm(surface, theta, lr, momentum, nu, weight_decay=0.0):
    buffer = [0.0, 0.0]
    while True:
        g = [gi + weight_decay * p for gi, p in zip(surface["g"](*theta), theta)]
        buffer = [momentum * b + (1 - momentum) * gi for b, gi in zip(buffer, g)]
        theta = [p - lr * ((1 - nu) * gi + nu * b) for p, gi, b in zip(theta, g, buffer)]
        yield theta


def qhadam(surface, theta, lr, beta1, beta2, nu1, nu2, eps=1e-8, weight_decay=0.0):
    m, v, t = [0.0, 0.0], [0.0, 0.0], 0
    while True:
        t += 1
        g = [gi + weight_decay * p for gi, p in zip(surface["g"](*theta), theta)]
        m = [beta1 * a + (1 - beta1) * gi for a, gi in zip(m, g)]
        v = [beta2 * a + (1 - beta2) * gi**2 for a, gi in zip(v, g)]
        mh = [a / (1 - beta1**t) for a in m]
        vh = [a / (1 - beta2**t) for a in v]
        theta = [
            p - lr * ((1 - nu1) * gi + nu1 * a) / (math.sqrt((1 - nu2) * gi**2 + nu2 * b) + eps)
            for p, gi, a, b in zip(theta, g, mh, vh)
        ]
        yield theta


def lion(surface, theta, lr, beta1, beta2, weight_decay=0.0):
    m = [0.0, 0.0]
    while True:
        g = surface["g"](*theta)
        c = [beta1 * a + (1 - beta1) * gi for a, gi in zip(m, g)]
        theta = [p - lr * ((ci > 0) - (ci < 0) + weight_decay * p) for p, ci in zip(theta, c)]
        m = [beta2 * a + (1 - beta2) * gi for a, gi in zip(m, g)]
        yield theta


def newton(surface, theta, lr, damping):
    while True:
        (a, b), (c, d) = surface["h"](*theta)
        a, d = a + damping, d + damping
        gx, gy = surface["g"](*theta)
        det = a * d - b * c
        # Cramer's rule.
        theta = along(theta, -lr, [(gx * d - b * gy) / det, (a * gy - gx * c) / det])
        yield theta


def armijo(surface, theta, lr, shrinking, decrease):
    while True:
        p = [-gi for gi in surface["g"](*theta)]
        alpha = lr
        while not surface["f"](*along(theta, alpha, p)) <= surface["f"](*theta) + decrease * alpha * -inner(p, p):
            alpha = shrinking * alpha
        theta = along(theta, alpha, p)
        yield theta


def wolfe(surface, theta, p, alpha1, c1, c2):
    """Algorithms 3.5 and 3.6."""

    def phi(a):
        return surface["f"](*along(theta, a, p))

    def dphi(a):
        return inner(surface["g"](*along(theta, a, p)), p)

    phi0, dphi0 = phi(0.0), dphi(0.0)

    def zoom(lo, hi):
        for _ in range(25):
            a = (lo + hi) / 2
            if phi(a) > phi0 + c1 * a * dphi0 or phi(a) >= phi(lo):
                hi = a
            else:
                slope = dphi(a)
                if abs(slope) <= -c2 * dphi0:
                    return a
                if slope * (hi - lo) >= 0:
                    hi = lo
                lo = a
        raise Rounding

    before, a, i = 0.0, alpha1, 1
    while True:
        if phi(a) > phi0 + c1 * a * dphi0 or (i > 1 and phi(a) >= phi(before)):
            return zoom(before, a)
        slope = dphi(a)
        if abs(slope) <= -c2 * dphi0:
            return a
        if slope >= 0:
            return zoom(a, before)
        before, a, i = a, 2 * a, i + 1


def conjugate_gradient(surface, theta, lr, decrease, flatness):
    g = surface["g"](*theta)
    p = [-gi for gi in g]
    while True:
        alpha = wolfe(surface, theta, p, lr, decrease, flatness)
        theta = along(theta, alpha, p)
        after = surface["g"](*theta)
        beta = max(0.0, inner(after, [a - b for a, b in zip(after, g)]) / inner(g, g))
        p = [-a + beta * pi for a, pi in zip(after, p)]
        if inner(p, after) >= 0:
            p = [-a for a in after]
        g = after
        yield theta


def lbfgs(surface, theta, lr, history_size, decrease, flatness):
    pairs = []
    g = surface["g"](*theta)
    while True:
        q = list(g)
        alphas = []
        for s, y in reversed(pairs):
            a = inner(s, q) / inner(y, s)
            alphas.insert(0, a)
            q = along(q, -a, y)
        if pairs:
            s, y = pairs[-1]
            q = [inner(s, y) / inner(y, y) * qi for qi in q]
        for (s, y), a in zip(pairs, alphas):
            b = inner(y, q) / inner(y, s)
            q = along(q, a - b, s)
        p = [-qi for qi in q]
        alpha = wolfe(surface, theta, p, lr, decrease, flatness)
        after_theta = along(theta, alpha, p)
        after = surface["g"](*after_theta)
        s = [a - b for a, b in zip(after_theta, theta)]
        y = [a - b for a, b in zip(after, g)]
        if inner(s, y) > 1e-10:
            pairs = (pairs + [(s, y)])[-history_size:]
        theta, g = after_theta, after
        yield theta


def nelder_mead(surface, theta, size):
    def f(x):
        return surface["f"](*x)

    n = len(theta)
    # Python's sort keeps the order of equals: older vertices before newer ones.
    simplex = sorted([list(theta)] + [[p + size * (i == j) for j, p in enumerate(theta)] for i in range(n)], key=f)
    while True:
        centre = [sum(x[j] for x in simplex[:n]) / n for j in range(n)]
        worst = simplex[n]

        def point(mu):
            return [(1 + mu) * c - mu * w for c, w in zip(centre, worst)]

        accepted = None
        reflected = point(1.0)
        if f(simplex[0]) <= f(reflected) < f(simplex[n - 1]):
            accepted = reflected
        elif f(reflected) < f(simplex[0]):
            expanded = point(2.0)
            accepted = expanded if f(expanded) < f(reflected) else reflected
        elif f(reflected) < f(worst):
            outside = point(0.5)
            if f(outside) <= f(reflected):
                accepted = outside
        else:
            inside = point(-0.5)
            if f(inside) < f(worst):
                accepted = inside
        if accepted is not None:
            simplex = sorted(simplex[:n] + [accepted], key=f)
        else:
            best = simplex[0]
            simplex = sorted([best] + [[b + 0.5 * (xi - b) for b, xi in zip(best, x)] for x in simplex[1:]], key=f)
        yield simplex[0]


CASES = [
    ("qhm", qhm, {"lr": 0.001, "momentum": 0.9, "nu": 0.7}, ["rosenbrock", "himmelblau"]),
    ("qhm", qhm, {"lr": 0.002, "momentum": 0.99, "nu": 0.3, "weight_decay": 0.02}, ["himmelblau"]),
    ("qhadam", qhadam, {"lr": 0.05, "beta1": 0.9, "beta2": 0.999, "nu1": 0.7, "nu2": 1.0}, ["rosenbrock", "himmelblau"]),
    (
        "qhadam",
        qhadam,
        {"lr": 0.02, "beta1": 0.995, "beta2": 0.99, "nu1": 0.8, "nu2": 0.6, "weight_decay": 0.01},
        ["himmelblau"],
    ),
    ("lion", lion, {"lr": 0.01, "beta1": 0.9, "beta2": 0.99}, ["rosenbrock", "himmelblau"]),
    ("lion", lion, {"lr": 0.03, "beta1": 0.8, "beta2": 0.95, "weight_decay": 0.1}, ["himmelblau"]),
    ("newton", newton, {"lr": 1.0, "damping": 0.0}, ["rosenbrock", "himmelblau", "saddle"]),
    ("newton", newton, {"lr": 0.5, "damping": 3.0}, ["rosenbrock", "saddle"]),
    ("armijo", armijo, {"lr": 1.0, "shrinking": 0.5, "decrease": 1e-4}, ["rosenbrock", "himmelblau"]),
    ("armijo", armijo, {"lr": 0.3, "shrinking": 0.8, "decrease": 0.3}, ["rosenbrock", "himmelblau"]),
    ("conjugate-gradient", conjugate_gradient, {"lr": 1.0, "decrease": 1e-4, "flatness": 0.1}, ["rosenbrock", "himmelblau"]),
    ("conjugate-gradient", conjugate_gradient, {"lr": 0.01, "decrease": 1e-3, "flatness": 0.4}, ["rosenbrock", "himmelblau"]),
    ("lbfgs", lbfgs, {"lr": 1.0, "history_size": 10, "decrease": 1e-4, "flatness": 0.9}, ["rosenbrock", "himmelblau"]),
    ("lbfgs", lbfgs, {"lr": 1.0, "history_size": 2, "decrease": 1e-3, "flatness": 0.5}, ["rosenbrock", "himmelblau"]),
    ("nelder-mead", nelder_mead, {"size": 0.5}, ["rosenbrock", "himmelblau", "saddle"]),
    ("nelder-mead", nelder_mead, {"size": 2.0}, ["rosenbrock", "himmelblau"]),
]


def camel(key):
    first, *rest = key.split("_")
    return first + "".join(word.capitalize() for word in rest)


def slope_at(surface, theta):
    return math.hypot(*surface["g"](*theta))


def path(rule_id, rule, options, surface, start):
    positions = [start]
    steps = rule(surface, list(start), **options)
    try:
        while len(positions) <= 100 and (rule_id == "lion" or slope_at(surface, positions[-1]) > 1e-4):
            positions.append(next(steps))
    except Rounding:
        pass
    return positions


def trajectory(rule_id, rule, options, name):
    surface = SURFACES[name]
    positions = path(rule_id, rule, options, surface, surface["start"])
    # How much rounding may move each position: from what a start changed in its last digits does to it.
    nudged = path(rule_id, rule, options, surface, [p * (1 + 1e-14) for p in surface["start"]])
    moved = [max(abs(a - b) for a, b in zip(p, q)) for p, q in zip(positions, nudged)]
    tolerances = [float(f"{1e-11 + 1000 * max(moved[: k + 1]):.2g}") for k in range(len(moved))]
    kept = next((k for k, tolerance in enumerate(tolerances) if tolerance > 1e-4), len(tolerances))
    return {
        "id": rule_id,
        "options": {camel(key): value for key, value in options.items()},
        "surface": name,
        "positions": positions[:kept],
        "tolerances": tolerances[:kept],
    }


def main():
    data = {
        "source": "tests/reference/make_more.py, from the papers' equations",
        "surfaces": {name: surface["formula"] for name, surface in SURFACES.items()},
        "trajectories": [
            trajectory(rule_id, rule, options, name) for rule_id, rule, options, names in CASES for name in names
        ],
    }
    with open(os.path.join(os.path.dirname(__file__), "more.json"), "w", encoding="utf-8") as file:
        json.dump(data, file, separators=(",", ":"))
        file.write("\n")
    for t in data["trajectories"]:
        print(t["id"], t["surface"], len(t["positions"]) - 1, t["positions"][-1])


if __name__ == "__main__":
    main()
