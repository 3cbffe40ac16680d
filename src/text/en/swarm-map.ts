import { spoken } from '../spoken.ts';

/** What is said under the map of a swarm on it. */
export const swarmMap = {
  computing: 'The swarm on the map is being computed.',
  all: (count: string) => `On the map ${count} particles, in double precision.`,
  some: (count: string, all: string) => `On the map ${count} of the ${all} particles, in double precision.`,
  lines: 'The lines are about half and nine tenths of them.',
  linesBoth: (temperature: string) =>
    `The lines are about half and nine tenths of them, the broken ones about as much of exp(−f/T) at T = ${temperature}, to which short steps come in the end.`,
  allOutside: 'All of them are outside of it.',
  outside: (share: string) => `${share} are outside of it.`,
  apart: (share: string, byChance: string) =>
    `${share} of those inside would have to be elsewhere for exp(−f/T); chance alone makes ${byChance}.`,
  percent: (value: string) => `${value} %`,
  nowhere:
    'On the stage a swarm is drawn by WebGL 2, which this browser does not give the page. The panel Swarm puts it on the map.',
  searches: 'This rule searches: it has no swarm.',
} as const;

spoken({ swarmMap });
