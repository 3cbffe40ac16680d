"""A scene of Fall Line, on Himmelblau; needs Python 3.8 or newer and NumPy.

    f(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2

Prints optimizer, step, x, y and loss of: SGD, Momentum, RMSprop, Adam.
"""
# https://example.org/fall-line/#loss=himmelblau&opt=sgd&opt=momentum&opt=rmsprop&opt=adam&steps=25&v=2

import itertools
import sys

import numpy as np

# A run ends where its numbers are no longer finite.
np.seterr(all="ignore")

START = np.array([-0.4, -0.75])
STEPS = 25


def f(theta):
    """The loss at a position."""
    x, y = theta
    return (x**2 + y - 11)**2 + (x + y**2 - 7)**2


def gradient(theta):
    """The derivatives of the loss by x and y."""
    x, y = theta
    u1 = x**2 + y - 11
    u2 = x + y**2 - 7
    return np.array([4*(u1*x) + 2*u2, 2*u1 + 4*(u2*y)])


def sgd(lr):
    """SGD: Steps against the gradient, by the learning rate times its length.

    H. Robbins, S. Monro, 'A stochastic approximation method', 1951.
    PyTorch: the learning rate multiplies the velocity, and the first velocity is the undamped gradient.
    """
    theta = START
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        update = lr*g
        theta = theta - update
        yield theta


def momentum(lr, momentum):
    """Momentum: Gathers gradients into a velocity, like a heavy ball with friction, and steps along it.

    B. T. Polyak, 'Some methods of speeding up the convergence of iteration methods', 1964.
    PyTorch: the learning rate multiplies the velocity, and the first velocity is the undamped gradient.
    """
    theta = START
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        if t == 1:
            velocity = g
        else:
            velocity = momentum*velocity + g
        update = lr*velocity
        theta = theta - update
        yield theta


def rmsprop(lr, alpha, eps):
    """RMSprop: Divides each gradient component by a running root mean square of itself.

    T. Tieleman, G. Hinton, 'Lecture 6.5: RMSprop', 2012; centered: A. Graves, 2013.
    PyTorch: epsilon is added to the root, not under it; alpha is 0.99.
    """
    theta = START
    square_average = np.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        square_average = alpha*square_average + (1 - alpha)*g**2  # second moment
        scaled_gradient = g/(np.sqrt(square_average) + eps)
        update = lr*scaled_gradient
        theta = theta - update
        yield theta


def adam(lr, beta1, beta2, eps):
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
        m = beta1*m + (1 - beta1)*g  # first moment
        v = beta2*v + (1 - beta2)*g**2  # second moment
        m_hat = m/(1 - beta1**t)  # bias-corrected first moment
        v_hat = v/(1 - beta2**t)  # bias-corrected second moment
        update = lr*m_hat/(np.sqrt(v_hat) + eps)
        theta = theta - update
        yield theta


def main():
    runs = {
        "SGD": sgd(lr=0.004),
        "Momentum": momentum(lr=0.002, momentum=0.9),
        "RMSprop": rmsprop(lr=0.02, alpha=0.99, eps=1e-8),
        "Adam": adam(lr=0.22, beta1=0.9, beta2=0.999, eps=1e-8),
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
