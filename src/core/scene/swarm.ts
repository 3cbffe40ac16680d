import type { SwarmView } from './scene.ts';

/** The swarm as it is opened. */
export const newSwarm: SwarmView = {
  starts: 'grid',
  count: 20_000,
  spread: 1,
  colour: 'basin',
  map: 'points',
};
