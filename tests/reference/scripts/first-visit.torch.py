"""A scene of Fall Line, on Himmelblau; needs Python 3.8 or newer and PyTorch 1.13 or newer.

    f(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2

Prints optimizer, step, x, y and loss of: SGD, Momentum, RMSprop, Adam.
"""
# https://example.org/fall-line/#loss=himmelblau&opt=sgd&opt=momentum&opt=rmsprop&opt=adam&steps=25&v=2

import itertools
import sys

import torch

print("PyTorch", torch.__version__, file=sys.stderr)
if [int(part) for part in torch.__version__.split(".")[:2]] < [1, 13]:
    sys.exit("This script needs PyTorch 1.13 or newer.")

torch.set_default_dtype(torch.float64)

START = torch.tensor([-0.4, -0.75])
STEPS = 25


def f(theta):
    """The loss at a position."""
    x, y = theta
    return (x**2 + y - 11)**2 + (x + y**2 - 7)**2


def descend(make):
    """The positions of an optimizer of torch.optim, which `make` makes for a list of parameters."""
    theta = START.clone().requires_grad_()
    optimizer = make([theta])
    for t in range(1, STEPS + 1):
        optimizer.zero_grad()
        f(theta).backward()
        optimizer.step()
        yield theta.detach().clone()


def main():
    runs = {
        "SGD": descend(lambda parameters: torch.optim.SGD(parameters, lr=0.004)),
        "Momentum": descend(lambda parameters: torch.optim.SGD(parameters, lr=0.002, momentum=0.9)),
        "RMSprop": descend(
            lambda parameters: torch.optim.RMSprop(parameters, lr=0.02, alpha=0.99, eps=1e-8),
        ),
        "Adam": descend(
            lambda parameters: torch.optim.Adam(parameters, lr=0.22, betas=(0.9, 0.999), eps=1e-8),
        ),
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
