"""A scene of Fall Line, on Himmelblau; needs Python 3.8 or newer and PyTorch 1.13 or newer.

    f(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2

Prints optimizer, step, x, y and loss of: SGD, Momentum, Nesterov, RMSprop, Adam, AdamW, Adagrad,
Adadelta, NAdam, RAdam, Adamax, Rprop, QHM, QHAdam, Lion, Backtracking.
"""
# https://example.org/fall-line/#loss=himmelblau&start=-0.5,-0.8&opt=sgd,lr:0.01&opt=momentum,lr:0.001&opt=nesterov&opt=rmsprop,lr:0.2&opt=adam,lr:0.2&opt=adamw&opt=adagrad&opt=adadelta&opt=nadam&opt=radam&opt=adamax&opt=rprop&opt=qhm&opt=qhadam&opt=lion&opt=armijo&steps=24&budget=evaluations&v=2

import itertools
import sys

import torch

print("PyTorch", torch.__version__, file=sys.stderr)
if [int(part) for part in torch.__version__.split(".")[:2]] < [1, 13]:
    sys.exit("This script needs PyTorch 1.13 or newer.")

torch.set_default_dtype(torch.float64)

START = torch.tensor([-0.5, -0.8])
STEPS = 24  # evaluations of the loss, its gradient or its Hessian


def f(theta):
    """The loss at a position."""
    x, y = theta
    return (x**2 + y - 11)**2 + (x + y**2 - 7)**2


def gradient(theta):
    """The derivatives of the loss by x and y."""
    theta = theta.detach().requires_grad_()
    return torch.autograd.grad(f(theta), theta)[0]


def dot(a, b):
    return a[0]*b[0] + a[1]*b[1]


def descend(make):
    """The positions of an optimizer of torch.optim, which `make` makes for a list of parameters."""
    theta = START.clone().requires_grad_()
    optimizer = make([theta])
    for t in range(1, STEPS + 1):
        optimizer.zero_grad()
        f(theta).backward()
        optimizer.step()
        yield theta.detach().clone()


def nadam(lr, beta1, beta2, eps, momentum_decay):
    """NAdam: Adam that looks one step of momentum ahead, with a momentum that warms up.

    T. Dozat, 'Incorporating Nesterov momentum into Adam', 2016.
    PyTorch: the momentum warms up as 0.96 to the power of t times 0.004.
    """
    theta = START
    m = torch.zeros(2)
    v = torch.zeros(2)
    mu_product = 1.0
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        mu = beta1*(1 - 0.5*0.96**(t*momentum_decay))
        mu_next = beta1*(1 - 0.5*0.96**((t + 1)*momentum_decay))
        mu_product = mu_product*mu
        m = beta1*m + (1 - beta1)*g  # first moment
        v = beta2*v + (1 - beta2)*g**2  # second moment
        m_hat = mu_next*m/(1 - mu_product*mu_next) + (1 - mu)*g/(1 - mu_product)  # bias-corrected first moment
        v_hat = v/(1 - beta2**t)  # bias-corrected second moment
        update = lr*m_hat/(torch.sqrt(v_hat) + eps)
        theta = theta - update
        yield theta


def qhm(lr, momentum, nu):
    """QHM: Steps along a weighted average of the plain gradient and an averaged velocity.

    J. Ma, D. Yarats, 'Quasi-hyperbolic momentum and Adam for deep learning', 2019.
    The paper and its authors' PyTorch code: the velocity is an average, begins at zero and is not
    corrected.
    """
    theta = START
    velocity = torch.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        velocity = momentum*velocity + (1 - momentum)*g
        update = lr*((1 - nu)*g + nu*velocity)
        theta = theta - update
        yield theta


def qhadam(lr, beta1, beta2, nu1, nu2, eps):
    """QHAdam: Adam that mixes the plain gradient into its first moment, and its square into the second.

    J. Ma, D. Yarats, 'Quasi-hyperbolic momentum and Adam for deep learning', 2019.
    The paper and its authors' PyTorch code: epsilon is added to the root; the paper advises shares 0.7
    and 1.
    """
    theta = START
    m = torch.zeros(2)
    v = torch.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        m = beta1*m + (1 - beta1)*g  # first moment
        v = beta2*v + (1 - beta2)*g**2  # second moment
        m_hat = m/(1 - beta1**t)  # bias-corrected first moment
        v_hat = v/(1 - beta2**t)  # bias-corrected second moment
        update = lr*((1 - nu1)*g + nu1*m_hat)/(torch.sqrt((1 - nu2)*g**2 + nu2*v_hat) + eps)
        theta = theta - update
        yield theta


def lion(lr, beta1, beta2):
    """Lion: Steps by the learning rate along every axis, by the sign of an averaged gradient alone.

    X. Chen et al., 'Symbolic discovery of optimization algorithms', 2023.
    The paper: the sign is of the average before it is updated with its own, slower decay.
    """
    theta = START
    m = torch.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        average = beta1*m + (1 - beta1)*g
        m = beta2*m + (1 - beta2)*g  # first moment
        update = lr*torch.sign(average)
        theta = theta - update
        yield theta


def armijo(lr, shrinking, decrease):
    """Backtracking: Gradient descent that tries a long step and shortens it until the loss goes down
    enough.

    L. Armijo, 1966; J. Nocedal, S. J. Wright, 'Numerical optimization', 2006, algorithm 3.1.
    Every step begins its trials at the learning rate; with noise, trials see the exact loss.
    """
    theta = START
    total_trials = 0
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        value, slope = f(theta), -dot(g, g)
        length, trials = lr, 0
        while True:
            trial = theta - length*g
            if torch.equal(trial, theta) or trials == 1000:
                length = 0.0  # no trial that still moves the position is low enough
                break
            trials += 1
            if f(trial) <= value + decrease*length*slope:
                break
            length = length*shrinking
        theta = theta - length*g
        total_trials += trials
        if total_trials + 1 + t > STEPS:
            return
        yield theta


def main():
    runs = {
        "SGD": descend(lambda parameters: torch.optim.SGD(parameters, lr=0.01)),
        "Momentum": descend(lambda parameters: torch.optim.SGD(parameters, lr=0.001, momentum=0.9)),
        "Nesterov": descend(
            lambda parameters: torch.optim.SGD(parameters, lr=0.001, momentum=0.9, nesterov=True),
        ),
        "RMSprop": descend(
            lambda parameters: torch.optim.RMSprop(parameters, lr=0.2, alpha=0.99, eps=1e-8),
        ),
        "Adam": descend(
            lambda parameters: torch.optim.Adam(parameters, lr=0.2, betas=(0.9, 0.999), eps=1e-8),
        ),
        "AdamW": descend(
            lambda parameters: torch.optim.AdamW(parameters, lr=0.2, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01),
        ),
        "Adagrad": descend(lambda parameters: torch.optim.Adagrad(parameters, lr=0.2, eps=1e-10)),
        "Adadelta": descend(
            lambda parameters: torch.optim.Adadelta(parameters, lr=1.0, rho=0.9, eps=1e-6),
        ),
        "NAdam": nadam(lr=0.2, beta1=0.9, beta2=0.999, eps=1e-8, momentum_decay=0.004),
        "RAdam": descend(
            lambda parameters: torch.optim.RAdam(parameters, lr=0.01, betas=(0.9, 0.999), eps=1e-8),
        ),
        "Adamax": descend(
            lambda parameters: torch.optim.Adamax(parameters, lr=0.2, betas=(0.9, 0.999), eps=1e-8),
        ),
        "Rprop": descend(
            lambda parameters: torch.optim.Rprop(parameters, lr=0.1, etas=(0.5, 1.2), step_sizes=(1e-6, 50.0)),
        ),
        "QHM": qhm(lr=0.01, momentum=0.9, nu=0.7),
        "QHAdam": qhadam(lr=0.2, beta1=0.9, beta2=0.999, nu1=0.7, nu2=1, eps=1e-8),
        "Lion": lion(lr=0.2, beta1=0.9, beta2=0.99),
        "Backtracking": armijo(lr=1, shrinking=0.5, decrease=1e-4),
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
