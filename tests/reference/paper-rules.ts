/** Update rules as a reader types them from their papers, with the learning rate that a test asks for. */

/** M. Zaheer et al. 2018, with Adam's corrections. */
export const yogiText = (lr: number) => `lr = ${lr} in [1e-5, 1] log
beta1 = 0.9 in [0, 1]
beta2 = 0.999 in [0, 1]
eps = 1e-3
m(0) = 1e-6
v(0) = 1e-6
m = beta1*m + (1 - beta1)*gradient
v = v - (1 - beta2)*sign(v - gradient^2)*gradient^2
theta = theta - lr*(m/(1 - beta1^t))/(sqrt(v/(1 - beta2^t)) + eps)`;

/** P. Foret et al. 2021, on a heavy ball. */
export const samText = (lr: number) => `lr = ${lr}
rho = 0.05
mu = 0.9
gradient = grad(theta + rho*gradient/(norm(gradient) + 1e-12))
b = where(t == 1, gradient, mu*b + gradient)
theta = theta - lr*b`;
