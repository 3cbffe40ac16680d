"""Makes elementary.json: values of the elementary functions by MPFR, to be compared in units in the last place.

Needs gmpy2 (Debian: python3-gmpy2). Run it again after changing it:

    python3 tests/reference/make_elementary.py

A case is [x, value, rest], or [x, y, value, rest] for two arguments: `value` is the double nearest to the exact
value and `rest` is what it lacks of that, in units in the last place of `value`, so that a computed double is
(computed - value) / unit - rest units off. NaN and infinities are strings; their rest is 0. Random arguments come
from a seed.
"""

import json
import math
import random
from pathlib import Path

import gmpy2
from gmpy2 import mpfr

gmpy2.get_context().precision = 400
RANDOM = 60
"""Random arguments of each kind."""
HARD = 24
"""Of many random arguments those whose value lies nearest to the middle between two doubles."""
TRIED = 4000

rng = random.Random(20261125)


def sigmoid(x):
    return 1 / (1 + gmpy2.exp(-x))


EXACT = {
    "exp": gmpy2.exp,
    "log": gmpy2.log,
    "log10": gmpy2.log10,
    "log2": gmpy2.log2,
    "cbrt": gmpy2.cbrt,
    "softplus": lambda x: gmpy2.log1p(gmpy2.exp(x)),
    "sin": gmpy2.sin,
    "cos": gmpy2.cos,
    "tan": gmpy2.tan,
    "asin": gmpy2.asin,
    "acos": gmpy2.acos,
    "atan": gmpy2.atan,
    "sinh": gmpy2.sinh,
    "cosh": gmpy2.cosh,
    "tanh": gmpy2.tanh,
    "sqrt": gmpy2.sqrt,
    "sigmoid": sigmoid,
    "atan2": gmpy2.atan2,
    "erf": gmpy2.erf,
    "normcdf": lambda x: gmpy2.erfc(-x / gmpy2.sqrt(mpfr(2))) / 2,
    "pow": lambda x, y: mpfr(x) ** mpfr(y),
}


def case(name, *args):
    exact = EXACT[name](*(mpfr(arg) for arg in args))
    value = float(exact)
    rest = float((exact - mpfr(value)) / mpfr(math.ulp(value))) if math.isfinite(value) else 0.0
    return [*args, value, rest]


def uniform(low, high):
    return lambda: rng.uniform(low, high)


def sized(low, high, signed=True):
    """Numbers with exponents from `low` to `high`, evenly."""
    return lambda: math.ldexp(1 + rng.random(), rng.randint(low, high)) * (rng.choice([-1, 1]) if signed else 1)


def around(*points):
    """Each point, and the doubles beside it."""
    found = []
    for point in points:
        down = up = point
        found.append(point)
        for _ in range(3):
            down, up = math.nextafter(down, -math.inf), math.nextafter(up, math.inf)
            found += [down, up]
    return found


def both(points):
    return [sign * point for point in points for sign in (1, -1)]


def near_quarter_turns():
    """Doubles that come nearest to a multiple of pi/2, for many exponents: best approximations by continued fractions."""
    found = [math.ldexp(6381956970095103, 797), math.ldexp(6411027962775774, -48)]
    half_pi = gmpy2.const_pi(2000) / 2
    gmpy2.get_context().precision = 2000
    for exponent in range(-50, 971, 15):
        x = mpfr(2) ** exponent / half_pi
        # Denominators of the convergents of x: m x is nearly whole, so that m 2^exponent is nearly n pi/2.
        last, now = 0, 1
        while True:
            whole = int(gmpy2.floor(x))
            if now < 2**53:
                best = now
            else:
                break
            if x == whole:
                break
            x = 1 / (x - whole)
            following = int(gmpy2.floor(x)) * now + last
            last, now = now, following
        found.append(math.ldexp(best, exponent))
    gmpy2.get_context().precision = 400
    return found


SUBNORMAL = [5e-324, 1e-323, 1e-320, 2.2250738585072014e-308, 2.225073858507201e-308]
TINY = [1e-300, 1e-160, 1e-20, 2**-54, 2**-53, 2**-52, 2**-30, 2**-27, 1e-8, 1e-5]
HUGE = [1e5, 1e6, 1e9, 2**53, 2.0**53 + 2, 1e16, 1e22, 1e100, 1e200, 1e300, 1.7976931348623157e308]
TURNS = [n * math.pi / 4 for n in (1, 2, 3, 4, 5, 6, 8, 10, 100, 1000)]
LAST_PIECES = [1e6 * math.pi / 2, 999_999.5 * math.pi / 2, 1_000_000.5 * math.pi / 2]
ANGLES = both(SUBNORMAL + TINY + HUGE) + both(around(*TURNS, *LAST_PIECES)) + near_quarter_turns()
TABLE = [(j + half) / 32 for j in range(22, 47) for half in (0, 0.5)]
POWERS_OF_TWO = [2.0**k for k in (-1074, -1022, -500, -2, -1, 1, 2, 500, 1023)]
LOG_POINTS = SUBNORMAL + HUGE + around(1, math.sqrt(0.5), math.sqrt(2), math.e, *TABLE) + POWERS_OF_TWO
SATURATED = both(around(0.5, 1, 22, 36.5, 37, 709, 709.78, 710.4))
LIMITS = around(709.782712893384, 709.8, -708.396418532264, -745.1332191019411, -744.4400719213812, -745.2)
MULTIPLES = [k * math.log(2) / 2 for k in range(-41, 42)]
UNIT = both(SUBNORMAL + TINY + around(0.5, 1 - 2**-20, 0.9, math.sqrt(0.5)) + [1.0, 1 - 2**-53, 1 - 2**-52])

ONE = {
    "exp": ([uniform(-20, 20), uniform(-745, 709), sized(-60, 9)], LIMITS + both(SUBNORMAL + TINY) + around(*MULTIPLES[::6]) + MULTIPLES),
    "log": ([sized(-1022, 1023, False), uniform(0.5, 2), uniform(60 / 64, 68 / 64)], LOG_POINTS + TINY),
    "log10": ([sized(-1022, 1023, False), uniform(0.5, 2), uniform(60 / 64, 68 / 64)], LOG_POINTS + [10.0**k for k in range(-20, 23)]),
    "sin": ([uniform(-15, 15), uniform(-2e6, 2e6), sized(-60, 1023)], ANGLES),
    "cos": ([uniform(-15, 15), uniform(-2e6, 2e6), sized(-60, 1023)], ANGLES),
    "tan": ([uniform(-15, 15), uniform(-2e6, 2e6), sized(-60, 1023)], ANGLES),
    "asin": ([uniform(-1, 1), sized(-60, -1), lambda: 1 - rng.random() * 1e-4], UNIT),
    "acos": ([uniform(-1, 1), sized(-60, -1), lambda: 1 - rng.random() * 1e-4], UNIT),
    "atan": ([uniform(-3, 3), sized(-60, 1023)], both(SUBNORMAL + TINY + HUGE + around(1, *[j / 16 for j in range(1, 16, 2)]))),
    "sinh": ([uniform(-2, 2), uniform(-710, 710), sized(-60, 8)], both(SUBNORMAL + TINY) + SATURATED),
    "cosh": ([uniform(-2, 2), uniform(-710, 710), sized(-60, 8)], both(SUBNORMAL + TINY) + SATURATED),
    "tanh": ([uniform(-2, 2), uniform(-25, 25), sized(-60, 8)], both(SUBNORMAL + TINY + HUGE) + SATURATED),
    "sqrt": ([sized(-1022, 1023, False), uniform(0, 4)], SUBNORMAL + TINY + HUGE + around(1, 2, 4)),
    "sigmoid": ([uniform(-10, 10), uniform(-745, 745), sized(-60, 8)], LIMITS + both(SUBNORMAL + TINY) + SATURATED),
}


def near_one():
    """A power of a base beside 1 that neither overflows nor vanishes."""
    base = rng.uniform(63 / 64, 65 / 64) if rng.random() < 0.6 else 1 + rng.choice([-1, 1]) * 2.0 ** rng.uniform(-52, -6)
    return base, rng.uniform(-700, 700) / math.log(base) if base != 1 else 2.0


def moderate():
    base = sized(-1022, 1023, False)()
    return base, rng.uniform(-740, 709) / math.log(base)


def whole():
    base = rng.choice([-1, 1]) * rng.uniform(0.1, 30)
    return base, float(rng.randint(-40, 40))


def decayed():
    """Moments' rates to the power of a step."""
    return rng.choice([0.9, 0.99, 0.999, 0.9999, 0.95, 0.98]), float(rng.randint(1, 700_000))


POWERS = [
    (0.999, 699748.0),
    (0.999, 1000.0),
    (63 / 64, 45000.0),
    (math.nextafter(1, 0), 2.0**62),
    (math.nextafter(1, 2), 2.0**62),
    (math.nextafter(1, 0), -(2.0**61)),
    (math.nextafter(63 / 64, 0), 40000.0),
    (math.nextafter(63 / 64, 1), 40000.0),
    (math.nextafter(65 / 64, 2), 40000.0),
    (2.0, 0.5),
    (2.0, -1074.0),
    (2.0, -1073.5),
    (2.0, 1023.9999999999999),
    (10.0, 308.25),
    (10.0, -323.3),
    (10.0, -308.0),
    (5e-324, 0.5),
    (5e-324, -0.9),
    (5e-324, 1e-300),
    (1.7976931348623157e308, 0.999),
    (1.7976931348623157e308, -1.04),
    (1e-300, 1e-300),
    (3.0, 1e-17),
    (0.5, 1e-16),
    (-3.0, 33.0),
    (-0.1, 101.0),
    (-1.5, -7.0),
    (1e200, 1.5),
    (1e-200, 1.5),
    (1e-200, 1.6),
]


def point():
    return sized(-30, 30)(), sized(-30, 30)()


TWO = {
    "pow": ([near_one, moderate, whole, decayed], POWERS),
    "atan2": (
        [point, lambda: (sized(-1022, 1023)(), sized(-1022, 1023)()), lambda: (rng.uniform(-1, 1), rng.uniform(-1, 1))],
        [(y, x) for y in both([5e-324, 1e-310, 1e-20, 1.0, 3.0, 1e300]) for x in both([5e-324, 1e-310, 1e-20, 1.0, 3.0, 1e300])],
    ),
}


# After the others, whose random arguments stay as they are.
LATER = {
    "log2": ([sized(-1022, 1023, False), uniform(0.5, 2), uniform(60 / 64, 68 / 64)], LOG_POINTS + TINY),
    "softplus": ([uniform(-10, 10), uniform(-745, 745), sized(-60, 8)], LIMITS + both(SUBNORMAL + TINY) + SATURATED),
    "cbrt": ([sized(-1022, 1023), uniform(-10, 10)], both(SUBNORMAL + TINY + HUGE) + around(1, 8, 27)),
    "erf": ([uniform(-1, 1), uniform(-6.5, 6.5), sized(-60, 2)], both(SUBNORMAL + TINY + HUGE + around(0.9, 5.86, 5.93))),
    "normcdf": ([uniform(-1, 1), uniform(-9, 9), uniform(-38.6, -8), sized(-60, 5)], both(TINY + HUGE + around(0.7, 8.2, 8.3, 37.5, 38.4, 38.6))),
}


def hard(name, draw):
    tried = [case(name, *draw()) for _ in range(TRIED)]
    inside = [row for row in tried if math.isfinite(row[-2]) and row[-2] != 0]
    return sorted(inside, key=lambda row: 0.5 - abs(row[-1]))[:HARD]


def cases(name, draws, points):
    rows = [case(name, *point) for point in points]
    for draw in draws:
        rows += [case(name, *draw()) for _ in range(RANDOM)] + hard(name, draw)
    return rows


def plain(value):
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def single(draw):
    return lambda: (draw(),)


def main():
    functions = {}
    for name, (draws, points) in ONE.items():
        functions[name] = cases(name, [single(draw) for draw in draws], [(float(x),) for x in dict.fromkeys(points)])
    for name, (draws, points) in TWO.items():
        functions[name] = cases(name, draws, points)
    for name, (draws, points) in LATER.items():
        functions[name] = cases(name, [single(draw) for draw in draws], [(float(x),) for x in dict.fromkeys(points)])
    lines = []
    for name, rows in functions.items():
        # Four places of the rest are plenty to tell units in the last place.
        listed = ",\n".join(json.dumps([*map(plain, row[:-1]), round(row[-1], 4)], separators=(",", ":")) for row in rows)
        lines.append(f'"{name}": [\n{listed}\n]')
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    Path(__file__).with_name("elementary.json").write_text(text)


main()
