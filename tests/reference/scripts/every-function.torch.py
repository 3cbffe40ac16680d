"""A scene of Fall Line, on a formula; needs Python 3.8 or newer and PyTorch 1.13 or newer.

    f(x, y) = sin(x)*cos(y) + tan(0.3*x) + asin(0.1*x) + acos(0.1*y) + atan(x*y) + atan2(y, 3 + x) +
    sinh(0.2*x) + cosh(y) + tanh(x) + exp(-x^2) + log(4 + x^2) + ln(4 + y^2) + log10(5 + x) + sqrt(1
    + y^2) + sigmoid(-3*x) + pow(2 + x^2, y) + 2^x + e^-y + x^-2 + (x - y)^3 + (y - 2*x)^7/1000 +
    pi*x - 7/3*sqrt(2)*y + max(x, 0.3) - min(-0.2, y)

Prints optimizer, step, x, y and loss of: SGD, Newton.
"""
# https://example.org/fall-line/#f=sin%28x%29cos%28y%29%20+%20tan%280.3x%29%20+%20asin%280.1x%29%20+%20acos%280.1y%29%20+%20atan%28x%20y%29%20+%20atan2%28y%2C%203%20+%20x%29%20+%20sinh%280.2x%29%20+%20cosh%28y%29%20+%20tanh%28x%29%20+%20exp%28-x%5E2%29%20+%20log%284%20+%20x%5E2%29%20+%20ln%284%20+%20y%5E2%29%20+%20log10%285%20+%20x%29%20+%20sqrt%281%20+%20y%5E2%29%20+%20sigmoid%28-3x%29%20+%20pow%282%20+%20x%5E2%2C%20y%29%20+%202%5Ex%20+%20e%5E-y%20+%20x%5E-2%20+%20%28x%20-%20y%29%5E3%20+%20%28y%20-%202x%29%5E7/1000%20+%20pi%2Ax%20-%207/3%2Asqrt%282%29%2Ay%20+%20max%28x%2C%200.3%29%20-%20min%28-0.2%2C%20y%29&start=0.6,-0.4&opt=sgd,lr:0.02&opt=newton&steps=10

import itertools
import sys

import torch

print("PyTorch", torch.__version__, file=sys.stderr)
if [int(part) for part in torch.__version__.split(".")[:2]] < [1, 13]:
    sys.exit("This script needs PyTorch 1.13 or newer.")

torch.set_default_dtype(torch.float64)

START = torch.tensor([0.6, -0.4])
STEPS = 10


def f(theta):
    """The loss at a position."""
    x, y = theta
    u1 = x - y
    u2 = y - 2*x
    return (
        torch.sin(x)*torch.cos(y)
        + torch.tan(0.3*x)
        + torch.asin(0.1*x)
        + torch.acos(0.1*y)
        + torch.atan(x*y)
        + torch.atan2(y, 3 + x)
        + torch.sinh(0.2*x)
        + torch.cosh(y)
        + torch.tanh(x)
        + torch.exp(-x**2)
        + torch.log(4 + x**2)
        + torch.log(4 + y**2)
        + torch.log10(5 + x)
        + torch.sqrt(1 + y**2)
        + torch.sigmoid(-3*x)
        + (2 + x**2)**y
        + 2**x
        + torch.exp(-y)
        + 1/x**2
        + u1**2*u1
        + (u2**2*u2)**2*u2/1000
        + torch.pi*x
        - 7/3*1.4142135623730951*y
        + torch.maximum(x, torch.tensor(0.3))
        - torch.minimum(torch.tensor(-0.2), y)
    )


def gradient(theta):
    """The derivatives of the loss by x and y."""
    theta = theta.detach().requires_grad_()
    return torch.autograd.grad(f(theta), theta)[0]


def hessian(theta):
    """The second derivatives of the loss."""
    return torch.autograd.functional.hessian(f, theta)


def descend(make):
    """The positions of an optimizer of torch.optim, which `make` makes for a list of parameters."""
    theta = START.clone().requires_grad_()
    optimizer = make([theta])
    for t in range(1, STEPS + 1):
        optimizer.zero_grad()
        f(theta).backward()
        optimizer.step()
        yield theta.detach().clone()


def newton(lr, damping):
    """Newton: Steps to where the gradient of the second-order Taylor surface is zero, be that a saddle.

    J. Nocedal, S. J. Wright, 'Numerical optimization', 2006, section 3.3; damping: D. Marquardt, 1963.
    The Hessian is taken as it is, with no change to negative eigenvalues.
    """
    theta = START
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        matrix = hessian(theta) + damping*torch.eye(2)
        try:
            solution = torch.linalg.solve(matrix, g)
        except torch.linalg.LinAlgError:
            solution = g*float("nan")  # a singular matrix has no step: the run ends
        theta = theta - lr*solution
        yield theta


def main():
    runs = {
        "SGD": descend(lambda parameters: torch.optim.SGD(parameters, lr=0.02)),
        "Newton": newton(lr=1, damping=0),
    }
    print("optimizer", "step", "x", "y", "loss", sep="\t")
    for label, positions in runs.items():
        for step, theta in enumerate(itertools.chain([START], positions)):
            value = f(theta)
            finite = torch.stack([*theta, value]).isfinite().all()
            if finite or step == 0:
                print(label, step, *map(float, theta), float(value), sep="\t")
            if not finite:
                print(label, "ends: not finite at step", step, file=sys.stderr)
                break


if __name__ == "__main__":
    main()
