"""A scene of Fall Line, on Plateau with a cliff; needs Python 3.8 or newer and NumPy.

    f(x, y) = 3*sigmoid(8*x) + 0.01*(x + 2)^2 + 0.02*y^2

Prints optimizer, step, x, y and loss of: SGD, Adam, Lion, Backtracking, SGD 2, Adam 2, Lion 2.
"""
# https://example.org/fall-line/#loss=plateau&opt=sgd&opt=adam,schedule:step&opt=lion,schedule:exponential&opt=armijo,schedule:cosine&opt=sgd,schedule:warmupCosine&opt=adam,schedule:inverse&opt=lion,schedule:cyclic&noise=0.2&noiseKind=heavy&noiseScaling=proportional&seed=7&steps=15&v=2

import itertools
import math
import sys

import numpy as np

# A run ends where its numbers are no longer finite.
np.seterr(all="ignore")

START = np.array([3.0, 2.0])
STEPS = 15
NOISE = 0.2  # standard deviation, as a share of the gradient's length
SEED = 7


def sigmoid(a):
    """The logistic function, without overflow on either side."""
    return 1/(1 + np.exp(-a)) if a >= 0 else np.exp(a)/(1 + np.exp(a))


def f(theta):
    """The loss at a position."""
    x, y = theta
    return 3*sigmoid(8*x) + 0.01*(x + 2)**2 + 0.02*y**2


def gradient(theta):
    """The derivatives of the loss by x and y."""
    x, y = theta
    u1 = sigmoid(8*x)
    return np.array([24*(u1*(1 - u1)) + 0.02*(x + 2), 0.04*y])


def dot(a, b):
    return a[0]*b[0] + a[1]*b[1]


def philox(counter, key):
    """Philox4x32-10 (J. K. Salmon et al., 2011): four random words from a counter and a key."""
    (a, b, c, d), (k, l), mask = counter, key, 0xFFFFFFFF
    for _ in range(10):
        u, v = 0xD2511F53*a, 0xCD9E8D57*c
        a, b, c, d = (v >> 32) ^ b ^ k, v & mask, (u >> 32) ^ d ^ l, u & mask
        k, l = (k + 0x9E3779B9) & mask, (l + 0xBB67AE85) & mask
    return a, b, c, d


def normals(step, count):
    """Standard normal deviates of a step (G. E. P. Box, M. E. Muller, 1958)."""
    out = []
    for pair in range(count//2):
        a, b, c, d = philox((step, pair, 0x979FABCB, 0), (SEED, 0))
        radius = math.sqrt(-2*math.log((a*2**21 + (b >> 11) + 1)*2**-53))
        angle = 2*math.pi*((c*2**21 + (d >> 11))*2**-53)
        out += [radius*math.cos(angle), radius*math.sin(angle)]
    return out


def noise(step, g):
    """The noise on the gradient at a step: Student's t with 3 degrees of freedom, scaled to variance 1."""
    four = [normals(step, 8)[i:i + 4] for i in (0, 4)]
    z = [a/math.sqrt(b*b + c*c + d*d) for a, b, c, d in four]
    return NOISE*np.sqrt(g[0]**2 + g[1]**2)*np.array(z)


def anneal(done, length, floor):
    """Half a cosine from 1 at 0 to the floor at a length, and the floor from there on."""
    if done >= length:
        return floor if length > 0 else 1.0
    return floor + (1 - floor)*(1 + math.cos(math.pi*done/length))/2


def step_decay(t, every, factor):
    """The rate is multiplied by a factor, again and again after some steps."""
    return float(np.float64(factor)**((t - 1)//every))


def exponential(t, factor):
    """The rate is multiplied by a factor at every step."""
    return float(np.float64(factor)**(t - 1))


def cosine(t, floor):
    """Half a cosine from 1 down to the floor."""
    return anneal(t - 1, STEPS, floor)


def warmup_cosine(t, warmup, floor):
    """A linear rise, then half a cosine down to the floor."""
    return t/warmup if t <= warmup else anneal(t - 1 - warmup, STEPS - warmup, floor)


def inverse_time(t, decay):
    """The rate is divided by 1 plus the decay times the steps taken."""
    return 1/(1 + decay*(t - 1))


def cyclic(t, half_period, floor):
    """A triangle wave between the floor and 1."""
    cycle = math.floor(1 + (t - 1)/(2*half_period))
    return floor + (1 - floor)*(1 - abs((t - 1)/half_period - 2*cycle + 1))


def sgd(lr):
    """SGD: Steps against the gradient, by the learning rate times its length.

    H. Robbins, S. Monro, 'A stochastic approximation method', 1951.
    PyTorch: the learning rate multiplies the velocity, and the first velocity is the undamped gradient.
    """
    theta = START
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        g = g + noise(t - 1, g)
        update = lr*g
        theta = theta - update
        yield theta


def adam(lr, beta1, beta2, eps, share):
    """Adam: Steps along the averaged gradient, each component divided by the root of its averaged
    square.

    D. P. Kingma, J. Ba, 'Adam: a method for stochastic optimization', 2015; AMSGrad: S. J. Reddi et
    al., 2018.
    The paper and PyTorch: epsilon is added to the root, after the bias correction.
    """
    theta = START
    m = np.zeros(2)
    v = np.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        g = g + noise(t - 1, g)
        eta = lr*share(t)
        m = beta1*m + (1 - beta1)*g  # first moment
        v = beta2*v + (1 - beta2)*g**2  # second moment
        m_hat = m/(1 - beta1**t)  # bias-corrected first moment
        v_hat = v/(1 - beta2**t)  # bias-corrected second moment
        update = eta*m_hat/(np.sqrt(v_hat) + eps)
        theta = theta - update
        yield theta


def lion(lr, beta1, beta2, share):
    """Lion: Steps by the learning rate along every axis, by the sign of an averaged gradient alone.

    X. Chen et al., 'Symbolic discovery of optimization algorithms', 2023.
    The paper: the sign is of the average before it is updated with its own, slower decay.
    """
    theta = START
    m = np.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        g = g + noise(t - 1, g)
        eta = lr*share(t)
        average = beta1*m + (1 - beta1)*g
        m = beta2*m + (1 - beta2)*g  # first moment
        update = eta*np.sign(average)
        theta = theta - update
        yield theta


def armijo(lr, shrinking, decrease, share):
    """Backtracking: Gradient descent that tries a long step and shortens it until the loss goes down
    enough.

    L. Armijo, 1966; J. Nocedal, S. J. Wright, 'Numerical optimization', 2006, algorithm 3.1.
    Every step begins its trials at the learning rate; with noise, trials see the exact loss.
    """
    theta = START
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        g = g + noise(t - 1, g)
        eta = lr*share(t)
        value, slope = f(theta), -dot(g, g)
        length, trials = eta, 0
        while True:
            trial = theta - length*g
            if np.array_equal(trial, theta) or trials == 1000:
                length = 0.0  # no trial that still moves the position is low enough
                break
            trials += 1
            if f(trial) <= value + decrease*length*slope:
                break
            length = length*shrinking
        theta = theta - length*g
        yield theta


def sgd_2(lr, share):
    """SGD: Steps against the gradient, by the learning rate times its length.

    H. Robbins, S. Monro, 'A stochastic approximation method', 1951.
    PyTorch: the learning rate multiplies the velocity, and the first velocity is the undamped gradient.
    """
    theta = START
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        g = g + noise(t - 1, g)
        eta = lr*share(t)
        update = eta*g
        theta = theta - update
        yield theta


def main():
    runs = {
        "SGD": sgd(lr=0.5),
        "Adam": adam(lr=0.1, beta1=0.9, beta2=0.999, eps=1e-8, share=lambda t: step_decay(t, every=50, factor=0.5)),
        "Lion": lion(lr=0.1, beta1=0.9, beta2=0.99, share=lambda t: exponential(t, factor=0.98)),
        "Backtracking": armijo(lr=1, shrinking=0.5, decrease=1e-4, share=lambda t: cosine(t, floor=0)),
        "SGD 2": sgd_2(lr=0.5, share=lambda t: warmup_cosine(t, warmup=20, floor=0)),
        "Adam 2": adam(lr=0.1, beta1=0.9, beta2=0.999, eps=1e-8, share=lambda t: inverse_time(t, decay=0.05)),
        "Lion 2": lion(lr=0.1, beta1=0.9, beta2=0.99, share=lambda t: cyclic(t, half_period=25, floor=0.1)),
    }
    print("optimizer", "step", "x", "y", "loss", sep="\t")
    for label, positions in runs.items():
        for step, theta in enumerate(itertools.chain([START], positions)):
            value = f(theta)
            finite = np.isfinite([*theta, value]).all()
            if finite or step == 0:
                print(label, step, *map(float, theta), float(value), sep="\t")
            if not finite:
                print(label, "ends: not finite at step", step, file=sys.stderr)
                break


if __name__ == "__main__":
    main()
