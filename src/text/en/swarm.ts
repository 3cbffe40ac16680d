import { spoken } from '../spoken.ts';

/** Words of the panel of swarms. */
export const swarm = {
  open: 'Show a swarm',
  close: 'Close',
  invitation:
    'Up to a million runs of the selected optimizer at once, each from a start of its own, on stage and map.',
  noModel: 'A model has no swarm, and neither has a curve.',
  starts: 'Starts',
  startsKinds: { grid: 'Grid', box: 'Box, at random', gaussian: 'Gaussian' },
  startsMeaning:
    'A grid and a box are the whole domain at a spread of 1, and closer about the start below it. The Gaussian lies about the start; four of its deviations are the spread.',
  count: 'Particles',
  spread: 'Spread',
  colour: 'Colour',
  colours: { basin: 'Where it ends', loss: 'Loss', speed: 'Step length' },
  meanings: {
    basin: 'One colour for each minimum at which a particle is after its last step, grey for none.',
    loss: 'From dark, low on this surface, to bright, high.',
    speed: 'From dark, a step of 0.00001 of the domain’s sides or less, to bright, of 0.1 or more.',
  },
  map: 'On the map',
  maps: { points: 'Particles', density: 'Density', none: 'Nothing' },
  mapMeaning: 'Lines of the density are about half and nine tenths of the particles.',
  single: 'Computed by the graphics processor, in single precision.',
  noise: 'Each particle meets noise of its own.',
  starting: 'Starts are being written.',
  ending: 'Every particle is run to its end first.',
  moving: (step: string, wanted: string) => `At step ${step}, on the way to ${wanted}.`,
  /** @param most a share of the sides, as a number */
  check: (step: string, count: string, most: string, median: string) =>
    `At step ${step}, ${count} of them differ from double precision by at most ${most} of the domain’s sides, half of them by less than ${median}.`,
  unseen: 'On the stage it is drawn where the browser has WebGL 2.',
  failures: {
    searches: 'This rule asks the loss for more than its gradient, or searches: it has no swarm.',
    state: 'This rule keeps more than fits beside a particle: it has no swarm.',
    memory: 'So many particles of this rule need too much memory. Take fewer.',
    formula: 'This surface has no swarm.',
    driver: (message: string) => `The graphics driver refuses it: ${message}`,
  },
} as const;

spoken({ swarm });
