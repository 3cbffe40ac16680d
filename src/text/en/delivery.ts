import { spoken } from '../spoken.ts';

/** Words about the model of deliveries: what is drawn of it. */
export const delivery = {
  map: 'The map',
  route: (name: string, time: string, length: string) =>
    `${name}’s route takes ${time} minutes for ${length} km; the more shaded, the slower. Faint: its route at earlier steps; thin: the other optimizers’. Both ends and the jams can be dragged.`,
  depot: (name: string, mean: string, nearest: string) =>
    `${name}’s depot is ${mean} km from its customers in the mean of their weights, and ${nearest} km from the nearest of them. Small: where it was and where the other optimizers’ are. Customers can be dragged.`,
  none: 'The map without a run: what is on it can be dragged.',
  along: 'Minutes a kilometre, along the route',
  alongSays: (name: string, time: string, error: string) =>
    `The area is the integral along ${name}’s route: ${time} minutes, which is the loss, to within ${error}. The gradient is exact for the sum that is taken.`,
  length: 'km',
  cut: 'The loss past the nearest customer',
  cutSays: (name: string, step: string) =>
    `Along the line from ${name}’s depot through the nearest customer, at 0: there the loss has a kink, and on neither side does its slope go to 0. The slope at the depot is ${step}.`,
  away: 'km from the customer',
} as const;

spoken({ delivery });
