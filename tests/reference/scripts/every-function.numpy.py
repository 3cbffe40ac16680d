"""A scene of Fall Line, on a formula; needs Python 3.8 or newer and NumPy.

    f(x, y) = sin(x)*cos(y) + tan(0.3*x) + asin(0.1*x) + acos(0.1*y) + atan(x*y) + atan2(y, 3 + x) +
    sinh(0.2*x) + cosh(y) + tanh(x) + exp(-x^2) + log(4 + x^2) + ln(4 + y^2) + log10(5 + x) + sqrt(1
    + y^2) + sigmoid(-3*x) + pow(2 + x^2, y) + 2^x + e^-y + x^-2 + (x - y)^3 + (y - 2*x)^7/1000 +
    pi*x - 7/3*sqrt(2)*y + max(x, 0.3) - min(-0.2, y)

Prints optimizer, step, x, y and loss of: SGD, Newton.
"""
# https://example.org/fall-line/#f=sin%28x%29cos%28y%29%20+%20tan%280.3x%29%20+%20asin%280.1x%29%20+%20acos%280.1y%29%20+%20atan%28x%20y%29%20+%20atan2%28y%2C%203%20+%20x%29%20+%20sinh%280.2x%29%20+%20cosh%28y%29%20+%20tanh%28x%29%20+%20exp%28-x%5E2%29%20+%20log%284%20+%20x%5E2%29%20+%20ln%284%20+%20y%5E2%29%20+%20log10%285%20+%20x%29%20+%20sqrt%281%20+%20y%5E2%29%20+%20sigmoid%28-3x%29%20+%20pow%282%20+%20x%5E2%2C%20y%29%20+%202%5Ex%20+%20e%5E-y%20+%20x%5E-2%20+%20%28x%20-%20y%29%5E3%20+%20%28y%20-%202x%29%5E7/1000%20+%20pi%2Ax%20-%207/3%2Asqrt%282%29%2Ay%20+%20max%28x%2C%200.3%29%20-%20min%28-0.2%2C%20y%29&start=0.6,-0.4&opt=sgd,lr:0.02&opt=newton&steps=10

import itertools
import sys

import numpy as np

# A run ends where its numbers are no longer finite.
np.seterr(all="ignore")

START = np.array([0.6, -0.4])
STEPS = 10


def sigmoid(a):
    """The logistic function, without overflow on either side."""
    return 1/(1 + np.exp(-a)) if a >= 0 else np.exp(a)/(1 + np.exp(a))


def f(theta):
    """The loss at a position."""
    x, y = theta
    u1 = x - y
    u2 = y - 2*x
    return (
        np.sin(x)*np.cos(y)
        + np.tan(0.3*x)
        + np.arcsin(0.1*x)
        + np.arccos(0.1*y)
        + np.arctan(x*y)
        + np.arctan2(y, 3 + x)
        + np.sinh(0.2*x)
        + np.cosh(y)
        + np.tanh(x)
        + np.exp(-x**2)
        + np.log(4 + x**2)
        + np.log(4 + y**2)
        + np.log10(5 + x)
        + np.sqrt(1 + y**2)
        + sigmoid(-3*x)
        + (2 + x**2)**y
        + 2**x
        + np.exp(-y)
        + 1/x**2
        + u1**2*u1
        + (u2**2*u2)**2*u2/1000
        + np.pi*x
        - 7/3*1.4142135623730951*y
        + np.maximum(x, 0.3)
        - np.minimum(-0.2, y)
    )


def gradient(theta):
    """The derivatives of the loss by x and y."""
    x, y = theta
    u1 = sigmoid(-3*x)
    u2 = 2 + x**2
    u3 = (x*y)**2 + 1
    u4 = y**2 + (3 + x)**2
    u5 = 3*(x - y)**2
    u6 = y - 2*x
    u7 = (u6**2*u6)**2/1000
    dx = (
        np.cos(x)*np.cos(y)
        + 0.3*(1 + np.tan(0.3*x)**2)
        + 0.1/np.sqrt(1 - (0.1*x)**2)
        + y/u3
        - y/u4
        + 0.2*np.cosh(0.2*x)
        + (1 - np.tanh(x)**2)
        - 2*(np.exp(-x**2)*x)
        + 2*(x/(4 + x**2))
        + 1/(2.302585092994046*(5 + x))
        - 3*(u1*(1 - u1))
        + np.where(u2 == 0.0 and y == 0.0, 0.0, 2*(y*u2**(y - 1)*x))
        + 0.6931471805599453*2**x
        - 2*(1/(x**2*x))
        + u5
        - 14*u7
        + np.pi
        + np.where(x > 0.3, 1.0, np.where(0.3 > x, 0.0, 0.5))
    )
    dy = (
        -(np.sin(x)*np.sin(y))
        - 0.1/np.sqrt(1 - (0.1*y)**2)
        + x/u3
        + (3 + x)/u4
        + np.sinh(y)
        + 2*(y/(4 + y**2))
        + y/np.sqrt(1 + y**2)
        + np.where(u2 == 0.0 and y >= 0.0, 0.0, u2**y*np.log(u2))
        - np.exp(-y)
        - u5
        + 7*u7
        - 3.299831645537222
        - np.where(y > -0.2, 0.0, np.where(-0.2 > y, 1.0, 0.5))
    )
    return np.array([dx, dy])


def hessian(theta):
    """The second derivatives of the loss."""
    x, y = theta
    u1 = np.sin(x)*np.cos(y)
    u2 = np.tan(0.3*x)
    u3 = np.exp(-x**2)
    u4 = 4 + x**2
    u5 = 4 + y**2
    u6 = np.sqrt(1 + y**2)
    u7 = sigmoid(-3*x)
    u8 = 2 + x**2
    u9 = np.sqrt(1 - (0.1*x)**2)
    u10 = np.sqrt(1 - (0.1*y)**2)
    u11 = (x*y)**2 + 1
    u12 = y**2 + (3 + x)**2
    u13 = u7*(1 - u7)
    u14 = y*u8**(y - 1)
    u15 = u8 == 0.0 and y == 0.0
    u16 = u8 == 0.0 and y >= 0.0
    u17 = (3 + x)/u12
    u18 = x*y*y
    u19 = y*np.where(u8 == 0.0 and y - 1 == 0.0, 0.0, 2*((y - 1)*u8**(y - 1 - 1)*x))*x + u14
    u20 = 6*(x - y)
    u21 = y - 2*x
    u22 = (u21**2)**2*u21/1000
    dxx = (
        0.18*(u2*(1 + u2**2))
        - u1
        + 0.010000000000000002*(0.1/u9*(x/u9)/u9)
        - 2*(y/u11*u18/u11)
        + 2*(y/u12*(3 + x)/u12)
        + 0.04000000000000001*np.sinh(0.2*x)
        - 2*(np.tanh(x)*(1 - np.tanh(x)**2))
        - 2*(u3 - 2*(u3*x*x))
        + 2*((1 - 2*(x/u4*x))/u4)
        - 1/(2.302585092994046*(5 + x))/(5 + x)
        - 3*(3*(u7*u13) - 3*(u13*(1 - u7)))
        + np.where(u15, 0.0, 2*u19)
        + 0.4804530139182014*2**x
        + 6*(1/(x**2)**2)
        + u20
        + 168*u22
    )
    dxy = (
        (1 - 2*(x/u11*u18))/u11
        - np.cos(x)*np.sin(y)
        + (1 - 2*(u17*(3 + x)))/u12
        + np.where(u16, 0.0, np.where(u15, 0.0, 2*(u14*x))*np.log(u8) + 2*(u8**y*(x/u8)))
        - u20
        - 84*u22
    )
    dyy = (
        -u1
        - 0.010000000000000002*(0.1/u10*(y/u10)/u10)
        - 2*(x/u11*(x*y*x)/u11)
        - 2*(u17*y/u12)
        + np.cosh(y)
        + 2*((1 - 2*(y/u5*y))/u5)
        + (1 - (y/u6)**2)/u6
        + np.where(u16, 0.0, np.where(u16, 0.0, u8**y*np.log(u8))*np.log(u8))
        + np.exp(-y)
        + u20
        + 42*u22
    )
    return np.array([[dxx, dxy], [dxy, dyy]])


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


def newton(lr, damping):
    """Newton: Steps to where the gradient of the second-order Taylor surface is zero, be that a saddle.

    J. Nocedal, S. J. Wright, 'Numerical optimization', 2006, section 3.3; damping: D. Marquardt, 1963.
    The Hessian is taken as it is, with no change to negative eigenvalues.
    """
    theta = START
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        matrix = hessian(theta) + damping*np.eye(2)
        try:
            solution = np.linalg.solve(matrix, g)
        except np.linalg.LinAlgError:
            solution = g*float("nan")  # a singular matrix has no step: the run ends
        theta = theta - lr*solution
        yield theta


def main():
    runs = {
        "SGD": sgd(lr=0.02),
        "Newton": newton(lr=1, damping=0),
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
