import type { OverlayId } from '../../core/scene/overlays.ts';
import { spoken } from '../spoken.ts';

/** Words of what is drawn of the calculus on stage and map. */
export const overlays = {
  show: 'Draw on stage and map',
  kinds: {
    tangent: {
      label: 'Tangent plane',
      short: 'Tangent',
      meaning: 'What the gradient alone says of the surface around the selected optimizer.',
    },
    taylor: {
      label: 'Taylor surface',
      short: 'Taylor',
      meaning:
        'The second-order Taylor surface around the selected optimizer: what Newton’s method believes. The cross is where its full step would lead.',
    },
    eigenvectors: {
      label: 'Eigenvectors',
      short: 'Eigenvectors',
      meaning:
        'The Hessian’s directions, in proportion to the root of their curvature, the lesser never under a third or so of the greater; dashed where the surface bends down.',
    },
    flow: {
      label: 'Gradient flow',
      short: 'Flow',
      meaning: 'What infinitely small steps of gradient descent would do from the start.',
    },
    field: {
      label: 'Negative gradient field',
      short: 'Field',
      meaning:
        'Where the loss falls fastest; of two players, where both are pushed. Arrows of one length; the stronger the colour, the steeper.',
    },
    lines: {
      label: 'Field lines',
      short: 'Lines',
      meaning:
        'Lines on the map along the negative gradient, or along where two players are pushed. Those of one loss come from maxima, end in minima, and never close; those of two players may go around. Arrows go along with the steps, all at one speed, unless less motion is asked for.',
    },
    divergence: {
      label: 'Divergence of −∇f',
      short: 'Divergence',
      meaning:
        'On the map, minus where the negative gradient, or the field of two players, gathers and plus where it spreads: its divergence, of one loss minus the trace of the Hessian, larger signs where it is more. Dashed where it is zero.',
    },
    curl: {
      label: 'Curl of −∇f',
      short: 'Curl',
      meaning:
        'On the map, which way the field turns things around, in larger rings where more. A dot where it does not: of a gradient everywhere, of two players seldom. What momentum adds is of its way, not of the place: it has no field here. On a curve its field is of place and velocity, under Curvature.',
    },
    starts: {
      label: 'Every start and its end',
      short: 'Every start',
      meaning: 'Each point in the colour of the minimum to which the selected optimizer goes from there.',
    },
  } satisfies Record<OverlayId, { label: string; short: string; meaning: string }>,
} as const;

spoken({ overlays });
