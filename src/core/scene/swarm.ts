import type { SwarmView } from './scene.ts';

/** The swarm of a link that says nothing but how it starts: on the stage alone, as the first ones were. */
export const plainSwarm: SwarmView = {
  starts: 'grid',
  count: 20_000,
  spread: 1,
  colour: 'basin',
  map: 'none',
};

/** The swarm as it is opened. */
export const newSwarm: SwarmView = { ...plainSwarm, map: 'points' };
