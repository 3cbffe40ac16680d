"""A scene of Fall Line, on Himmelblau; needs Python 3.8 or newer and NumPy.

    f(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2

Prints optimizer, step, x, y and loss of: AdaBelief, Yogi, Adan, AdEMAMix, ADOPT, LaProp,
StableAdamW, Cautious AdamW, Grams, MARS-AdamW, Adafactor, SignSGD, Signum, ASGD, Schedule-Free SGD,
Schedule-Free AdamW.
"""
# https://example.org/fall-line/#loss=himmelblau&start=-0.5,-0.8&opt=adabelief&opt=yogi&opt=adan&opt=ademamix&opt=adopt&opt=laprop&opt=stableadamw&opt=cautious-adamw&opt=grams&opt=mars-adamw&opt=adafactor&opt=signsgd&opt=signum&opt=asgd&opt=schedulefree-sgd&opt=schedulefree-adamw&steps=24&v=2

import itertools
import math
import sys

import numpy as np

# A run ends where its numbers are no longer finite.
np.seterr(all="ignore")

START = np.array([-0.5, -0.8])
STEPS = 24


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


def adabelief(lr, beta1, beta2, eps):
    """AdaBelief: Adam that takes long steps where gradients are as expected and short ones where they
    surprise.

    J. Zhuang et al., 'AdaBelief optimizer', 2020, arXiv:2010.07468.
    The authors’ code: epsilon is added to the second moment and, once more, to its root.
    """
    theta = START
    m = np.zeros(2)
    s = np.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        m = beta1*m + (1 - beta1)*g  # first moment
        s = beta2*s + (1 - beta2)*(g - m)**2 + eps  # second moment
        m_hat = m/(1 - beta1**t)  # bias-corrected first moment
        s_hat = s/(1 - beta2**t)  # bias-corrected second moment
        update = lr*m_hat/(np.sqrt(s_hat) + eps)
        theta = theta - update
        yield theta


def yogi(lr, beta1, beta2, eps):
    """Yogi: Adam whose second moment changes by steps of the size of the gradient, so that it forgets
    slowly.

    M. Zaheer et al., 'Adaptive methods for nonconvex optimization', 2018.
    In pytorch_optimizer: both moments begin at a small number, and are corrected as in Adam.
    """
    theta = START
    m = np.full(2, 1e-6)
    v = np.full(2, 1e-6)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        m = beta1*m + (1 - beta1)*g  # first moment
        v = v - (1 - beta2)*np.sign(v - g**2)*g**2  # second moment
        m_hat = m/(1 - beta1**t)  # bias-corrected first moment
        v_hat = v/(1 - beta2**t)  # bias-corrected second moment
        update = lr*m_hat/(np.sqrt(v_hat) + eps)
        theta = theta - update
        yield theta


def adan(lr, beta1, beta2, beta3, eps):
    """Adan: Adam that also averages how the gradient changes, and steps where it is heading.

    X. Xie et al., 'Adan: adaptive Nesterov momentum algorithm', 2022, arXiv:2208.06677.
    The authors’ code: each beta is 1 minus the paper’s, and the decay divides the position.
    """
    theta = START
    m = np.zeros(2)
    difference_average = np.zeros(2)
    n = np.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        if t == 1:
            difference = 0*g
        else:
            difference = g - previous_gradient
        previous_gradient = g
        m = beta1*m + (1 - beta1)*g  # first moment
        difference_average = beta2*difference_average + (1 - beta2)*difference  # first moment
        n = beta3*n + (1 - beta3)*(g + beta2*difference)**2  # second moment
        m_hat = m/(1 - beta1**t)  # bias-corrected first moment
        difference_hat = difference_average/(1 - beta2**t)  # bias-corrected first moment
        n_hat = n/(1 - beta3**t)  # bias-corrected second moment
        update = lr*(m_hat + beta2*difference_hat)/(np.sqrt(n_hat) + eps)
        theta = theta - update
        yield theta


def ademamix(lr, beta1, beta2, beta3, alpha, eps):
    """AdEMAMix: Adam with a second average that remembers gradients of thousands of steps.

    M. Pagliardini et al., 'The AdEMAMix optimizer', 2024, arXiv:2409.03137.
    The authors’ code: the slow average is not corrected, and decay is decoupled.
    """
    theta = START
    m = np.zeros(2)
    v = np.zeros(2)
    slow = np.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        m = beta1*m + (1 - beta1)*g  # first moment
        v = beta2*v + (1 - beta2)*g**2  # second moment
        m_hat = m/(1 - beta1**t)  # bias-corrected first moment
        v_hat = v/(1 - beta2**t)  # bias-corrected second moment
        mix = alpha
        slow_decay = beta3
        slow = slow_decay*slow + (1 - slow_decay)*g  # first moment
        update = lr*(m_hat + mix*slow)/(np.sqrt(v_hat) + eps)
        theta = theta - update
        yield theta


def adopt(lr, beta1, beta2, eps):
    """ADOPT: Adam that divides each gradient by what was known before it, and only then averages.

    S. Taniguchi et al., 'ADOPT: modified Adam can converge with any β₂', 2024, arXiv:2411.02853.
    The authors’ code: the first update moves nothing, and clips grow with the steps.
    """
    theta = START
    m = np.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        if t == 1:
            v = g**2  # second moment
            update = 0*g
        else:
            scaled_gradient = g/np.maximum(np.sqrt(v), eps)
            bound = (t - 1)**0.25
            scaled_gradient = np.minimum(bound, np.maximum(-bound, scaled_gradient))
            m = beta1*m + (1 - beta1)*scaled_gradient  # first moment
            v = beta2*v + (1 - beta2)*g**2  # second moment
            update = lr*m
        theta = theta - update
        yield theta


def laprop(lr, beta1, beta2, eps):
    """LaProp: Adam that divides each gradient by its root mean square before it averages.

    L. Ziyin, Z. T. Wang, M. Ueda, 'LaProp', 2020, arXiv:2002.04839.
    The authors’ code: weight decay is not multiplied by the learning rate.
    """
    theta = START
    m = np.zeros(2)
    v = np.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        v = beta2*v + (1 - beta2)*g**2  # second moment
        spread = v  # second moment
        spread_hat = spread/(1 - beta2**t)  # bias-corrected second moment
        scaled_gradient = lr*g/(np.sqrt(spread_hat) + eps)
        m = beta1*m + (1 - beta1)*scaled_gradient  # first moment
        update = m/(1 - beta1**t)
        theta = theta - update
        yield theta


def stableadamw(lr, beta1, beta2, eps, weight_decay):
    """StableAdamW: AdamW that steps less far where gradients are much larger than expected.

    M. Wortsman et al., 'Stable and low-precision training', 2023, arXiv:2304.13013.
    In optimi: the corrections are inside the averages, and the clip has the newest moment.
    """
    theta = START
    m = np.zeros(2)
    v = np.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        beta_hat1 = beta1*(1 - beta1**(t - 1))/(1 - beta1**t)
        beta_hat2 = beta2*(1 - beta2**(t - 1))/(1 - beta2**t)
        m = beta_hat1*m + (1 - beta_hat1)*g  # first moment
        v = beta_hat2*v + (1 - beta_hat2)*g**2  # second moment
        excess = math.sqrt(np.mean((g/np.maximum(np.sqrt(v), eps))**2))
        rate = lr/np.maximum(1, excess)
        decay = rate*weight_decay*theta  # weight decay
        theta = theta - decay  # weight decay
        update = rate*m/(np.sqrt(v) + eps)
        theta = theta - update
        yield theta


def cautious_adamw(lr, beta1, beta2, eps):
    """Cautious AdamW: AdamW that does not move along axes where its average points against the
    gradient.

    K. Liang et al., 'Cautious optimizers', 2024, arXiv:2411.16085.
    The authors’ code: the mask is divided by its mean, and epsilon stands before the correction.
    """
    theta = START
    m = np.zeros(2)
    v = np.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        m = beta1*m + (1 - beta1)*g  # first moment
        v = beta2*v + (1 - beta2)*g**2  # second moment
        rate = lr*math.sqrt(1 - beta2**t)/(1 - beta1**t)
        mask = np.where(m*g > 0, 1.0, 0.0)
        caution = mask/np.maximum(np.mean(mask), 0.001)
        update = rate*m*caution/(np.sqrt(v) + eps)
        theta = theta - update
        yield theta


def grams(lr, beta1, beta2, eps):
    """Grams: AdamW whose steps are as long as its average says, and go where the gradient says.

    Y. Cao, X. Li, Z. Song, 'Grams', 2024, arXiv:2412.17107.
    The authors’ code: epsilon stands before the correction.
    """
    theta = START
    m = np.zeros(2)
    v = np.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        m = beta1*m + (1 - beta1)*g  # first moment
        v = beta2*v + (1 - beta2)*g**2  # second moment
        rate = lr*math.sqrt(1 - beta2**t)/(1 - beta1**t)
        update = rate*np.sign(g)*np.abs(m)/(np.sqrt(v) + eps)
        theta = theta - update
        yield theta


def mars_adamw(lr, beta1, beta2, eps, gamma):
    """MARS-AdamW: AdamW of a gradient that is corrected by how it has changed, and is at most 1 long.

    H. Yuan et al., 'MARS', 2024, arXiv:2411.10438.
    The authors’ code with the stored gradient; its bound on the length is kept.
    """
    theta = START
    previous_gradient = np.zeros(2)
    m = np.zeros(2)
    v = np.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        corrected = g + gamma*beta1/(1 - beta1)*(g - previous_gradient)
        clipped = corrected/np.maximum(1, np.linalg.norm(corrected))
        previous_gradient = g
        m = beta1*m + (1 - beta1)*clipped  # first moment
        v = beta2*v + (1 - beta2)*clipped**2  # second moment
        m_hat = m/(1 - beta1**t)  # bias-corrected first moment
        v_hat = v/(1 - beta2**t)  # bias-corrected second moment
        update = lr*m_hat/(np.sqrt(v_hat) + eps)
        theta = theta - update
        yield theta


def adafactor(eps1, eps2, clip_threshold, decay_rate):
    """Adafactor: Scales the gradient by its root mean square, clips the whole, and steps in proportion
    to the position.

    N. Shazeer, M. Stern, 'Adafactor', 2018, arXiv:1804.04235.
    In pytorch-optimizer: a vector is not factored, and decay is decoupled.
    """
    theta = START
    v = np.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        rate = np.minimum(0.01, 1/math.sqrt(t))
        rate = rate*np.maximum(eps2, math.sqrt(np.mean(theta**2)))
        decayed = 1 - np.float64(t)**decay_rate
        v = decayed*v + (1 - decayed)*(g**2 + eps1)  # second moment
        direction = g/np.sqrt(v)
        scaled_step = rate*direction/np.maximum(1, math.sqrt(np.mean(direction**2))/clip_threshold)
        update = scaled_step
        theta = theta - update
        yield theta


def signsgd(lr):
    """SignSGD: Steps by the learning rate along every axis, by the sign of the gradient alone.

    J. Bernstein et al., 'signSGD', 2018, arXiv:1802.04434.
    The paper: steps are as long as the learning rate along every axis, and sign(0) is 0.
    """
    theta = START
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        update = lr*np.sign(g)
        theta = theta - update
        yield theta


def signum(lr, momentum):
    """Signum: Steps by the learning rate along every axis, by the sign of an averaged gradient.

    J. Bernstein et al., 'signSGD', 2018, arXiv:1802.04434.
    The paper: steps are as long as the learning rate along every axis, and sign(0) is 0.
    """
    theta = START
    m = np.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        m = momentum*m + (1 - momentum)*g  # first moment
        update = lr*np.sign(m)
        theta = theta - update
        yield theta


def asgd(lr, lambd, alpha, t0):
    """ASGD: Gradient descent whose positions are averaged, with a rate that falls slowly.

    B. T. Polyak, A. B. Juditsky, 'Acceleration of stochastic approximation by averaging', 1992.
    PyTorch: the average begins at a step that is set, and is not the position that is shown.
    """
    theta = START
    average = START
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        rate = lr/np.float64(1 + lambd*lr*(t - 1))**alpha
        shrinkage = lambd*rate*theta  # weight decay
        theta = theta - shrinkage  # weight decay
        update = rate*g
        mu = 1/np.maximum(1, t - 1 - t0)
        if mu == 1:
            average = theta - update
        else:
            average = average + mu*(theta - update - average)
        theta = theta - update
        yield theta


def schedulefree_sgd(lr, momentum, r, weight_lr_power):
    """Schedule-Free SGD: Gradient descent whose steps are averaged as they go, in the place of a
    falling rate; the average is drawn.

    A. Defazio et al., 'The road less scheduled', 2024, arXiv:2405.15682.
    The authors’ code: what is shown is the average, and the gradient is asked for at y.
    """
    theta = START
    z = START
    rate_max = 0.0
    weight_sum = 0.0
    for t in range(1, STEPS + 1):
        y = (1 - momentum)*z + momentum*theta
        g = gradient(y)
        rate = lr
        rate_max = np.maximum(rate_max, rate)
        weight = np.float64(t)**r*np.float64(rate_max)**weight_lr_power
        weight_sum = weight_sum + weight
        average_share = weight/weight_sum if weight_sum > 0 else 0
        z = z - rate*g
        update = average_share*(theta - z)
        theta = theta - update
        yield theta


def schedulefree_adamw(lr, beta1, beta2, eps, r, weight_lr_power):
    """Schedule-Free AdamW: AdamW whose steps are averaged as they go, in the place of a falling rate;
    the average is drawn.

    A. Defazio et al., 'The road less scheduled', 2024, arXiv:2405.15682.
    The authors’ code: what is shown is the average, and the gradient is asked for at y. The correction
    of the second moment stands in the divisor.
    """
    theta = START
    z = START
    v = np.zeros(2)
    rate_max = 0.0
    weight_sum = 0.0
    for t in range(1, STEPS + 1):
        y = (1 - beta1)*z + beta1*theta
        g = gradient(y)
        v = beta2*v + (1 - beta2)*g**2  # second moment
        v_hat = v/(1 - beta2**t)  # bias-corrected second moment
        scaled_gradient = g/(np.sqrt(v_hat) + eps)
        rate = lr
        rate_max = np.maximum(rate_max, rate)
        weight = np.float64(t)**r*np.float64(rate_max)**weight_lr_power
        weight_sum = weight_sum + weight
        average_share = weight/weight_sum if weight_sum > 0 else 0
        z = z - rate*scaled_gradient
        update = average_share*(theta - z)
        theta = theta - update
        yield theta


def main():
    runs = {
        "AdaBelief": adabelief(lr=0.2, beta1=0.9, beta2=0.999, eps=1e-16),
        "Yogi": yogi(lr=0.2, beta1=0.9, beta2=0.999, eps=0.001),
        "Adan": adan(lr=0.2, beta1=0.98, beta2=0.92, beta3=0.99, eps=1e-8),
        "AdEMAMix": ademamix(lr=0.2, beta1=0.9, beta2=0.999, beta3=0.9999, alpha=2, eps=1e-8),
        "ADOPT": adopt(lr=0.2, beta1=0.9, beta2=0.9999, eps=1e-6),
        "LaProp": laprop(lr=0.2, beta1=0.9, beta2=0.999, eps=1e-15),
        "StableAdamW": stableadamw(lr=0.2, beta1=0.9, beta2=0.99, eps=1e-6, weight_decay=0.01),
        "Cautious AdamW": cautious_adamw(lr=0.2, beta1=0.9, beta2=0.999, eps=1e-6),
        "Grams": grams(lr=0.2, beta1=0.9, beta2=0.999, eps=1e-6),
        "MARS-AdamW": mars_adamw(lr=0.2, beta1=0.95, beta2=0.99, eps=1e-8, gamma=0.025),
        "Adafactor": adafactor(eps1=1e-30, eps2=0.001, clip_threshold=1, decay_rate=-0.8),
        "SignSGD": signsgd(lr=0.2),
        "Signum": signum(lr=0.2, momentum=0.9),
        "ASGD": asgd(lr=0.01, lambd=1e-4, alpha=0.75, t0=1000000),
        "Schedule-Free SGD": schedulefree_sgd(lr=0.01, momentum=0.9, r=0, weight_lr_power=2),
        "Schedule-Free AdamW": schedulefree_adamw(lr=0.2, beta1=0.9, beta2=0.999, eps=1e-8, r=0, weight_lr_power=2),
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
