"""A scene of Fall Line, on Plateau with a cliff; needs Python 3.8 or newer and PyTorch 1.13 or newer.

    f(x, y) = 3*sigmoid(8*x) + 0.01*(x + 2)^2 + 0.02*y^2

Prints optimizer, step, x, y and loss of: SGD, Adam, Lion, Backtracking, SGD 2, Adam 2, Lion 2.
"""
# https://example.org/fall-line/#loss=plateau&opt=sgd&opt=adam,schedule:step&opt=lion,schedule:exponential&opt=armijo,schedule:cosine&opt=sgd,schedule:warmupCosine&opt=adam,schedule:inverse&opt=lion,schedule:cyclic&noise=0.2&noiseKind=heavy&noiseScaling=proportional&seed=7&steps=15&v=2

import itertools
import math
import sys

import torch

print("PyTorch", torch.__version__, file=sys.stderr)
if [int(part) for part in torch.__version__.split(".")[:2]] < [1, 13]:
    sys.exit("This script needs PyTorch 1.13 or newer.")

torch.set_default_dtype(torch.float64)

START = torch.tensor([3.0, 2.0])
STEPS = 15
NOISE = 0.2  # standard deviation, as a share of the gradient's length
SEED = 7


def f(theta):
    """The loss at a position."""
    x, y = theta
    return 3*torch.sigmoid(8*x) + 0.01*(x + 2)**2 + 0.02*y**2


def gradient(theta):
    """The derivatives of the loss by x and y."""
    theta = theta.detach().requires_grad_()
    return torch.autograd.grad(f(theta), theta)[0]


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
    return NOISE*torch.sqrt(g[0]**2 + g[1]**2)*torch.tensor(z)


def anneal(done, length, floor):
    """Half a cosine from 1 at 0 to the floor at a length, and the floor from there on."""
    if done >= length:
        return floor if length > 0 else 1.0
    return floor + (1 - floor)*(1 + math.cos(math.pi*done/length))/2


def step_decay(t, every, factor):
    """The rate is multiplied by a factor, again and again after some steps."""
    return float(torch.tensor(float(factor))**((t - 1)//every))


def exponential(t, factor):
    """The rate is multiplied by a factor at every step."""
    return float(torch.tensor(float(factor))**(t - 1))


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


def descend(make, share=None):
    """The positions of an optimizer of torch.optim, which `make` makes for a list of parameters."""
    theta = START.clone().requires_grad_()
    optimizer = make([theta])
    if share is not None:
        scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda epoch: share(epoch + 1))
    for t in range(1, STEPS + 1):
        optimizer.zero_grad()
        f(theta).backward()
        theta.grad += noise(t - 1, theta.grad)
        optimizer.step()
        if share is not None:
            scheduler.step()
        yield theta.detach().clone()


def lion(lr, beta1, beta2, share):
    """Lion: Steps by the learning rate along every axis, by the sign of an averaged gradient alone.

    X. Chen et al., 'Symbolic discovery of optimization algorithms', 2023.
    The paper: the sign is of the average before it is updated with its own, slower decay.
    """
    theta = START
    m = torch.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        g = g + noise(t - 1, g)
        eta = lr*share(t)
        average = beta1*m + (1 - beta1)*g
        m = beta2*m + (1 - beta2)*g  # first moment
        update = eta*torch.sign(average)
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
            if torch.equal(trial, theta) or trials == 1000:
                length = 0.0  # no trial that still moves the position is low enough
                break
            trials += 1
            if f(trial) <= value + decrease*length*slope:
                break
            length = length*shrinking
        theta = theta - length*g
        yield theta


def main():
    runs = {
        "SGD": descend(lambda parameters: torch.optim.SGD(parameters, lr=0.5)),
        "Adam": descend(
            lambda parameters: torch.optim.Adam(parameters, lr=0.1, betas=(0.9, 0.999), eps=1e-8),
            lambda t: step_decay(t, every=50, factor=0.5),
        ),
        "Lion": lion(lr=0.1, beta1=0.9, beta2=0.99, share=lambda t: exponential(t, factor=0.98)),
        "Backtracking": armijo(lr=1, shrinking=0.5, decrease=1e-4, share=lambda t: cosine(t, floor=0)),
        "SGD 2": descend(
            lambda parameters: torch.optim.SGD(parameters, lr=0.5),
            lambda t: warmup_cosine(t, warmup=20, floor=0),
        ),
        "Adam 2": descend(
            lambda parameters: torch.optim.Adam(parameters, lr=0.1, betas=(0.9, 0.999), eps=1e-8),
            lambda t: inverse_time(t, decay=0.05),
        ),
        "Lion 2": lion(lr=0.1, beta1=0.9, beta2=0.99, share=lambda t: cyclic(t, half_period=25, floor=0.1)),
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
