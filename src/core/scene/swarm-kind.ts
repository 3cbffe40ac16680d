import { swarmColours, swarmsOnMap, swarmStarts } from '../run/swarm-looks.ts';
import { choice, type Kind, number } from './kinds.ts';
import { limits } from './limits.ts';
import { named } from './named-kind.ts';
import type { SwarmView } from './scene.ts';
import { sceneSentences } from './scene-sentences.ts';
import { plainSwarm } from './swarm.ts';

const [min, max] = limits.swarm;

/** The swarm in links: `swarm=grid`, `swarm=gaussian,count:65536,spread:0.1,colour:speed`. */
export const swarm: Kind<SwarmView | null> = named(
  'starts',
  swarmStarts,
  () => sceneSentences.say('swarm', swarmStarts),
  plainSwarm,
  {
    count: number({ min, max, whole: true }),
    spread: number({ min: 1e-6, max: 1 }),
    colour: choice(swarmColours),
    map: choice(swarmsOnMap),
  },
);
